/// What a student brings to planning.
struct PlanStudent: Sendable {
  /// The halves of one course: bit 1 the first, bit 2 the second.
  struct Halves: Sendable {
    var passed: UInt8 = 0
    /// Passed for the diploma: D or better, P, or running now.
    var credited: UInt8 = 0
    var attempted: UInt8 = 0
  }

  /// The transcript with the running courses passed, without what is later than the day.
  private(set) var transcript: Transcript
  private(set) var courses: [Int32: Halves] = [:]
  /// The highest level of each track whose second half is credited.
  private(set) var reached: [Track: UInt8] = [:]
  /// Disciplines of which a course's second half is credited, as bits.
  private(set) var finished: UInt64 = 0
  /// Levels of each track of which a first half was attempted, as bits.
  private(set) var begun: [Track: UInt8] = [:]
  /// By track, first halves that were attempted and not passed: their second halves may validate them.
  private(set) var failedFirst: [Track: Int] = [:]
  /// Chemistry's first half was attempted and not passed.
  private(set) var failedFirstChemistry = false
  /// What was attempted of mathematics, and whether English language development was.
  private(set) var hasSequence = false
  private(set) var hasIntegrated = false
  private(set) var hasLanguageDevelopment = false
  let terms: [PlanTerm]
  /// By term: courses that the student can still add at the own school, and at a college.
  let room: [(school: Int, college: Int)]
  /// English semesters of the running school year.
  private(set) var englishNow = 0
  /// The highest grade level in which English was credited or runs; 0 = none.
  private(set) var englishGrade: UInt8 = 0
  let currentYear: SchoolYear

  init(_ request: RepairPlanner.Request, scale: CreditScale, settings: PlanSettings) {
    self.init(
      request.transcript, policies: request.policies, scale: scale, settings: settings,
      terms: settings.remainingTerms(
        asOf: request.asOf, gradeLevel: request.gradeLevel, graduationYear: request.graduationYear),
      asOf: request.asOf, keepsLater: request.keepsLater)
  }

  private init(
    _ transcript: Transcript, policies: [Policy], scale: CreditScale, settings: PlanSettings, terms: [PlanTerm],
    asOf: CalendarDay, keepsLater: Bool
  ) {
    let year = asOf.schoolYear
    self.transcript = Transcript(
      records: keepsLater ? transcript.records : transcript.records.filter { $0.year <= year },
      exams: transcript.exams.filter { $0.year <= year },
      waivers: transcript.waivers.filter { $0.grantedOn.map { $0 <= asOf } ?? true })
    currentYear = year
    self.terms = terms
    let running = self.transcript.records.filter { $0.year >= year }
    room = terms.map { term in
      let taken = running.filter { $0.year == term.year && $0.takes(term.term) }
      let atCollege = taken.count { $0.isCollege }
      let most = term.term == .summer ? settings.summerMost : settings.regularMost
      return (max(0, most - (taken.count - atCollege)), max(0, settings.collegeMost - atCollege))
    }
    read(policies: policies, scale: scale)
    for index in self.transcript.records.indices where self.transcript.records[index].mark == nil {
      self.transcript.records[index].mark = .c
    }
  }

  /// Works out what was attempted, passed and reached.
  private mutating func read(policies: [Policy], scale: CreditScale) {
    if let policy = policies.first {
      // As the evaluator reads them: what fills what is left of a course depends on what came before.
      let keys = transcript.records.indices.compactMap { index in
        transcript.records[index].course.map { SortKey(transcript.records[index], course: $0, index: index) }
      }
      for key in keys.sorted() { add(transcript.records[Int(key.index)], policy: policy, scale: scale) }
    }
    for (number, halves) in courses where halves.attempted & 1 != 0 && halves.passed & 1 == 0 {
      guard let course = transcript.records.lazy.compactMap(\.course).first(where: { $0.sameCourse == number })
      else { continue }
      if let level = course.trackLevel { failedFirst[level.track, default: 0] += 1 }
      if course.discipline == .chemistry { failedFirstChemistry = true }
    }
  }

