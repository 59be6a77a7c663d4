import Equity
import PolicyFiles
import ReleaseAudit
import Store

/// What a public release follows and what it must withstand.
enum DisclosureSettings {
  static func policy() throws(PolicyFileError) -> DisclosurePolicy {
    let text = Policies.sources().first { $0.path == DisclosurePolicyFile.path }?.text ?? ""
    return try DisclosurePolicyFile.read(text)
  }

  /// The audit's own attack, so that what is written withstands it.
  @Sendable static func attack(_ numbers: UnknownNumbers) -> [Int]? {
    var system = LinearSystem()
    for range in numbers.bounds { _ = system.add(range) }
    for equation in numbers.equations {
      let terms = equation.added.map { LinearSystem.Term($0) }
      system.require(terms + equation.subtracted.map { LinearSystem.Term($0, isAdded: false) }, sum: equation.sum)
    }
    return IntervalAttack.narrow(
      system, targets: numbers.targets, width: numbers.room, solution: numbers.truth)?.map(\.variable)
  }

  static func message(_ refusal: DisclosureRefusal) -> String {
    switch refusal {
    case .cannotProtect(let cells):
      "nothing is written: no choice of hidden numbers protects \(cells) cells; the district may be too small to publish"
    case .contradiction:
      "nothing is written: the counts contradict each other; look at agtrack checks"
    }
  }
}
