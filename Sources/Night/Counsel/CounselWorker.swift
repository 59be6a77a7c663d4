import Rules
import Store

/// The counselor's part of one worker: on track, plan and flags of each student for whom there is something to plan.
struct CounselWorker {
  private let stage: CounselStage
  private let codes: CourseCodes
  private var counselor: Counselor
  private var finder: FlagFinder
  private var evaluator: Evaluator
  private let isFull: Bool

  /// One student of the night, with the verdicts where they were just made.
  struct Student {
    var key: Int64
    var profile: StudentProfile
    var records: StudentRecords
    var policies: [Policy]
    var verdicts: [Verdict]?
    /// Stand for everything that decides the verdicts.
    var verdictDigests: [RecordDigest]
    /// The version of the student's records.
    var recordRun: Int32
  }

  init(stage: CounselStage, codes: CourseCodes, options: NightOptions) {
    (self.stage, self.codes) = (stage, codes)
    counselor = Counselor(table: stage.table, scale: options.creditScale, settings: stage.settings)
    finder = FlagFinder(scale: options.creditScale, settings: stage.settings)
    evaluator = Evaluator(scale: options.creditScale)
    isFull = options.isFull
  }

  /// Writes the student's row unless it stands unchanged in the database.
  mutating func read(_ student: Student, asOf: CalendarDay, into batch: inout StudentBatch?) {
    let (profile, records) = (student.profile, student.records)
    let known = stage.known[student.key]
    guard profile.enrollment == "enrolled", (9...12).contains(profile.gradeLevel),
      let graduationYear = profile.graduationYear, let school = stage.school(profile.schoolID)
    else {
      if known != nil { batch?.counsel.end(key: student.key) }
      return
    }
    let elsewhere = stage.listedElsewhere(records) { codes[$0] }
    let terms = stage.settings.remainingTerms(
      asOf: asOf, gradeLevel: Int(profile.gradeLevel), graduationYear: Int(graduationYear))
    let digest = digest(profile, student.verdictDigests, school.digest, elsewhere, terms, asOf)
    // Flags name records of one version of the student.
    if !isFull, let known, known.digest == digest, known.recordRun == student.recordRun { return }
    if known != nil { batch?.counsel.end(key: student.key) }

    let verdicts = student.verdicts ?? evaluator.outlines(records.transcript, under: student.policies, asOf: asOf)
    let advice = counselor.advice(
      Counselor.Question(
        transcript: records.transcript,
        standings: zip(student.policies, verdicts).map {
          Counselor.Standing(policy: $0, earned: $1.earned, inProgress: $1.inProgress, status: $1.overall)
        }, asOf: asOf, gradeLevel: Int(profile.gradeLevel), graduationYear: Int(graduationYear)),
      offers: school.offers)
    var flags = finder.flags(
      FlagFinder.Question(
        transcript: records.transcript,
        standings: zip(student.policies, verdicts).map { FlagFinder.Standing(policy: $0, verdict: $1) }, asOf: asOf,
        gradeLevel: Int(profile.gradeLevel), graduationYear: Int(graduationYear),
        entryYear: profile.entryYear.map(Int.init), listedElsewhere: elsewhere), offers: school.offers)
    flags += advice.pastNoReturn(student.policies, verdicts)
    batch?.counsel.append(
      key: student.key, CounselRow(advice, policies: student.policies, flags: flags, digest: digest),
      recordRun: student.recordRun)
  }

  private func digest(
    _ profile: StudentProfile, _ verdicts: [RecordDigest], _ school: UInt64,
    _ elsewhere: [(record: Int32, areas: SubjectAreas)], _ terms: [PlanTerm], _ asOf: CalendarDay
  ) -> RecordDigest {
    var builder = DigestBuilder()
    for verdict in verdicts {
      builder.add(verdict.high)
      builder.add(verdict.low)
    }
    builder.add(school)
    builder.add(stage.digest)
    builder.add(profile.schoolID)
    builder.add(Int(profile.gradeLevel))
    builder.add(profile.entryYear.map(Int.init))
    builder.add(profile.graduationYear.map(Int.init))
    for one in elsewhere { builder.add(UInt64(UInt32(bitPattern: one.record)) << 8 | UInt64(one.areas.rawValue)) }
    for term in terms { builder.add(term.code) }
    builder.add(stage.settings.yearIsOver(asOf) ? 1 : 0)
    return RecordDigest(builder)
  }
}

extension Counselor.Advice {
  /// A flag for each area that no longer can be met.
  /// Records that no list knows may still meet an area.
  fileprivate func pastNoReturn(_ policies: [Policy], _ verdicts: [Verdict]) -> [StudentFlag] {
    var flags: [StudentFlag] = []
    for ((policy, verdict), answer) in zip(zip(policies, verdicts), onTrack) {
      guard case .none(let areas) = answer.outcome else { continue }
      for area in areas.areas where verdict.status[area] != .unknown {
        flags.append(StudentFlag(.pastNoReturn, area: area, system: policy.system))
      }
    }
    return StudentFlag.joined(flags, systems: policies.count)
  }
}

extension CounselRow {
  fileprivate init(
    _ advice: Counselor.Advice, policies: [Policy], flags: [StudentFlag], digest: RecordDigest
  ) {
    func answer(_ system: System) -> Answer {
      let own = zip(policies, advice.onTrack).first { $0.0.system == system }?.1
      return Answer(
        feasibility: (own?.feasibility ?? .undecided).rawValue, isOnPace: own?.running.isOnPace ?? false,
        isOnPaceEarned: own?.earned.isOnPace ?? false)
    }
    var plan: Plan?
    if case .plan(let found) = advice.together {
      plan = Plan(
        semesters: Int16(clamping: found.semesters), summer: Int16(clamping: found.summerCourses),
        college: Int16(clamping: found.collegeCourses), isProven: found.isProven)
    }
    self.init(
      pace: advice.onTrack.first?.table ?? "", csu: answer(.csu), uc: answer(.uc),
      planOutcome: advice.together.code, plan: plan,
      lastStarts: SubjectArea.allCases.map { StoredTerm.number(advice.lastStarts[$0]) },
      flags: flags.map(FlagRow.init), digest: digest)
  }
}

extension FlagRow {
  init(_ flag: StudentFlag) {
    self.init(
      number: flag.code.rawValue, area: flag.area.map { Int16($0.rawValue) } ?? -1,
      system: flag.system.map { $0 == .csu ? 1 : 2 } ?? 0, seq: Int16(clamping: flag.record),
      twelfths: Int16(clamping: flag.twelfths))
  }
}
