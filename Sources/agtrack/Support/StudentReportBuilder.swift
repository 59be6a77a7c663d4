import Reports
import Rules
import Store

/// Makes the page of one student from what the database keeps.
struct StudentReportBuilder {
  private let names: RecordNames
  private let schools: [String: String]
  private let run: PublishedRun
  private let editions: [RunEdition]
  private let languages: CourseLanguages

  init(
    names: RecordNames, schools: [String: String], run: PublishedRun, editions: [RunEdition],
    languages: CourseLanguages
  ) {
    (self.names, self.schools, self.run, self.editions) = (names, schools, run, editions)
    self.languages = languages
  }

  /// - Parameters:
  ///   - changes: Finds the single changes that help one verdict.
  /// - Throws: `Failure` (exit 4) where the stored run names no day.
  func report(
    _ student: StoredStudent, changes: (VerdictRow) -> [Counterfactual]
  ) throws -> StudentReport {
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    let profile = student.profile
    let name = [profile.firstName, profile.middleName ?? "", profile.lastName].filter { !$0.isEmpty }
    var report = StudentReport(
      studentID: profile.studentID, name: name.joined(separator: " "), school: schoolName(profile.schoolID),
      gradeLevel: Int(profile.gradeLevel), graduationYear: profile.graduationYear.map(Int.init),
      runID: String(run.id), asOf: asOf,
      systems: student.verdicts.compactMap { stored in
        system(stored.verdict, student, changes(stored.verdict))
      })
    report.flags = student.flags.compactMap { flag($0, student) }
    return report
  }

  private func flag(_ row: FlagRow, _ student: StoredStudent) -> FlagReport? {
    guard let code = FlagCode(rawValue: row.number) else { return nil }
    let flag = StudentFlag(
      code, area: names.area(row.area), system: row.system == 1 ? .csu : row.system == 2 ? .uc : nil,
      record: Int32(row.seq), twelfths: Int(row.twelfths))
    let source = names.record(row.seq, of: student)
    return FlagReport(
      flag: flag, courseTitle: source.title, courseID: source.courseID, schoolYear: source.schoolYear,
      term: source.term, mark: source.mark)
  }

  private func schoolName(_ id: String) -> String { schools[id] ?? id }

  private func system(
    _ verdict: VerdictRow, _ student: StoredStudent, _ changes: [Counterfactual]
  ) -> SystemVerdict? {
    let text = ReasonText(verdict, of: student, names: names)
    guard let system = System(rawValue: verdict.system) else { return nil }
    let standings = SubjectArea.allCases.map { standing(verdict, Int($0.rawValue)) }
    func sum(_ part: (Standing) -> Int) -> Int { standings.reduce(0) { $0 + part($1) } }
    let all = Standing(
      required: sum(\.required), earned: sum(\.earned), inProgress: sum(\.inProgress), missing: sum(\.missing),
      status: Status(verdict.status))
    let areas = SubjectArea.allCases.map { area in
      AreaVerdict(
        area: area, standing: standings[Int(area.rawValue)], bestMissing: text?.bestMissing[area],
        reasons: reasons(verdict, area, text),
        uses: verdict.uses.filter { names.area($0.area) == area && $0.how != .notCounted }.map { use($0, student) },
        alternatives: alternatives(verdict, area, student))
    }
    return SystemVerdict(
      system: system, edition: verdict.edition, all: all, areas: areas, note: note(verdict),
      notCounted: verdict.uses.filter { $0.how == .notCounted }.map { use($0, student) },
      reason: text?.whole ?? "", changes: changes.map { HelpfulChange($0, of: student, names, languages) })
  }

  /// Says so where the student enters before the first or after the last edition.
  private func note(_ verdict: VerdictRow) -> String? {
    guard let edition = editions.first(where: { $0.id == verdict.edition }) else { return nil }
    if let first = Int(edition.id.suffix(4)), Int(verdict.enteringYear) < first {
      return "entering fall \(verdict.enteringYear), before the first edition"
    }
    guard verdict.enteringYear > edition.lastEnteringYear else { return nil }
    return "entering fall \(verdict.enteringYear), for which no edition is published yet"
  }

  private func standing(_ verdict: VerdictRow, _ index: Int) -> Standing {
    let (required, earned) = (Int(verdict.required[index]), Int(verdict.earned[index]))
    return Standing(
      required: required, earned: earned, inProgress: Int(verdict.inProgress[index]), missing: required - earned,
      status: Status(verdict.areaStatus[index]))
  }

  private static let unknownReason =
    "Records that their school's course list does not know could still meet it; see what does not count."

  private func reasons(_ verdict: VerdictRow, _ area: SubjectArea, _ text: ReasonText?) -> [String] {
    Need.allCases.compactMap { need in
      let own = verdict.shortfalls.filter { $0.need == need.rawValue }
      guard need.area == area, !own.isEmpty else { return nil }
      let twelfths = own.reduce(0) { $0 + Int($1.twelfths) }
      return "\(Amounts.semestersPhrase(twelfths: twelfths)) of \(need.phrase) missing."
    }
      + (verdict.areaStatus[Int(area.rawValue)] == .unknown
        ? [text?.openSentence(area) ?? Self.unknownReason] : [])
  }

  private func alternatives(
    _ verdict: VerdictRow, _ area: SubjectArea, _ student: StoredStudent
  ) -> [String] {
    if verdict.grounds != nil { return ReasonText.alternatives(verdict, area, of: student, names: names) }
    return area == .g && verdict.electiveServesOtherArea
      ? ["Would be met if the elective courses that fill another area were not needed there."] : []
  }

  /// Whether a rule's sentence says why the record is used so. Where a record fills its own area, the rule only says
  /// what the area asks for.
  private static func explains(_ rule: Rule, _ how: StoredUse) -> Bool {
    switch how {
    case .earned, .repeated, .college: rule == .historyFromElective || rule == .scienceFromElective
    case .validated, .exam, .waiver, .surplus, .notCounted: true
    }
  }

  private func use(_ use: UseRow, _ student: StoredStudent) -> RecordUse {
    let source = names.source(use, of: student)
    let rule = names.rule(use)
    var explanation = rule.map { StudentReportBuilder.explains($0, use.how) ? $0.sentence : "" } ?? ""
    if use.because > 0 {
      let validator = names.record(use.because, of: student)
      if explanation.hasSuffix(".") { explanation.removeLast() }
      explanation += ": \(validator.title), \(validator.schoolYear) \(validator.term)"
    }
    return RecordUse(
      how: UseKind(use.how), title: source.title, courseID: source.courseID, school: schoolName(source.schoolID),
      schoolID: source.schoolID, schoolYear: source.schoolYear, term: source.term,
      part: use.part == 0 ? nil : Int(use.part), mark: source.mark, twelfths: Int(use.twelfths),
      because: names.because(use, of: student), explanation: explanation)
  }
}

extension Status {
  init(_ stored: StoredStatus) {
    switch stored {
    case .met: self = .met
    case .inProgress: self = .inProgress
    case .notMet: self = .notMet
    case .unknown: self = .unknown
    }
  }
}

extension UseKind {
  init(_ stored: StoredUse) {
    switch stored {
    case .earned: self = .earned
    case .repeated: self = .repeated
    case .validated: self = .validated
    case .exam: self = .exam
    case .college: self = .college
    case .waiver: self = .waiver
    case .surplus: self = .surplus
    case .notCounted: self = .notCounted
    }
  }
}
