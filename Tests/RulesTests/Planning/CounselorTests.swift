import Rules
import Testing

@Suite("Counselor")
struct CounselorTests {
  @Test("Where a plan completes both patterns, neither alone is undecided or out of reach", arguments: [400, 1])
  func together(verdictsMost: Int) throws {
    var disturbing = 0
    for seed: UInt64 in 1...1000 {
      let trial = PlanTrial(seed: seed &* 6_700_417)
      let request = try #require(trial.request)
      guard request.policies.count == 2 else { continue }
      var settings = trial.settings
      settings.verdictsMost = verdictsMost
      var evaluator = Evaluator()
      let verdicts = evaluator.outlines(request.transcript, under: request.policies, asOf: request.asOf)
      let question = Counselor.Question(
        transcript: request.transcript,
        standings: zip(request.policies, verdicts).map {
          Counselor.Standing(policy: $0, earned: $1.earned, inProgress: $1.inProgress, status: $1.overall)
        }, asOf: request.asOf, gradeLevel: request.gradeLevel, graduationYear: request.graduationYear)
      var counselor = Counselor(table: PaceTable(id: "t", name: "T", grades: []), settings: settings)
      let advice = counselor.advice(question, offers: SchoolOffers(trial.offers))
      guard case .plan(let plan) = advice.together else { continue }
      if !plan.isRegular { disturbing += 1 }
      for answer in advice.onTrack {
        switch answer.outcome {
        case .plan, .nothingToPlan: break
        case .undecided, .none: Issue.record("seed \(seed): \(answer.outcome)")
        }
      }
    }
    #expect(disturbing > 8, "\(disturbing)")
  }

  @Test("No plan is shorter than what is said to be taken at least, nor larger than the room that is said to be left")
  func shortage() throws {
    var plans = 0
    var exact = 0
    for seed: UInt64 in 1...400 {
      let trial = PlanTrial(seed: seed &* 15_485_863)
      let request = try #require(trial.request)
      let offers = SchoolOffers(trial.offers)
      var planner = RepairPlanner(settings: trial.settings)
      guard case .plan(let plan) = planner.outcome(request, offers: offers) else { continue }
      plans += 1
      let question = Counselor.Question(
        transcript: request.transcript, standings: [], asOf: request.asOf, gradeLevel: request.gradeLevel,
        graduationYear: request.graduationYear)
      var counselor = Counselor(table: PaceTable(id: "t", name: "T", grades: []), settings: trial.settings)
      let shortage = counselor.shortage(question, policies: request.policies, offers: offers)
      #expect(shortage.semesters <= plan.semesters, "seed \(seed)")
      let college = plan.courses.count { $0.venue == .college }
      let summer = plan.courses.count { $0.venue == .school && $0.term.term == .summer }
      #expect(college <= shortage.college && summer <= shortage.summer, "seed \(seed)")
      #expect(plan.courses.count - college - summer <= shortage.regular, "seed \(seed)")
      if shortage.semesters == plan.semesters { exact += 1 }
    }
    #expect(plans > 100 && exact * 2 > plans, "\(exact) of \(plans)")
  }
}
