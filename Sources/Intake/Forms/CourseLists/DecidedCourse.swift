import Rules

/// What was decided about one course of one school in one year, and from what.
struct DecidedCourse {
  var school: String
  var courseID: String
  /// nil = of any year: a course of a course file that names none, in a school without lists.
  var year: SchoolYear?
  var claimed: CourseValues?
  var listed: CourseValues?
  var listedTitle: String?
  /// How many years away the list was that was used; nil = there was none.
  var listDistance: Int?
  var decided: CourseValues?
  var rule: CourseRule
  var tieBreak: CourseTieBreak?
  var decision: CourseDecision?
  var rows: Int
  var origin: RowOrigin
  var isInCourseFile: Bool

  // What only the canonical row needs.

  var title: String
  var examCode = ""
  /// The half that the local name or the claim names, whether or not the other half exists.
  var namedPart: UInt8 = 0
  /// Comes with `namedPart`: what the school's halves of one course have in common.
  var stem = ""
  /// Bit 0 first half, bit 1 second half, bit 2 whole, that UC's list itself names for the course.
  var listedParts: UInt8 = 0
  /// The half that holds, and what the halves have in common, once all courses are known.
  var part: UInt8 = 0
  var courseKey = ""
  var gradeLevels = ""
  var stateCourseCode = ""

  /// Whether the evidence of two neighbouring years can share a row.
  func hasSameEvidence(as other: DecidedCourse) -> Bool {
    claimed == other.claimed && listed == other.listed && listedTitle == other.listedTitle
      && listDistance == other.listDistance && decided == other.decided && rule == other.rule
      && tieBreak == other.tieBreak && decision == other.decision
  }

  /// Whether the canonical rows of two neighbouring years can be one.
  func hasSameValues(as other: DecidedCourse) -> Bool {
    decided == other.decided && part == other.part && courseKey == other.courseKey && examCode == other.examCode
      && gradeLevels == other.gradeLevels && stateCourseCode == other.stateCourseCode
      && rule.isDecided == other.rule.isDecided
  }
}
