public import Rules

/// `policies/seats.yaml`: how many seats a school should offer, as a percentage of its students.
public struct SeatTargets: Sendable, Equatable {
  public static let path = "policies/seats.yaml"

  public let percent: PerArea<Int>

  /// - Throws: `PolicyFileError` with the line for anything unknown, missing or out of range.
  public init(_ text: String) throws(PolicyFileError) {
    let root = try StrictMapping.root(text, file: SeatTargets.path, known: ["percent"] + Provenance.keys)
    _ = try Provenance(root)
    let mapping = try StrictMapping(
      try root.node("percent"), file: SeatTargets.path, known: SubjectArea.allCases.map(\.letter))
    var percent = PerArea(repeating: 0)
    for area in SubjectArea.allCases { percent[area] = try mapping.integer(area.letter, in: 1...200) }
    self.percent = percent
  }
}
