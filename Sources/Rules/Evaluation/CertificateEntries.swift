/// What the certificate says beyond the spending of records: validations, exams, waivers, and what counts for nothing.
extension Certificate {
  mutating func writeValidations() {
    let policy = assignment.policy
    for index in 0..<3 {
      let slot = assignment.ledger.slots[index]
      guard !slot.validated.isEmpty else { continue }
      let evidence = assignment.evidence
      let advanced = index == 2 ? assignment.ledger[.advanced].used : 0
      var room = max(0, 12 - slot.real.twelfths - advanced)
      for part in UInt8(1)...2 {
        let amount = min(room, slot.validated.intersection(.half(part)).twelfths)
        guard amount > 0 else { continue }
        room -= amount
        let bySecondHalf = part == 1 && evidence.secondHalfOfSlot[index] >= 0
        validate(
          area: .c, part: part, amount: amount, rule: bySecondHalf ? .secondHalfValidates : .higherMathematicsValidates,
          because: bySecondHalf
            ? evidence.secondHalfOfSlot[index] : evidence.validator(ofSlot: index, policy: policy.mathematics)
        ) { $0.discipline.mathematicsSlot == index && $0.areas.has(.c) }
      }
    }
    if let best = assignment.ledger.bestLanguage { writeLanguageValidations(assignment.ledger.languages[best]) }
    if assignment.ledger.validatedChemistry > 0 {
      validate(
        area: .d, part: 1, amount: assignment.ledger.validatedChemistry, rule: .chemistryValidates,
        because: assignment.evidence.chemistrySecondHalf
      ) { $0.discipline == .chemistry || $0.discipline == .chemistryEarthAndSpace }
    }
  }

  private mutating func writeLanguageValidations(_ account: LanguageAccount) {
    let evidence = assignment.evidence
    for level in 0..<2 {
      for part in UInt8(1)...2 {
        let amount = account.levels[level].validated.intersection(.half(part)).twelfths
        guard amount > 0 else { continue }
        let byHalf = part == 1 && evidence.secondHalf(account.evidence, level: level) >= 0
        validate(
          area: .e, part: part, amount: amount, rule: byHalf ? .languageHalfValidates : .languageLevelValidates,
          because: byHalf
            ? evidence.secondHalf(account.evidence, level: level)
            : evidence.level(above: level, account.evidence)
        ) { $0.language == account.key && $0.discipline.languageLevel == level }
      }
    }
  }

  private mutating func validate(
    area: SubjectArea, part: UInt8, amount: Int, rule: Rule, because: Int32, attempted: (Attempt) -> Bool
  ) {
    let deficient = sifted.attempts.last { !$0.passed && attempted($0) && !$0.span.isDisjoint(with: .half(part)) }
    let validator = because >= 0 ? transcript.records[Int(because)] : nil
    var record = validator
    if let deficient {
      record = transcript.records[Int(deficient.record)]
      counted[Int(deficient.record)] = true
    }
    draft(
      Use(
        record: deficient == nil ? 0 : record?.sequence ?? 0, area: area, kind: .validated, rule: rule,
        twelfths: amount,
        part: part, because: validator?.sequence ?? 0), time: record?.time ?? 0)
  }

  mutating func writeOutside(asOf: CalendarDay) {
    for examUse in assignment.ledger.examUses {
      let found = strongest(examUse.kind, asOf: asOf)
      draft(
        Use(
          record: 0, source: found?.sequence ?? 0, area: examUse.kind.area, kind: .exam, rule: .examClears,
          twelfths: examUse.twelfths, part: 0), time: 1 << 57)
    }
    for area in SubjectArea.allCases where assignment.ledger.fills[area].waiver > 0 {
      var open = assignment.ledger.fills[area].waiver
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
  private func strongest(_ kind: ExamKind, asOf: CalendarDay) -> ExamResult? {
    var best: (exam: ExamResult, most: Int)?
    let language = assignment.ledger.bestLanguage.map { assignment.ledger.languages[$0].key }
    for exam in transcript.exams where exam.year <= asOf.schoolYear {
      guard let credit = assignment.policy.exams.credit(for: exam), credit.kind == kind else { continue }
      if case .language(let key) = credit, let language, Int64(key.value) != language { continue }
      var most = 0
      if case .english(let amount) = credit { most = amount }
      if let best, (most, exam.score, -exam.sequence) <= (best.most, best.exam.score, -best.exam.sequence) { continue }
      best = (exam, most)
    }
    return best?.exam
  }

  mutating func writeNotCounted() {
    for index in transcript.records.indices where !counted[index] {
      let record = transcript.records[index]
      draft(
        Use(
          record: record.sequence, area: record.course?.areas.first, kind: .notCounted,
          rule: sifted.outcome[index] ?? record.unusedRule(assignment.policy), twelfths: 0, part: record.part),
        time: record.time)
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
