extension Ledger {
  /// Area D (rules `d.disciplines`, `d.chemistry-validates`, `d.from-elective`).
  ///
  /// - Parameter elective: Whether CSU may take science of the elective list.
  mutating func fillScience(
    _ policy: SciencePolicy, required: Int, evidence: Evidence, outside: OutsideCredit, elective: ElectiveTaking
  ) {
    if policy.chemistrySecondHalfValidatesFirst { validatedChemistry = evidence.validatedChemistry.twelfths }
    switch policy.pattern {
    case .twoFoundations: fillTwoFoundations(policy, required: required, outside: outside)
    case .lifeAndPhysical:
      fillLifeAndPhysical(
        required: required, outside: outside, electiveMost: policy.electiveScienceMost, elective: elective)
    }
  }

  /// UC: a year in each of two foundations, or two years of integrated science.
  private mutating func fillTwoFoundations(_ policy: SciencePolicy, required: Int, outside: OutsideCredit) {
    let year = required / 2
    let chemistry = self[.chemistry].total + validatedChemistry
    let options: InlineArray<5, (bucket: Bucket, amount: Int, exam: Bool, kind: ExamKind)> = [
      (.biology, self[.biology].total, outside.biology, .biology),
      (.chemistry, chemistry, outside.chemistry, .chemistry),
      (.physics, self[.physics].total, outside.physics, .physics),
      (
        .earthAndSpace, policy.earthOrInterdisciplinaryYear ? self[.earthAndSpace].total : 0, false,
        .interdisciplinaryScience
      ),
      (
        .interdisciplinary, policy.earthOrInterdisciplinaryYear ? self[.interdisciplinary].total : 0,
        policy.earthOrInterdisciplinaryYear && outside.interdisciplinaryScience, .interdisciplinaryScience
      ),
    ]
    var best: (records: Int, exams: Int, surplusCost: Int, first: Int, second: Int)?
    func consider(_ records: Int, _ exams: Int, _ cost: Int, _ first: Int, _ second: Int) {
      let candidate = (records: records, exams: exams, surplusCost: cost, first: first, second: second)
      guard let old = best else {
        best = candidate
        return
      }
      // What a waiver lifts asks for no exam.
      let waived = outside.waived[.d]
      let (filled, oldFilled) = (
        min(required, records + exams + waived), min(required, old.records + old.exams + waived)
      )
      if (filled, records, -cost) > (oldFilled, old.records, -old.surplusCost) { best = candidate }
    }
    for first in 0..<3 {
      for second in (first + 1)..<5 {
        var records = 0
        var exams = 0
        var cost = 0
        let pair: InlineArray<2, Int> = [first, second]
        for index in 0..<2 {
          let option = options[pair[index]]
          let amount = min(year, option.amount)
          records += amount
          if option.exam { exams += year - amount }
          cost += max(0, min(amount, self[option.bucket].total) - self[option.bucket].fixed)
        }
        consider(records, exams, cost, first, second)
      }
    }
    let integrated = min(required, self[.integrated].total)
    consider(integrated, 0, max(0, integrated - self[.integrated].fixed), -1, -1)

    var fill = Fill(required: required)
    guard let best else { return }
    fill.records = best.records
    fill.exams = best.exams
    if best.first < 0 {
      _ = self[.integrated].spend(required)
      validatedChemistry = 0
      fallShort(.anotherScience, fill.missing)
    } else {
      var usesChemistry = false
      let pair: InlineArray<2, Int> = [best.first, best.second]
      for index in 0..<2 {
        let option = options[pair[index]]
        let real = self[option.bucket].spend(year)
        if option.bucket == .chemistry {
          usesChemistry = true
          validatedChemistry = min(validatedChemistry, year - real)
        }
        if option.exam {
          clear(option.kind, year - min(year, option.amount))
        } else {
          fallShort(.anotherScience, year - min(year, option.amount))
        }
      }
      if !usesChemistry { validatedChemistry = 0 }
    }
    fills[.d] = fill
  }
}
