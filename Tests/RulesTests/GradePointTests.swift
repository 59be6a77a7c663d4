import Judge
import Testing

@testable import Rules

/// The grade point cases of the rules (56 to 68), by their numbers, and the points that decide them.
@Suite struct GradePointTests {
  private struct Builder {
    var records: [TranscriptRecord] = []
    private var courses: Int32 = 0

    /// Grades of one course; equal numbers mean the same course.
    mutating func add(
      _ marks: [(Term, Mark)], grade: UInt8, honors: HonorsType? = nil, areas: SubjectAreas = SubjectAreas(.b),
      course: Int32? = nil, isCollege: Bool = false, length: CourseLength = .year, part: UInt8 = 0
    ) {
      courses += 1
      let listed = ListedCourse(
        areas: areas, discipline: .none, length: length, honors: honors, sameCourse: course ?? 1000 + courses)
      for (term, mark) in marks {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: 2013 + Int16(grade)), term: term,
            gradeLevel: grade, mark: mark, part: part, isCollege: isCollege, listing: .listed(listed)))
      }
    }

    mutating func add(_ count: Int, _ mark: Mark, grade: UInt8, honors: HonorsType? = nil) {
      for _ in 0..<count { add([(.s1, mark)], grade: grade, honors: honors) }
    }

    func average() throws -> GradePointAverage {
      var evaluator = Evaluator()
      let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2015")))
      let day = try #require(CalendarDay(year: 2026, month: 6, day: 30))
      return evaluator.gradePointAverage(Transcript(records: records.reversed()), under: policy, asOf: day)
    }
  }

  private func average(_ fill: (inout Builder) -> Void) throws -> GradePointAverage {
    var builder = Builder()
    fill(&builder)
    return try builder.average()
  }

  @Test func case56TheCapIsEightSemestersAndFourFromGrade10() throws {
    let gpa = try average {
      $0.add(6, .a, grade: 10, honors: .advancedPlacement)
      $0.add(6, .b, grade: 10)
      $0.add(8, .a, grade: 11, honors: .honorsLevel)
      $0.add(4, .b, grade: 11)
    }
    #expect(gpa.grades == 24 && gpa.points == 86 && gpa.honorsCapped == 8 && gpa.honorsAll == 14)
    #expect(
      gpa.truncated(.unweighted) == "3.58" && gpa.truncated(.capped) == "3.91" && gpa.truncated(.weighted) == "4.16")
  }

  @Test func case57HonorsOfGrade10AloneAreCappedAtFour() throws {
    let gpa = try average {
      $0.add(6, .a, grade: 10, honors: .advancedPlacement)
      $0.add(6, .b, grade: 10)
      $0.add(12, .b, grade: 11)
    }
    #expect(gpa.honorsCapped == 4 && gpa.truncated(.capped) == "3.41" && gpa.truncated(.weighted) == "3.50")
  }

  @Test func case58ADEarnsNoHonorsPoint() throws {
    let gpa = try average { $0.add([(.s1, .b), (.s2, .d)], grade: 11, honors: .advancedPlacement) }
    #expect(gpa.points == 4 && gpa.honorsAll == 1 && gpa.grades == 2)
  }

  @Test func case59Grade9HasNoEffectAndNoGradeNoAverage() throws {
    let gpa = try average { $0.add([(.s1, .a), (.s2, .a)], grade: 9, honors: .advancedPlacement) }
    #expect(gpa.grades == 0 && gpa.truncated(.unweighted) == nil)
  }

  @Test func case60AValidatedDStays() throws {
    let gpa = try average { $0.add([(.s1, .d), (.s2, .c)], grade: 10, areas: SubjectAreas(.c)) }
    #expect(gpa.grades == 2 && gpa.points == 3)
  }

  @Test func case61ARepeatReplacesTheD() throws {
    let gpa = try average {
      $0.add([(.s1, .d), (.s2, .b)], grade: 10, course: 7)
      $0.add([(.summer, .b)], grade: 10, course: 7)
    }
    #expect(gpa.grades == 2 && gpa.points == 6)
  }

  @Test func case62ARepeatOfAPassIsIgnored() throws {
    let gpa = try average {
      $0.add([(.s1, .c), (.s2, .c)], grade: 10, course: 7)
      $0.add([(.s1, .a), (.s2, .a)], grade: 11, course: 7)
    }
    #expect(gpa.grades == 2 && gpa.points == 4)
  }

  @Test func aDThatIsRepeatedOutsideTheWindowLeavesAndNothingReplacesIt() throws {
    let gpa = try average {
      $0.add([(.s1, .d)], grade: 11, course: 7)
      $0.add([(.s1, .b)], grade: 12, course: 7)
    }
    #expect(gpa.grades == 0)
  }

  @Test func ofTwoDeficientAttemptsTheLastStands() throws {
    let gpa = try average {
      $0.add([(.s1, .d)], grade: 10, course: 7)
      $0.add([(.s1, .f)], grade: 11, course: 7)
    }
    #expect(gpa.grades == 1 && gpa.points == 0)
  }

  @Test func everyGradeOfARetakenArtsCourseCounts() throws {
    let gpa = try average {
      $0.add([(.s1, .b)], grade: 10, areas: SubjectAreas(.f), course: 7)
      $0.add([(.s1, .d)], grade: 11, areas: SubjectAreas(.f), course: 7)
    }
    #expect(gpa.grades == 2 && gpa.points == 4)
  }

  @Test func case64TwoDecimalsAreTruncatedAndThresholdsExact() throws {
    var gpa = GradePointAverage()
    (gpa.grades, gpa.points) = (24, 71)
    #expect(gpa.truncated(.unweighted) == "2.95" && !gpa.reaches(hundredths: 300, .unweighted))
    gpa.points = 60
    #expect(gpa.reaches(hundredths: 250, .unweighted))
    gpa.points = 59
    #expect(!gpa.reaches(hundredths: 250, .unweighted) && gpa.reaches(hundredths: 200, .unweighted))
  }

  @Test func case66ACollegeCourseIsOneGradeAndOneHonorsPoint() throws {
    let gpa = try average { $0.add([(.summer, .a)], grade: 11, isCollege: true) }
    #expect(gpa.grades == 1 && gpa.points == 4 && gpa.honorsAll == 1)
  }

  @Test func case68InAreaGOnlyAPIBAndCollegeCarryThePoint() throws {
    let certified = try average { $0.add([(.s1, .a)], grade: 11, honors: .honorsLevel, areas: SubjectAreas(.g)) }
    let placement = try average { $0.add([(.s1, .a)], grade: 11, honors: .advancedPlacement, areas: SubjectAreas(.g)) }
    #expect(certified.honorsAll == 0 && placement.honorsAll == 1)
  }

  @Test func aFullYearMarkIsTwoGradesAndTheSummerAfterGrade9IsGrade10() throws {
    let gpa = try average {
      $0.add([(.fullYear, .a)], grade: 11, honors: .advancedPlacement)
      $0.add([(.summer, .b)], grade: 9)
    }
    #expect(gpa.grades == 3 && gpa.points == 11 && gpa.honorsAll == 2)
  }

  @Test func finerTermsScaleTheCap() throws {
    let gpa = try average { builder in
      for _ in 0..<8 {
        builder.add([(.t1, .a), (.t2, .a), (.t3, .a)], grade: 10, honors: .advancedPlacement)
      }
    }
    #expect(gpa.grades == 24 && gpa.honorsCapped == 6 && gpa.honorsAll == 24)
  }

  @Test func timingCountsWhatWasDoneBeforeGrade12() throws {
    var builder = Builder()
    for grade in UInt8(9)...12 { builder.add([(.s1, .b), (.s2, .b)], grade: grade) }
    var evaluator = Evaluator()
    let day = try #require(CalendarDay(year: 2026, month: 6, day: 30))
    var uc = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2015")))
    let csu = EvaluatorAdapter.policy(try #require(OracleEdition.named("csu-2015")))
    var old = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2006")))
    (uc.timing, old.timing) = (.beforeFinalYear(132), .inFinalTwoYears(84))
    let transcript = Transcript(records: builder.records)
    let last = SchoolYear(fall: 2025)
    let now = evaluator.timing(transcript, under: uc, asOf: day, finalYear: last)
    #expect(now == TimingVerdict(beforeFinalYear: 36, required: 132, isMet: false))
    #expect(evaluator.timing(transcript, under: csu, asOf: day, finalYear: last).isMet == nil)
    let then = evaluator.timing(transcript, under: old, asOf: day, finalYear: last)
    #expect(then.required == 84 && then.isMet == false)
  }
}
