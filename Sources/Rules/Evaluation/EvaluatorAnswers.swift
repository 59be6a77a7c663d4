// What the evaluator reads off a filled ledger: the status of each area and of all, and what waivers leave open.

extension Status {
  /// - Parameters:
  ///   - missing: Twelfths an area misses now.
  ///   - later: What it misses once everything running is passed.
  init(missing: Int, later: Int) {
    self = missing <= 0 ? .met : (later <= 0 ? .inProgress : .notMet)
  }

  /// The whole pattern: the worst area; running courses complete it only if they complete all areas together.
  init(overall areas: PerArea<Status>, allMetLater: Bool) {
    func has(_ status: Status) -> Bool { SubjectArea.allCases.contains { areas[$0] == status } }
    if has(.notMet) {
      self = .notMet
    } else if has(.unknown) {
      self = .unknown
    } else if has(.inProgress) {
      self = allMetLater ? .inProgress : .notMet
    } else {
      self = .met
    }
  }
}

extension Ledger {
  /// The shortfalls that remain once a waiver has lifted what it lifts.
  var shortfallsAfterWaivers: [Shortfall] {
    if SubjectArea.allCases.allSatisfy({ fills[$0].waiver == 0 }) { return shortfalls }
    var lifted = PerArea<Int> { fills[$0].waiver }
    var result: [Shortfall] = []
    for shortfall in shortfalls {
      let area = shortfall.need.area
      let amount = min(lifted[area], shortfall.twelfths)
      lifted[area] -= amount
      if shortfall.twelfths > amount {
        result.append(Shortfall(need: shortfall.need, twelfths: shortfall.twelfths - amount))
      }
    }
    return result
  }
}
