// The quick part of scripts/mutate: one process that knows the right answers forks for each mutant, and the child
// compares. What it asks is what EvaluatorCaseTests and EvaluatorOracleTests ask; what it does not notice, the tests
// themselves are asked.
import CAssets
import Glibc
import Judge
import PolicyFiles
@testable import Rules

struct Question {
  var transcript: Transcript
  var policy: Policy
  var day: CalendarDay
  var finalYear: SchoolYear
  var isCase: Bool
  var asksGradesAndTiming: Bool

  func answer(_ evaluator: inout Evaluator) -> String {
    let verdict = evaluator.evaluate(transcript, under: policy, asOf: day)
    let areas = SubjectArea.allCases.map {
      "\(verdict.earned[$0]) \(verdict.inProgress[$0]) \(verdict.status[$0].rawValue)"
    }
    var text = "\(areas) \(verdict.overall.rawValue)"
    // The certificate adds up, area by area.
    for area in SubjectArea.allCases {
      let spent = verdict.uses.filter { $0.area == area }.reduce(0) { $0 + $1.twelfths }
      if spent != verdict.earned[area] { text += " \(area.letter) does not add up" }
    }
    guard isCase else { return text }
    text += " \(verdict.shortfalls.map { "\($0.need) \($0.twelfths)" }.sorted())"
    guard asksGradesAndTiming else { return text }
    text += " \(evaluator.gradePointAverage(transcript, under: policy, asOf: day))"
    text += " \(evaluator.timing(transcript, under: policy, asOf: day, finalYear: finalYear))"
    return text
  }
}

/// Every worked case under the editions it speaks of, as far as it states amounts, grades or timing.
func cases() throws -> [Question] {
  var questions: [Question] = []
  for worked in try CaseFiles.all() {
    let editions =
      worked.expectations.map(\.edition) + worked.gradePoints.map(\.edition) + worked.timings.map(\.edition)
    for id in Set(editions).sorted() {
      guard let edition = OracleEdition.named(id) else { continue }
      let entering = CaseTranscript.entering(worked, edition: edition)
      guard let day = CalendarDay(year: entering - 12 + worked.asOfGrade, month: 6, day: 30) else { continue }
      questions.append(
        Question(
          transcript: EvaluatorAdapter.transcript(try CaseTranscript.build(worked, entering: entering)),
          policy: try EvaluatorAdapter.filed(edition), day: day, finalYear: SchoolYear(fall: Int16(entering - 1)),
          isCase: true,
          asksGradesAndTiming: worked.gradePoints.contains { $0.edition == id }
            || worked.timings.contains { $0.edition == id }))
    }
  }
  return questions
}

func random(_ count: UInt64) -> [Question] {
  (1...count).compactMap { seed in
    var generator = TranscriptGenerator(seed: seed)
    let edition = generator.numbers.pick(OracleEdition.all)
    let entering =
      edition.entering + (edition.entering >= 2019 ? Int.random(in: 0...5, using: &generator.numbers) : 0)
    let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: entering))
    let asOf = entering - 1 - generator.numbers.pick([0, 0, 0, 1, 2])
    return CalendarDay(year: asOf + 1, month: 6, day: 30).map {
      Question(
        transcript: transcript, policy: EvaluatorAdapter.policy(edition), day: $0,
        finalYear: SchoolYear(fall: Int16(entering - 1)), isCase: false,
        asksGradesAndTiming: false)
    }
  }
}

let stages = [try cases(), random(UInt64(CommandLine.arguments[1]) ?? 0)]
var evaluator = Evaluator()
let right = stages.map { $0.map { $0.answer(&evaluator) } }

func ask() -> Int32 {
  for (stage, questions) in stages.enumerated() {
    for (question, answer) in zip(questions, right[stage]) {
      var fresh = Evaluator()
      if question.answer(&fresh) != answer { return Int32(stage + 1) }
    }
  }
  return 0
}

for mutant in CommandLine.arguments.dropFirst(2).compactMap({ Int($0) }) {
  let child = mutation_fork()
  if child == 0 {
    // Seconds of work, not of waiting: the right answers take about one.
    var limit = rlimit(rlim_cur: 6, rlim_max: 6)
    setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    mutantAwake = mutant
    _exit(ask())
  }
  var status: Int32 = 0
  waitpid(child, &status, 0)
  // A crash and the time limit are noticed by whichever stage was running; they count for the first.
  print(mutant, status & 0x7f == 0 ? status >> 8 & 0xff : 1)
}
