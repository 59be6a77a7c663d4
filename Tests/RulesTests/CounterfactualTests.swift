import Judge
import Testing

@testable import Rules

/// The single changes that help a student.
@Suite struct CounterfactualTests {
  private func policy(_ id: String) throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named(id))) }

  private struct Builder {
    var records: [TranscriptRecord] = []

    mutating func add(
      _ area: SubjectArea, _ discipline: Discipline, _ marks: [(Term, Mark?)], year: Int16 = 2024,
      language: String = "", course: Int32? = nil
    ) {
      let listed = ListedCourse(
        areas: SubjectAreas(area), discipline: discipline, language: NameKey(language),
        sameCourse: course ?? Int32(records.count + 100))
      for (term, mark) in marks {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: year), term: term, gradeLevel: 10, mark: mark,
            listing: .listed(listed)))
      }
    }
  }

  private func changes(_ builder: Builder, _ edition: String) throws -> [Counterfactual] {
    var evaluator = Evaluator()
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    return evaluator.counterfactuals(Transcript(records: builder.records), under: try policy(edition), asOf: day)
  }

  @Test func theSecondHalfOfAlgebra2ClearsTwoSemestersOfAlgebra1() throws {
    var builder = Builder()
    builder.add(.c, .algebra1, [(.s1, .d), (.s2, .f)])
    builder.add(.c, .geometry, [(.s1, .b), (.s2, .b)])
    builder.add(.c, .algebra2, [(.s1, .d)], course: 7)
    let found = try changes(builder, "uc-2022")
    let algebra2 = try #require(found.first)
    // Two semesters of Algebra I and both of Algebra II, the first of which the second validates.
    #expect(algebra2.gained[.c] == 24 && algebra2.total == 24 && algebra2.work == 6)
    #expect(algebra2.status[.c] == .met && algebra2.overall == .notMet)
    #expect(algebra2.change == .course(HigherCourse(area: .c, discipline: .algebra2, half: 2)))
    // Retaking its first semester instead clears Algebra I as well, and half of Algebra II.
    let retaken = try #require(found.first { $0.change == .mark(record: 5) })
    #expect(retaken.gained[.c] == 18)
    let second = try #require(found.first { $0.change == .mark(record: 2) })
    #expect(second.gained[.c] == 12, "its second half validates the first")
    #expect(try #require(found.first { $0.change == .mark(record: 1) }).gained[.c] == 6)
  }

  @Test func validationsAreThoseChangesThatGainMoreThanTheyTake() throws {
    var evaluator = Evaluator()
    var validated = 0
    for seed in UInt64(1)...300 {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let policy = EvaluatorAdapter.policy(edition)
      let day = try #require(CalendarDay(year: edition.entering, month: 3, day: 15))
      let areas = generator.numbers.pick([
        SubjectAreas.all, .mathematicsAndLanguage, SubjectAreas(.d), SubjectAreas(.e),
      ])
      let all = evaluator.counterfactuals(transcript, under: policy, asOf: day)
      let expected = all.filter {
        guard case .course(let course) = $0.change else { return false }
        return areas.has(course.area) && $0.gained[course.area] > $0.work
      }
      #expect(evaluator.validations(in: areas, transcript, under: policy, asOf: day) == expected, "seed \(seed)")
      validated += expected.count
    }
    #expect(validated > 10, "\(validated)")
  }

  @Test func precalculusAndStatisticsHelpWhereTheyCount() throws {
    var builder = Builder()
    builder.add(.c, .geometry, [(.s1, .d), (.s2, .b)])
    builder.add(.c, .algebra2, [(.s1, .f)])
    func courses(_ edition: String) throws -> [Discipline] {
      try changes(builder, edition).compactMap {
        if case .course(let course) = $0.change { course.discipline } else { nil }
      }
    }
    #expect(try courses("uc-2022") == [.algebra2, .preCalculus])
    var evaluator = Evaluator()
    let then = try #require(CalendarDay(year: 2025, month: 3, day: 15))
    let found = evaluator.counterfactuals(
      Transcript(records: builder.records), under: try policy("uc-2022"), asOf: then)
    #expect(
      found.contains {
        if case .course(let course) = $0.change { course.discipline == .statistics } else { false }
      })
  }

  @Test func theNextLevelOfALanguageClearsTheOneBelow() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, [(.s1, .b), (.s2, .b)], language: "Spanish")
    builder.add(.e, .languageLevel2, [(.s1, .d), (.s2, .d)], language: "Spanish")
    var found = try changes(builder, "uc-2022")
    let first = try #require(found.first)
    // Level 2 is cleared, and level 3 itself serves as an elective.
    #expect(
      first.change == .course(HigherCourse(area: .e, discipline: .languageLevel3, half: 1, likeRecord: 1)))
    #expect(first.gained[.e] == 12 && first.gained[.g] == 6 && first.status[.e] == .met && first.work == 6)
    let retaken = try #require(found.first { $0.change == .mark(record: 4) })
    #expect(retaken.gained[.e] == 12 && retaken.total == 12)
    builder.add(.e, .languageLevel1, [(.s1, .d), (.s2, .d)], language: "French")
    found = try changes(builder, "uc-2022")
    // Whatever becomes of level 1, French is behind Spanish.
    #expect(try #require(found.first { $0.change == .mark(record: 5) }).gained[.e] == 0)
  }

  @Test func whoFailedALevelIsNotSentToTheNextOne() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, [(.s1, .b), (.s2, .b)], language: "Spanish")
    builder.add(.e, .languageLevel2, [(.s1, .f), (.s2, .f)], language: "Spanish")
    let levels = try changes(builder, "uc-2022").compactMap {
      if case .course(let course) = $0.change { course.discipline } else { nil }
    }
    #expect(!levels.contains(.languageLevel3))
  }

  @Test func whatASummerMadeUpIsNotNamedAgain() throws {
    var builder = Builder()
    builder.add(.c, .algebra1, [(.s1, .b), (.s2, .b)])
    builder.add(.c, .geometry, [(.s1, .b), (.s2, .b)])
    builder.add(.c, .algebra2, [(.s1, .d), (.s2, .d), (.summer, .a)], course: 7)
    let retaken = try changes(builder, "uc-2022").compactMap {
      if case .mark(let record) = $0.change { record } else { nil }
    }
    // The summer fills the first half; the second is what is missing.
    #expect(retaken == [6])
    // Said of the spring, and not of the summer that tried to make it up as well.
    builder.records[5].mark = .f
    builder.records[4].mark = .b
    builder.records[6].mark = .d
    let again = try changes(builder, "uc-2022").compactMap {
      if case .mark(let record) = $0.change { record } else { nil }
    }
    #expect(again == [6])
  }

  @Test func chemistryIsTriedOnlyWhereItsSecondHalfValidates() throws {
    var builder = Builder()
    builder.add(.d, .biology, [(.s1, .b), (.s2, .b)])
    builder.add(.d, .chemistry, [(.s1, .d)])
    let wanted = Counterfactual.Change.course(HigherCourse(area: .d, discipline: .chemistry, half: 2))
    let csu = try #require(try changes(builder, "csu-2022").first { $0.change == wanted })
    #expect(csu.gained[.d] == 12 && csu.status[.d] == .met)
    #expect(!(try changes(builder, "uc-2022").contains { $0.change == wanted }))
  }

  @Test func nothingIsListedWhereNothingIsMissingOrNothingHelps() throws {
    var builder = Builder()
    builder.add(.b, .english, [(.s1, .b), (.s2, .b)])
    #expect(try changes(builder, "uc-2022").isEmpty)
    builder.add(.b, .english, [(.s1, .d)], course: 1)
    builder.add(.b, .english, [(.s1, .b)], year: 2025, course: 1)
    #expect(try changes(builder, "uc-2022").isEmpty, "the D is made good already")
    builder.add(.c, .algebra2, [(.s1, nil)], course: 2)
    #expect(
      !(try changes(builder, "uc-2022").contains {
        if case .course(let course) = $0.change { course.discipline == .algebra2 } else { false }
      }), "what is running is not proposed")
  }

  @Test func everyChangeIsWhatEvaluatingAgainSays() throws {
    var compared = 0
    for seed in 1...UInt64(500) {
      var generator = TranscriptGenerator(seed: seed &* 31)
      let edition = generator.numbers.pick(OracleEdition.all)
      let policy = EvaluatorAdapter.policy(edition)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = try #require(CalendarDay(year: edition.entering, month: 6, day: 30))
      var evaluator = Evaluator()
      let before = evaluator.evaluate(transcript, under: policy, asOf: day)
      let found = evaluator.counterfactuals(transcript, under: policy, asOf: day)
      var gains: [Int32: Int] = [:]
      for change in found {
        #expect(change.total > 0)
        guard case .mark(let sequence) = change.change else { continue }
        let index = try #require(transcript.records.firstIndex { $0.sequence == sequence })
        let after = evaluator.evaluate(transcript.retaking(index, on: day), under: policy, asOf: day)
        #expect(change.gained == PerArea { before.missingLater[$0] - after.missingLater[$0] }, "seed \(seed)")
        #expect(change.status == after.status && change.overall == after.overall, "seed \(seed)")
        gains[sequence] = change.total
        compared += 1
      }
      let order = found.map { [-$0.total, $0.work] }
      #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
      for record in transcript.records {
        guard let mark = record.mark, mark.rank > 10, let course = record.course, gains[record.sequence] == nil,
          record.gradeLevel > 6, record.year <= day.schoolYear
        else { continue }
        var changed = transcript
        let index = try #require(transcript.records.firstIndex { $0.sequence == record.sequence })
        changed.records[index].mark = .c
        let after = evaluator.evaluate(changed, under: policy, asOf: day)
        let areas = SubjectArea.beforeElective
        #expect(
          areas.filter { after.missing($0) == 0 }.count >= areas.filter { before.missing($0) == 0 }.count,
          "seed \(seed): a C in place of a D never costs an area")
        let laterAttempt = transcript.records.contains {
          $0.sequence != record.sequence && $0.course?.sameCourse == course.sameCourse && $0.term == record.term
            && $0.part == record.part && $0.year >= record.year && $0.mark != nil
        }
        // A summer's attempt that says the same as one in a regular term.
        let isSaid =
          record.term == .summer
          && transcript.records.contains {
            $0.course?.sameCourse == course.sameCourse && $0.term != .summer && gains[$0.sequence] != nil
          }
        let retaken = evaluator.evaluate(transcript.retaking(index, on: day), under: policy, asOf: day)
        #expect(
          laterAttempt || isSaid || before.missingLater.sum <= retaken.missingLater.sum,
          "seed \(seed): record \(record.sequence) is left out")
      }
    }
    #expect(compared > 300)
  }
}

extension Transcript {
  /// With the piece of a course that a record is of taken once more, and passed.
  func retaking(_ index: Int, on day: CalendarDay) -> Transcript {
    var record = records[index]
    record.sequence = (records.map(\.sequence).max() ?? 0) + 1
    record.year = day.schoolYear
    record.gradeLevel = records.map(\.gradeLevel).max() ?? 12
    record.mark = .c
    var changed = self
    changed.records.append(record)
    return changed
  }
}
