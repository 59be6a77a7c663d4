public import Rules
import Store

/// The editions of a run with what identifies them.
public struct EditionSet: Sendable {
  public let editions: PolicyEditions
  /// Edition id and SHA-256 of everything that decides it, ordered by id.
  public let digests: [(id: String, sha256: String)]
  private let mixed: [String: UInt64]

  public init(editions: PolicyEditions, digests: [(id: String, sha256: String)]) {
    self.editions = editions
    self.digests = digests.sorted { $0.id < $1.id }
    var mixed: [String: UInt64] = [:]
    for digest in digests {
      var builder = DigestBuilder()
      builder.add(digest.sha256)
      mixed[digest.id] = builder.value.0
    }
    self.mixed = mixed
  }

  /// The editions as the store keeps them.
  var stored: [RunEdition] {
    digests.map { digest in
      let policy = editions.policies.first { $0.edition == digest.id }
      return RunEdition(
        id: digest.id, sha256: digest.sha256, lastEnteringYear: Int16(clamping: policy?.lastEnteringYear ?? 0))
    }
  }

  func digest(of edition: String) -> UInt64 { mixed[edition] ?? 0 }
}
