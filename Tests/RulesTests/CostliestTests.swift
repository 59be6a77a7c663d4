import Judge
import Testing

@testable import Rules

/// Transcripts that a search constructed to be costly: what is booked for them bounds what they take.
///
/// Never asked for time. `Benchmarks` (CostliestTranscript) constructs more of them; docs/benchmarks.md has the figures.
@Suite struct CostliestTests {
  /// One course per line: areas and discipline by their numbers, number of its name, terms, marks (- is running), credits in hundredths,
  /// grade level, and whether it is for ninth grade only, may serve area G, and is unknown to the list.
  struct Constructed: Sendable, CustomTestStringConvertible {
    var system: System
    var entering: Int
    var exams: [ExamResult]
    var courses: String

    var testDescription: String { "\(system) entering \(entering), \(courses.split(separator: "\n").count) courses" }

    var transcript: Transcript {
      var transcript = Transcript(exams: exams)
      for (number, line) in courses.split(separator: "\n").enumerated() {
        let words = line.split(separator: " ").map(String.init)
        let numbers = words.map { Int($0) ?? 0 }
        let flags = Array(words[7])
        let name = numbers[2]
        let listed = ListedCourse(
          areas: SubjectAreas(rawValue: UInt8(numbers[0])),
          discipline: Discipline(rawValue: UInt8(numbers[1])) ?? .none,
          disciplineKey: NameKey("discipline \(name)"), language: name == 0 ? .none : NameKey("language \(name)"),
          sameCourse: Int32(number + 1), ninthGradeOnly: flags[0] == "1", electiveEligible: flags[1] == "1")
        let parts = words[3...5].map { $0.split(separator: ",").map(String.init) }
        for (term, (mark, credits)) in zip(parts[0], zip(parts[1], parts[2])) {
          transcript.records.append(
            TranscriptRecord(
              sequence: Int32(transcript.records.count + 1), year: SchoolYear(fall: Int16(entering - 13 + numbers[6])),
              term: Term(rawValue: term) ?? .s1, gradeLevel: UInt8(numbers[6]), mark: Mark(rawValue: mark),
              creditsAttempted: Int32(credits) ?? -1, listing: flags[2] == "1" ? .unmatched : .listed(listed)))
        }
      }
      return transcript
    }
  }

