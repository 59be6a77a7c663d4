import Rules
import Store
import Testing

@testable import Intake
@testable import Night

@Suite("The tally of transcript records")
struct TallyCounterTests {
  private func row(
    _ fall: Int16, _ term: Term, attempted: Int32?, earned: Int32?, running: Bool = false
  ) -> Intake.TranscriptRow {
    Intake.TranscriptRow(
      studentIndex: 0, courseCode: 0, schoolYear: SchoolYear(fall: fall), term: term, gradeLevel: 9, mark: nil,
      creditsAttempted: attempted, creditsEarned: earned, part: 0, inProgress: running, line: 2, hash: 0)
  }

  private func code(_ stored: Int32, school: Int) -> CodeFacts {
    CodeFacts(rank: 0, number: nil, isCollege: false, school: school, stored: stored)
  }

  @Test("Each kind comes back as it went in, whatever the values")
  func kinds() {
    var expected: [RecordTally] = []
    var counter = TallyCounter()
    for (index, term) in Term.allCases.enumerated() {
      for (fall, credits) in [(Int16(1900), Int32?.none), (2026, 0), (2199, 10_000)] {
        let stored: Int32 = index == 3 ? .max : Int32(index)
        let isElsewhere = index % 2 == 0
        let count = index + 1
        for _ in 0..<count {
          counter.add(
            row(fall, term, attempted: credits, earned: 500, running: index % 3 == 0),
            code: code(stored, school: 4), school: isElsewhere ? 5 : 4)
        }
        expected.append(
          RecordTally(
            courseCode: stored, schoolYear: fall, term: term.rawValue, inProgress: index % 3 == 0,
            elsewhere: isElsewhere, creditsAttempted: credits, records: count, overEarned: credits == 0 ? count : 0))
      }
    }
    #expect(counter.rows.count == expected.count)
    for tally in expected { #expect(counter.rows.contains(tally), "\(tally)") }
  }

  @Test("Two workers' counts add up to one worker's")
  func merge() {
    var (left, right, whole) = (TallyCounter(), TallyCounter(), TallyCounter())
    for number in 0..<300 {
      let record = row(2020 + Int16(number % 5), .s1, attempted: Int32(number % 3) * 250, earned: 300)
      let facts = code(Int32(number % 7), school: 0)
      whole.add(record, code: facts, school: number % 2)
      if number % 3 == 0 {
        left.add(record, code: facts, school: number % 2)
      } else {
        right.add(record, code: facts, school: number % 2)
      }
    }
    left.merge(right)
    #expect(left.rows == whole.rows && whole.rows.map(\.records).reduce(0, +) == 300)
  }
}
