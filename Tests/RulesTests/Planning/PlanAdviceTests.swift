import Judge
import Rules
import Testing

/// What a counselor would choose among courses that do as well.
@Suite("Courses that plans choose")
struct PlanAdviceTests {
  private struct Student {
    var records: [TranscriptRecord] = []
    var offers: [CourseOffer] = []
    var gradeLevel: UInt8 = 11

    /// A student who has taken everything but some courses.
    init(without missing: Set<Int32>) {
      for number in PlanTrial.complete where !missing.contains(number) { add(number, .c, .b) }
    }

    mutating func add(_ number: Int32, _ marks: Mark?..., year: Int16 = 2023, grade: UInt8 = 9) {
      guard let course = PlanTrial.course(number) else { return }
      for (index, mark) in marks.enumerated() { add(course, index == 0 ? .s1 : .s2, mark, year, grade) }
    }

    mutating func add(_ course: ListedCourse, _ term: Term, _ mark: Mark?, _ year: Int16, _ grade: UInt8) {
      records.append(
        TranscriptRecord(
          sequence: Int32(records.count + 1), year: SchoolYear(fall: year), term: term, gradeLevel: grade, mark: mark,
          listing: .listed(course)))
    }

    func plan() throws -> [PlannedCourse] {
      let edition = try #require(OracleEdition.named("uc-2022"))
      let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
      var planner = RepairPlanner()
      let outcome = planner.outcome(
        RepairPlanner.Request(
          transcript: Transcript(records: records), policies: [EvaluatorAdapter.policy(edition)], asOf: day,
          gradeLevel: Int(gradeLevel), graduationYear: 2028), offers: SchoolOffers(offers))
      guard case .plan(let plan) = outcome else {
        #expect(outcome == .none(SubjectAreas(.e)) || outcome == .none(SubjectAreas(.c)))
        return []
      }
      return plan.courses
    }
  }

  private func english(_ number: Int32) -> ListedCourse {
    ListedCourse(areas: SubjectAreas(.b), discipline: .english, sameCourse: number)
  }

  @Test("English goes on with the grade level that comes next", arguments: [nil, Mark.b] as [Mark?])
  func english(running: Mark?) throws {
    var student = Student(without: [11, 12, 13])
    // English 9 is taken; English 11 runs or was passed, English 10 was never taken.
    for (place, grade) in [9, 10, 11, 12].enumerated() {
      student.offers.append(
        CourseOffer(number: Int32(place), course: english(Int32(500 + place)), lowestGrade: UInt8(grade)))
    }
    student.add(english(502), .s1, .b, 2026, 11)
    student.add(english(502), .s2, running, 2026, 11)
    student.add(english(600), .s1, .b, 2025, 10)
    student.add(english(600), .s2, .b, 2025, 10)
    #expect(try student.plan().map(\.offer) == [3, 3], "English 12, not English 9 or 10")
  }

  @Test("Calculus asks for precalculus, not for anything of its level")
  func calculus() throws {
    // Two years of mathematics and statistics with a D.
    var student = Student(without: [22])
    student.add(24, .d, .d, year: 2025, grade: 10)
    var calculus = try #require(PlanTrial.course(23))
    (calculus.discipline, calculus.sameCourse) = (.calculus, 700)
    student.offers = [
      CourseOffer(number: 1, course: calculus, lowestGrade: 9, prerequisites: [23]),
      CourseOffer(number: 2, course: try #require(PlanTrial.course(23)), lowestGrade: 9, prerequisites: [22]),
    ]
    #expect(try student.plan().isEmpty, "nothing leads to precalculus, and nothing else to calculus")
    student.offers.append(CourseOffer(number: 3, course: try #require(PlanTrial.course(22)), lowestGrade: 9))
    #expect(try Set(student.plan().map(\.offer)) == [3])
  }

  @Test("The first course of a language at colleges asks for nothing, a later one for the one before")
  func college() throws {
    var student = Student(without: [40, 41])
    var beginning = try #require(PlanTrial.course(41))
    (beginning.sameCourse, beginning.honors) = (800, .college)
    student.offers = [CourseOffer(number: 1, course: beginning, venue: .college)]
    #expect(try student.plan().map(\.offer) == [1])
    var first = beginning
    (first.discipline, first.sameCourse) = (.languageLevel1, 801)
    student.offers.append(CourseOffer(number: 2, course: first, venue: .college))
    #expect(try student.plan().map(\.offer).first == 2)
    student.offers[0].course.discipline = .languageLevel3
    student.offers.removeLast()
    student.offers[0].prerequisites = []
    #expect(try student.plan().map(\.offer) == [1], "the lowest that colleges have, whatever its level")
  }
}
