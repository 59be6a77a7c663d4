/// Does pieces of work that do not depend on one another, some of them at the same time.
public protocol AuditWorkers: Sendable {
  /// What comes of each piece, in the order of their numbers: the same with any number of workers.
  func map<Product: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Product) -> [Product]
}

/// One piece after the other.
struct OneAuditWorker: AuditWorkers {
  func map<Product: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Product) -> [Product] {
    (0..<pieces).map(work)
  }
}
