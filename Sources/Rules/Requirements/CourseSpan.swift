/// A set of the twelve twelfths of a course, as bits: 0 to 5 are its first half, 6 to 11 its second.
struct CourseSpan: OptionSet, Sendable, BitwiseCopyable {
  var rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }

  static let firstHalf = CourseSpan(rawValue: 0b000000_111111)
  static let secondHalf = CourseSpan(rawValue: 0b111111_000000)
  static let year = CourseSpan(rawValue: 0b111111_111111)

  init(start: Int, length: Int) {
    rawValue = UInt16(truncatingIfNeeded: ((1 << min(length, 12)) - 1) << start) & 0xFFF
  }

  static func half(_ part: UInt8) -> CourseSpan { part == 2 ? .secondHalf : .firstHalf }

  var twelfths: Int { rawValue.nonzeroBitCount }
}

/// How many hundredths of a credit make a full record of each term; districts may configure it.
public struct CreditScale: Sendable, Equatable {
  public var semester: Int32
  public var fullYear: Int32
  public var trimester: Int32
  public var quarter: Int32

  /// California's usual scale: 5.00 per semester.
  public static let california = CreditScale(semester: 500, fullYear: 1000, trimester: 333, quarter: 250)

  public init(semester: Int32, fullYear: Int32, trimester: Int32, quarter: Int32) {
    self.semester = semester
    self.fullYear = fullYear
    self.trimester = trimester
    self.quarter = quarter
  }

  func full(_ term: Term) -> Int32 {
    switch term {
    case .s1, .s2, .summer: semester
    case .fullYear: fullYear
    case .t1, .t2, .t3: trimester
    case .q1, .q2, .q3, .q4: quarter
    }
  }
}

extension Term {
  /// The twelfths of the school year that the term covers; a summer covers none.
  var natural: (start: Int, length: Int) {
    switch self {
    case .s1: (0, 6)
    case .s2: (6, 6)
    case .t1: (0, 4)
    case .t2: (4, 4)
    case .t3: (8, 4)
    case .q1: (0, 3)
    case .q2: (3, 3)
    case .q3: (6, 3)
    case .q4: (9, 3)
    case .fullYear: (0, 12)
    case .summer: (0, 6)
    }
  }

  /// Where in the school year the term ends, in twelfths; a summer after everything.
  var end: Int { self == .summer ? 13 : natural.start + natural.length }

  /// Order inside a school year: by end, then by start; the summer last.
  var order: UInt64 {
    switch self {
    case .q1: 1
    case .t1: 2
    case .s1: 3
    case .q2: 4
    case .t2: 5
    case .q3: 6
    case .fullYear: 7
    case .s2: 8
    case .t3: 9
    case .q4: 10
    case .summer: 11
    }
  }
}

extension TranscriptRecord {
  /// What the record is worth in twelfths of a year, before its course's own length bounds it.
  func worth(scale: CreditScale, college: CollegePolicy, civics: Bool) -> Int {
    if isCollege {
      let amount = civics ? college.civicsAmount : college.amount
      let quarterTerm = term == .q1 || term == .q2 || term == .q3 || term == .q4
      let full = quarterTerm ? college.quarterUnitsForYear : college.semesterUnitsForYear
      return share(of: amount, full: full)
    }
    return share(of: term.natural.length, full: scale.full(term))
  }

  private func share(of amount: Int, full: Int32) -> Int {
    guard creditsAttempted >= 0, creditsAttempted < full, full > 0 else { return amount }
    return amount * Int(creditsAttempted) / Int(full)
  }

  /// Which twelfths of its course the record covers.
  ///
  /// - Parameters:
  ///   - part: The half it is known to be, or 0.
  ///   - worth: Twelfths, from `worth(scale:college:civics:)`.
  func span(part: UInt8, worth: Int, oneHalfCourse: Bool) -> CourseSpan {
    if isCollege { return CourseSpan(start: 0, length: worth) }
    let natural = term.natural
    guard part != 0 else {
      return CourseSpan(start: natural.start, length: min(worth, natural.length))
    }
    let halfStart = part == 2 ? 6 : 0
    var start = halfStart
    if term != .summer && term != .fullYear {
      if natural.start >= halfStart && natural.start + natural.length <= halfStart + 6 {
        start = natural.start
      } else if oneHalfCourse && natural.length == 3 {
        start = halfStart + natural.start % 6
      }
    }
    return CourseSpan(start: start, length: min(worth, halfStart + 6 - start))
  }
}
