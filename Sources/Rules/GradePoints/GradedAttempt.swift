/// A letter mark in a listed course, as the grade point average reads it.
struct GradedAttempt: Sendable {
  /// Equal for attempts at the same course.
  var sameCourse: Int32
  /// The part of the course that was graded, whatever credit it carried.
  var span: CourseSpan
  var year: SchoolYear
  var term: Term
  var points: Int
  var isHonors: Bool
  /// Arts courses may be retaken, and then every grade counts.
  var isArts: Bool
  /// 10 or 11 where the grade lies in the window, else nil: the summer after grade 9 counts as grade 10.
  var windowGrade: Int?

  var passed: Bool { points >= 2 }

  init?(_ record: TranscriptRecord, course: ListedCourse, span: CourseSpan) {
    guard let points = record.mark?.points else { return nil }
    self.points = points
    self.span = span
    sameCourse = course.sameCourse
    (year, term) = (record.year, record.term)
    isArts = course.areas.has(.f)
    isHonors = points >= 2 && record.earnsHonors(course)
    switch (record.gradeLevel, record.term) {
    case (9, .summer), (10, _): windowGrade = 10
    case (11, _): windowGrade = 11
    default: windowGrade = nil
    }
  }
}

extension Mark {
  /// Grade points of a letter; nil for marks that are no letters.
  var points: Int? {
    switch self {
    case .aPlus, .a, .aMinus: 4
    case .bPlus, .b, .bMinus: 3
    case .cPlus, .c, .cMinus: 2
    case .dPlus, .d, .dMinus: 1
    case .f: 0
    case .pass, .credit, .noPass, .noCredit, .incomplete, .withdrawn: nil
    }
  }
}

extension TranscriptRecord {
  /// AP, IB and college courses carry an honors point in every area, UC-certified honors not where listed in G alone.
  fileprivate func earnsHonors(_ course: ListedCourse) -> Bool {
    if isCollege { return true }
    switch course.honors {
    case .advancedPlacement, .internationalBaccalaureate, .college: return true
    case .honorsLevel: return course.areas != SubjectAreas(.g)
    case nil: return false
    }
  }
}
