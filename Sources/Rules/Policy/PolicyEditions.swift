/// All editions of both systems, in force by entering year.
public struct PolicyEditions: Sendable {
  /// Ordered by system, then first entering year.
  public let policies: [Policy]

  /// Why a set of editions cannot be used.
  public enum Flaw: Error, Equatable, Sendable {
    case noEdition(System)
    case rangeReversed(edition: String)
    case overlap(String, String)
    case gap(after: String, before: String)

    public var message: String {
      switch self {
      case .noEdition(let system): "there is no edition for \(system.rawValue)"
      case .rangeReversed(let edition): "edition \(edition) ends before it begins"
      case .overlap(let first, let second): "editions \(first) and \(second) hold for the same entering year"
      case .gap(let first, let second): "no edition holds between \(first) and \(second)"
      }
    }
  }

  /// - Throws: `Flaw` where ranges leave a gap, overlap or are missing.
  public init(_ policies: [Policy]) throws(Flaw) {
    self.policies = policies.sorted { ($0.system, $0.firstEnteringYear) < ($1.system, $1.firstEnteringYear) }
    for system in System.allCases {
      let own = self.policies.filter { $0.system == system }
      guard !own.isEmpty else { throw .noEdition(system) }
      for policy in own where policy.firstEnteringYear > policy.lastEnteringYear {
        throw .rangeReversed(edition: policy.edition)
      }
      for (earlier, later) in zip(own, own.dropFirst()) {
        if later.firstEnteringYear <= earlier.lastEnteringYear { throw .overlap(earlier.edition, later.edition) }
        if later.firstEnteringYear > earlier.lastEnteringYear + 1 {
          throw .gap(after: earlier.edition, before: later.edition)
        }
      }
    }
  }

  /// Some of the editions, to be asked for the entering years of these alone; nil where a system has none.
  public init?(some policies: [Policy]) {
    guard System.allCases.allSatisfy({ system in policies.contains { $0.system == system } }) else { return nil }
    self.policies = policies.sorted { ($0.system, $0.firstEnteringYear) < ($1.system, $1.firstEnteringYear) }
  }

  /// The edition for an entering year; a year outside all editions gets the nearest one.
  public func edition(_ system: System, entering year: Int) -> Policy {
    var nearest = policies[0]
    for policy in policies where policy.system == system {
      if nearest.system != system || policy.firstEnteringYear <= year { nearest = policy }
    }
    return nearest
  }
}
