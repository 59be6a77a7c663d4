import Foundation
import Judge
import Rules
import Testing

@Suite("Repair plans")
struct RepairPlanTests {
  /// `AGTRACK_PLAN_STUDENTS` sets how many, `AGTRACK_PLAN_SEED` the first seed.
  private static let students = ProcessInfo.processInfo.environment["AGTRACK_PLAN_STUDENTS"].flatMap(UInt64.init) ?? 150
  private static let first = ProcessInfo.processInfo.environment["AGTRACK_PLAN_SEED"].flatMap(UInt64.init) ?? 1

  @Test(
    "A college course is found where the own school has no room for electives", arguments: [3478, 8989] as [UInt64])
  func collegeElective(seed: UInt64) throws {
    let trial = PlanTrial(seed: seed &* 7919)
    let request = try #require(trial.request)
    var planner = RepairPlanner(settings: trial.settings)
    guard case .plan(let plan) = planner.outcome(request, offers: SchoolOffers(trial.offers)) else {
      Issue.record("seed \(seed): no plan")
      return
    }
    let best = try #require(PlanJudge(trial)?.answer())
    #expect((plan.semesters, plan.collegeCourses) == (best.semesters, 1))
  }

  @Test("On small catalogues no plan is shorter, and none of as few semesters disturbs less")
  func minimal() throws {
    var plans = 0
    var none = 0
    var undecided = 0
    for seed in Self.first..<Self.first + Self.students {
      let trial = PlanTrial(seed: seed &* 7919)
      let request = try #require(trial.request)
      var planner = RepairPlanner(settings: trial.settings)
      let outcome = planner.outcome(request, offers: SchoolOffers(trial.offers))
      if outcome == .nothingToPlan { continue }
      let best = try #require(PlanJudge(trial)).answer()
      switch outcome {
      case .plan(let plan):
        plans += 1
        #expect(PlanJudge.Answer(plan) == best, "seed \(seed)")
        #expect(plan.isProven, "seed \(seed)")
      case .none:
        none += 1
        #expect(best == nil, "seed \(seed): \(outcome)")
      case .undecided:
        undecided += 1
        #expect(best == nil, "seed \(seed) is undecided")
      case .nothingToPlan: break
      }
    }
    #expect(plans * 5 > Int(Self.students) && none * 10 > Int(Self.students), "\(plans) plans, \(none) without")
    #expect(undecided * 50 <= Int(Self.students), "\(undecided) undecided")
  }
}
