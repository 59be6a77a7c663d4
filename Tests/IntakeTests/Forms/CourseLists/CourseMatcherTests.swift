import Rules
import Testing

@testable import Intake

struct CourseMatcherTests {
  private func decided(_ evidence: CourseEvidence, tolerance: Int = 0) -> CourseMatcher.Outcome {
    CourseMatcher.decide(evidence, tolerance: tolerance)
  }

  /// `area honors rule part` of the only course.
  private func line(_ evidence: CourseEvidence, tolerance: Int = 0) -> String {
    decided(evidence, tolerance: tolerance).evidence.map { row in
      let area = row.decided.map { $0.subjectAreas?.code ?? "?" } ?? "undecided"
      return "\(area.isEmpty ? "none" : area) \(row.ruleCode)"
    }.joined(separator: ", ")
  }

  @Test("The abbreviation on the list decides, whatever its case, and before the title")
  func abbreviation() {
    let evidence = CourseEvidence()
    evidence.list("English 1", "Eng 1", area: "B")
    evidence.list("Something else", "ENGLISH 1", area: "G")
    evidence.take("E1", abbreviation: "english 1")
    #expect(line(evidence) == "G match.abbreviation")
  }

  @Test("Then the title, then names without tags and punctuation, then halves, then words")
  func order() {
    for (name, rule) in [
      ("Algebra II", "match.title"), ("ALG 2 (P)", "match.abbreviation"), ("alg. 2", "match.normalised-abbreviation"),
      ("Algebra 2 (P)", "match.normalised-title"), ("Algebra IIB", "match.half"), ("Algbra 2", "match.words"),
      ("AL2X", "match.course-id"), ("Algebra III", "list.absent"),
    ] {
      let evidence = CourseEvidence()
      evidence.list("Algebra II", "ALG 2 (P)", "M2", area: "C", discipline: "Algebra II")
      evidence.list("Another", "AL2X", area: "C", discipline: "Algebra II")
      evidence.take("AL2X", abbreviation: name == "AL2X" ? "Unknown name" : name)
      // The course code is an abbreviation of the second row; names go first.
      let found = decided(evidence).evidence.first?.ruleCode
      #expect(found == (rule == "list.absent" ? "match.course-id" : rule), "\(name)")
    }
  }

  @Test("A course that the list does not name is not listed, and a claim to the contrary is a finding")
  func absent() {
    let evidence = CourseEvidence()
    evidence.list("English 1", "Eng 1", area: "B")
    evidence.take("W1", abbreviation: "Woodshop", rows: 3)
    evidence.claim("W1", area: "F")
    #expect(line(evidence) == "none list.absent")
    let row = decided(evidence).evidence[0]
    #expect(row.claimed?.subjectAreas == SubjectAreas(.f))
    #expect(row.listed == nil)
    #expect(row.rowCount == 3)
  }

  @Test("The list goes before the claim; both are kept")
  func contradiction() {
    let evidence = CourseEvidence()
    evidence.list("Statistics", "Stats (P)", area: "C", discipline: "Statistics")
    evidence.take("ST", abbreviation: "Stats (P)")
    evidence.claim("ST", area: "G", honors: "AP")
    let row = decided(evidence).evidence[0]
    #expect(row.decided?.subjectAreas == SubjectAreas(.c))
    #expect(row.claimed?.subjectAreas == SubjectAreas(.g))
    #expect(row.listed?.discipline == "Statistics")
    #expect(row.decided?.honors == nil)
  }

  @Test("Without a list of the school and year the claim decides; another school's list changes nothing")
  func claims() {
    let evidence = CourseEvidence()
    evidence.list("English 1", "Eng 1", area: "B", school: "S2")
    evidence.list("English 1", "Eng 1", area: "B", year: 2020)
    evidence.take("E1", abbreviation: "Eng 1")
    evidence.claim("E1", area: "B")
    #expect(line(evidence) == "B claim.no-list")
    #expect(line(evidence, tolerance: 3) == "B claim.no-list")
    #expect(line(evidence, tolerance: 4) == "B match.abbreviation")
  }

