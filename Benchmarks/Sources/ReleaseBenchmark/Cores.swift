import Dispatch
import Equity
import ReleaseAudit
import Synchronization

/// As the program's own.
struct Cores: Workers, AuditWorkers {
  let count: Int

  func map<Product: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Product) -> [Product] {
    if min(count, pieces) < 2 { return (0..<pieces).map(work) }
    let shared = Mutex((next: 0, done: [Product?](repeating: nil, count: pieces)))
    DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
      while true {
        let own = shared.withLock { shared in
          shared.next += 1
          return shared.next - 1
        }
        if own >= pieces { return }
        let product = work(own)
        shared.withLock { $0.done[own] = product }
      }
    }
    return shared.withLock { $0.done.compactMap(\.self) }
  }
}
