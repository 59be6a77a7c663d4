import Judge
import Rules
import Testing

/// What each line of a certificate says is so in the transcript: the mark, the list, the half, and what validates what.
@Suite struct LawUseTests {
  private struct Case {
    var transcript: OracleTranscript
    var edition: OracleEdition
    var asOf: Int
    var verdict: Verdict

    func record(_ sequence: Int32) -> OracleRecord? {
      sequence > 0 && sequence <= transcript.records.count ? transcript.records[Int(sequence) - 1] : nil
    }
  }

  /// The first use that breaks the law, with its transcript, or nil where it holds for all.
  ///
  /// - Parameter law: Says what is wrong with a use, or nil.
  private func check(_ usual: UInt64, _ law: (Use, Case) -> String?) -> String? {
    var asked = 0
    for seed in LawTrial.seeds(usual) {
      var generator = TranscriptGenerator(seed: seed &* 2_741)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      let asOf = edition.entering - 1 - generator.numbers.pick([0, 0, 0, 1])
      guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: asOf) else { continue }
      let found = Case(transcript: transcript, edition: edition, asOf: asOf, verdict: verdict)
      for use in verdict.uses {
        asked += 1
        guard let wrong = law(use, found) else { continue }
        return "seed \(seed), \(edition), asOf \(asOf): \(wrong)\n\(use)\n\(TranscriptShrinker.text(transcript))"
      }
    }
    return asked > 0 ? nil : "no use was looked at"
  }

  private static let slots = [["ALG1", "M1"], ["GEO", "M2"], ["ALG2", "M3"]]
  private static let advanced = ["STAT", "OAM", "DATA", "TRIG", "PRECALC", "CALC"]

  private func hasPassed(_ record: OracleRecord) -> Bool {
    guard let mark = record.mark else { return false }
    if mark == "P" || mark == "CR" { return isInWindow(record) && !record.college }
    return "ABC".contains(mark.first ?? " ")
  }

  private func isInWindow(_ record: OracleRecord) -> Bool {
    record.year == 2020 || (record.year == 2019 && !["S1", "T1", "Q1", "Q2"].contains(record.term))
  }

  private func isDeficient(_ record: OracleRecord) -> Bool { "DF".contains(record.mark?.first ?? " ") }

  @Test func everyRecordStandsInTheCertificateCountedOrNot() {
    let wrong = check(200) { use, found in
      guard use == found.verdict.uses.first else { return nil }
      for sequence in 1...Int32(max(1, found.transcript.records.count)) {
        let lines = found.verdict.uses.filter { $0.record == sequence }
        let idle = lines.filter { $0.kind == .notCounted }
        if !found.transcript.records.isEmpty, lines.isEmpty { return "record \(sequence) has no line" }
        if !idle.isEmpty && lines.count > 1 { return "record \(sequence) is counted and not counted" }
      }
      return nil
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }

  @Test func whatCountsIsPassedListedAndInItsArea() {
    let wrong = check(300) { use, found in
      guard [.earned, .repeated, .college, .surplus].contains(use.kind) else { return nil }
      guard let record = found.record(use.record), let course = record.course, let area = use.area else {
        return "no listed record"
      }
      if !hasPassed(record) { return "a record that is not passed" }
      if record.year > found.asOf || record.grade < 7 { return "a record that is too late or too early" }
      if record.grade < 9 && area != .c && area != .e { return "middle school outside C and E" }
      let fromElective = use.rule == .historyFromElective || use.rule == .scienceFromElective
      let listed = fromElective || use.kind == .surplus ? "G" : area.letter
      if use.kind == .surplus ? course.areas == "G" : !course.areas.contains(listed) { return "not listed in the area" }
      if (use.kind == .college) != record.college && use.kind != .surplus { return "college is not what it is" }
      if use.kind == .surplus && course.discipline == "ELD" { return "English language development as an elective" }
      if use.twelfths <= 0 || use.source != 0 || use.because != 0 { return "an amount or a source that is none" }
      let failed = found.transcript.records.contains { other in
        other.course?.key == course.key && isDeficient(other) && other.year <= found.asOf
      }
      return use.kind == .repeated && !failed ? "a repeat of nothing" : nil
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }

  @Test func whatIsNotCountedHasAReasonThatIsTrue() {
    let wrong = check(300) { use, found in
      guard use.kind == .notCounted, let record = found.record(use.record) else { return nil }
      if use.twelfths != 0 { return "an amount" }
      if record.year > found.asOf || use.rule == .termLater {
        return (record.year > found.asOf) == (use.rule == .termLater) ? nil : "as of"
      }
      if record.grade <= 6 || use.rule == .gradeSix {
        return (record.grade <= 6) == (use.rule == .gradeSix) ? nil : "grade 6"
      }
      guard let course = record.course else {
        if record.match == .notListed { return use.rule == .listNotApproved ? nil : "not listed" }
        return use.rule == .listUnmatched && (hasPassed(record) || record.mark == nil) || isDeficient(record)
          || record.mark.map { ["NP", "NC", "I", "W", "P", "CR"].contains($0) } ?? false ? nil : "unmatched"
      }
      if record.grade < 9, !course.areas.contains("C"), !course.areas.contains("E") {
        return use.rule == .gradeMiddleSchool ? nil : "middle school"
      }
      if use.rule == .creditNone || use.rule == .twoYearMark {
        return use.rule == .creditNone || course.length == "two_years" ? nil : "not of two years"
      }
      let rules: [Rule]
      switch record.mark {
      case nil: rules = [.markRunning]
      case "NP", "NC", "I", "W": rules = [.markNoCredit, .repeatAnyPass]
      case _ where isDeficient(record): rules = [.markDeficient, .repeatAnyPass]
      case _ where !hasPassed(record): rules = [.markPassOutsideWindow, .repeatAnyPass]
      default:
        rules = [
          .repeatAlreadyPassed, .electiveNotNeeded, .electiveNotEligible, .englishLanguageDevelopment,
          .englishLanguageDevelopmentGrade12,
        ]
      }
      if !rules.contains(use.rule) { return "the reason does not fit the mark" }
      switch use.rule {
      case .englishLanguageDevelopmentGrade12:
        return course.discipline == "ELD" && record.grade == 12 && !found.edition.csu ? nil : "not ELD in grade 12"
      case .englishLanguageDevelopment: return course.discipline == "ELD" ? nil : "not ELD"
      case .electiveNotEligible:
        return record.grade < 9 || (found.edition.diamond && !course.electiveEligible) ? nil : "it may serve G"
      case .electiveNotNeeded:
        return course.discipline == "ELD" || record.grade < 9 ? "it may serve nothing" : nil
      default: return nil
      }
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }

  @Test func whatIsValidatedIsADOrFOrAnOmissionAndWhatValidatesIsPassed() {
    let wrong = check(600) { use, found in
      guard use.kind == .validated else { return nil }
      guard let validator = found.record(use.because), let higher = validator.course, hasPassed(validator) else {
        return "what validates is not passed"
      }
      guard let area = use.area, higher.areas.contains(area.letter) else { return "another subject" }
      if let record = found.record(use.record) {
        guard isDeficient(record), let lower = record.course else { return "what is validated is no D or F" }
        if !lower.areas.contains(area.letter) { return "the D or F is of another area" }
        if !reaches(record, use.part) { return "the D or F is of the other half" }
        if let wrong = pair(use.rule, lower: lower, higher: higher) { return wrong }
      }
      if use.rule != .higherMathematicsValidates && use.rule != .languageLevelValidates {
        if use.part != 1 || !reaches(validator, 2) { return "no second half" }
      }
      return nil
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }

  /// Whether a record may lie in a half: what its term, part or course does not rule out.
  private func reaches(_ record: OracleRecord, _ part: UInt8) -> Bool {
    let stated = record.part != 0 ? record.part : (record.course?.part ?? 0)
    if record.college || record.course?.length != "year" || record.term == "SU" || record.term == "FY" { return true }
    if stated != 0 { return stated == Int(part) }
    return part == 1
      ? !["S2", "T3", "Q3", "Q4"].contains(record.term) : !["S1", "T1", "Q1", "Q2"].contains(record.term)
  }

  private func pair(_ rule: Rule, lower: OracleCourse, higher: OracleCourse) -> String? {
    let slot = { (course: OracleCourse) in Self.slots.firstIndex { $0.contains(course.discipline) } }
    switch rule {
    case .secondHalfValidates: return slot(lower) != nil && slot(lower) == slot(higher) ? nil : "not the same year"
    case .higherMathematicsValidates:
      guard let below = slot(lower) else { return "no mathematics below" }
      if let above = slot(higher) { return above > below ? nil : "not higher" }
      return Self.advanced.contains(higher.discipline) ? nil : "not advanced mathematics"
    case .languageHalfValidates:
      return lower.language == higher.language && lower.discipline == higher.discipline ? nil : "not the same level"
    case .languageLevelValidates:
      return lower.language == higher.language && lower.discipline < higher.discipline ? nil : "not a higher level"
    case .chemistryValidates:
      return lower.discipline.hasPrefix("CHEM") && higher.discipline.hasPrefix("CHEM") ? nil : "not chemistry"
    default: return "no rule that validates"
    }
  }

  @Test func anOmissionIsNamedOnlyWhereNoDOrFIsThere() {
    let wrong = check(600) { use, found in
      guard use.kind == .validated, use.record == 0, let area = use.area,
        let validator = found.record(use.because)?.course
      else { return nil }
      // In languages it is plain which courses the line can mean: those of the validator's language.
      guard area == .e, use.rule == .languageHalfValidates else { return nil }
      let failed = found.transcript.records.contains { record in
        record.course.map {
          $0.areas.contains("E") && $0.language == validator.language && $0.discipline == validator.discipline
        } ?? false && isDeficient(record) && record.year <= found.asOf && record.grade > 6 && record.term == "S1"
          && record.part == 0 && record.course?.part == 0 && record.course?.length == "year" && record.credits == nil
          && !record.college
      }
      return failed ? "a D or F of this half is there" : nil
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }

  @Test func examsAndWaiversNameTheirOwn() {
    let wrong = check(600) { use, found in
      guard use.kind == .exam || use.kind == .waiver else { return nil }
      if use.record != 0 || use.because != 0 || use.twelfths <= 0 { return "a record or no amount" }
      let index = Int(use.source) - 1
      if use.kind == .waiver {
        guard found.transcript.waivers.indices.contains(index) else { return "no waiver" }
        let waiver = found.transcript.waivers[index]
        return String(waiver.area) == use.area?.letter && use.twelfths <= waiver.twelfths ? nil : "another waiver"
      }
      guard found.transcript.exams.indices.contains(index) else { return "no exam" }
      let exam = found.transcript.exams[index]
      let areas = [
        "US": "A", "WORLD": "A", "CIVICS": "A", "B": "B", "CALCULUS": "C", "BIO": "D", "CHEM": "D", "PHYS": "D",
        "INTERD": "D", "F": "F", "G": "G",
      ]
      if exam.year > found.asOf { return "an exam to come" }
      return (areas[exam.clears] ?? "E") == use.area?.letter ? nil : "another exam"
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }
}
