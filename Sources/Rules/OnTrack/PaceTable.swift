/// How much should be done by the end of a grade level: one published definition of "on track".
public struct PaceTable: Sendable, Equatable {
  public var id: String
  public var name: String
  /// By grade level 9 to 12; a grade without an entry asks for nothing.
  public var grades: [PaceGrade]

  public init(id: String, name: String, grades: [PaceGrade]) { (self.id, self.name, self.grades) = (id, name, grades) }
}

/// What a pace table asks for by the end of one grade level. What is nil or empty is not asked for.
public struct PaceGrade: Sendable, Equatable {
  public var grade: Int
  /// Semesters of the A-G pattern, all areas together.
  public var semesters: Int?
  /// Semesters of single areas.
  public var areas: [AreaSemesters] = []
  /// Semester courses passed in this grade, in any subject, without summer.
  public var coursesInGrade: Int?
  /// Semester courses passed so far, in any subject.
  public var coursesSoFar: Int?
  /// Semesters with F in areas A to D in this grade, without summer.
  public var coreFailuresMost: Int?
  /// Of each of these sets of areas a course has to be passed in this grade.
  public var passedIn: [SubjectAreas] = []

  public struct AreaSemesters: Sendable, Equatable {
    public var area: SubjectArea
    public var semesters: Int
    public init(area: SubjectArea, semesters: Int) { (self.area, self.semesters) = (area, semesters) }
  }

  public init(grade: Int) { self.grade = grade }
}

/// One thing that a pace table asks for, and what the student has of it.
public struct PaceMeasure: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case semesters
    case area(SubjectArea)
    case coursesInGrade, coursesSoFar
    /// At most, where the others are at least.
    case coreFailures
    case passedIn(SubjectAreas)
  }
  public var kind: Kind
  /// In twelfths of a year for `semesters` and `area`, in halves of a yearlong course times six for courses, else a count.
  public var needed: Int
  public var have: Int

  public init(kind: Kind, needed: Int, have: Int) { (self.kind, self.needed, self.have) = (kind, needed, have) }

  public var isMet: Bool { kind == .coreFailures ? have <= needed : have >= needed }
}

/// How a student stands against a pace table.
public struct PaceAnswer: Sendable, Equatable {
  /// The grade level by whose end this was due; nil where nothing is due yet.
  public var grade: Int?
  public var measures: [PaceMeasure]

  public var isOnPace: Bool { measures.allSatisfy(\.isMet) }

  public init(grade: Int?, measures: [PaceMeasure]) { (self.grade, self.measures) = (grade, measures) }
}

extension PaceTable {
  /// Where a student stands at the end of a grade level.
  ///
  /// - Parameters:
  ///   - grade: The grade level that has ended, or ends if the running courses are passed.
  ///   - amounts: What counts in each area, in twelfths of a year.
  ///   - records: Of the transcript.
  ///   - projecting: Take the running courses as passed.
  public func answer(
    endOf grade: Int, amounts: PerArea<Int>, records: [TranscriptRecord], projecting: Bool
  ) -> PaceAnswer {
    guard let asked = grades.last(where: { $0.grade == grade }) else { return PaceAnswer(grade: nil, measures: []) }
    var measures: [PaceMeasure] = []
    func measure(_ kind: PaceMeasure.Kind, _ needed: Int?, _ have: Int) {
      if let needed { measures.append(PaceMeasure(kind: kind, needed: needed, have: have)) }
    }
    measure(.semesters, asked.semesters.map { $0 * 6 }, amounts.sum)
    for one in asked.areas { measure(.area(one.area), one.semesters * 6, amounts[one.area]) }
    let counted = records.filter { !$0.isLackingMark || projecting }
    let inGrade = counted.filter { $0.gradeLevel == grade && $0.term != .summer }
    measure(.coursesInGrade, asked.coursesInGrade.map { $0 * 6 }, inGrade.reduce(0) { $0 + $1.creditTwelfths })
    let soFar = counted.filter { $0.gradeLevel >= 9 && $0.gradeLevel <= grade }
    measure(.coursesSoFar, asked.coursesSoFar.map { $0 * 6 }, soFar.reduce(0) { $0 + $1.creditTwelfths })
    measure(.coreFailures, asked.coreFailuresMost, inGrade.count { $0.mark == .f && $0.isCore })
    for areas in asked.passedIn {
      let passed = inGrade.contains { $0.creditTwelfths > 0 && !($0.course?.areas ?? []).isDisjoint(with: areas) }
      measure(.passedIn(areas), 1, passed ? 1 : 0)
    }
    return PaceAnswer(grade: grade, measures: measures)
  }
}

extension TranscriptRecord {
  fileprivate var isLackingMark: Bool { mark == nil }

  /// What it counts toward the diploma if passed with D or better, in twelfths of a year; a running course as passed.
  fileprivate var creditTwelfths: Int {
    switch mark {
    case .f, .noPass, .noCredit, .incomplete, .withdrawn: 0
    default: isCollege ? 12 : term.natural.length
    }
  }

  /// English, mathematics, science or social science, as far as the course list says so.
  fileprivate var isCore: Bool {
    !(course?.areas ?? []).isDisjoint(with: [SubjectAreas(.a), SubjectAreas(.b), SubjectAreas(.c), SubjectAreas(.d)])
  }
}
