import Rules
import Testing

@Suite("On track")
struct PaceTests {
  private func record(
    _ area: String, _ mark: Mark?, term: Term = .s1, grade: UInt8 = 9, year: Int16 = 2025
  ) -> TranscriptRecord {
    let course = ListedCourse(areas: PlanTrial.areas(area), discipline: .none, sameCourse: 1)
    return TranscriptRecord(
      sequence: 1, year: SchoolYear(fall: year), term: term, gradeLevel: grade, mark: mark,
      listing: area.isEmpty ? .notListed : .listed(course))
  }

  private func table(_ change: (inout PaceGrade) -> Void) -> PaceTable {
    var grade = PaceGrade(grade: 9)
    change(&grade)
    return PaceTable(id: "t", name: "T", grades: [grade])
  }

  @Test("Semesters of the pattern and of an area are compared with what counts")
  func amounts() {
    let table = table {
      $0.semesters = 8
      $0.areas = [.init(area: .b, semesters: 2)]
    }
    var amounts = PerArea(repeating: 6)
    let below = table.answer(endOf: 9, amounts: amounts, records: [], projecting: false)
    #expect(!below.isOnPace && below.measures.map(\.isMet) == [false, false] && below.grade == 9)
    amounts[.b] = 12
    #expect(table.answer(endOf: 9, amounts: amounts, records: [], projecting: false).isOnPace)
    amounts[.a] = 5
    #expect(!table.answer(endOf: 9, amounts: amounts, records: [], projecting: false).isOnPace)
  }

  @Test("A grade that the table leaves out asks for nothing")
  func nothingDue() {
    let answer = table { $0.semesters = 8 }.answer(
      endOf: 8, amounts: PerArea(repeating: 0), records: [], projecting: false)
    #expect(answer.isOnPace && answer.grade == nil)
  }

  @Test("Chicago: ten semester courses passed with D or better, one core F at most, no summer")
  func chicago() {
    let table = table {
      $0.coursesInGrade = 10
      $0.coreFailuresMost = 1
    }
    func answer(_ records: [TranscriptRecord], projecting: Bool = false) -> [Bool] {
      table.answer(endOf: 9, amounts: PerArea(repeating: 0), records: records, projecting: projecting)
        .measures.map(\.isMet)
    }
    let nine = (0..<8).map { _ in record("B", .d) } + [record("", .a)]
    #expect(answer(nine + [record("F", .c)]) == [true, true])
    #expect(answer(nine + [record("B", .f)]) == [false, true])
    #expect(answer(nine + [record("B", .c, term: .summer)]) == [false, true])
    #expect(answer(nine + [record("B", .c, grade: 10)]) == [false, true])
    #expect(answer(nine + [record("B", nil)]) == [false, true])
    #expect(answer(nine + [record("B", nil)], projecting: true) == [true, true])
    #expect(answer(nine + [record("B", .f), record("C", .f), record("A", .c, term: .fullYear)]) == [true, false])
    #expect(answer(nine + [record("F", .f), record("G", .f), record("A", .c, term: .fullYear)]) == [true, true])
  }

  @Test("San Diego: a course of each set of areas")
  func passedIn() {
    let table = table { $0.passedIn = [PlanTrial.areas("B"), PlanTrial.areas("AD")] }
    func answer(_ records: [TranscriptRecord]) -> [Bool] {
      table.answer(endOf: 9, amounts: PerArea(repeating: 0), records: records, projecting: false).measures.map(\.isMet)
    }
    #expect(answer([record("B", .d), record("D", .f)]) == [true, false])
    #expect(answer([record("B", .noPass), record("D", .pass)]) == [false, true])
  }

  @Test("Earned and running are answered for themselves, and the plan decides what is feasible")
  func threeAnswers() throws {
    let table = table { $0.semesters = 2 }
    var earned = PerArea(repeating: 0)
    earned[.b] = 6
    var running = PerArea(repeating: 0)
    running[.c] = 6
    func onTrack(_ outcome: PlanOutcome, status: Status = .notMet, yearIsOver: Bool = false) -> OnTrack {
      table.onTrack(
        earned: earned, inProgress: running, status: status, records: [], gradeLevel: 9, yearIsOver: yearIsOver,
        outcome: outcome)
    }
    let term = PlanTerm(year: SchoolYear(fall: 2026), term: .summer, gradeLevel: 10)
    func plan(_ term: PlanTerm, _ venue: CourseOffer.Venue = .school) -> PlanOutcome {
      .plan(
        RepairPlan(
          courses: [
            PlannedCourse(offer: 1, part: 1, term: term, venue: venue, semesters: 1, areas: .none, isRepeat: false)
          ], isProven: true))
    }
    let regular = PlanTerm(year: SchoolYear(fall: 2026), term: .s1, gradeLevel: 10)
    let now = onTrack(plan(regular))
    #expect(now.earned.grade == nil && now.running.isOnPace && now.feasibility == .onTrack)
    #expect(onTrack(plan(regular), yearIsOver: true).earned.isOnPace == false)
    #expect(onTrack(plan(term)).feasibility == .repairableWithMore)
    #expect(onTrack(plan(regular, .college)).feasibility == .repairableWithMore)
    #expect(onTrack(.none(PlanTrial.areas("E"))).feasibility == .pastNoReturn)
    #expect(onTrack(.none(.none)).feasibility == .undecided)
    #expect(onTrack(.nothingToPlan).feasibility == .onTrack)
    #expect(onTrack(.none(.none), status: .met).feasibility == .complete)
    running[.c] = 0
    #expect(onTrack(plan(regular)).feasibility == .repairable)
  }

  @Test("Terms can be started until their last day, and never after graduation")
  func terms() throws {
    let settings = PlanSettings()
    func terms(_ code: String, grade: Int = 11) throws -> [String] {
      settings.remainingTerms(asOf: try #require(CalendarDay(code: code)), gradeLevel: grade, graduationYear: 2027)
        .map { "\($0.code) \($0.gradeLevel)" }
    }
    let senior = ["2026-27 S1 12", "2026-27 S2 12"]
    #expect(try terms("2025-09-15") == ["2025-26 S1 11", "2025-26 S2 11", "2025-26 SU 11"] + senior)
    #expect(try terms("2025-09-16") == ["2025-26 S2 11", "2025-26 SU 11"] + senior)
    #expect(try terms("2026-02-15") == ["2025-26 S2 11", "2025-26 SU 11"] + senior)
    #expect(try terms("2026-06-30") == ["2025-26 SU 11"] + senior)
    #expect(try terms("2027-03-15", grade: 12) == [])
    #expect(try terms("2027-07-15", grade: 12) == [])
  }
}
