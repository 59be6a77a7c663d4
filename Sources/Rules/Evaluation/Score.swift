/// How good an assignment is; smaller is better (the objective of docs/open-rules.md).
///
/// One number, most significant first: areas A to F not met, their missing twelfths, twelfths from exams and waivers,
/// missing in G, then missing of A, B, C, D, E, F so that among equals the earlier area is served first.
struct Score: Comparable, Sendable {
  var value: UInt64

  static let worst = Score(value: .max)

  init(value: UInt64) { self.value = value }

  /// - Parameter byArea: Six bits for each of A to F, A highest.
  init(notMet: Int, missing: Int, outside: Int, elective: Int, byArea: UInt64) {
    value = UInt64(notMet) << 60 | UInt64(missing) << 51 | UInt64(outside) << 42 | UInt64(elective) << 36 | byArea
  }

  init(_ fills: PerArea<Fill>) {
    var notMet = 0
    var missing = 0
    var outside = 0
    var byArea: UInt64 = 0
    for area in SubjectArea.beforeElective {
      let fill = fills[area]
      if fill.missing > 0 { notMet += 1 }
      missing += max(0, fill.missing)
      outside += fill.exams + fill.waiver
      byArea = byArea << 6 | UInt64(max(0, fill.missing))
    }
    self.init(
      notMet: notMet, missing: missing, outside: outside, elective: max(0, fills[.g].missing), byArea: byArea)
  }

  /// Counts the missing twelfths of some areas together and nothing else.
  init(_ fills: PerArea<Fill>, focus: SubjectAreas) {
    value = 0
    for area in SubjectArea.allCases where focus.has(area) { value += UInt64(max(0, fills[area].missing)) }
  }

  static func < (left: Score, right: Score) -> Bool { left.value < right.value }
}
