import Judge

@testable import Rules

/// Compares reasons and alternatives with the brute-force judge.
enum ReasonFault {
  /// What is wrong with the reasons, or nil.
  static func find(_ transcript: OracleTranscript, _ edition: OracleEdition, _ asOf: Int) -> String? {
    let lacks = Oracle.lacks(transcript, edition, asOf: asOf)
    guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: asOf) else { return "no verdict" }
    let found = verdict.reasons
    for reason in found {
      if reason.needs != verdict.shortfalls.filter({ reason.areas.has($0.need.area) }) {
        return "\(reason.areas.code) names other needs than the verdict finds in them"
      }
      let own = Int(reason.areas.rawValue)
      if lacks[own] != reason.twelfths {
        return "\(reason.areas.code) lack \(lacks[own]), not \(reason.twelfths)"
      }
      for part in 1..<own where part & ~own == 0 && lacks[part] + lacks[own & ~part] == lacks[own] {
        return "\(reason.areas.code) falls into parts, \(SubjectAreas(rawValue: UInt8(part)).code) is one"
      }
    }
    // Where the search was ended, what was proved is right, but may not be all.
    if verdict.isCut { return nil }
    let sum = found.reduce(0) { $0 + $1.twelfths }
    if lacks[127] != sum { return "all areas together lack \(lacks[127]), the reasons \(sum)" }
    let named = found.reduce(0) { $0 | Int($1.areas.rawValue) }
    for set in 1..<128 where lacks[set] == sum && sum > 0 && precedes(set, named) {
      return "\(SubjectAreas(rawValue: UInt8(set)).code) would do"
    }
    return nil
  }

  /// Fewer areas, then earlier letters.
  private static func precedes(_ left: Int, _ right: Int) -> Bool {
    func order(_ set: Int) -> [Int] { [set.nonzeroBitCount] + (0..<7).filter { set >> $0 & 1 == 1 } }
    return order(left).lexicographicallyPrecedes(order(right))
  }

  /// What is wrong with the alternatives, or nil, and how many there are. Every one has to be possible and to cost what it
  /// says; for A to F there is one wherever the same courses could meet the area.
  static func alternatives(
    _ transcript: OracleTranscript, _ edition: OracleEdition, asOf: Int
  ) -> (fault: String?, named: Int) {
    guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: asOf) else { return ("no verdict", 0) }
    let lacks = Oracle.lacks(transcript, edition, asOf: asOf)
    for area in SubjectArea.allCases {
      let own = 1 << Int(area.rawValue)
      let canBeMet = verdict.missing(area) > 0 && lacks[own] == 0
      guard let alternative = verdict.alternatives.first(where: { $0.area == area }) else {
        if canBeMet && area != .g && !verdict.isCut { return ("\(area.letter) could be met otherwise", 0) }
        continue
      }
      if !canBeMet { return ("\(area.letter) cannot be met", 0) }
      // Whoever pays, all that lose and the area together lack at least what the judge finds.
      var paying = own
      for cost in alternative.costs {
        if cost.twelfths <= 0 || cost.area == area { return ("\(area.letter) costs nothing", 0) }
        paying |= 1 << Int(cost.area.rawValue)
      }
      let missing = alternative.costs.reduce(0) { $0 + verdict.missing($1.area) + $1.twelfths }
      if missing < lacks[paying] { return ("\(area.letter) would cost more", 0) }
    }
    return (nil, verdict.alternatives.count)
  }
}
