import Dispatch
import Equity
import Glibc
import ReleaseAudit
import Synchronization

/// The cores of the machine as workers of what hides numbers and of what attacks them.
struct Cores: Workers, AuditWorkers {
  static var all: Cores { Cores(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  let count: Int

  init(_ count: Int) { self.count = max(1, count) }

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