  @Test(arguments: CostliestTests.constructed)
  func whatIsSpentIsBoundedAndNothingIsGuessed(_ constructed: Constructed) throws {
    let edition = try #require(
      OracleEdition.all.last { $0.csu == (constructed.system == .csu) && $0.entering <= constructed.entering })
    let policy = EvaluatorAdapter.policy(edition)
    let day = try #require(CalendarDay(year: constructed.entering, month: 3, day: 15))
    let transcript = constructed.transcript
    var evaluator = Evaluator()
    let verdict = evaluator.evaluate(transcript, under: policy, asOf: day)
    // Beyond the budget goes the first descent of a search at most, for what is now and for what is running.
    #expect(evaluator.spent.verdict <= Assignment.mostCost + CostliestTests.descent, "\(evaluator.spent)")
    #expect(evaluator.spent.reasons <= ReasonSearch.mostCost + CostliestTests.descent, "\(evaluator.spent)")
    // With all the time it asks for, the search knows what this one may leave open.
    let (sifted, question) = Placements.sifted(transcript, policy, day)
    var patient = Assignment()
    patient.budget = 4_000_000
    patient.solve(sifted.units, question)
    #expect(!patient.isCut)
    var (unmet, unavoidable) = (0, 0)
    for area in SubjectArea.allCases {
      let least = max(0, patient.ledger.fills[area].missing)
      #expect(verdict.bestMissing[area] <= least, "\(area)")
      if area != .g && verdict.missing(area) > 0 { unmet += 1 }
      if area != .g && least > 0 { unavoidable += 1 }
    }
    #expect(unmet >= unavoidable)
    #expect(verdict.uses.reduce(0) { $0 + $1.twelfths } == verdict.earned.sum)
  }

  /// Nothing is cut but the search for what the unmatched course may add: its best case is a bound, and the verdict says so.
  @Test(arguments: CostliestTests.openBestCases)
  func aBestCaseThatIsOnlyABoundIsMarked(_ constructed: Constructed) throws {
    let edition = try #require(
      OracleEdition.all.last { $0.csu == (constructed.system == .csu) && $0.entering <= constructed.entering })
    let policy = EvaluatorAdapter.policy(edition)
    let day = try #require(CalendarDay(year: constructed.entering, month: 3, day: 15))
    let transcript = constructed.transcript
    var known = transcript
    known.records.removeAll { if case .unmatched = $0.listing { true } else { false } }
    var evaluator = Evaluator()
    #expect(!evaluator.outline(known, under: policy, asOf: day).isCut)
    let verdict = evaluator.outline(transcript, under: policy, asOf: day)
    #expect(verdict.isCut)
    // The search to its end, for each area.
    let (sifted, question) = Placements.sifted(transcript, policy, day)
    var assignment = Assignment()
    assignment.solve(sifted.units, question)
    var patience = 4_000_000
    let whole = BestCase(assignment, sifted, question, &patience) { $0.unmatched[$1] }
    #expect(whole.unproven.isEmpty && patience > 0)
    for area in SubjectArea.allCases { #expect(verdict.bestMissing[area] <= max(0, whole.missing[area]), "\(area)") }
    // What would decide is named only where that was searched to the end.
    var short = Assignment.mostCost - assignment.cost
    let cut = BestCase(assignment, sifted, question, &short) { $0.unmatched[$1] }
    #expect(!cut.unproven.isEmpty)
    for area in SubjectArea.allCases where !cut.unproven.has(area) {
      #expect(max(0, cut.missing[area]) == max(0, whole.missing[area]), "\(area)")
    }
    let explained = evaluator.evaluate(transcript, under: policy, asOf: day)
    for area in SubjectArea.allCases {
      #expect(
        explained.openRecords.contains { $0.area == area }
          == (explained.status[area] == .unknown && !cut.unproven.has(area)), "\(area)")
    }
  }

  /// What one descent costs at most that begins within the budget.
  private static let descent = 4_000

  static let openBestCases = [
    Constructed(
      system: .csu, entering: 2020,
      exams: [],
      courses: """
        86 15 0 T1,T2,T3 B,C-,A 280,281,209 11 010
        119 27 3 SU C- -1 8 110
        123 29 0 S1,S2 B,A 91,-1 10 010
        115 46 2 FY C 149 11 010
        127 10 1 Q1,Q2,Q3,Q4 C-,C,B,D 393,-1,-1,384 10 010
        95 44 2 S1,S2 B,A 374,133 12 110
        91 16 3 Q1,Q2,Q3,Q4 C,C,B,C 363,-1,-1,435 10 010
        126 24 3 S1,S2 -,C- 73,-1 10 001
        119 5 2 SU C- -1 10 000
        """),
    Constructed(
      system: .csu, entering: 2027,
      exams: [],
      courses: """
        56 29 0 SU C 122 12 010
        127 22 1 S1,S2 C-,A -1,79 10 110
        125 12 3 S1,S2 A,C -1,158 10 000
        123 43 2 Q1,Q2,Q3,Q4 A,A,A,A 159,232,132,50 11 010
        107 19 3 S1,S2 C,C -1,343 12 001
        108 27 2 S1,S2 C,A 429,101 12 010
        71 28 3 S1,S2 C-,B 395,26 11 010
        """),
  ]

  static let constructed = [
    Constructed(
      system: .csu, entering: 2010,
      exams: [],
      courses: """
        24 15 0 S1,S2 C,C- 441,235 12 010
        50 29 1 S1,S2 B,C- -1,122 9 010
        4 19 1 S1,S2 A,B 290,321 10 010
        64 34 1 SU C- 355 9 010
        84 0 1 T1,T2,T3 A,B,B -1,225,-1 9 010
        119 38 0 T1,T2,T3 -,D,D -1,-1,-1 12 010
        98 6 3 S1,S2 C,A 168,287 10 010
        58 15 0 T1,T2,T3 B,B,F 362,-1,143 10 010
        71 30 1 S1,S2 C,B -1,-1 12 010
        96 24 2 T1,T2,T3 A,C-,C 373,-1,279 10 010
        17 1 2 Q1,Q2,Q3,Q4 F,B,A,A 27,171,468,-1 12 010
        56 26 2 Q1,Q2,Q3,Q4 A,F,C,B 382,181,456,275 9 010
        43 43 2 S1 C- 372 12 010
        2 23 0 S1 F 282 11 010
        22 28 3 S1,S2 C-,C -1,-1 11 110
        72 36 0 SU A 107 9 010
        7 32 1 T1,T2,T3 A,C-,C 38,-1,356 12 010
        4 21 1 S1,S2 B,C- 119,194 9 010
        18 46 1 Q1,Q2,Q3,Q4 B,B,C-,B -1,180,44,219 11 000
        5 42 3 S1,S2 -,A 153,234 11 000
        8 14 3 S1 C -1 10 010
        11 46 1 FY C -1 9 100
        1 49 1 S1,S2 C-,A -1,-1 8 010
        26 43 2 T1,T2,T3 C-,C-,C- 386,127,-1 11 010
        52 35 1 SU A -1 11 001
        73 46 0 FY B 96 11 010
        4 31 1 S1,S2 C,C 188,-1 11 010
        85 41 2 S1,S2 C,C 434,258 9 011
        10 45 2 Q1,Q2,Q3,Q4 C-,C-,C,C -1,-1,-1,330 11 010
        97 12 0 S1,S2 C,A 346,213 9 000
        2 15 1 FY B 328 10 000
        85 33 1 FY B 365 9 010
        8 38 3 S2 A 26 11 000
        3 9 3 SU A 216 11 010
        2 46 1 S1,S2 B,A 104,-1 9 000
        8 38 3 S2 A 26 11 000
        3 15 3 SU A 216 11 010
        """),
    Constructed(
      system: .csu, entering: 2027,
      exams: [],
      courses: """
        122 25 3 T1,T2,T3 C,C-,F -1,350,241 12 010
        24 25 3 S1 C -1 9 010
        111 45 3 S1,S2 C-,B 223,-1 11 010
        119 3 2 SU B 300 11 010
        2 15 3 S2 - -1 11 111
        67 6 2 Q1,Q2,Q3,Q4 C,C,C,A 101,-1,304,-1 10 000
        51 16 3 T1,T2,T3 C,C-,- 430,-1,174 12 011
        28 8 0 S1,S2 -,C- 135,-1 12 010
        41 8 3 FY B -1 9 010
        1 41 2 S1,S2 D,- -1,-1 11 011
        66 40 0 SU F -1 10 011
        127 44 2 S1 D 215 11 010
        109 49 1 S1,S2 F,- -1,-1 12 010
        125 31 1 S1,S2 B,A -1,-1 9 010
        117 9 0 S1,S2 A,C -1,39 10 010
        27 33 2 Q1,Q2,Q3,Q4 F,B,A,F 404,475,-1,167 12 010
        8 50 0 FY C- -1 11 010
        63 2 0 SU A -1 11 010
        90 12 1 FY C -1 12 000
        80 9 2 S1,S2 C,F -1,-1 10 010
        127 27 0 S1,S2 C,C -1,-1 10 100
        121 14 3 S1,S2 A,D -1,-1 9 011
        """),
    Constructed(
      system: .uc, entering: 2020,
      exams: [],
      courses: """
        17 27 3 S2 A 498 12 110
        113 22 1 S1 F 225 9 110
        91 24 3 S1 C -1 11 110
        6 23 3 FY C 371 12 010
        59 27 1 FY C- -1 12 010
        58 24 3 S2 A 199 9 110
        126 19 3 S2 - -1 9 010
        127 45 2 S1,S2 A,A 453,355 10 010
        127 29 3 S1,S2 C-,C- 265,472 10 010
        66 13 1 S1 - 277 11 010
        22 48 2 S1 C- -1 11 111
        127 15 0 SU C -1 11 010
        17 9 3 S1,S2 A,A -1,366 9 100
        125 36 0 T1,T2,T3 C,C-,C- -1,321,-1 10 010
        19 42 3 S1,S2 C,C- 268,-1 10 010
        31 7 3 Q1,Q2,Q3,Q4 C,B,C-,A -1,422,-1,-1 10 110
        127 30 3 S1,S2 C,A 485,203 10 010
        59 43 2 SU C- 273 10 010
        122 0 3 S1,S2 C-,C- 187,118 9 010
        8 9 3 Q1,Q2,Q3,Q4 C-,A,B,A 222,127,-1,86 11 010
        6 23 3 FY C 371 12 010
        39 26 1 Q1,Q2,Q3,Q4 -,C,F,A -1,-1,-1,-1 11 010
        6 23 3 FY C 371 12 010
        """),
  ]
}
