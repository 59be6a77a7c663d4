/// Small transcripts in which areas share what there is: courses listed in two areas, CSU's elective list, exams and
/// waivers beside them. Most of what A to F need is not there, so that each use of a course shows.
package struct SharingGenerator {
  package var numbers: SeededNumbers
  private static let shared: [(areas: String, discipline: String)] = [
    ("AG", "WORLD"), ("AG", "SOC"), ("AG", "CIV"), ("AG", "US"), ("AB", "US"), ("BG", "ENG"), ("BF", "THEATER"),
    ("CG", "PRECALC"), ("CG", "ALG1"), ("CG", "STAT"), ("CD", "CS"), ("DG", "CHEM"), ("DG", "BIO"), ("DG", "INT"),
    ("DG", "INTERD"), ("DG", "PHYS"), ("DF", "PHYS"), ("FG", "ART"), ("FG", "ART"), ("FG", "MUSIC"), ("EG", "L1"),
    ("EG", "L2"),
  ]
  private static let plain: [(areas: String, discipline: String)] = [
    ("G", "SOC"), ("G", "SOC"), ("G", "SCI-BIO"), ("G", "SCI-PHYS"), ("G", "SCI-INT"), ("G", "INTERDISC"), ("A", "US"),
    ("A", "CIV"), ("A", "WORLD"), ("A", "SOC"), ("B", "ENG"), ("B", "ELD"), ("C", "ALG1"), ("C", "ALG2"), ("D", "BIO"),
    ("D", "CHEM"), ("D", "PHYS"), ("D", "INT"), ("E", "L1"), ("F", "ART"), ("F", "MUSIC"),
  ]

  package init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// - Parameters:
  ///   - shared: Courses listed in two areas at most.
  package mutating func transcript(entering: Int, shared most: Int) -> OracleTranscript {
    var result = OracleTranscript()
    var kinds = (0..<Int.random(in: 0...most, using: &numbers)).map { _ in numbers.pick(Self.shared) }
    kinds += (0..<Int.random(in: 1...7, using: &numbers)).map { _ in numbers.pick(Self.plain) }
    let isEligible = numbers.pick([30, 70, 100])
    for (index, kind) in kinds.enumerated() {
      var course = OracleCourse(key: "c\(index)", areas: kind.areas, discipline: kind.discipline)
      if kind.areas.contains("E") { course.language = numbers.pick(["Spanish", "Spanish", "French"]) }
      course.electiveEligible = numbers.chance(isEligible)
      let grade = Int.random(in: 9...12, using: &numbers)
      for term in numbers.pick([
        ["S1", "S2"], ["S1", "S2"], ["S1", "S2"], ["S1"], ["S2"], ["T1", "T2"], ["Q1", "Q2"],
      ]) {
        result.records.append(
          OracleRecord(
            year: entering - 13 + grade, term: term, grade: grade, mark: numbers.chance(92) ? "B" : "D",
            match: .listed(course)))
      }
    }
    for _ in 0..<numbers.pick([0, 1, 1, 2, 3]) {
      let clears = numbers.pick([
        "US", "WORLD", "CIVICS", "BIO", "CHEM", "PHYS", "INTERD", "US", "WORLD", "BIO", "CHEM", "PHYS", "B", "CALCULUS",
        "LANGUAGE-Spanish", "F", "G",
      ])
      result.exams.append(OracleExam(clears: clears, year: entering - 2))
    }
    if numbers.chance(25) {
      result.waivers.append(
        OracleWaiver(
          area: numbers.pick(["A", "D", "D", "A", "C", "F", "G"]), twelfths: 6 * numbers.pick([1, 2]),
          year: entering - 2))
    }
    return result
  }
}
