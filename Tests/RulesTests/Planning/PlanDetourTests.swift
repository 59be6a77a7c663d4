import Foundation
import Judge
import Rules
import Testing

/// Students who passed the same courses, but in other years, at a second try, or in a summer.
@Suite("Planning for who came another way")
struct PlanDetourTests {
  /// `AGTRACK_PLAN_STUDENTS` sets how many, `AGTRACK_PLAN_SEED` the first seed.
  private static let students = ProcessInfo.processInfo.environment["AGTRACK_PLAN_STUDENTS"].flatMap(UInt64.init) ?? 100
  private static let first = ProcessInfo.processInfo.environment["AGTRACK_PLAN_SEED"].flatMap(UInt64.init) ?? 1

  @Test("No plan is shorter after lost attempts and in other years")
  func minimal() throws {
    var plans = 0
    for seed in Self.first..<Self.first + Self.students {
      var trial = PlanTrial(seed: seed &* 7919)
      trial.takeDetours()
      let request = try #require(trial.request)
      var planner = RepairPlanner(settings: trial.settings)
      let outcome = planner.outcome(request, offers: SchoolOffers(trial.offers))
      if outcome == .nothingToPlan { continue }
      let best = try #require(PlanJudge(trial)).answer()
      switch outcome {
      case .plan(let plan):
        plans += 1
        #expect(PlanJudge.Answer(plan) == best, "seed \(seed)")
      default: #expect(best == nil, "seed \(seed): \(outcome)")
      }
    }
    #expect(plans * 5 > Int(Self.students), "\(plans) plans")
  }

  @Test("A half passed in summer is the half passed in its term, said or left to be worked out", arguments: 1...100)
  func summer(seed: UInt64) throws {
    var trial = PlanTrial(seed: seed &* 15_485_863)
    let passed = trial.transcript.records.indices.filter { index in
      let record = trial.transcript.records[index]
      return record.mark == .c && record.listed?.length == .year
    }
    let place = trial.numbers.pick(passed)
    var record = trial.transcript.records[place]
    var lost = record
    (lost.mark, lost.sequence) = (trial.numbers.pick([.d, .f]), Int32(trial.transcript.records.count + 1))
    lost.year = SchoolYear(fall: 2023)
    trial.transcript.records.append(lost)
    let half: UInt8 = record.term == .s1 ? 1 : 2
    var answers: [RepairPlanner.Answer] = []
    for (term, part) in [(record.term, 0), (.summer, half), (.summer, 0)] as [(Term, UInt8)] {
      (record.term, record.part) = (term, part)
      trial.transcript.records[place] = record
      answers.append(try #require(answer(trial)))
    }
    #expect(answers[1] == answers[0], "seed \(seed)")
    // Which half a summer is that does not say so depends on the other half.
    let other = trial.transcript.records.contains {
      $0.listed?.sameCourse == record.listed?.sameCourse && $0.sequence != record.sequence && $0.mark == .b
    }
    if half == 1 || other { #expect(answers[2] == answers[0], "seed \(seed)") }
  }

  @Test("Two summers that do not say which half they are mean the same in either order")
  func order() throws {
    var trial = PlanTrial(seed: 1)
    trial.policies = [EvaluatorAdapter.policy(try #require(OracleEdition.all.last { !$0.csu }))]
    (trial.asOf, trial.gradeLevel) = (CalendarDay(year: 2026, month: 8, day: 20), 12)
    trial.settings = PlanSettings()
    let (first, second) = (try #require(PlanTrial.course(40)), try #require(PlanTrial.course(41)))
    trial.offers = [
      CourseOffer(number: 40, course: first, lowestGrade: 9),
      CourseOffer(number: 41, course: second, lowestGrade: 9, prerequisites: [40]),
    ]
    trial.transcript.records = PlanTrial.complete.compactMap(PlanTrial.course).filter { $0.areas != first.areas }
      .flatMap { course in
        [Term.s1, .s2].map { term in
          TranscriptRecord(
            sequence: 0, year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: .c, listing: .listed(course))
        }
      }
    let tries = [(Term.s1, Mark.f), (.s2, .f), (.summer, .d), (.summer, .c)].map { term, mark in
      TranscriptRecord(
        sequence: 0, year: SchoolYear(fall: 2025), term: term, gradeLevel: 11, mark: mark, listing: .listed(first))
    }
    var answers: [RepairPlanner.Answer] = []
    for order in [tries, tries.reversed()] {
      var other = trial
      other.transcript.records += order
      for index in other.transcript.records.indices { other.transcript.records[index].sequence = Int32(index + 1) }
      answers.append(try #require(answer(other)))
    }
    #expect(answers[0] == answers[1])
    // The D is the second half's, which the second course asks for.
    guard case .plan(let plan) = answers[0].outcome else {
      Issue.record("\(answers[0].outcome)")
      return
    }
    #expect(plan.courses.contains { $0.offer == 41 && $0.term.term == .s1 })
  }

  private func answer(_ trial: PlanTrial) -> RepairPlanner.Answer? {
    var planner = RepairPlanner(settings: trial.settings)
    return trial.request.map { planner.answer($0, offers: SchoolOffers(trial.offers)) }
  }
}

extension PlanTrial {
  /// Passes what is passed in other years, some of it only at a second try.
  fileprivate mutating func takeDetours() {
    var records: [TranscriptRecord] = []
    for record in transcript.records {
      if let mark = record.mark, mark != .d && mark != .f, numbers.chance(40) {
        var lost = record
        (lost.year, lost.gradeLevel, lost.mark) = (SchoolYear(fall: 2023), 9, numbers.pick([.d, .f]))
        records.append(lost)
      }
      records.append(record)
      if records.last?.mark != .d, numbers.chance(40) { records[records.count - 1].gradeLevel = 9 }
    }
    records.shuffle(using: &numbers)
    for index in records.indices { records[index].sequence = Int32(index + 1) }
    transcript.records = records
  }
}
