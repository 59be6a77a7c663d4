extension Ledger {
  /// CSU: a biological and a physical year; integrated and interdisciplinary on either side; up to a year from area G.
  ///
  /// - Parameter electiveMost: The most that area G may give.
  mutating func fillLifeAndPhysical(
    required: Int, outside: OutsideCredit, electiveMost: Int, elective: ElectiveTaking
  ) {
    let year = required / 2
    // What chemistry's second half validates leaves real physical science free for area G; of real science, what
    // cannot serve G is spent first.
    validatedChemistry = min(validatedChemistry, year)
    var life = spendFixed(year, from: [.biology])
    var physical = validatedChemistry + spendFixed(year - validatedChemistry, from: Bucket.physicalScience)
    var flexible = spendFixed(required - life - physical, from: Bucket.flexible)
    life += spend(min(year - life, required - life - physical - flexible), from: [.biology])
    physical += spend(min(year - physical, required - life - physical - flexible), from: Bucket.physicalScience)
    flexible += spend(required - life - physical - flexible, from: Bucket.flexible)

    // How much of the flexible science goes to the biological side decides what area G and exams can still add.
    var best: ScienceSplit?
    for toLife in 0...max(0, min(flexible, year - life)) where flexible - toLife <= year - physical {
      let split = ScienceSplit(
        openLife: year - life - toLife, openPhysical: year - physical - (flexible - toLife), ledger: self,
        most: electiveMost, outside: outside, elective: elective)
      if best.map({ split.isBetter(than: $0) }) ?? true { best = split }
    }
    guard let best else { return }
    _ = self[.electiveLife].spend(best.fromLife)
    _ = self[.electivePhysical].spend(best.fromPhysical)
    _ = self[.electiveFlexible].spend(best.fromFlexible)
    var fill = Fill(required: required)
    fill.records = life + physical + flexible + best.elective
    fill.exams = best.exams
    clear(.biology, best.biologyExam)
    clear(outside.chemistry ? .chemistry : .physics, best.physicalExam)
    clear(.interdisciplinaryScience, best.interdisciplinaryExam)
    fallShort(.biologicalScience, best.openLife)
    fallShort(.physicalScience, best.openPhysical)
    fills[.d] = fill
  }
}

extension Bucket {
  fileprivate static let physicalScience: [Bucket] = [.chemistry, .physics, .earthAndSpace]
  fileprivate static let flexible: [Bucket] = [.interdisciplinary, .integrated]
}

/// What area G's science and exams add to the two open sides of CSU's area D.
private struct ScienceSplit {
  var openLife: Int
  var openPhysical: Int
  private var waived: Int
  private let taking: ElectiveTaking
  var fromLife = 0
  var fromPhysical = 0
  var fromFlexible = 0
  var biologyExam = 0
  var physicalExam = 0
  var interdisciplinaryExam = 0

  var elective: Int { fromLife + fromPhysical + fromFlexible }
  var exams: Int { biologyExam + physicalExam + interdisciplinaryExam }

  init(
    openLife: Int, openPhysical: Int, ledger: Ledger, most: Int, outside: OutsideCredit, elective: ElectiveTaking
  ) {
    (self.openLife, self.openPhysical, waived, taking) = (openLife, openPhysical, outside.waived[.d], elective)
    switch elective {
    case .nothing: takeExams(outside, ledger)
    case .beforeExams:
      takeElective(outside, ledger, most)
      takeExams(outside, ledger)
    case .afterExams:
      takeExams(outside, ledger)
      takeElective(outside, ledger, min(most, missing))
    }
  }

  /// What stays open after a waiver.
  private var missing: Int { max(0, openLife + openPhysical - waived) }

  /// Fewest missing, then fewest twelfths from exams and waivers, then fewest from area G; where area G comes after exams,
  /// fewest from there at once.
  func isBetter(than other: ScienceSplit) -> Bool {
    taking == .afterExams
      ? (missing, elective) < (other.missing, other.elective)
      : (missing, fromOutside, elective) < (other.missing, other.fromOutside, other.elective)
  }

  private var fromOutside: Int { exams + openLife + openPhysical - missing }

  private mutating func takeElective(_ outside: OutsideCredit, _ ledger: Ledger, _ most: Int) {
    let physicalExam = outside.chemistry || outside.physics
    // Where an exam can fill only one side, area G fills the other first.
    let physicalFirst = outside.biology && !physicalExam && !outside.interdisciplinaryScience
    let lifeFirst = physicalExam && !outside.biology && !outside.interdisciplinaryScience
    if physicalFirst {
      fillPhysical(ledger, most)
      fillPhysicalFlexibly(ledger, most)
      fillLife(ledger, most)
    } else {
      fillLife(ledger, most)
      if lifeFirst { fillLifeFlexibly(ledger, most) }
      fillPhysical(ledger, most)
    }
    fillLifeFlexibly(ledger, most)
    fillPhysicalFlexibly(ledger, most)
  }

  private mutating func takeExams(_ outside: OutsideCredit, _ ledger: Ledger) {
    if outside.biology { take(&biologyExam, from: &openLife, most: openLife) }
    if outside.chemistry || outside.physics { take(&physicalExam, from: &openPhysical, most: openPhysical) }
    guard outside.interdisciplinaryScience else { return }
    if taking == .afterExams {
      // What only the exam can fill comes first.
      take(&interdisciplinaryExam, from: &openLife, most: openLife - ledger[.electiveLife].total)
      take(
        &interdisciplinaryExam, from: &openPhysical,
        most: min(12 - interdisciplinaryExam, openPhysical - ledger[.electivePhysical].total))
    }
    take(&interdisciplinaryExam, from: &openLife, most: 12 - interdisciplinaryExam)
    take(&interdisciplinaryExam, from: &openPhysical, most: 12 - interdisciplinaryExam)
  }

  private mutating func fillLife(_ ledger: Ledger, _ most: Int) {
    take(&fromLife, from: &openLife, most: min(ledger[.electiveLife].total, most - elective))
  }

  private mutating func fillPhysical(_ ledger: Ledger, _ most: Int) {
    take(&fromPhysical, from: &openPhysical, most: min(ledger[.electivePhysical].total, most - elective))
  }

  private mutating func fillLifeFlexibly(_ ledger: Ledger, _ most: Int) {
    take(&fromFlexible, from: &openLife, most: min(ledger[.electiveFlexible].total - fromFlexible, most - elective))
  }

  private mutating func fillPhysicalFlexibly(_ ledger: Ledger, _ most: Int) {
    take(&fromFlexible, from: &openPhysical, most: min(ledger[.electiveFlexible].total - fromFlexible, most - elective))
  }

  private func take(_ account: inout Int, from open: inout Int, most: Int) {
    let amount = max(0, min(open, most))
    account += amount
    open -= amount
  }
}
