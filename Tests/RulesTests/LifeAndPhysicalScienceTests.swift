import Judge
import Testing

@testable import Rules

/// CSU's areas A and D with exams, waivers and the elective list beside each other, where the order of taking decides.
@Suite struct LifeAndPhysicalScienceTests {
  private func policy() throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named("csu-2022"))) }

  /// Area D filled from the elective list and outside alone.
  private func filled(
    life: Int, physical: Int, flexible: Int, elective: ElectiveTaking, _ outside: (inout OutsideCredit) -> Void
  ) throws -> (fill: Fill, taken: Int) {
    var ledger = Ledger()
    ledger[.electiveLife] = Account(eligible: life, fixed: 0)
    ledger[.electivePhysical] = Account(eligible: physical, fixed: 0)
    ledger[.electiveFlexible] = Account(eligible: flexible, fixed: 0)
    var credit = OutsideCredit()
    outside(&credit)
    ledger.fillScience(
      try policy().science, required: 24, evidence: Evidence(), outside: credit, elective: elective)
    let taken = ledger[.electiveLife].used + ledger[.electivePhysical].used + ledger[.electiveFlexible].used
    return (ledger.fills[.d], taken)
  }

  @Test func theListFillsFirstWhatNoExamCanFill() throws {
    let exams: [(inout OutsideCredit) -> Void] = [
      { $0.biology = true }, { $0.chemistry = true }, { $0.physics = true },
    ]
    for exam in exams {
      let found = try filled(life: 6, physical: 6, flexible: 6, elective: .beforeExams, exam)
      #expect(found.fill.missing == 0 && found.fill.exams == 12 && found.taken == 12)
    }
  }

  @Test func afterAnExamOfEitherSideTheListFillsTheOther() throws {
    let life = try filled(life: 12, physical: 0, flexible: 0, elective: .afterExams) {
      $0.interdisciplinaryScience = true
    }
    #expect(life.fill.missing == 0 && life.fill.exams == 12 && life.taken == 12)
    let physical = try filled(life: 0, physical: 12, flexible: 0, elective: .afterExams) {
      $0.interdisciplinaryScience = true
    }
    #expect(physical.fill.missing == 0 && physical.fill.exams == 12 && physical.taken == 12)
  }

  @Test func afterExamsTheListGivesNoMoreThanAWaiverLeaves() throws {
    for (waived, taken) in [(18, 6), (24, 0), (12, 12), (6, 12)] {
      let found = try filled(life: 12, physical: 12, flexible: 0, elective: .afterExams) { $0.waived[.d] = waived }
      #expect(found.taken == taken && found.fill.records == taken, "\(waived) twelfths waived")
    }
  }

  @Test func afterAnExamInGovernmentTheSecondYearOfHistoryTakesWhatAWaiverLeaves() throws {
    let policy = try policy()
    for (waived, taken) in [(0, 12), (6, 12), (12, 6), (18, 0)] {
      var ledger = Ledger()
      ledger[.electiveHistory] = Account(eligible: 12, fixed: 0)
      var outside = OutsideCredit()
      outside.civics = true
      outside.waived[.a] = waived
      ledger.fillHistory(policy.history, required: 24, outside: outside, elective: .afterExams)
      #expect(ledger[.electiveHistory].used == taken, "\(waived) twelfths waived")
      #expect(ledger.fills[.a].exams == 6)
    }
  }
}
