import Rules

/// The decisions of all files, since two files may decide about one course.
final class CourseDecisions: FormGathering {
  static let stage = ImportStage.courses
  var decisions: [CourseDecision] = []

  init() {}

  /// Of decisions about one course whose years overlap none can be preferred; exact repetitions count once.
  func finish(into tables: ImportedTables) {
    let order = decisions.indices.sorted { left, right in
      let (a, b) = (decisions[left], decisions[right])
      if a.school != b.school { return a.school < b.school }
      if a.courseID != b.courseID { return a.courseID < b.courseID }
      return (a.firstYear?.fall ?? .min, left) < (b.firstYear?.fall ?? .min, right)
    }
    var refused: Set<Int> = []
    var repeated: [Int: Int] = [:]
    // The decision met so far that lasts longest: a later one overlaps some earlier one if and only if it overlaps this.
    var longest: Int?
    for place in order {
      let current = decisions[place]
      guard let other = longest, decisions[other].school == current.school,
        decisions[other].courseID == current.courseID
      else {
        longest = place
        continue
      }
      if CourseDecisions.isRepetition(current, decisions[other]) {
        repeated[place] = other
        continue
      }
      let last = decisions[other].lastYear?.fall ?? .max
      if current.firstYear?.fall ?? .min <= last { refused.formUnion([other, place]) }
      if current.lastYear?.fall ?? .max > last { longest = place }
    }
    for place in decisions.indices {
      let decision = decisions[place]
      if refused.contains(place) || repeated[place].map(refused.contains) ?? false {
        tables.reject(
          decision.origin, column: "first_year", code: .overlappingYears, value: decision.firstYear?.code ?? "")
      } else if repeated[place] != nil {
        tables.countDuplicate(decision.origin)
      } else {
        tables.courses.decide(decision)
      }
    }
    decisions = []
  }

  private static func isRepetition(_ left: CourseDecision, _ right: CourseDecision) -> Bool {
    var left = left
    left.origin = right.origin
    return left == right
  }
}
