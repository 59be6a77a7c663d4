/// Random numbers that are the same on every machine for the same seed (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  package mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &self)] }
}

/// Small transcripts of invented students that visit the corners of the rules.
package struct TranscriptGenerator {
  package var numbers: SeededNumbers
  /// Twice as many entries as other courses: what a base of A to F needs, so that G and surplus matter.
  private static let core: [(areas: String, discipline: String)] = [
    ("A", "US"), ("A", "WORLD"), ("A", "CIV"), ("A", "SOC"), ("B", "ENG"), ("B", "ENG"), ("B", "ENG"), ("B", "ENG"),
    ("C", "ALG1"), ("C", "GEO"), ("C", "ALG2"), ("D", "BIO"), ("D", "CHEM"), ("E", "L1"), ("E", "L2"), ("F", "ART"),
    ("G", "SOC"), ("G", "INTERDISC"),
  ]
  private static let corners: [(areas: String, discipline: String)] = [
    ("AB", "US"), ("AG", "WORLD"), ("AG", "SOC"), ("AG", "CIV"), ("BG", "ENG"), ("ABG", "ENG"), ("ABG", "US"),
    ("CG", "STAT"), ("CG", "PRECALC"), ("CG", "ALG1"), ("CD", "CS"), ("CD", "STAT"), ("DG", "CHEM"), ("DG", "BIO"),
    ("DG", "INT"), ("DF", "PHYS"), ("DF", "ART"), ("FG", "ART"), ("FG", "MUSIC"), ("EG", "L1"), ("EG", "L3"),
    ("EG", "L2"), ("B", "ELD"), ("C", "M1"), ("C", "M2"), ("C", "M3"), ("C", "PRECALC"), ("C", "TRIG"), ("C", "CALC"),
    ("C", "STAT"), ("C", "OAM"), ("C", "DATA"), ("C", "CS"), ("D", "PHYS"), ("D", "ESS"), ("D", "BIO/ES"),
    ("D", "CHEM/ES"), ("D", "PHYS/ES"), ("D", "INT"), ("D", "INTERD"), ("D", "APPLIED"), ("D", "ENGR"), ("E", "L3"),
    ("E", "L4"), ("F", "MUSIC"), ("F", "DANCE"), ("F", "THEATER"), ("F", "INTARTS"), ("G", "SCI-BIO"),
    ("G", "SCI-CHEM"), ("G", "SCI-PHYS"), ("G", "SCI-ESS"), ("G", "SCI-INT"), ("G", "SCI-OTHER"), ("D", "CHEM"),
    ("C", "GEO"), ("C", "ALG2"), ("B", "ENG"),
  ]

  /// Courses of C and G: where one counts, what it validates and what is left for G hang together.
  private static let mathematics: [(areas: String, discipline: String)] = [
    ("CG", "STAT"), ("CG", "PRECALC"), ("CG", "ALG2"), ("CG", "GEO"), ("CG", "TRIG"), ("CG", "CALC"), ("CG", "DATA"),
    ("CG", "OAM"), ("CG", "M2"), ("CG", "M3"), ("CG", "CS"),
  ]

  package init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// One transcript of a student who enters in `entering`.
  package mutating func transcript(entering: Int) -> OracleTranscript {
    var result = OracleTranscript()
    let ninthGrade = entering - 4
    var kinds: [(areas: String, discipline: String)] = []
    let keepCore = numbers.pick([0, 50, 85, 95])
    for kind in Self.core where numbers.chance(keepCore) { kinds.append(kind) }
    var dual = 0
    if numbers.chance(35) {
      let gap = numbers.pick(["ALG1", "GEO", "ALG2", "ALG2"])
      kinds.removeAll { $0.areas == "C" && $0.discipline == gap }
      // Now and then without what fills G otherwise.
      if numbers.chance(50) { kinds.removeAll { $0.areas == "G" } }
      for _ in 0..<numbers.pick([1, 1, 2]) {
        kinds.append(numbers.pick(Self.mathematics))
        dual += 1
      }
    }
    for _ in 0..<Int.random(in: 1...(keepCore > 60 ? 4 : 8), using: &numbers) {
      let kind = numbers.pick(Self.corners)
      if kind.areas.count > 1 { dual += kind.areas.count - 1 }
      if kind.areas.count == 1 || dual <= 4 { kinds.append(kind) }
    }
    let clean = numbers.pick([60, 90, 98])
    for (index, kind) in kinds.enumerated() {
      let course = course(index, kind)
      addRecords(of: course, to: &result, ninthGrade: ninthGrade, clean: clean)
    }
    addOthers(to: &result, ninthGrade: ninthGrade)
    return result
  }

  private mutating func course(_ index: Int, _ kind: (areas: String, discipline: String)) -> OracleCourse {
    var course = OracleCourse(key: "c\(index)", areas: kind.areas, discipline: kind.discipline)
    if kind.areas.contains("E") { course.language = numbers.pick(["Spanish", "Spanish", "Spanish", "French"]) }
    course.ninthGradeOnly = kind.discipline == "ENG" && numbers.chance(30)
    course.electiveEligible = numbers.chance(70)
    if numbers.chance(12) { course.length = "semester" } else if numbers.chance(8) { course.length = "two_years" }
    return course
  }

  private mutating func mark(_ clean: Int) -> String? {
    if numbers.chance(clean) { return numbers.pick(["A", "B-", "C", "C-", "B+"]) }
    return numbers.pick(["D", "D", "F", "D+", "F", nil, nil, "P", "CR", "NP", "I", "W", "C"])
  }

  private mutating func addRecords(
    of course: OracleCourse, to result: inout OracleTranscript, ninthGrade: Int, clean: Int
  ) {
    var grade = numbers.chance(12) ? numbers.pick([6, 7, 8, 8]) : Int.random(in: 9...12, using: &numbers)
    let college = grade >= 9 && course.length == "year" && numbers.chance(6)
    let twoYearTerms = numbers.pick([["S1", "S2"], ["FY"], ["S1"], ["S1", "S2", "SU"]])
    for attempt in 0..<numbers.pick([1, 1, 1, 1, 2, 2, 3]) {
      if attempt > 0 { grade = min(12, grade + numbers.pick([0, 1, 1])) }
      var terms = numbers.pick([
        ["S1", "S2"], ["S1", "S2"], ["S1", "S2"], ["S1", "S2"], ["FY"], ["T1", "T2", "T3"], ["Q1", "Q2", "Q3", "Q4"],
        ["S1"], ["S2"], ["SU"], ["S1", "S2", "SU"], ["S1", "S2", "SU", "SU"], ["T1", "T2"], ["T3"], ["Q2", "Q3"],
      ])
      if course.length == "semester" {
        terms = numbers.pick([["S1"], ["S2"], ["SU"], ["FY"], ["Q1", "Q2"], ["S1", "S2"]])
      }
      if course.length == "two_years" { terms = twoYearTerms }
      if college { terms = [numbers.pick(["S1", "S2", "SU", "Q1", "Q3"])] }
      var named = course
      if course.length == "year", numbers.chance(6) { named.part = numbers.pick([1, 2]) }
      for term in terms {
        var record = OracleRecord(
          year: ninthGrade + grade - 9, term: term, grade: grade, mark: mark(clean), college: college,
          match: .listed(named))
        if !college, course.length != "semester", term == "SU" ? numbers.chance(30) : numbers.chance(3) {
          record.part = numbers.pick([1, 2])
        }
        if college ? numbers.chance(50) : course.length != "two_years" && numbers.chance(6) {
          record.credits =
            college ? numbers.pick([300, 400, 200, 100, 150]) : numbers.pick([250, 125, 300, 500, 333, 100])
        }
        if numbers.chance(2) { record.match = .notListed }
        result.records.append(record)
        if numbers.chance(2) {
          record.mark = mark(clean)
          result.records.append(record)
        }
      }
      if course.length == "two_years", numbers.chance(70), attempt == 0, grade < 12 {
        for term in terms {
          result.records.append(
            OracleRecord(
              year: ninthGrade + grade - 8, term: term, grade: grade + 1, mark: mark(clean), match: .listed(course)))
        }
      }
    }
  }

  private mutating func addOthers(to result: inout OracleTranscript, ninthGrade: Int) {
    if numbers.chance(15) {
      for _ in 0..<numbers.pick([1, 1, 2]) {
        let grade = numbers.pick([8, 9, 10, 11, 12])
        result.records.append(
          OracleRecord(
            year: ninthGrade + grade - 9, term: numbers.pick(["S1", "S2", "FY", "T2", "SU"]), grade: grade,
            mark: mark(85), match: .unmatched))
      }
    }
    if numbers.chance(20) {
      for _ in 0..<numbers.pick([1, 1, 2]) {
        let clears = numbers.pick([
          "US", "WORLD", "CIVICS", "B", "CALCULUS", "BIO", "CHEM", "PHYS", "INTERD", "LANGUAGE-Spanish",
          "LANGUAGE-French", "F", "G",
        ])
        result.exams.append(OracleExam(clears: clears, year: ninthGrade + numbers.pick([1, 2, 3, 3, 4])))
      }
    }
    if numbers.chance(10) {
      let area: Character = numbers.pick(["A", "B", "C", "D", "E", "F", "G"])
      result.waivers.append(OracleWaiver(area: area, twelfths: 6 * numbers.pick([1, 2, 4]), year: ninthGrade + 2))
    }
  }
}
