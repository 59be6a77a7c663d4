/// Writes down which record fills which place, so that anyone can add the verdict up again.
///
/// Repeats, unit by unit, what the filled ledger spent: content that cannot serve area G first, as the accounts do,
/// otherwise the earliest first.
struct Certificate {
  private let transcript: Transcript
  private let sifted: Sifted
  private let assignment: Assignment
  private var drafts: [Draft] = []
  private var counted: [Bool]
  /// What is left of each contribution, by its index.
  private var left: [Int]
  private var spentLeft: InlineArray<21, Int> = InlineArray(repeating: 0)
  private var outsideLeft: InlineArray<21, Int> = InlineArray(repeating: 0)
  private var slotCovered: InlineArray<3, CourseSpan> = InlineArray(repeating: [])
  private var levelCovered: InlineArray<2, CourseSpan> = InlineArray(repeating: [])
  private var artsLeft = 0
  private var bestArts: Int64?
  private var bestLanguage: Int64?
  private var surplusLeft: Int

  private struct Draft {
    /// Counted before not counted, then area, then time.
    var key: UInt64
    var use: Use
  }

  init(transcript: Transcript, sifted: Sifted, assignment: Assignment) {
    self.transcript = transcript
    self.sifted = sifted
    self.assignment = assignment
    counted = Array(repeating: false, count: transcript.records.count)
    left = sifted.contributions.map(\.span.twelfths)
    drafts.reserveCapacity(transcript.records.count + 12)
    let ledger = assignment.ledger
    surplusLeft = ledger.electiveSurplus
    for index in 0..<21 {
      spentLeft[index] = ledger.accounts[index].used - ledger.spentOutsideElective[index]
      outsideLeft[index] = ledger.spentOutsideElective[index]
    }
    if let best = ledger.bestArts {
      bestArts = ledger.arts[best].key
      artsLeft = ledger.arts[best].account.used
    }
    bestLanguage = ledger.bestLanguage.map { ledger.languages[$0].key }
  }

  mutating func write(asOf: CalendarDay) -> [Use] {
    let order = spendingOrder()
    for entry in order { spend(entry.unit) }
    for entry in order where surplusLeft > 0 { spendSurplus(entry.unit) }
    writeValidations()
    writeOutside(asOf: asOf)
    writeNotCounted()
    sortDrafts()
    return drafts.map(\.use)
  }

  private func spendingOrder() -> [(key: UInt64, unit: Int)] {
    var order: [(key: UInt64, unit: Int)] = []
    order.reserveCapacity(sifted.units.count)
    for index in sifted.units.indices {
      let unit = sifted.units[index]
      order.append(((unit.electiveEligible ? 1 << 63 : 0) | unit.time, index))
    }
    order.sortSmall { ($0.key, $0.unit) < ($1.key, $1.unit) }
    return order
  }

  private mutating func spend(_ index: Int) {
    let unit = sifted.units[index]
    guard !unit.isArtsRepeat, let area = assignment.areas[index].first else { return }
    if area == .c, let slot = unit.discipline.mathematicsSlot {
      var covered = slotCovered[slot]
      place(unit, covered: &covered, area: .c, rule: .mathematicsSlots)
      slotCovered[slot] = covered
    } else if area == .e, let level = unit.discipline.languageLevel {
      guard unit.language == bestLanguage, level < 2 else { return }
      var covered = levelCovered[level]
      place(unit, covered: &covered, area: .e, rule: .languageLevels)
      levelCovered[level] = covered
    } else if area == .f {
      guard unit.artsKey(assignment.policy.arts) == bestArts else { return }
      artsLeft = pay(unit, from: artsLeft, area: .f, rule: .artsYear)
    } else if let bucket = unit.bucket(in: area, policy: assignment.policy) {
      let account = bucket.rawValue
      if area == .g {
        // Elective content that CSU spends in A or D goes there first.
        let history = bucket == .electiveHistory
        outsideLeft[account] = pay(
          unit, from: outsideLeft[account], area: history ? .a : .d,
          rule: history ? .historyFromElective : .scienceFromElective)
      }
      spentLeft[account] = pay(unit, from: spentLeft[account], area: area, rule: bucket.rule)
    }
  }

  private mutating func place(_ unit: Unit, covered: inout CourseSpan, area: SubjectArea, rule: Rule) {
    for position in unit.contributionRange {
      let gained = sifted.contributions[position].span.subtracting(covered)
      covered.formUnion(gained)
      if !gained.isEmpty { add(position, gained.twelfths, area: area, rule: rule) }
    }
  }

