import PolicyFiles
import Testing

@testable import Rules

@Suite("What is offered whole, taken whole, and ready for AP")
struct AccessTests {
  private func course(
    _ number: Int32, _ area: SubjectArea, _ discipline: Discipline, language: String = "", honors: HonorsType? = nil,
    length: CourseLength = .year
  ) -> ListedCourse {
    ListedCourse(
      areas: SubjectAreas(area), discipline: discipline, language: language.isEmpty ? .none : NameKey(language),
      length: length, honors: honors, sameCourse: number)
  }

  private func record(
    _ course: ListedCourse, _ mark: Mark?, year: Int16 = 2024, grade: UInt8 = 10, term: Term = .fullYear
  ) -> TranscriptRecord {
    TranscriptRecord(
      sequence: 1, year: SchoolYear(fall: year), term: term, gradeLevel: grade, mark: mark, listing: .listed(course))
  }

  private func numbered(_ records: [TranscriptRecord]) -> Transcript {
    var transcript = Transcript(records: records)
    for index in transcript.records.indices { transcript.records[index].sequence = Int32(index + 1) }
    return transcript
  }

  private func policy() throws -> Policy {
    try EvaluatorAdapter.library.get().editions.edition(.uc, entering: 2027)
  }

  private let asOf = CalendarDay(year: 2027, month: 3, day: 15)

  private func offered(_ courses: [ListedCourse], venue: CourseOffer.Venue = .school) throws -> SubjectAreas {
    let offers = SchoolOffers(
      courses.enumerated().map { CourseOffer(number: Int32($0.offset), course: $0.element, venue: venue) })
    var evaluator = Evaluator()
    return offers.completedAreas(under: try policy(), asOf: try #require(asOf), &evaluator)
  }

  @Test("A school offers the sciences with two of them, not with the same one twice, and not with a college's")
  func sciences() throws {
    let biology = [course(1, .d, .biology), course(2, .d, .biology)]
    #expect(try !offered(biology).has(.d))
    #expect(try offered(biology + [course(3, .d, .chemistry)]).has(.d))
    #expect(try !offered([course(1, .d, .biology), course(3, .d, .chemistry)], venue: .college).has(.d))
    #expect(try !offered([]).has(.d))
  }

  @Test("Mathematics is offered to the third level, a language with two levels of the same one")
  func levels() throws {
    let two = [course(1, .c, .algebra1), course(2, .c, .geometry)]
    #expect(try !offered(two + [course(4, .c, .geometry)]).has(.c))
    #expect(try offered(two + [course(3, .c, .algebra2)]).has(.c))
    let first = course(5, .e, .languageLevel1, language: "Spanish")
    #expect(try !offered([first, course(6, .e, .languageLevel1, language: "French")]).has(.e))
    #expect(try offered([first, course(7, .e, .languageLevel2, language: "Spanish")]).has(.e))
  }

  @Test("A course listed in two areas counts for both, and the surplus of others is area G")
  func several() throws {
    var both = course(3, .c, .algebra2)
    both.areas = SubjectAreas([SubjectAreas(.c), SubjectAreas(.g)])
    let mathematics = [course(1, .c, .algebra1), course(2, .c, .geometry), both]
    let found = try offered(mathematics)
    #expect(found.has(.c) && found.has(.g))
    #expect(try offered(mathematics.prefix(2) + [course(3, .c, .algebra2), course(4, .c, .calculus)]).has(.g))
  }

  @Test(
    "Taken whole is what would meet the area if it had been passed: failed and running courses count, a third course that is no third level does not"
  )
  func whole() throws {
    var evaluator = Evaluator()
    func whole(_ records: [TranscriptRecord]) throws -> SubjectAreas {
      let (transcript, policy, day) = (numbered(records), try policy(), try #require(asOf))
      let verdict = evaluator.evaluate(transcript, under: policy, asOf: day)
      return CourseTaking.wholeTaken(transcript, verdict: verdict, under: policy, asOf: day, &evaluator)
    }
    let two = [
      record(course(1, .c, .algebra1), .f, year: 2023, grade: 9), record(course(2, .c, .geometry), .d, year: 2024),
    ]
    #expect(try whole(two + [record(course(3, .c, .algebra2), nil, year: 2026, grade: 12)]).has(.c))
    #expect(try !whole(two + [record(course(4, .c, .geometry), .a, year: 2025, grade: 11)]).has(.c))
    #expect(try !whole(two).has(.c))
    // What comes later than the day has not been taken.
    #expect(try !whole(two + [record(course(3, .c, .algebra2), .a, year: 2027, grade: 12)]).has(.c))
  }

  @Test("Ready by marks: enough of them in two years in a row, none too low, and before grade 12")
  func ready() {
    let algebra = course(1, .c, .algebra1)
    let readiness = AdvancedPlacementReadiness()
    func ready(_ records: [TranscriptRecord], _ asked: AdvancedPlacementReadiness? = nil) -> Bool {
      CourseTaking.ready(records, asked ?? readiness, current: SchoolYear(fall: 2026)).has(.c)
    }
    func marks(_ marks: Mark?..., years: [Int16] = [2024, 2025], grade: UInt8 = 10) -> [TranscriptRecord] {
      zip(marks, years).map { record(algebra, $0.0, year: $0.1, grade: grade, term: .s1) }
    }
    #expect(ready(marks(.b, .bMinus)) && ready(marks(.a, .b, years: [2025, 2025])))
    #expect(!ready(marks(.b)) && !ready(marks(.b, .cPlus)) && !ready(marks(.b, .f)))
    // A mark without a letter says nothing of how well; a running course says nothing at all.
    #expect(!ready(marks(.b, .pass)) && !ready(marks(.b, nil)))
    #expect(!ready(marks(.b, .b, years: [2023, 2025])))
    #expect(!ready(marks(.b, .b, grade: 12)) && !ready(marks(.b, .b, grade: 8)))
    #expect(ready(marks(.b, .b, .f, years: [2023, 2024, 2026])), "ready once is ready")
    #expect(!ready(marks(.b, .b, years: [2027, 2027])))
    #expect(ready(marks(.c, .c), AdvancedPlacementReadiness(leastMarks: 2, lowestPoints: 2)))
    #expect(!ready(marks(.a, .a), AdvancedPlacementReadiness(leastMarks: 3, lowestPoints: 3)))
    let elective = [record(course(9, .g, .algebra1), .a), record(course(9, .g, .algebra1), .a, term: .s1)]
    #expect(CourseTaking.ready(elective, readiness, current: SchoolYear(fall: 2026)).isEmpty)
  }
}
