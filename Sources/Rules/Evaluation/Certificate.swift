/// Writes down which record fills which place, so that anyone can add the verdict up again.
///
/// Repeats, unit by unit, what the filled ledger spent: content that cannot serve area G first, as the accounts do,
/// otherwise the earliest first.
struct Certificate: Sendable {
  private(set) var records: [TranscriptRecord] = []
  private var contributions: [Contribution] = []
  private var drafts: [Draft] = []
  /// By record.
  var counted: [Bool] = []
  /// What is left of each contribution, by its index.
  private var left: [Int32] = []
  /// Memory for the order of the drafts.
  private var places: [DraftPlace] = []
  private var spentLeft = InlineArray<21, Int>(repeating: 0)
  private var outsideLeft = InlineArray<21, Int>(repeating: 0)
  private var slotCovered = InlineArray<3, CourseSpan>(repeating: [])
  private var levelCovered = InlineArray<2, CourseSpan>(repeating: [])
  private var artsLeft = 0
  private var bestArts: Int64?
  private var bestLanguage: Int64?
  private var surplusLeft = 0

  private struct Draft: Sendable {
    /// Counted before not counted, then area, then time.
    var key: UInt64
    var use: Use

    /// 0 to 7 for what is counted in A to G or in none, 8 to 15 for what is not.
    var group: Int { Int(key >> 63) << 3 | Int(key >> 58 & 7) }
  }

  /// The certificate of a solved assignment. Its memory is used again from student to student.
  mutating func write(
    _ transcript: Transcript, _ sifted: inout Sifted, _ question: Question, _ assignment: Assignment, asOf: CalendarDay
  ) -> [Use] {
    let order = sifted.unitsByTime()
    begin(transcript, sifted, assignment.ledger)
    let units = sifted.units.span
    // Content that cannot serve area G first.
    for isEligible in [false, true] {
      for place in order where units[Int(place.unit)].electiveEligible == isEligible {
        let unit = Int(place.unit)
        if let area = assignment.areas[unit].first { spend(units[unit], area, question.policy) }
      }
    }
    for place in order where surplusLeft > 0 && units[Int(place.unit)].electiveEligible {
      let unit = Int(place.unit)
      if let area = assignment.areas[unit].first { spendSurplus(units[unit], area, question.policy) }
    }
    writeValidations(sifted.attempts, question, assignment.ledger)
    writeOutside(transcript, question, assignment.ledger, asOf: asOf)
    writeNotCounted(sifted.outcome, question.policy)
    // What is shared with the transcript would have to be copied by whoever writes to it next.
    records = []
    contributions = []
    return sortedUses()
  }

  private mutating func begin(_ transcript: Transcript, _ sifted: Sifted, _ ledger: Ledger) {
    records = transcript.records
    contributions = sifted.contributions
    drafts.removeAll(keepingCapacity: true)
    counted.removeAll(keepingCapacity: true)
    counted.append(contentsOf: repeatElement(false, count: records.count))
    left.removeAll(keepingCapacity: true)
    for contribution in contributions { left.append(Int32(truncatingIfNeeded: contribution.span.twelfths)) }
    surplusLeft = ledger.electiveSurplus
    let accounts = ledger.accounts.span
    for index in accounts.indices {
      let account = accounts[index]
      spentLeft[index] = account.used - account.usedOutside
      outsideLeft[index] = account.usedOutside
    }
    slotCovered = InlineArray(repeating: [])
    levelCovered = InlineArray(repeating: [])
    artsLeft = ledger.bestArts.map { ledger.arts[$0].account.used } ?? 0
    bestArts = ledger.bestArts.map { ledger.arts[$0].key }
    bestLanguage = ledger.bestLanguage.map { ledger.languages[$0].key }
  }

  private mutating func spend(_ unit: Unit, _ area: SubjectArea, _ policy: Policy) {
    if unit.isArtsRepeat { return }
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
      guard unit.artsKey(policy.arts) == bestArts else { return }
      artsLeft = pay(unit, from: artsLeft, area: .f, rule: .artsYear)
    } else if let bucket = unit.bucket(in: area, policy: policy) {
      let account = bucket.rawValue
      if area == .g && outsideLeft[account] > 0 {
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
      let gained = contributions[position].span.subtracting(covered)
      covered.formUnion(gained)
      if !gained.isEmpty { add(position, gained.twelfths, area: area, rule: rule) }
    }
  }

  private mutating func pay(_ unit: Unit, from amount: Int, area: SubjectArea, rule: Rule) -> Int {
    var amount = amount
    for position in unit.contributionRange where amount > 0 && left[position] > 0 {
      let paid = min(amount, Int(left[position]))
      amount -= paid
      add(position, paid, area: area, rule: rule)
    }
    return amount
  }

  private mutating func spendSurplus(_ unit: Unit, _ area: SubjectArea, _ policy: Policy) {
    if area == .g { return }
    if !unit.isArtsRepeat {
      guard let bucket = unit.bucket(in: area, policy: policy), bucket != .languageDevelopment else { return }
    }
    for position in unit.contributionRange where surplusLeft > 0 && left[position] > 0 {
      let amount = min(Int(left[position]), surplusLeft)
      surplusLeft -= amount
      add(
        position, amount, area: .g, rule: unit.isArtsRepeat ? .repeatArts : .electiveSurplus, kind: .surplus)
    }
  }

  private mutating func add(
    _ position: Int, _ twelfths: Int, area: SubjectArea, rule: Rule, kind: UseKind? = nil
  ) {
    let contribution = contributions[position]
    let index = Int(contribution.record)
    left[position] -= Int32(truncatingIfNeeded: twelfths)
    counted[index] = true
    draft(
      Use(
        record: records[index].sequence, area: area, kind: kind ?? contribution.kind, rule: rule, twelfths: twelfths,
        part: contribution.span.part), time: records[index].time)
  }

  mutating func draft(_ use: Use, time: UInt64) {
    let counted: UInt64 = use.kind == .notCounted ? 1 << 63 : 0
    drafts.append(Draft(key: counted | UInt64(use.area?.rawValue ?? 7) << 58 | time, use: use))
  }

  /// By group first: within a group the drafts were written nearly in order.
  private mutating func sortedUses() -> [Use] {
    let drafts = drafts
    var ends = InlineArray<16, Int>(repeating: 0)
    for draft in drafts { ends[draft.group] += 1 }
    for group in 1..<16 { ends[group] += ends[group - 1] }
    let more = drafts.count - places.count
    if more > 0 { places.append(contentsOf: repeatElement(DraftPlace(key: 0, draft: 0), count: more)) }
    if more < 0 { places.removeLast(-more) }
    var sorted = places.mutableSpan
    for index in drafts.indices.reversed() {
      let group = drafts[index].group
      ends[group] -= 1
      sorted[ends[group]] = DraftPlace(key: drafts[index].key, draft: Int32(truncatingIfNeeded: index))
    }
    places.sortSmall {
      $0.key < $1.key || ($0.key == $1.key && drafts[Int($0.draft)].use.precedes(drafts[Int($1.draft)].use))
    }
    return places.map { drafts[Int($0.draft)].use }
  }

  private struct DraftPlace: Sendable, BitwiseCopyable {
    var key: UInt64
    var draft: Int32
  }
}

extension Use {
  /// The order of what stands in one group at one time.
  fileprivate func precedes(_ other: Use) -> Bool {
    (record, part, rule.rawValue, source) < (other.record, other.part, other.rule.rawValue, other.source)
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
