import PolicyFiles
import Rules
import Testing

@Suite("Flags")
struct FlagTests {
  /// A student who misses nothing, of grade 12 unless said otherwise, in January of the last year.
  private struct Case {
    var records: [TranscriptRecord] = []
    var exams: [ExamResult] = []
    var gradeLevel = 12
    var offers: [CourseOffer] = []
    var listedElsewhere: [(record: Int32, areas: SubjectAreas)] = []
    var entryYear: Int? = 2023
    var day = CalendarDay(year: 2027, month: 1, day: 20)

    init(without left: Set<Int32> = []) {
      let taken: [Int32: Int16] = [
        10: 2023, 20: 2023, 30: 2023, 40: 2023, 11: 2024, 21: 2024, 2: 2024, 41: 2024, 50: 2024, 12: 2025, 22: 2025,
        1: 2025, 31: 2025, 61: 2025, 13: 2026,
      ]
      for (number, year) in taken.sorted(by: { $0.key < $1.key }) where !left.contains(number) {
        add(number, .b, .b, year: year)
      }
    }

    mutating func add(_ number: Int32, _ marks: Mark?..., year: Int16) {
      for (mark, term) in zip(marks, [Term.s1, .s2]) {
        guard let course = PlanTrial.course(number) else { continue }
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: year), term: term,
            gradeLevel: UInt8(year - 2014), mark: mark, listing: .listed(course)))
      }
    }

    mutating func offer(_ number: Int32, honors: HonorsType? = nil) {
      guard var course = PlanTrial.course(number) else { return }
      course.honors = honors
      offers.append(CourseOffer(number: number, course: course))
    }

    func flags() throws -> [StudentFlag] {
      let asOf = try #require(day)
      let transcript = Transcript(records: records, exams: exams)
      var evaluator = Evaluator()
      let editions = try EvaluatorAdapter.library.get().editions
      let policies = [System.uc, .csu].map { editions.edition($0, entering: 2027) }
      var finder = FlagFinder()
      return finder.flags(
        FlagFinder.Question(
          transcript: transcript,
          standings: policies.map {
            FlagFinder.Standing(policy: $0, verdict: evaluator.evaluate(transcript, under: $0, asOf: asOf))
          }, asOf: asOf, gradeLevel: gradeLevel, graduationYear: 2027, entryYear: entryYear,
          listedElsewhere: listedElsewhere), offers: SchoolOffers(offers))
    }

    func has(_ code: FlagCode, _ area: SubjectArea? = nil) throws -> Bool {
      try flags().contains { $0.code == code && (area == nil || $0.area == area) }
    }
  }

  @Test("Whoever misses nothing has no flag")
  func none() throws { #expect(try Case().flags() == []) }

  @Test("Never enrolled is told from not passed, with the amounts of both")
  func accessAndSuccess() throws {
    var student = Case(without: [41])
    #expect(
      try student.flags().filter { $0.area == .e }.map(\.code) == [
        .neverEnrolled, .courseShort, .notEnrolledNow,
      ])
    #expect(try !student.has(.notPassed))
    student.add(41, .c, .f, year: 2024)
    let flags = try student.flags().filter { $0.area == .e }
    let lost = try #require(flags.first { $0.code == .notPassed })
    #expect(lost.twelfths == 6 && lost.record == student.records.last?.sequence)
    #expect(!flags.contains { $0.code == .neverEnrolled })
  }

  @Test("A D or F whose own area misses nothing is what area G lacks")
  func elective() throws {
    var student = Case(without: [61])
    student.add(3, .d, year: 2025)
    let flags = try student.flags().filter { $0.area == .g }
    #expect(flags.first { $0.code == .notPassed }?.twelfths == 6)
    #expect(flags.first { $0.code == .neverEnrolled }?.twelfths == 6)
    var open = Case(without: [61, 1])
    open.add(3, .d, year: 2025)
    #expect(try open.flags().filter { $0.area == .g }.allSatisfy { $0.code != .notPassed })
  }

  @Test("A D or F that was made up, or runs again, is not lost")
  func madeUp() throws {
    var student = Case(without: [12])
    student.add(12, .c, .f, year: 2025)
    #expect(try student.has(.notPassed, .b))
    var again = student
    again.add(12, .c, .c, year: 2026)
    #expect(try again.flags().allSatisfy { $0.code != .notPassed })
    var running = student
    running.add(12, nil, nil, year: 2026)
    #expect(try running.flags().isEmpty)
  }

  @Test("A repeat is available only where the school offers the course")
  func repeats() throws {
    var student = Case(without: [12])
    student.add(12, .c, .f, year: 2025)
    #expect(try !student.has(.repeatAvailable))
    student.offer(12)
    #expect(try student.has(.repeatAvailable, .b))
  }

  @Test("One semester and one course short, by system")
  func short() throws {
    var student = Case(without: [13])
    student.add(13, .c, year: 2026)
    #expect(try student.flags().filter { $0.code == .semesterShort }.map(\.system) == [nil])
    #expect(try !student.has(.courseShort))
    #expect(try Case(without: [13]).flags().filter { $0.code == .courseShort }.map(\.system) == [nil])
    #expect(try !Case(without: [13, 41]).has(.courseShort))
  }

  @Test("Where one system alone misses something, it is named")
  func oneSystem() throws {
    // Chemistry and physics: two sciences for UC, no biology for CSU.
    var student = Case(without: [30])
    student.add(32, .b, .b, year: 2023)
    for code in [FlagCode.neverEnrolled, .courseShort] {
      #expect(try student.flags().filter { $0.area == .d && $0.code == code }.map(\.system) == [.csu], "\(code)")
    }
  }

  @Test("Not enrolled this term, unless a course of the area runs")
  func notEnrolled() throws {
    var student = Case(without: [41, 40])
    #expect(try student.has(.notEnrolledNow, .e))
    student.add(40, nil, nil, year: 2026)
    #expect(try !student.has(.notEnrolledNow, .e) && student.has(.neverEnrolled, .e))
  }

  @Test("A later course that would validate")
  func validation() throws {
    var student = Case(without: [41])
    student.add(41, .d, .d, year: 2024)
    let flag = try #require(try student.flags().first { $0.code == .validationPossible })
    #expect(flag.area == .e && flag.twelfths == 12)
    #expect(try !Case(without: [41]).has(.validationPossible))
  }

  @Test("Seniors with fewer than 11 of 15 before grade 12, under UC alone")
  func seniors() throws {
    var student = Case(without: [12, 22, 1, 31, 61])
    #expect(try student.flags().first { $0.code == .seniorBehind }?.twelfths == 132 - 108)
    #expect(try student.flags().filter { $0.code == .seniorBehind }.map(\.system) == [.uc])
    student.gradeLevel = 11
    #expect(try !student.has(.seniorBehind))
  }

  @Test("Ready for AP: good marks in the area, AP on offer, none taken")
  func advancedPlacement() throws {
    var student = Case()
    student.records.removeAll { $0.year.fall == 2026 }
    student.gradeLevel = 11
    #expect(try !student.has(.advancedPlacementReady))
    student.offer(12, honors: .advancedPlacement)
    #expect(try student.has(.advancedPlacementReady, .b))
    student.records = student.records.map { record in
      var record = record
      if record.listed?.sameCourse == 12 { record.mark = .c }
      return record
    }
    #expect(try !student.has(.advancedPlacementReady))
  }

  @Test("Good marks outside the list, and exams above marks")
  func marks() throws {
    var student = Case()
    for index in student.records.indices where index % 3 != 0 { student.records[index].listing = .notListed }
    #expect(try student.has(.strongWithoutListed))
    for index in student.records.indices { student.records[index].mark = .c }
    #expect(try !student.has(.strongWithoutListed))
    student.exams = [
      ExamResult(sequence: 1, program: .ap, subject: "07", year: SchoolYear(fall: 2025), score: 300)
    ]
    #expect(try !student.has(.examsAboveMarks))
    student.records[0].mark = .d
    #expect(try student.has(.examsAboveMarks))
    student.exams[0].score = 200
    #expect(try !student.has(.examsAboveMarks))
  }

  @Test("Listed elsewhere concerns an area that misses something")
  func elsewhere() throws {
    var student = Case(without: [41])
    student.listedElsewhere = [(3, PlanTrial.areas("E"))]
    #expect(try student.has(.listedElsewhere, .e))
    student.listedElsewhere = [(3, PlanTrial.areas("F"))]
    #expect(try !student.has(.listedElsewhere))
  }

  @Test("Of an area that open records may still meet nothing is said but that")
  func openRecords() throws {
    var student = Case(without: [41])
    student.records.append(
      TranscriptRecord(
        sequence: 90, year: SchoolYear(fall: 2024), term: .s1, gradeLevel: 10, mark: .b, listing: .unmatched))
    student.records.append(
      TranscriptRecord(
        sequence: 91, year: SchoolYear(fall: 2024), term: .s2, gradeLevel: 10, mark: .b, listing: .unmatched))
    #expect(try student.flags() == [StudentFlag(.recordsOpen, area: .e)])
  }

  @Test("Where no course can be started any more nothing is said to be repeated or validated")
  func tooLate() throws {
    var student = Case(without: [41])
    student.add(41, .d, .d, year: 2024)
    student.offer(41)
    #expect(try student.has(.repeatAvailable, .e) && student.has(.validationPossible, .e))
    student.day = CalendarDay(year: 2027, month: 3, day: 15)
    #expect(try !student.has(.repeatAvailable) && !student.has(.validationPossible) && student.has(.notPassed, .e))
  }

  @Test("A finished year without any record")
  func missingRecords() throws {
    var student = Case()
    student.records.removeAll { $0.year.fall == 2024 }
    #expect(try student.has(.recordsMissing))
    student.entryYear = 2025
    #expect(try !student.has(.recordsMissing))
  }

  @Test("Numbers and codes are each given once")
  func codes() {
    #expect(Set(FlagCode.allCases.map(\.id)).count == FlagCode.allCases.count)
    #expect(FlagCode.allCases.map(\.rawValue) == Array(1...Int16(FlagCode.allCases.count)))
  }
}
