extension Ledger {
  /// Area C (rules `c.three-years`, `c.second-half-validates`, `c.higher-course-validates`, `c.advanced-third-year`):
  /// three slots of two halves each, filled by passed halves first, then by validation.
  mutating func fillMathematics(_ policy: MathematicsPolicy, required: Int, evidence: Evidence, outside: OutsideCredit)
  {
    var fill = Fill(required: required)
    for index in 0..<3 where evidence.secondHalfOfSlot[index] >= 0 {
      slots[index].validated.formUnion(CourseSpan.firstHalf.subtracting(slots[index].real))
    }
    let slotAmount = required / 3
    var advanced = 0
    if policy.advancedFillsThirdYear {
      advanced = self[.advanced].spend(max(0, slotAmount - slots[2].filled.twelfths))
    }
    for index in 0..<3 {
      let open = CourseSpan.year.subtracting(slots[index].filled)
      slots[index].validated.formUnion(open.intersection(evidence.validatedSlot(index, policy: policy)))
    }
    var missing = InlineArray<3, Int>(repeating: 0)
    for index in 0..<3 {
      let filled = min(slotAmount, slots[index].filled.twelfths + (index == 2 ? advanced : 0))
      fill.records += filled
      var open = slotAmount - filled
      if outside.mathematics && index != 1 {
        fill.exams += open
        clear(.mathematics, open)
        open = 0
      }
      missing[index] = open
    }
    fallShort(.firstMathematics, missing[0])
    fallShort(.secondMathematics, missing[1])
    fallShort(.thirdMathematics, missing[2])
    fills[.c] = fill
  }
}

extension Discipline {
  /// 0 for Algebra I and Mathematics I, 1 for Geometry and Mathematics II, 2 for Algebra II and Mathematics III.
  var mathematicsSlot: Int? {
    switch self {
    case .algebra1, .mathematics1: 0
    case .geometry, .mathematics2: 1
    case .algebra2, .mathematics3: 2
    default: nil
    }
  }

  /// Trigonometry, precalculus and calculus; they also validate geometry that was attempted.
  var isTrigonometryAndAbove: Bool {
    switch self {
    case .preCalculus, .trigonometry, .calculus: true
    default: false
    }
  }

  /// Statistics and its kin, which stood in for Algebra II through a stated school year.
  var isStatisticsKind: Bool {
    switch self {
    case .statistics, .otherAdvancedMathematics, .dataScience: true
    default: false
    }
  }

  func isAdvancedMathematics(year: SchoolYear, policy: MathematicsPolicy) -> Bool {
    isTrigonometryAndAbove || (isStatisticsKind && year.fall <= policy.statisticsThrough)
  }
}
