/// A term in which a student can still start a course.
public struct PlanTerm: Hashable, Sendable, Comparable {
  public var year: SchoolYear
  /// `s1`, `s2` or `summer`.
  public var term: Term
  /// The student's grade level then; for a summer the grade just ended.
  public var gradeLevel: UInt8

  public init(year: SchoolYear, term: Term, gradeLevel: UInt8) {
    (self.year, self.term, self.gradeLevel) = (year, term, gradeLevel)
  }

  public static func < (left: PlanTerm, right: PlanTerm) -> Bool {
    (left.year.fall, left.term.order) < (right.year.fall, right.term.order)
  }

  /// `2026-27 S2`.
  public var code: String { "\(year.code) \(term.rawValue)" }
}

/// A day of any year.
public struct MonthDay: Hashable, Sendable {
  public var month: Int
  public var day: Int
  public init(month: Int, day: Int) { (self.month, self.day) = (month, day) }
}

/// What a plan may ask of a student and when terms can be started: a district's settings.
public struct PlanSettings: Sendable, Equatable {
  /// Last day on which a course can be started.
  public var lastStartS1 = MonthDay(month: 9, day: 15)
  public var lastStartS2 = MonthDay(month: 2, day: 15)
  public var lastStartSummer = MonthDay(month: 6, day: 30)
  /// From this day on the marks of the school year are taken as complete.
  public var yearEnds = MonthDay(month: 6, day: 15)
  /// Courses at a time in a regular term, running ones included.
  public var regularMost = 6
  /// Semesters in one summer.
  public var summerMost = 2
  /// College courses in one term.
  public var collegeMost = 1
  /// Lowest grade level in a college course.
  public var collegeFromGrade: UInt8 = 10
  /// English semesters in one school year, its summer included: the regular two and two more.
  public var englishMost = 4
  /// Verdicts that the search for one group of areas may ask for; beyond it a plan is not proved to be the shortest.
  public var verdictsMost = 400

  public init() {}

  /// The terms that can still be started before graduation, in order of time.
  ///
  /// - Parameters:
  ///   - gradeLevel: Of the running school year.
  ///   - graduationYear: Spring of graduation; the summer after it is too late.
  public func remainingTerms(asOf: CalendarDay, gradeLevel: Int, graduationYear: Int) -> [PlanTerm] {
    let current = Int(asOf.schoolYear.fall)
    let last = graduationYear - 1
    guard last >= current, last - current <= 7 else { return [] }
    var terms: [PlanTerm] = []
    for fall in current...last {
      let grade = UInt8(clamping: gradeLevel + fall - current)
      guard grade >= 9, grade <= 13 else { continue }
      for (term, day, calendarYear) in [
        (Term.s1, lastStartS1, fall), (.s2, lastStartS2, fall + 1), (.summer, lastStartSummer, fall + 1),
      ] {
        if term == .summer && fall == last { continue }
        guard (asOf.year, asOf.month, asOf.day) <= (calendarYear, day.month, day.day) else { continue }
        terms.append(PlanTerm(year: SchoolYear(fall: Int16(clamping: fall)), term: term, gradeLevel: grade))
      }
    }
    return terms
  }

  /// Whether the same student may be planned for otherwise on another day of the same school year.
  public func tells(_ day: CalendarDay, from other: CalendarDay) -> Bool {
    yearIsOver(day) != yearIsOver(other) || openTerms(day) != openTerms(other)
  }

  /// What can still be started by somebody who graduates much later; whoever graduates sooner has a part of it.
  private func openTerms(_ day: CalendarDay) -> [PlanTerm] {
    remainingTerms(asOf: day, gradeLevel: 9, graduationYear: Int(day.schoolYear.fall) + 4)
  }

  /// Whether the marks of the running school year are taken as complete.
  public func yearIsOver(_ asOf: CalendarDay) -> Bool {
    asOf.month < 7 && (asOf.month, asOf.day) >= (yearEnds.month, yearEnds.day)
  }
}
