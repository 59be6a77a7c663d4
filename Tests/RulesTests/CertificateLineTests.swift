import Judge
import Testing

@testable import Rules

/// Which record, exam or attempt a line of the certificate names where several could stand there.
@Suite struct CertificateLineTests {
  private struct Builder {
    var transcript = Transcript()
    private var course: Int32 = 0

    mutating func add(
      _ areas: SubjectAreas, _ discipline: Discipline, _ marks: [(Term, Mark)], language: String = "",
      grade: UInt8 = 10,
      credits: Int32 = -1, sameCourse: Bool = false
    ) {
      if !sameCourse { course += 1 }
      let listed = ListedCourse(
        areas: areas, discipline: discipline, language: language.isEmpty ? .none : NameKey(language),
        sameCourse: course)
      for (term, mark) in marks {
        transcript.records.append(
          TranscriptRecord(
            sequence: Int32(transcript.records.count + 1), year: SchoolYear(fall: 2012 + Int16(grade)), term: term,
            gradeLevel: grade, mark: mark, creditsAttempted: credits, listing: .listed(listed)))
      }
    }

    mutating func exam(_ subject: String, _ score: Int32 = 300) {
      transcript.exams.append(
        ExamResult(
          sequence: Int32(transcript.exams.count + 1), program: .ap, subject: subject, year: SchoolYear(fall: 2023),
          score: score))
    }

    func uses(_ edition: String, exams: [ExamRule]? = nil) throws -> [Use] {
      var policy = EvaluatorAdapter.policy(try #require(OracleEdition.named(edition)))
      if let exams { policy.exams = ExamTable(rules: exams) }
      var evaluator = Evaluator()
      let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
      return evaluator.evaluate(transcript, under: policy, asOf: day).uses
    }
  }

  private let year: [(Term, Mark)] = [(.s1, .b), (.s2, .b)]

  @Test func theDThatIsValidatedIsNamed() throws {
    var builder = Builder()
    builder.add(SubjectAreas(.g), .algebra1, [(.s1, .d)])
    builder.add(SubjectAreas(.c), .algebra1, [(.s1, .d), (.s2, .b)])
    builder.add(SubjectAreas(.g), .algebra1, [(.s1, .d)], grade: 11)
    let line = try #require(try builder.uses("uc-2022").first { $0.kind == .validated })
    #expect(line.record == 2 && line.because == 3 && line.rule == .secondHalfValidates, "not those listed in G alone")
  }

  @Test(arguments: [Discipline.chemistry, .chemistryEarthAndSpace])
  func theDInChemistryIsNamed(_ discipline: Discipline) throws {
    var builder = Builder()
    builder.add(SubjectAreas(.d), discipline, [(.s1, .d), (.s2, .b)])
    builder.add(SubjectAreas(.c), .algebra2, [(.s1, .d)], grade: 11)
    let line = try #require(try builder.uses("csu-2022").first { $0.rule == .chemistryValidates })
    #expect(line.record == 1 && line.because == 2 && line.twelfths == 6)
  }

  @Test func theScienceExamThatStandsInIsNamed() throws {
    for (subject, other) in [("CHEM", "INTERD"), ("PHYS", "INTERD")] {
      var builder = Builder()
      builder.exam(other)
      builder.exam(subject)
      builder.add(SubjectAreas(.d), .biology, year)
      let line = try #require(try builder.uses("csu-2022").first { $0.kind == .exam })
      #expect(line.source == 2 && line.area == .d && line.twelfths == 12, "\(subject)")
    }
  }

  @Test func theExamOfTheLanguageThatCountsIsNamed() throws {
    var builder = Builder()
    builder.exam("LANGUAGE-French", 500)
    builder.exam("LANGUAGE-Spanish", 300)
    builder.add(SubjectAreas(.e), .languageLevel1, year, language: "Spanish")
    let line = try #require(try builder.uses("uc-2022").first { $0.kind == .exam })
    #expect(line.source == 2 && line.twelfths == 12)
  }

  @Test func ofSeveralExamsTheOneThatClearsMostIsNamedThenTheHighestScoreThenTheFirst() throws {
    let table = [("LESS", ExamCredit.english(most: 36)), ("MORE", .english(most: 48))].map {
      ExamRule(program: .ap, subjects: [$0.0], minimumScore: 300, credit: $0.1)
    }
    func named(_ exams: [(String, Int32)]) throws -> Int32? {
      var builder = Builder()
      for (subject, score) in exams { builder.exam(subject, score) }
      return try builder.uses("uc-2022", exams: table).first { $0.kind == .exam }?.source
    }
    #expect(try named([("LESS", 500), ("MORE", 300)]) == 2)
    #expect(try named([("MORE", 300), ("LESS", 500)]) == 1)
    #expect(try named([("MORE", 300), ("MORE", 500), ("MORE", 400)]) == 2)
    #expect(try named([("MORE", 400), ("MORE", 400)]) == 1)
  }

  @Test func theFullerOfTwoEqualRecordsIsTheOneThatCounts() throws {
    var builder = Builder()
    builder.add(SubjectAreas(.b), .english, [(.s1, .b)], credits: 300)
    builder.add(SubjectAreas(.b), .english, [(.s1, .b)], credits: 500, sameCourse: true)
    let uses = try builder.uses("uc-2022")
    #expect(uses.contains { $0.record == 2 && $0.kind == .earned && $0.twelfths == 6 })
    #expect(uses.contains { $0.record == 1 && $0.rule == .repeatAlreadyPassed })
  }

  @Test func englishLanguageDevelopmentIsNeverNamedAsAnElective() throws {
    var builder = Builder()
    builder.add(SubjectAreas(.b), .englishLanguageDevelopment, year, grade: 9)
    builder.add(SubjectAreas(.b), .englishLanguageDevelopment, year, grade: 10)
    builder.add(SubjectAreas(.f), .visualArts, year, grade: 11)
    builder.add(SubjectAreas(.f), .visualArts, year, grade: 12)
    let uses = try builder.uses("uc-2022")
    #expect(uses.filter { $0.area == .g && $0.kind == .surplus }.allSatisfy { $0.record > 4 })
    #expect(uses.filter { $0.kind == .surplus }.reduce(0) { $0 + $1.twelfths } == 12)
    #expect(uses.filter { $0.record <= 4 && $0.kind == .notCounted }.map(\.rule).count == 2)
  }

  @Test func anArtPassedAgainIsTheElectiveThatTheCertificateNames() throws {
    var builder = Builder()
    builder.add(SubjectAreas(.f), .visualArts, year, grade: 9)
    builder.add(SubjectAreas(.f), .visualArts, year, grade: 10, sameCourse: true)
    let again = try builder.uses("uc-2022").filter { $0.rule == .repeatArts }
    #expect(again.map(\.record) == [3, 4] && again.allSatisfy { $0.area == .g && $0.twelfths == 6 })
  }

  @Test func whatCountsStandsBeforeWhatDoesNot() throws {
    var builder = Builder()
    builder.add(SubjectAreas(.a), .worldHistory, [(.s1, .d), (.s2, .b)])
    builder.add(SubjectAreas(.f), .visualArts, year)
    let kinds = try builder.uses("uc-2022").map { $0.kind == .notCounted }
    #expect(kinds == [false, false, false, true])
  }
}
