/// Finds the flags of one student. Holds working memory; one finder serves one thread.
public struct FlagFinder: Sendable {
  /// One system's verdict without reasons.
  public struct Standing: Sendable {
    public var policy: Policy
    public var verdict: Verdict
    public init(policy: Policy, verdict: Verdict) { (self.policy, self.verdict) = (policy, verdict) }
  }

  public struct Question: Sendable {
    public var transcript: Transcript
    public var standings: [Standing]
    public var asOf: CalendarDay
    public var gradeLevel: Int
    public var graduationYear: Int
    /// School year of entry to grade 9, if it is known.
    public var entryYear: Int?
    /// Records of courses that are not listed where they were taken, with the areas in which another school lists the
    /// course of the same name.
    public var listedElsewhere: [(record: Int32, areas: SubjectAreas)]

    /// Who is ready for AP: the same in all editions.
    var advancedPlacementReadiness: AdvancedPlacementReadiness {
      standings.first?.policy.exams.ready ?? AdvancedPlacementReadiness()
    }

    public init(
      transcript: Transcript, standings: [Standing], asOf: CalendarDay, gradeLevel: Int, graduationYear: Int,
      entryYear: Int?, listedElsewhere: [(record: Int32, areas: SubjectAreas)]
    ) {
      (self.transcript, self.standings, self.asOf) = (transcript, standings, asOf)
      (self.gradeLevel, self.graduationYear, self.entryYear) = (gradeLevel, graduationYear, entryYear)
      self.listedElsewhere = listedElsewhere
    }
  }

  private var evaluator: Evaluator
  private let settings: PlanSettings

  public init(scale: CreditScale = .california, settings: PlanSettings = PlanSettings()) {
    evaluator = Evaluator(scale: scale)
    self.settings = settings
  }

  /// The flags in the order of their codes, then areas.
  public mutating func flags(_ question: Question, offers: SchoolOffers) -> [StudentFlag] {
    let records = question.transcript.records.filter { $0.year <= question.asOf.schoolYear && $0.gradeLevel > 6 }
    let terms = settings.remainingTerms(
      asOf: question.asOf, gradeLevel: question.gradeLevel, graduationYear: question.graduationYear)
    var found: [StudentFlag] = []
    var retakes: [[Counterfactual]] = []
    for standing in question.standings { retakes.append(helpful(standing, question, records)) }
    for area in SubjectArea.allCases {
      found += areaFlags(area, question, records, terms.isEmpty ? [] : offers.offers, retakes)
    }
    var own: [StudentFlag] = []
    for standing in question.standings { own += systemFlags(standing, question, canTake: !terms.isEmpty) }
    found += StudentFlag.joined(own, systems: question.standings.count)
    found += markFlags(question, records, offers)
    if let flag = missingRecords(question, records) { found.append(flag) }
    return found.enumerated().sorted {
      ($0.element.code.rawValue, $0.offset) < ($1.element.code.rawValue, $1.offset)
    }.map(\.element)
  }

  // MARK: - Areas

  /// What is missing in an area, access and success told apart, and what could be done about it. A D or F is a cause where
  /// less would be missing with that semester passed: one that was made up or validated since is none.
  ///
  /// - Parameters:
  ///   - offers: What can still be taken.
  ///   - retakes: By standing, the semesters without credit that would help, taken once more.
  private func areaFlags(
    _ area: SubjectArea, _ question: Question, _ records: [TranscriptRecord], _ offers: [CourseOffer],
    _ retakes: [[Counterfactual]]
  ) -> [StudentFlag] {
    var found: [StudentFlag] = []
    // What no list knows may be the very course that seems to be missing: nothing else is said of such an area.
    let unknown = question.standings.filter { $0.verdict.status[area] == .unknown }
    found += StudentFlag.joined(
      unknown.map { StudentFlag(.recordsOpen, area: area, system: $0.policy.system) }, systems: question.standings.count
    )
    let missing = question.standings.map { $0.isOpen(area) ? $0.short(area) : 0 }
    let most = missing.max() ?? 0
    guard most > 0 else { return found }
    // Where one system alone misses something, it is named.
    let concerned = zip(question.standings, missing).filter { $0.1 > 0 }.map(\.0.policy.system)
    let system = concerned.count == 1 && question.standings.count > 1 ? concerned[0] : nil
    let own = records.filter { $0.course?.serves.has(area) ?? false }
    let helpful = zip(retakes, missing).filter { $0.1 > 0 }.flatMap(\.0).filter { $0.gained[area] > 0 }
    /// The records that are a cause, with what their semester would give to the area.
    let lost = records.filter(\.isDeficient).compactMap { record -> (record: TranscriptRecord, gain: Int)? in
      let gains = helpful.filter { $0.change == .mark(record: record.sequence) }.map { $0.gained[area] }
      return gains.max().map { (record, $0) }
    }
    let lostTwelfths = min(
      most, lost.reduce(0) { $0 + min($1.gain, $1.record.isCollege ? 12 : $1.record.term.natural.length) })
    if lostTwelfths > 0 {
      found.append(
        StudentFlag(.notPassed, area: area, system: system, record: lost[0].record.sequence, twelfths: lostTwelfths))
    }
    if most > lostTwelfths {
      found.append(StudentFlag(.neverEnrolled, area: area, system: system, twelfths: most - lostTwelfths))
    }
    if !own.contains(where: { $0.mark == nil && $0.year == question.asOf.schoolYear })
      && !settings.yearIsOver(question.asOf)
    {
      found.append(StudentFlag(.notEnrolledNow, area: area, system: system, twelfths: most))
    }
    for (record, _) in lost {
      guard let course = record.course,
        offers.contains(where: { $0.course.sameCourse == course.sameCourse })
      else { continue }
      found.append(StudentFlag(.repeatAvailable, area: area, system: system, record: record.sequence))
    }
    for (record, areas) in question.listedElsewhere where areas.has(area) {
      found.append(StudentFlag(.listedElsewhere, area: area, system: system, record: record))
    }
    return found
  }

