/// What the attempts prove beyond their own halves, whatever area their credit is spent in: one record index per
/// fact, -1 where there is none.
struct Evidence: Sendable {
  /// A pass in the second half of each mathematics slot.
  var secondHalfOfSlot: InlineArray<3, Int32> = InlineArray(repeating: -1)
  var thirdSlot: Int32 = -1
  var mathematics2: Int32 = -1
  var mathematics3: Int32 = -1
  var geometry: Int32 = -1
  var trigonometryAndAbove: Int32 = -1
  var statistics: Int32 = -1
  /// Halves of the second slot with a D or F, and those of Mathematics II alone.
  var attemptedSecondSlot: CourseSpan = []
  var attemptedMathematics2: CourseSpan = []
  private var chemistryPassed: CourseSpan = []
  private var chemistryDeficient: CourseSpan = []
  var chemistrySecondHalf: Int32 = -1
  private var languages: [LanguageEvidence] = []

  private struct LanguageEvidence: Sendable {
    var key: Int64
    var anyHalf: InlineArray<4, Int32> = InlineArray(repeating: -1)
    var secondHalf: InlineArray<4, Int32> = InlineArray(repeating: -1)
  }

  init() {}

  mutating func gather(_ attempts: [Attempt], policy: Policy) {
    var memory: [LanguageEvidence] = []
    swap(&memory, &languages)
    memory.removeAll(keepingCapacity: true)
    self = Evidence()
    languages = memory
    for attempt in attempts {
      if attempt.areas.has(.c) { gatherMathematics(attempt, policy: policy.mathematics) }
      if attempt.areas.has(.d), attempt.discipline == .chemistry || attempt.discipline == .chemistryEarthAndSpace {
        gatherChemistry(attempt)
      }
      if attempt.areas.has(.e), attempt.passed, let level = attempt.discipline.languageLevel {
        gatherLanguage(attempt, level: level)
      }
    }
  }

  private mutating func gatherMathematics(_ attempt: Attempt, policy: MathematicsPolicy) {
    guard attempt.passed else {
      guard attempt.discipline.mathematicsSlot == 1 else { return }
      for half in [CourseSpan.firstHalf, .secondHalf] where !attempt.span.isDisjoint(with: half) {
        attemptedSecondSlot.formUnion(half)
        if attempt.discipline == .mathematics2 { attemptedMathematics2.formUnion(half) }
      }
      return
    }
    let secondHalf = !attempt.span.isDisjoint(with: .secondHalf)
    if let slot = attempt.discipline.mathematicsSlot {
      if secondHalf { keep(attempt.record, &secondHalfOfSlot[slot]) }
      if slot == 2 { keep(attempt.record, &thirdSlot) }
    }
    if attempt.discipline == .mathematics2 { keep(attempt.record, &mathematics2) }
    if attempt.discipline == .mathematics3 { keep(attempt.record, &mathematics3) }
    if attempt.discipline == .geometry { keep(attempt.record, &geometry) }
    if attempt.discipline.isTrigonometryAndAbove {
      keep(attempt.record, &trigonometryAndAbove)
    } else if attempt.discipline.isAdvancedMathematics(year: attempt.year, policy: policy) {
      keep(attempt.record, &statistics)
    }
  }

  private mutating func gatherChemistry(_ attempt: Attempt) {
    if attempt.passed {
      chemistryPassed.formUnion(attempt.span)
      if !attempt.span.isDisjoint(with: .secondHalf) { keep(attempt.record, &chemistrySecondHalf) }
    } else {
      chemistryDeficient.formUnion(attempt.span)
    }
  }

  private mutating func gatherLanguage(_ attempt: Attempt, level: Int) {
    var index = languages.firstIndex { $0.key == attempt.language } ?? -1
    if index < 0 {
      languages.append(LanguageEvidence(key: attempt.language))
      index = languages.count - 1
    }
    keep(attempt.record, &languages[index].anyHalf[level])
    if !attempt.span.isDisjoint(with: .secondHalf) { keep(attempt.record, &languages[index].secondHalf[level]) }
  }

  private func keep(_ record: Int32, _ place: inout Int32) {
    if place < 0 { place = record }
  }

  /// The first half of chemistry that its second half validates: exactly the deficient twelfths.
  var validatedChemistry: CourseSpan {
    guard chemistrySecondHalf >= 0 else { return [] }
    return chemistryDeficient.subtracting(chemistryPassed).intersection(.firstHalf)
  }

  /// What higher courses validate in a mathematics slot.
  func validatedSlot(_ slot: Int, policy: MathematicsPolicy) -> CourseSpan {
    switch slot {
    case 0: firstSlotValidator(policy) >= 0 ? .year : []
    case 1:
      if trigonometryAndAbove >= 0 {
        policy.geometryOmissionValidated ? .year : attemptedSecondSlot
      } else if mathematics3 >= 0 && policy.mathematics3ValidatesMathematics2 {
        attemptedMathematics2
      } else {
        []
      }
    default: trigonometryAndAbove >= 0 || statistics >= 0 ? .year : []
    }
  }

  /// The record that validates a slot from above, or -1.
  func validator(ofSlot slot: Int, policy: MathematicsPolicy) -> Int32 {
    switch slot {
    case 0: firstSlotValidator(policy)
    case 1: trigonometryAndAbove >= 0 ? trigonometryAndAbove : mathematics3
    default: trigonometryAndAbove >= 0 ? trigonometryAndAbove : statistics
    }
  }

  private func firstSlotValidator(_ policy: MathematicsPolicy) -> Int32 {
    if thirdSlot >= 0 { return thirdSlot }
    if policy.mathematics2ValidatesFirstYear && mathematics2 >= 0 { return mathematics2 }
    if policy.geometryValidatesFirstYear && geometry >= 0 { return geometry }
    return trigonometryAndAbove >= 0 ? trigonometryAndAbove : statistics
  }

  var languageCount: Int { languages.count }

  func languageKey(_ position: Int) -> Int64 { languages[position].key }

  /// The record that passed the second half of a level, or -1.
  ///
  /// - Parameter position: Of the language; -1 where nothing is known of it.
  func secondHalf(_ position: Int, level: Int) -> Int32 { position < 0 ? -1 : languages[position].secondHalf[level] }

  /// The record that passed any half of a higher level, or -1.
  func level(above level: Int, _ position: Int) -> Int32 {
    guard position >= 0 else { return -1 }
    for higher in (level + 1)..<4 where languages[position].anyHalf[higher] >= 0 {
      return languages[position].anyHalf[higher]
    }
    return -1
  }
}