  @Test("Nothing known, or claims that differ, decide nothing; G beside an area of its own is surplus")
  func undecided() {
    let nothing = CourseEvidence()
    nothing.take("X", title: "Anything")
    #expect(line(nothing) == "undecided undecided.nothing-known")
    #expect(decided(nothing).rows.isEmpty)
    let differing = CourseEvidence()
    differing.claim("X", area: "C")
    differing.claim("X", area: "D")
    #expect(line(differing) == "undecided undecided.claims-differ")
    let surplus = CourseEvidence()
    surplus.claim("X", area: "G")
    surplus.claim("X", area: "C")
    #expect(line(surplus) == "C claim.no-list")
    let catalogue = CourseEvidence()
    catalogue.claim("X", area: "G")
    catalogue.claim("X", area: "D", isCatalogue: true)
    #expect(line(catalogue) == "D claim.no-list")
    let none = CourseEvidence()
    none.claim("X", area: "")
    #expect(line(none) == "none claim.no-list")
  }

  @Test("A claim of another year stands in where a year has none")
  func otherYear() {
    let evidence = CourseEvidence()
    evidence.take("X", year: 2021)
    evidence.claim("X", area: "D", year: 2023)
    let outcome = decided(evidence)
    #expect(outcome.evidence.map(\.ruleCode) == ["claim.other-year", "claim.no-list"])
    #expect(outcome.rows.count == 1)
    #expect(outcome.rows[0].first == nil)
    #expect(outcome.rows[0].last == nil)
  }

  @Test("One abbreviation on two courses: same values, then the title, the claimed area, honors, else undecided")
  func ties() {
    func evidence(_ areas: (String, String), honors: String = "", claim: String? = nil, name: String) -> CourseEvidence
    {
      let evidence = CourseEvidence()
      evidence.list("Advanced Composition", "Adv Comp/Lit (P)", area: areas.0)
      evidence.list("World Literature", "Adv Comp/Lit (P)", area: areas.1, honors: honors)
      evidence.take("X", abbreviation: name, title: "Upper English")
      if let claim { evidence.claim("X", area: claim) }
      return evidence
    }
    let name = "Adv Comp/Lit (P)"
    #expect(line(evidence(("B", "B"), name: name)) == "B match.abbreviation+same")
    #expect(line(evidence(("B", "G"), name: name)) == "undecided undecided.ambiguous")
    #expect(line(evidence(("B", "G"), claim: "G", name: name)) == "G match.abbreviation+area")
    #expect(line(evidence(("B", "G"), honors: "HL", name: "Adv Comp/Lit (HP)")) == "G match.normalised-abbreviation")
    let titled = CourseEvidence()
    titled.list("Advanced Composition", name, area: "B")
    titled.list("World Literature", name, area: "G")
    titled.take("X", abbreviation: name, title: "WORLD LITERATURE")
    #expect(line(titled) == "G match.abbreviation+title")
  }

  @Test("A name tagged as honors is never the name of a course without honors")
  func honorsTag() {
    let evidence = CourseEvidence()
    evidence.list("English 3", "English 3 (P)", area: "B")
    evidence.take("X", abbreviation: "English 3 (HP)")
    #expect(line(evidence) == "none list.absent")
  }

  @Test("A row of the list that was rejected leaves its course undecided")
  func rejectedRow() {
    let evidence = CourseEvidence()
    evidence.list("English 1", "Eng 1", area: "", isUsable: false)
    evidence.take("X", abbreviation: "Eng 1")
    #expect(line(evidence) == "undecided undecided.list-row-rejected")
  }

  @Test("Halves get their part and share a key, with the whole too; a lone letter is no half")
  func halves() {
    let evidence = CourseEvidence()
    evidence.list("Algebra I", "Alg 1 (P)", area: "C", discipline: "Algebra I")
    evidence.take("ALG1A", title: "Algebra 1A")
    evidence.take("ALG1B", title: "Algebra 1B")
    evidence.take("ALG1", abbreviation: "Alg 1 (P)")
    evidence.list("Painting A", "Paint A", area: "F", discipline: "Visual Arts")
    evidence.take("PA", abbreviation: "Paint A")
    let rows = decided(evidence).rows.map(\.course)
    #expect(rows.map(\.courseID) == ["ALG1", "ALG1A", "ALG1B", "PA"])
    #expect(rows.map(\.part) == [0, 1, 2, 0])
    #expect(rows.map(\.courseKey) == ["algebra 1", "algebra 1", "algebra 1", ""])
  }

  @Test("Halves on the list itself, and a semester course that only looks like one")
  func listedHalves() {
    let evidence = CourseEvidence()
    evidence.list("Auto Technology", "Auto A (P)", "Auto B (P)", area: "G", discipline: "Interdisciplinary")
    evidence.take("A", abbreviation: "Auto A (P)")
    evidence.list("Debate A", "Debate A", "Debate B", area: "G", discipline: "Interdisciplinary", length: "semester")
    evidence.take("D", abbreviation: "Debate A")
    #expect(decided(evidence).rows.map(\.course.part) == [1, 0])
  }

