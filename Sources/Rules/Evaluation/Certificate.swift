/// Writes down which record fills which place, so that anyone can add the verdict up again.
///
/// Repeats, unit by unit, what the filled ledger spent: content that cannot serve area G first, as the accounts do,
/// otherwise the earliest first.
struct Certificate {
  let transcript: Transcript
  let sifted: Sifted
  let assignment: Assignment
  private var drafts: [Draft] = []
  var counted: [Bool]
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

  mutating func draft(_ use: Use, time: UInt64) {
    let counted: UInt64 = use.kind == .notCounted ? 1 << 63 : 0
    drafts.append(Draft(key: counted | UInt64(use.area?.rawValue ?? 7) << 58 | time, use: use))
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
