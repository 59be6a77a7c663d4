/// All records of one course in time order: which twelfths were passed, by which record, and what was attempted.
struct CourseHistory: Sendable {
  private let scale: CreditScale
  private var projecting = false
  private var passed: CourseSpan = []
  /// Passed by records that are counted so far: those of high school first.
  private var counted: CourseSpan = []
  private var middleSchoolPasses: [(record: Int, span: CourseSpan)] = []
  private var deficient: CourseSpan = []
  private var deficientRecords: [(record: Int, span: CourseSpan)] = []
  private var passTerms: [(span: CourseSpan, year: SchoolYear, term: Term)] = []
  private var halfCoursePart: UInt8 = 0
  private var firstYear = SchoolYear(fall: 0)

  init(scale: CreditScale) { self.scale = scale }

  /// Forgets the course before, keeping its memory.
  private mutating func begin(projecting: Bool) {
    self.projecting = projecting
    (passed, counted, deficient) = ([], [], [])
    // Of most courses there is nothing to forget.
    if !middleSchoolPasses.isEmpty { middleSchoolPasses.removeAll(keepingCapacity: true) }
    if !deficientRecords.isEmpty { deficientRecords.removeAll(keepingCapacity: true) }
    if !passTerms.isEmpty { passTerms.removeAll(keepingCapacity: true) }
    halfCoursePart = 0
  }

  /// - Parameters:
  ///   - order: Indices of the course's records, in time order.
  ///   - projecting: Take every running record as passed with C.
  mutating func read(
    _ records: [TranscriptRecord], order: [Int32], policy: Policy, projecting: Bool, into sifted: inout Sifted
  ) {
    begin(projecting: projecting)
    guard let first = order.first else { return }
    firstYear = records[Int(first)].year
    let twoYears = records[Int(first)].course?.length == .twoYears
    for position in order.indices {
      let index = Int(order[position])
      let record = records[index]
      guard let course = record.course else { continue }
      let standing = MarkStanding(record, windows: policy.passWindows, projecting: projecting)
      let part = resolvedPart(record, course)
      if twoYears, isSuperseded(position, part: part, records: records, order: order) {
        sifted.outcome[index] = .twoYearMark
        continue
      }
      if sifted.gathersGrades { grade(record, course, part: part, twoYears: twoYears, into: &sifted) }
      let span = self.span(of: record, course: course, part: part, twoYears: twoYears, college: policy.college)
      if span.isEmpty {
        sifted.outcome[index] = .creditNone
        continue
      }
      switch standing {
      case .running: sifted.outcome[index] = .markRunning
      case .nothing(let rule): sifted.outcome[index] = rule
      case .deficient:
        sifted.outcome[index] = .markDeficient
        deficient.formUnion(span)
        deficientRecords.append((index, span))
        note(record, index, course, span, passed: false, into: &sifted)
      case .passed:
        note(record, index, course, span, passed: true, into: &sifted)
        passed.formUnion(span)
        if record.gradeLevel < 9 {
          middleSchoolPasses.append((index, span))
        } else {
          count(record, index, course, span, policy: policy, into: &sifted)
        }
      }
    }
    // A pass in high school may also serve as the elective, so it is the one that counts.
    for pass in middleSchoolPasses {
      guard let course = records[pass.record].course else { continue }
      count(records[pass.record], pass.record, course, pass.span, policy: policy, into: &sifted)
    }
    for attempt in deficientRecords where attempt.span.isSubset(of: passed) {
      sifted.outcome[attempt.record] = .repeatAnyPass
    }
  }

  /// The half of the course that a record is, or 0 where its term says it.
  private mutating func resolvedPart(_ record: TranscriptRecord, _ course: ListedCourse) -> UInt8 {
    let stated = record.part != 0 ? record.part : course.part
    if course.length == .twoYears { return stated != 0 ? stated : (record.year == firstYear ? 1 : 2) }
    if record.isCollege { return 0 }
    if stated != 0 { return stated }
    if course.length == .semester {
      // The same content each time it is taken: a retake is never a second half.
      if halfCoursePart == 0 { halfCoursePart = record.term.natural.start >= 6 ? 2 : 1 }
      return halfCoursePart
    }
    guard record.term == .summer else { return 0 }
    if !passed.isSuperset(of: .firstHalf) { return 1 }
    return passed.isSuperset(of: .secondHalf) ? 1 : 2
  }

  private func span(
    of record: TranscriptRecord, course: ListedCourse, part: UInt8, twoYears: Bool, college: CollegePolicy
  ) -> CourseSpan {
    let worth = record.worth(scale: scale, college: college, civics: course.discipline == .civics)
    if twoYears {
      let full = record.isCollege ? 12 : record.term.natural.length
      return CourseSpan(start: part == 2 ? 6 : 0, length: 6 * worth / full)
    }
    return record.span(part: part, worth: worth, oneHalfCourse: course.length == .semester)
  }

  /// Notes a letter mark: one grade whatever its credits, but two for a full-year mark on a yearlong course.
  private func grade(
    _ record: TranscriptRecord, _ course: ListedCourse, part: UInt8, twoYears: Bool, into sifted: inout Sifted
  ) {
    let isTwoGrades = record.term == .fullYear && course.length == .year && part == 0 && !record.isCollege
    let spans: [CourseSpan]
    if isTwoGrades {
      spans = [.firstHalf, .secondHalf]
    } else if twoYears {
      spans = [.half(part)]
    } else {
      let worth = record.isCollege ? 12 : record.term.natural.length
      spans = [record.span(part: part, worth: worth, oneHalfCourse: course.length == .semester)]
    }
    for span in spans {
      if let attempt = GradedAttempt(record, course: course, span: span) { sifted.graded.append(attempt) }
    }
  }

