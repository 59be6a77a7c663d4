/// What a student did in a sequence (mathematics, a language) in the school year before, and where the student was placed after it.
///
/// The course before is the highest level that was finished with a mark that says something; its mark is that of the last term, at equal
/// terms the worse one.
public struct CourseStep: Sendable, Hashable {
  public enum Mark: Int, Sendable, CaseIterable {
    case dOrF = 1
    case c, b, a
    /// Passed without a letter.
    case pass
  }

  public enum Placement: Int, Sendable, CaseIterable {
    /// A higher level, or another course of the highest.
    case continued = 1
    case sameOrLower
    /// No listed course of the sequence.
    case none
  }

  /// 1 Algebra I, Mathematics I; 2 Geometry, Mathematics II; 3 Algebra II, Mathematics III; 4 beyond. Languages: their levels.
  public let level: Int
  public let mark: Mark
  public let placement: Placement

  public init(level: Int, mark: Mark, placement: Placement) {
    (self.level, self.mark, self.placement) = (level, mark, placement)
  }

  /// As it is stored: hundreds level, tens mark, ones placement.
  public var number: Int16 { Int16(clamping: level * 100 + mark.rawValue * 10 + placement.rawValue) }

  /// nil where the year before has no such course, or the school year of the day has no record at all: schedules may not be there yet.
  init?(_ transcript: Transcript, _ area: SubjectArea, policy: Policy, current: SchoolYear) {
    var before: (level: Int, term: Int, mark: Mark)?
    var now = 0
    var isScheduled = false
    for record in transcript.records {
      if record.year == current { isScheduled = true }
      guard case .listed(let course) = record.listing, course.areas.has(area),
        let level = course.discipline.level(in: area)
      else { continue }
      if record.year == current {
        now = max(now, level)
      } else if record.year.fall == current.fall - 1, let mark = Mark(record, policy) {
        let found = (level: level, term: record.term.place, mark: mark)
        guard let best = before else {
          before = found
          continue
        }
        if (found.level, found.term, -found.mark.rawValue) > (best.level, best.term, -best.mark.rawValue) {
          before = found
        }
      }
    }
    guard isScheduled, let before else { return nil }
    (level, mark) = (before.level, before.mark)
    if now == 0 {
      placement = .none
    } else {
      placement = now > before.level || now == Discipline.highestLevel ? .continued : .sameOrLower
    }
  }
}

extension CourseStep.Mark {
  /// nil for a mark that says nothing, and for a course that is running.
  fileprivate init?(_ record: TranscriptRecord, _ policy: Policy) {
    switch record.mark {
    case .aPlus, .a, .aMinus: self = .a
    case .bPlus, .b, .bMinus: self = .b
    case .cPlus, .c, .cMinus: self = .c
    case .dPlus, .d, .dMinus, .f: self = .dOrF
    default:
      guard case .passed = MarkStanding(record, windows: policy.passWindows, projecting: false) else { return nil }
      self = .pass
    }
  }
}

extension Term {
  /// Where it ends in the school year; the summer is the last.
  fileprivate var place: Int {
    switch self {
    case .q1: 3
    case .t1: 4
    case .s1, .q2: 6
    case .t2: 8
    case .q3: 9
    case .s2, .t3, .q4, .fullYear: 12
    case .summer: 13
    }
  }
}

extension Discipline {
  fileprivate static let highestLevel = 4

  /// The place of a course in its sequence; nil where it is in none.
  fileprivate func level(in area: SubjectArea) -> Int? {
    switch self {
    case .algebra1, .mathematics1: area == .c ? 1 : nil
    case .geometry, .mathematics2: area == .c ? 2 : nil
    case .algebra2, .mathematics3: area == .c ? 3 : nil
    case .preCalculus, .trigonometry, .calculus, .statistics, .otherAdvancedMathematics, .dataScience:
      area == .c ? 4 : nil
    case .languageLevel1: area == .e ? 1 : nil
    case .languageLevel2: area == .e ? 2 : nil
    case .languageLevel3: area == .e ? 3 : nil
    case .languageLevel4: area == .e ? 4 : nil
    default: nil
    }
  }
}
