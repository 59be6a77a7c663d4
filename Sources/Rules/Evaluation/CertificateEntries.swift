/// What the certificate says beyond the spending of records: validations, exams, waivers, and what counts for nothing.
extension Certificate {
  mutating func writeValidations(_ attempts: [Attempt], _ question: Question, _ ledger: Ledger) {
    let evidence = question.evidence
    for index in 0..<3 {
      let slot = ledger.slots[index]
      guard !slot.validated.isEmpty else { continue }
      let advanced = index == 2 ? ledger[.advanced].used : 0
      var room = max(0, 12 - slot.real.twelfths - advanced)
      for part in UInt8(1)...2 {
        let amount = min(room, slot.validated.intersection(.half(part)).twelfths)
        guard amount > 0 else { continue }
        room -= amount
        let bySecondHalf = part == 1 && evidence.secondHalfOfSlot[index] >= 0
        validate(
          area: .c, part: part, amount: amount, rule: bySecondHalf ? .secondHalfValidates : .higherMathematicsValidates,
          because: bySecondHalf
            ? evidence.secondHalfOfSlot[index]
            : evidence.validator(ofSlot: index, policy: question.policy.mathematics), attempts
        ) { $0.discipline.mathematicsSlot == index && $0.areas.has(.c) }
      }
    }
    if let best = ledger.bestLanguage { writeLanguageValidations(ledger.languages[best], evidence, attempts) }
    if ledger.validatedChemistry > 0 {
      validate(
        area: .d, part: 1, amount: ledger.validatedChemistry, rule: .chemistryValidates,
        because: evidence.chemistrySecondHalf, attempts
      ) { $0.discipline == .chemistry || $0.discipline == .chemistryEarthAndSpace }
    }
  }

  private mutating func writeLanguageValidations(
    _ account: LanguageAccount, _ evidence: Evidence, _ attempts: [Attempt]
  ) {
    for level in 0..<2 {
      for part in UInt8(1)...2 {
        let amount = account.levels[level].validated.intersection(.half(part)).twelfths
        guard amount > 0 else { continue }
        let byHalf = part == 1 && evidence.secondHalf(account.evidence, level: level) >= 0
        validate(
          area: .e, part: part, amount: amount, rule: byHalf ? .languageHalfValidates : .languageLevelValidates,
          because: byHalf
            ? evidence.secondHalf(account.evidence, level: level)
            : evidence.level(above: level, account.evidence), attempts
        ) { $0.language == account.key && $0.discipline.languageLevel == level }
      }
    }
  }

  private mutating func validate(
    area: SubjectArea, part: UInt8, amount: Int, rule: Rule, because: Int32, _ attempts: [Attempt],
    attempted: (Attempt) -> Bool
  ) {
    let deficient = attempts.last { !$0.passed && attempted($0) && !$0.span.isDisjoint(with: .half(part)) }
    let validator = because >= 0 ? records[Int(because)] : nil
    var record = validator
    if let deficient {
      record = records[Int(deficient.record)]
      counted[Int(deficient.record)] = true
    }
    draft(
      Use(
        record: deficient == nil ? 0 : record?.sequence ?? 0, area: area, kind: .validated, rule: rule,
        twelfths: amount,
        part: part, because: validator?.sequence ?? 0), time: record?.time ?? 0)
  }

  mutating func writeOutside(_ transcript: Transcript, _ question: Question, _ ledger: Ledger, asOf: CalendarDay) {
    for examUse in ledger.examUses {
      let found = strongest(examUse.kind, of: transcript.exams, question.policy.exams, ledger, asOf: asOf)
      draft(
        Use(
          record: 0, source: found?.sequence ?? 0, area: examUse.kind.area, kind: .exam, rule: .examClears,
          twelfths: examUse.twelfths, part: 0), time: 1 << 57)
    }
    for area in SubjectArea.allCases where ledger.fills[area].waiver > 0 {
      var open = ledger.fills[area].waiver
      let granted = transcript.waivers.filter { $0.area == area && ($0.grantedOn.map { $0 <= asOf } ?? true) }
      for waiver in granted.sorted(by: { $0.sequence < $1.sequence }) where open > 0 && waiver.twelfths > 0 {
        let amount = min(open, waiver.twelfths)
        open -= amount
        draft(
          Use(
            record: 0, source: waiver.sequence, area: area, kind: .waiver, rule: .waiverGranted, twelfths: amount,
            part: 0), time: 1 << 57 + 1)
      }
    }
  }

  /// The exam that is named for a kind: what clears most, then the highest score, then the first.
  private func strongest(
    _ kind: ExamKind, of exams: [ExamResult], _ table: ExamTable, _ ledger: Ledger, asOf: CalendarDay
  ) -> ExamResult? {
    var best: (exam: ExamResult, most: Int)?
    let language = ledger.bestLanguage.map { ledger.languages[$0].key }
    for exam in exams where exam.year <= asOf.schoolYear {
      guard let credit = table.credit(for: exam), credit.kind == kind else { continue }
      if case .language(let key) = credit, let language, Int64(key.value) != language { continue }
      var most = 0
      if case .english(let amount) = credit { most = amount }
      if let best, (most, exam.score, -exam.sequence) <= (best.most, best.exam.score, -best.exam.sequence) { continue }
      best = (exam, most)
    }
    return best?.exam
  }

  mutating func writeNotCounted(_ outcome: [Rule?], _ policy: Policy) {
    let records = records
    for index in records.indices where !counted[index] {
      draft(
        Use(
          record: records[index].sequence, area: records[index].course?.areas.first, kind: .notCounted,
          rule: outcome[index] ?? records[index].unusedRule(policy), twelfths: 0, part: records[index].part),
        time: records[index].time)
    }
  }
}

extension TranscriptRecord {
  /// Why a passed record is spent nowhere.
  fileprivate func unusedRule(_ policy: Policy) -> Rule {
    guard let course else { return .electiveNotNeeded }
    if course.discipline == .englishLanguageDevelopment {
      return gradeLevel == 12 && policy.english.languageDevelopmentBeforeGrade12
        ? .englishLanguageDevelopmentGrade12 : .englishLanguageDevelopment
    }
    if gradeLevel < 9 || (policy.electiveNeedsEligibleCourse && !course.electiveEligible) {
      return .electiveNotEligible
    }
    return .electiveNotNeeded
  }
}
