import Judge
import Testing

@testable import Rules

/// Nothing is advised that the courses running now do already.
@Suite struct CounterfactualRunningTests {
  private struct Student {
    var records: [TranscriptRecord] = []

    mutating func add(
      _ area: SubjectArea, _ discipline: Discipline, _ marks: [(Term, Mark?)], year: Int16 = 2024, course: Int32? = nil
    ) {
      let listed = ListedCourse(
        areas: SubjectAreas(area), discipline: discipline, language: area == .e ? NameKey("Spanish") : .none,
        sameCourse: course ?? Int32(records.count + 100))
      for (term, mark) in marks {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: year), term: term, gradeLevel: 10, mark: mark,
            listing: .listed(listed)))
      }
    }

    func changes(_ edition: String = "uc-2022") throws -> [Counterfactual] {
      var evaluator = Evaluator()
      let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
      return evaluator.counterfactuals(
        Transcript(records: records), under: EvaluatorAdapter.policy(try #require(OracleEdition.named(edition))),
        asOf: day)
    }
  }

  private let year: [(Term, Mark?)] = [(.s1, .b), (.s2, .b)]

  /// Two years of mathematics and the fall of the third.
  private var third: Student {
    var student = Student()
    student.add(.c, .algebra1, year, year: 2023)
    student.add(.c, .geometry, year)
    student.add(.c, .algebra2, [(.s1, .b)], year: 2026, course: 7)
    return student
  }

  @Test func precalculusIsNoAdviceWhereAlgebra2IsRunning() throws {
    var student = third
    func courses() throws -> [Discipline] {
      try student.changes().compactMap { if case .course(let course) = $0.change { course.discipline } else { nil } }
    }
    #expect(try courses() == [.algebra2, .preCalculus])
    student.add(.c, .algebra2, [(.s2, nil)], year: 2026, course: 7)
    #expect(try courses().isEmpty, "area C is settled by what runs; any elective would serve area G")
  }

  @Test func aMarkIsWorthWhatTheRunningCourseLeaves() throws {
    var student = third
    student.records[0].mark = .d
    student.records[1].mark = .d
    // Both halves of Algebra I and what is missing of Algebra II.
    #expect(
      try student.changes().first { $0.change == .mark(record: 1) }?.gained[.c] == nil, "Algebra II has made it good")
    student.add(.b, .english, [(.s1, .f), (.s2, .f)], year: 2025, course: 8)
    student.add(.b, .english, [(.s1, nil)], year: 2026, course: 8)
    let found = try student.changes()
    #expect(!found.contains { $0.change == .mark(record: 6) }, "the fall of English is being taken again")
    let spring = try #require(found.first { $0.change == .mark(record: 7) })
    #expect(spring.gained[.b] == 6 && spring.isBesideRunning)
  }

  @Test func whoCompletesThePatternWithWhatIsRunningNeedsNoAdvice() throws {
    var student = Student()
    student.add(.a, .usHistory, year)
    student.add(.a, .worldHistory, year)
    for _ in 0..<4 { student.add(.b, .english, year) }
    student.add(.c, .algebra1, year)
    student.add(.c, .geometry, year)
    student.add(.c, .algebra2, [(.s1, .d), (.s2, .d)], year: 2025, course: 7)
    student.add(.c, .algebra2, [(.s1, nil), (.s2, nil)], year: 2026, course: 7)
    student.add(.d, .biology, year)
    student.add(.d, .chemistry, year)
    student.add(.e, .languageLevel1, year)
    student.add(.e, .languageLevel2, year)
    student.add(.f, .music, year)
    student.add(.g, .none, [(.s1, .b), (.s2, .b)])
    #expect(try student.changes().isEmpty)
    // With the arts half done there is one thing left, and with what is running it completes the pattern.
    let music = try #require(student.records.firstIndex { $0.course?.areas.has(.f) ?? false })
    student.records[music].mark = .d
    let only = try student.changes()
    #expect(only.map(\.change) == [.mark(record: student.records[music].sequence)])
    #expect(only.first?.overall == .inProgress && only.first?.isBesideRunning == true && only.first?.gained[.f] == 6)
  }

  @Test func whereNothingIsRunningAmountsCompareWithWhatIsEarned() throws {
    var student = Student()
    student.add(.b, .english, [(.s1, .b), (.s2, .f)])
    let found = try #require(try student.changes().first)
    #expect(found.gained[.b] == 6 && !found.isBesideRunning && found.overall == .notMet)
  }

  @Test func noChangeIsWhatPassingTheRunningCoursesDoesAlone() throws {
    var beside = 0
    for seed in 1...UInt64(600) {
      var generator = TranscriptGenerator(seed: seed &* 41)
      let edition = generator.numbers.pick(OracleEdition.all)
      let policy = EvaluatorAdapter.policy(edition)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = try #require(CalendarDay(year: edition.entering, month: 3, day: 15))
      var evaluator = Evaluator()
      // Of matched courses alone: what no list knows may be passed without serving anything.
      var passed = transcript
      for index in passed.records.indices where passed.records[index].year <= day.schoolYear {
        if passed.records[index].course != nil, passed.records[index].mark == nil { passed.records[index].mark = .c }
      }
      for change in evaluator.counterfactuals(transcript, under: policy, asOf: day) {
        guard case .mark(let sequence) = change.change else { continue }
        let index = try #require(transcript.records.firstIndex { $0.sequence == sequence })
        let changed = passed.retaking(index, on: day)
        let before = evaluator.evaluate(passed, under: policy, asOf: day)
        let after = evaluator.evaluate(changed, under: policy, asOf: day)
        #expect(change.gained == PerArea { before.missing($0) - after.missing($0) }, "seed \(seed)")
        if change.isBesideRunning { beside += 1 }
      }
    }
    #expect(beside > 50, "\(beside)")
  }
}