  private mutating func add(_ record: TranscriptRecord, policy: Policy, scale: CreditScale) {
    guard let course = record.course, record.gradeLevel > 6 else { return }
    switch course.discipline {
    case .algebra1, .geometry, .algebra2: hasSequence = true
    case .mathematics1, .mathematics2, .mathematics3: hasIntegrated = true
    case .englishLanguageDevelopment: hasLanguageDevelopment = true
    default: break
    }
    let isWhole = record.isCollege || course.length == .semester
    let worth = record.worth(scale: scale, college: policy.college, civics: course.discipline == .civics)
    let part = record.part != 0 ? record.part : course.part
    var halves = courses[course.sameCourse] ?? Halves()
    var covered: UInt8 = 0
    if isWhole {
      covered = 3
    } else if record.term == .summer && part == 0 {
      covered = halves.passed & 1 == 0 || halves.passed & 2 != 0 ? 1 : 2
    } else {
      let span = record.span(part: part, worth: worth, oneHalfCourse: course.part != 0)
      if span.intersection(.firstHalf).twelfths >= 4 { covered |= 1 }
      if span.intersection(.secondHalf).twelfths >= 4 { covered |= 2 }
      // A shorter piece belongs to the half in which it ends.
      if covered == 0 { covered = span.isDisjoint(with: .secondHalf) ? 1 : 2 }
    }
    halves.attempted |= covered
    var isCredited = record.mark == nil
    switch MarkStanding(record, windows: policy.passWindows, projecting: true) {
    case .passed:
      if isWhole || worth >= 6 { halves.passed |= covered }
      isCredited = true
    case .deficient: isCredited = record.mark.map { $0 != .f } ?? true
    case .nothing, .running: isCredited = record.mark == .pass || record.mark == .credit
    }
    if isCredited { halves.credited |= covered }
    courses[course.sameCourse] = halves
    if record.mark == nil && course.areas.has(.b) && record.year == currentYear {
      englishNow += record.term == .fullYear ? 2 : 1
    }
    if isCredited && course.discipline == .english { englishGrade = max(englishGrade, record.gradeLevel) }
    if isCredited && covered & 2 != 0 { finished |= 1 << UInt64(course.discipline.rawValue) }
    guard let (track, level) = course.trackLevel else { return }
    if covered & 1 != 0 { begun[track, default: 0] |= 1 << level }
    if isCredited && covered & 2 != 0 {
      reached[track] = max(reached[track] ?? 0, course.levelReached?.level ?? level)
    }
  }

  /// The same student with a part of the transcript, where marks that count alike are alike.
  func narrowed(to records: [TranscriptRecord], policies: [Policy], scale: CreditScale) -> PlanStudent {
    var student = self
    student.transcript.records = records
    (student.courses, student.reached, student.begun, student.failedFirst) = ([:], [:], [:], [:])
    (student.failedFirstChemistry, student.finished) = (false, 0)
    student.read(policies: policies, scale: scale)
    return student
  }

  /// Whether a course is none that a counselor would think of first for this student: another sequence of mathematics, or the
  /// English of a grade level that the student has behind.
  func isOffPath(_ offer: CourseOffer) -> Bool {
    switch offer.course.discipline {
    case .english: offer.lowestGrade > 0 && offer.lowestGrade <= englishGrade
    case .algebra1, .geometry, .algebra2: hasIntegrated && !hasSequence
    case .mathematics1, .mathematics2, .mathematics3: !hasIntegrated
    case .englishLanguageDevelopment: !hasLanguageDevelopment
    default: false
    }
  }

  var languagesBegun: Int {
    Set(reached.keys).union(begun.keys).count { $0.kind == .language }
  }

  var failedFirstLanguages: Int { failedFirst.reduce(0) { $0 + ($1.key.kind == .language ? $1.value : 0) } }

  /// Twelfths of a year of courses that are listed in several of some areas.
  func shared(_ areas: SubjectAreas) -> Int {
    transcript.records.reduce(0) { sum, record in
      guard let course = record.course, course.serves.intersection(areas).count > 1 else { return sum }
      return sum + (record.term == .fullYear || record.isCollege ? 12 : 6)
    }
  }

  func isMet(_ requirement: PlanRequirement) -> Bool {
    switch requirement {
    case .level(let track, let level): reached[track] ?? 0 >= level
    case .course(let number): courses[number].map { $0.credited & 2 != 0 } ?? false
    case .discipline(let discipline): finished & (1 << UInt64(discipline.rawValue)) != 0
    }
  }
}

extension TranscriptRecord {
  /// Whether the record takes one of the student's places in a term; pieces of one course count once.
  fileprivate func takes(_ term: Term) -> Bool {
    switch term {
    case .s1: self.term != .summer && self.term.natural.start == 0
    case .s2: self.term != .summer && self.term.end == 12
    default: self.term == .summer
    }
  }
}