  @Test("A manual decision wins over list and claim, and is kept with who, when and why")
  func decision() {
    let evidence = CourseEvidence()
    evidence.list("English 1", "Eng 1", area: "B")
    for year in 2022...2024 { evidence.take("E1", year: Int16(year), abbreviation: "Eng 1") }
    evidence.claim("E1", area: "B", year: nil)
    var decision = CourseDecision(origin: RowOrigin(file: 2, line: 2), school: "S1", courseID: "E1")
    decision.firstYear = SchoolYear(fall: 2023)
    decision.lastYear = SchoolYear(fall: 2023)
    decision.values = ["subject_area": "G", "discipline": "Interdisciplinary"]
    (decision.decidedBy, decision.decidedOn, decision.reason) = ("A. Registrar", "2024-09-01", "Letter of UC")
    evidence.decide(decision)
    let outcome = decided(evidence)
    #expect(outcome.evidence.map(\.ruleCode) == ["claim.no-list", "decision.person", "match.abbreviation"])
    #expect(outcome.evidence[1].decidedBy == "A. Registrar")
    #expect(outcome.evidence[1].reason == "Letter of UC")
    #expect(outcome.evidence[1].claimed?.subjectAreas == SubjectAreas(.b))
    #expect(outcome.rows.count == 3)
    #expect(outcome.usedDecisions == [decision.origin])
  }

  @Test("Years with the same values are one row; a changed list begins another")
  func years() {
    let evidence = CourseEvidence()
    for year in 2019...2022 {
      evidence.list("Robotics", "Robotics", area: year < 2021 ? "G" : "D", discipline: "Engineering", year: Int16(year))
      evidence.take("R", year: Int16(year), abbreviation: "Robotics", rows: 2)
    }
    let outcome = decided(evidence)
    #expect(
      outcome.rows.map { "\($0.first?.code ?? "") \($0.last?.code ?? "")" } == ["2019-20 2020-21", "2021-22 2022-23"])
    #expect(outcome.evidence.map(\.rowCount) == [4, 4])
  }

  @Test("Ranges of claims are open at both ends, and close where a list or nothing begins to hold")
  func openEnds() {
    let evidence = CourseEvidence()
    evidence.claim("R", area: "G", year: 2018)
    evidence.claim("R", area: "G", year: 2019)
    evidence.list("Robotics", "Robotics", area: "D", discipline: "Engineering", year: 2021)
    evidence.list("Robotics", "Robotics", area: "", year: 2022, isUsable: false)
    for year in 2021...2023 { evidence.take("R", year: Int16(year), abbreviation: "Robotics") }
    let ranges = decided(evidence).rows.map { row in
      "\(row.course.decided?.subjectAreas?.code ?? "") \(row.first?.code ?? "open") \(row.last?.code ?? "open")"
    }
    #expect(ranges == ["G open 2019-20", "D 2021-22 2021-22", "G 2023-24 open"])
  }

  @Test("Language courses get their language, AP courses their exam")
  func completed() {
    let evidence = CourseEvidence()
    evidence.list("Spanish I", "SPN 1", area: "E", discipline: "LOTE Level 1")
    evidence.list("World Language", "WL", area: "E", discipline: "LOTE Level 1")
    evidence.list("AP Biology", "AP Bio", area: "D", discipline: "Biology / Life Sciences", honors: "AP")
    evidence.take("1", abbreviation: "SPN 1")
    evidence.take("2", abbreviation: "WL")
    evidence.take("3", abbreviation: "AP Bio")
    let rows = decided(evidence).rows.map(\.course)
    #expect(rows.map { $0.decided?.language } == ["Spanish", nil, nil])
    #expect(rows.map(\.examCode) == ["", "", "20"])
  }

  @Test("A course of a canonical courses.csv gets no second row")
  func canonical() {
    let evidence = CourseEvidence()
    evidence.take("E1", title: "English 1")
    var (school, course) = ("S1", "E1")
    school.withUTF8 { school in
      course.withUTF8 { course in
        if let a = school.baseAddress, let b = course.baseAddress {
          evidence.noteCanonical(
            school: Bytes(start: a, count: school.count), courseID: Bytes(start: b, count: course.count))
        }
      }
    }
    let outcome = decided(evidence)
    #expect(outcome.rows.isEmpty)
    #expect(outcome.evidence.map(\.ruleCode) == ["decision.courses-file"])
  }
}