  private mutating func pay(_ unit: Unit, from amount: Int, area: SubjectArea, rule: Rule) -> Int {
    var amount = amount
    for position in unit.contributionRange where amount > 0 && left[position] > 0 {
      let paid = min(amount, left[position])
      amount -= paid
      add(position, paid, area: area, rule: rule)
    }
    return amount
  }

  private mutating func spendSurplus(_ index: Int) {
    let unit = sifted.units[index]
    guard unit.electiveEligible, let area = assignment.areas[index].first, area != .g else { return }
    if !unit.isArtsRepeat {
      guard let bucket = unit.bucket(in: area, policy: assignment.policy), bucket != .languageDevelopment else {
        return
      }
    }
    for position in unit.contributionRange where surplusLeft > 0 && left[position] > 0 {
      let amount = min(left[position], surplusLeft)
      surplusLeft -= amount
      add(
        position, amount, area: .g, rule: unit.isArtsRepeat ? .repeatArts : .electiveSurplus, kind: .surplus)
    }
  }

  private mutating func add(
    _ position: Int, _ twelfths: Int, area: SubjectArea, rule: Rule, kind: UseKind? = nil
  ) {
    let contribution = sifted.contributions[position]
    let index = Int(contribution.record)
    left[position] -= twelfths
    counted[index] = true
    let record = transcript.records[index]
    draft(
      Use(
        record: record.sequence, area: area, kind: kind ?? contribution.kind, rule: rule, twelfths: twelfths,
        part: contribution.span.part), time: record.time)
  }

  private mutating func draft(_ use: Use, time: UInt64) {
    let counted: UInt64 = use.kind == .notCounted ? 1 << 63 : 0
    drafts.append(Draft(key: counted | UInt64(use.area?.rawValue ?? 7) << 58 | time, use: use))
  }

  private mutating func writeValidations() {
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
        let byHalf = part == 1 && evidence.hasSecondHalf(language: account.key, level: level)
        validate(
          area: .e, part: part, amount: amount, rule: byHalf ? .languageHalfValidates : .languageLevelValidates,
          because: byHalf
            ? evidence.secondHalf(language: account.key, level: level)
            : evidence.level(above: level, language: account.key)
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

  private mutating func writeOutside(asOf: CalendarDay) {
    for examUse in assignment.ledger.examUses {
      var found: ExamResult?
      for exam in transcript.exams
      where exam.year <= asOf.schoolYear && exam.sequence < found?.sequence ?? .max
        && assignment.policy.exams.credit(for: exam).map({ examUse.kind.matches($0) }) ?? false
      { found = exam }
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

  private mutating func writeNotCounted() {
    for index in transcript.records.indices where !counted[index] {
      let record = transcript.records[index]
      draft(
        Use(
          record: record.sequence, area: record.course?.areas.first, kind: .notCounted,
          rule: sifted.outcome[index] ?? record.unusedRule(assignment.policy), twelfths: 0, part: record.part),
        time: record.time)
    }
  }

  private mutating func sortDrafts() {
    drafts.sortSmall { left, right in
      if left.key != right.key { return left.key < right.key }
      return (left.use.record, left.use.part, left.use.rule.rawValue, left.use.source)
        < (right.use.record, right.use.part, right.use.rule.rawValue, right.use.source)
    }
  }
}

extension CourseSpan {
  fileprivate var part: UInt8 { isSubset(of: .firstHalf) ? 1 : (isSubset(of: .secondHalf) ? 2 : 0) }
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

extension Bucket {
  /// The rule under which the bucket's content counts in its own area.
  fileprivate var rule: Rule {
    switch self {
    case .unitedStates: .unitedStatesHistory
    case .civics: .civics
    case .world: .worldHistory
    case .otherHistory: .secondHistoryYear
    case .english: .english
    case .languageDevelopment: .englishLanguageDevelopment
    case .ninthGradeEnglish: .englishNinthGrade
    case .advanced: .advancedThirdYear
    case .noSlot: .electiveNotNeeded
    case .biology, .chemistry, .physics, .earthAndSpace, .integrated, .interdisciplinary, .otherScience:
      .scienceDisciplines
    case .electiveHistory, .electiveLife, .electivePhysical, .electiveFlexible, .elective: .electiveListed
    }
  }
}