  /// The semesters without credit that would help, taken once more.
  private mutating func helpful(
    _ standing: Standing, _ question: Question, _ records: [TranscriptRecord]
  ) -> [Counterfactual] {
    let open = SubjectAreas(SubjectArea.allCases.filter { standing.isOpen($0) }.map(SubjectAreas.init))
    // Surplus of any area may serve G.
    let areas = open.has(.g) ? .all : open
    guard records.contains(where: { $0.isDeficient && !($0.course?.areas.isDisjoint(with: areas) ?? true) }) else {
      return []
    }
    return evaluator.retakes(in: areas, question.transcript, under: standing.policy, asOf: question.asOf)
  }

  // MARK: - Systems

  /// - Parameter canTake: A course can still be started before graduation.
  private mutating func systemFlags(
    _ standing: Standing, _ question: Question, canTake: Bool
  ) -> [StudentFlag] {
    let verdict = standing.verdict
    let system = standing.policy.system
    let open = SubjectArea.allCases.filter { standing.isOpen($0) }
    let missing = SubjectArea.allCases.reduce(0) { $0 + standing.short($1) }
    var found: [StudentFlag] = []
    if open.isEmpty || verdict.overall == .unknown {
    } else if missing <= 6 {
      found.append(StudentFlag(.semesterShort, area: open.first, system: system, twelfths: missing))
    } else if open.count == 1 && missing <= 12 {
      found.append(StudentFlag(.courseShort, area: open.first, system: system, twelfths: missing))
    }
    if case .beforeFinalYear(let required) = standing.policy.timing, question.gradeLevel == 12 {
      let timing = evaluator.timing(
        question.transcript, under: standing.policy, asOf: question.asOf,
        finalYear: SchoolYear(fall: Int16(clamping: question.graduationYear - 1)))
      if timing.isMet == false {
        found.append(StudentFlag(.seniorBehind, system: system, twelfths: required - timing.beforeFinalYear))
      }
    }
    // Only a D or F in the area, or a level left out, can be validated.
    let mayValidate = open.contains { area in
      switch area {
      case .c, .e: true
      case .d: standing.policy.science.chemistrySecondHalfValidatesFirst
      default: false
      }
    }
    guard mayValidate, canTake,
      question.transcript.records.contains(where: { record in
        record.isDeficient && open.contains { record.course?.areas.has($0) ?? false }
      })
    else { return found }
    var flagged = SubjectAreas.none
    let areas = SubjectAreas(open.map(SubjectAreas.init))
    for change in evaluator.validations(
      in: areas, question.transcript, under: standing.policy, asOf: question.asOf)
    {
      guard case .course(let course) = change.change, !flagged.has(course.area) else { continue }
      flagged.insert(SubjectAreas(course.area))
      found.append(
        StudentFlag(.validationPossible, area: course.area, system: system, twelfths: change.gained[course.area]))
    }
    return found
  }
}

extension FlagFinder.Standing {
  /// Twelfths of a year missing of an area even if every running course is passed.
  fileprivate func short(_ area: SubjectArea) -> Int { max(0, verdict.missing(area) - verdict.inProgress[area]) }

  /// The area certainly misses something.
  fileprivate func isOpen(_ area: SubjectArea) -> Bool { verdict.status[area] != .unknown && short(area) > 0 }
}