  /// In a two-year course only the last mark of each year stands; a running row is no mark yet, and rows that end
  /// together are attempts.
  private mutating func isSuperseded(
    _ position: Int, part: UInt8, records: [TranscriptRecord], order: [Int32]
  ) -> Bool {
    let record = records[Int(order[position])]
    for later in order {
      let other = records[Int(later)]
      guard other.year == record.year, other.term.end > record.term.end, let course = other.course,
        resolvedPart(other, course) == part
      else { continue }
      if other.mark != nil || projecting { return true }
    }
    return false
  }

  private func note(
    _ record: TranscriptRecord, _ index: Int, _ course: ListedCourse, _ span: CourseSpan, passed: Bool,
    into sifted: inout Sifted
  ) {
    guard course.discipline.canValidate else { return }
    sifted.attempts.append(
      Attempt(
        record: Int32(truncatingIfNeeded: index), areas: course.areas, discipline: course.discipline,
        language: course.languageKey, span: span, year: record.year, passed: passed))
  }

  private mutating func count(
    _ record: TranscriptRecord, _ index: Int, _ course: ListedCourse, _ span: CourseSpan, policy: Policy,
    into sifted: inout Sifted
  ) {
    let gained = span.subtracting(counted)
    let again = span.intersection(counted)
    let kind: UseKind =
      record.isCollege ? .college : (deficient.isDisjoint(with: gained) ? .earned : .repeated)
    if !gained.isEmpty {
      for part in UInt8(1)...2 where !gained.isDisjoint(with: .half(part)) {
        add(
          record, index, course, gained.intersection(.half(part)), kind: kind, isArtsRepeat: false, policy: policy,
          into: &sifted)
      }
      counted.formUnion(gained)
    }
    if !again.isEmpty {
      // What was passed in this very term is no repeat.
      var repeated = again
      for pass in passTerms where pass.year == record.year && pass.term == record.term {
        repeated.subtract(pass.span)
      }
      if course.areas.has(.f) && !repeated.isEmpty && record.gradeLevel >= 9 {
        add(record, index, course, repeated, kind: .surplus, isArtsRepeat: true, policy: policy, into: &sifted)
      } else if gained.isEmpty {
        sifted.outcome[index] = .repeatAlreadyPassed
      }
    }
    if course.areas.has(.f) { passTerms.append((span, record.year, record.term)) }
  }

  private func add(
    _ record: TranscriptRecord, _ index: Int, _ course: ListedCourse, _ span: CourseSpan, kind: UseKind,
    isArtsRepeat: Bool, policy: Policy, into sifted: inout Sifted
  ) {
    let middleSchool = record.gradeLevel < 9
    let areas = middleSchool ? course.areas.intersection(.mathematicsAndLanguage) : course.areas
    var unit = Unit(
      areas: isArtsRepeat ? SubjectAreas(.f) : areas, discipline: course.discipline,
      disciplineKey: course.disciplineKey, language: course.languageKey, sameCourse: course.sameCourse, span: span,
      electiveEligible: false,
      isListedForElective: !middleSchool && (course.electiveEligible || course.areas == SubjectAreas(.g)),
      isHighSchool: !middleSchool, isListedForScience: areas.has(.d), isArtsRepeat: isArtsRepeat,
      ninthGradeOnly: course.ninthGradeOnly,
      isGrade12: record.gradeLevel == 12 && course.discipline == .englishLanguageDevelopment, year: record.year,
      time: record.time, firstContribution: Int32(truncatingIfNeeded: sifted.contributions.count),
      contributionCount: 1)
    unit.decideElective(asksList: policy.electiveNeedsEligibleCourse)
    sifted.contributions.append(
      Contribution(record: Int32(truncatingIfNeeded: index), span: span, kind: kind))
    // Records of one half of a dual-listed course go to one area together.
    if areas.count > 1, !isArtsRepeat {
      if sifted.units.contains(where: { $0.isSameHalf(as: unit) && !$0.servesElectiveAlike(unit) }) {
        sifted.joinsByElective = true
      }
      let twin = sifted.units.lastIndex {
        $0.isSameHalf(as: unit) && $0.electiveEligible == unit.electiveEligible
      }
      if let twin {
        sifted.units[twin].span.formUnion(span)
        sifted.units[twin].merge(contribution: sifted.contributions.count - 1, in: &sifted.contributions)
        return
      }
    }
    sifted.units.append(unit)
  }
}

extension TranscriptRecord {
  var course: ListedCourse? {
    if case .listed(let course) = listing { return course }
    return nil
  }
}

extension ListedCourse {
  /// A course that names no language is a language of its own.
  var languageKey: Int64 {
    language == .none ? 1 << 40 + Int64(sameCourse) : Int64(language.value)
  }
}

extension Discipline {
  /// Only marks in these disciplines can validate or be validated.
  var canValidate: Bool {
    switch self {
    case .algebra1, .geometry, .algebra2, .mathematics1, .mathematics2, .mathematics3, .preCalculus, .trigonometry,
      .calculus, .statistics, .otherAdvancedMathematics, .dataScience, .chemistry, .chemistryEarthAndSpace,
      .languageLevel1, .languageLevel2, .languageLevel3, .languageLevel4:
      true
    default: false
    }
  }
}
