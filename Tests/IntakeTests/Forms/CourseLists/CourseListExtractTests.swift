import Rules
import Testing

@testable import Intake

/// Course lists, decisions and an AP file beside the files of a student information system, read to the end.
struct CourseListExtractTests {
  private static let list = """
    [{"title": "English 1", "disciplineName": "English", "subjectAreaCode": "b", "honorsTypeName": "None",
      "transcriptAbbreviations": "|English 9 (P)", "gradeLevels": ["9"], "courseLength": "Full Year"},
     {"title": "Spanish I", "disciplineName": "LOTE Level 1", "subjectAreaCode": "e", "honorsTypeName": "None",
      "transcriptAbbreviations": "SPN 1", "gradeLevels": [], "courseLength": "Full Year"}]
    """

  @Test("UC's list gives the courses of a school their area and discipline; claims decide where there is none")
  func lists() throws {
    let outcome = CCGISample().read(raw: ["19000000000001_2023-24.json": Array(Self.list.utf8)])
    let extract = try #require(outcome.extract, "\(outcome.refusalLines)")
    let courses = Dictionary(uniqueKeysWithValues: extract.courses.map { ($0.courseID, $0) })
    #expect(courses["ENG9"]?.subjectAreas == SubjectAreas(.b))
    #expect(courses["ENG9"]?.discipline == .english)
    #expect(courses["ENG9"]?.gradeLevels == [9])
    #expect(courses["ALG1"]?.subjectAreas == SubjectAreas(.c))
    // The catalogue names the woodshop in the year of the list, and the list does not.
    #expect(courses["WOOD"]?.subjectAreas == SubjectAreas.none)
    let rules = extract.courseEvidence.map { "\($0.courseID) \($0.ruleCode)" }
    #expect(rules.contains("ENG9 match.normalised-abbreviation"))
    #expect(rules.contains("ALG1 claim.no-list"))
    #expect(rules.contains("WOOD list.absent"))
    let english = try #require(extract.courseEvidence.first { $0.courseID == "ENG9" })
    #expect(english.claimed?.subjectAreas == SubjectAreas(.b))
    #expect(english.listedTitle == "English 1")
    #expect(english.rowCount == 2)
    #expect(outcome.counts("uc.course-list")?.rowsLoaded == 2)
  }

  @Test("A course that the list does not name is not A-G, whatever is claimed, unless a person decided")
  func contradiction() throws {
    var sample = CCGISample()
    sample.set(CCGISample.catalog, "GraduationRequirements", "F", row: 3)
    let list = ["19000000000001_2023-24.json": Array(Self.list.utf8)]
    let before = sample.read(raw: list)
    #expect(before.findings.contains { $0.code == .courseNotOnList && $0.value.hasPrefix("WOOD") })
    #expect(before.extract?.courses.first { $0.courseID == "WOOD" }?.subjectAreas == SubjectAreas.none)
    let decision =
      "school_id,course_id,subject_area,discipline,decided_by,decided_on,reason\n"
      + "19000000000001,WOOD,F,Visual Arts,C. Ash,2026-09-01,UC confirmed it by letter\n"
    let after = sample.read(raw: list.merging(["decided.csv": Array(decision.utf8)]) { $1 })
    #expect(after.extract?.courses.first { $0.courseID == "WOOD" }?.subjectAreas == SubjectAreas(.f))
    let row = try #require(after.extract?.courseEvidence.first { $0.courseID == "WOOD" })
    #expect(row.rule == .person)
    #expect(row.decidedBy == "C. Ash")
    #expect(row.decidedOn == "2026-09-01")
    #expect(row.listed == nil)
  }

  @Test("Transcripts of the extract without courses.csv get their courses from UC's list and from decisions")
  func canonical() throws {
    var sample = Sample(optional: false)
    sample.sheets["courses.csv"] = nil
    sample.raw["19000000000001_2023-24.json"] = Array(Self.list.utf8).replacing(
      "English 9 (P)".utf8, with: "English 9".utf8)
    sample.raw["decided.csv"] = Array(
      ("school_id,course_id,subject_area,discipline,decided_by,decided_on,reason\n"
        + "COLLEGE1,HIST17,A,U.S. History,C. Ash,2026-09-01,college catalogue\n").utf8)
    let extract = try #require(sample.read().extract)
    #expect(extract.courses.map(\.courseID) == ["ENG9", "HIST17"])
    #expect(extract.courses.map(\.subjectAreas) == [SubjectAreas(.b), SubjectAreas(.a)])
    let codes = (0..<extract.courseCodes.count).map { extract.courseCodes[$0] }
    #expect(codes.filter { !$0.isListed }.map(\.courseID) == ["ALG1A"])
    let english = try #require(extract.courseEvidence.first { $0.courseID == "ENG9" })
    #expect(english.rowCount == 2)
  }

  @Test("With courses.csv its rows stand, and what UC's list says is kept beside them")
  func given() throws {
    var sample = Sample(optional: false)
    sample.edit("courses.csv") { $0.set("subject_area", "G") }
    sample.raw["19000000000001_2023-24.json"] = Array(Self.list.utf8)
    let extract = try #require(sample.read().extract)
    #expect(extract.courses.count == 4)
    #expect(extract.courses.first { $0.courseID == "ENG9" }?.subjectAreas == SubjectAreas(.g))
    let english = try #require(extract.courseEvidence.first { $0.courseID == "ENG9" })
    #expect(english.rule == .given)
    #expect(english.listed?.subjectAreas == SubjectAreas(.b))
  }

  @Test("A document that is too long to be a list is refused before it fills the memory")
  func longDocument() {
    var limits = ReadingLimits()
    limits.documentBytes = Self.list.utf8.count - 1
    let raw = ["19000000000001_2023-24.json": Array(Self.list.utf8)]
    #expect(CCGISample().read(raw: raw, limits: limits).refusalLines == ["19000000000001_2023-24.json:0::bad_header"])
    limits.documentBytes += 1
    #expect(CCGISample().read(raw: raw, limits: limits).extract != nil)
  }

  @Test("AP exams reach the student who was matched; the others are in the review list")
  func exams() throws {
    var sheet = APSheet()
    sheet.add(id: "20", exams: [("25", "7", "4"), ("24", "68", "5")])
    sheet.add("Somebody", "Else")
    let outcome = CCGISample().read(raw: ["from the College Board.csv": Array(sheet.csv.utf8)])
    let extract = try #require(outcome.extract, "\(outcome.refusalLines)")
    #expect(extract.exams.map(\.subject) == ["07", "68"])
    #expect(extract.exams.map { $0.schoolYear.code } == ["2024-25", "2023-24"])
    #expect(extract.exams.allSatisfy { extract.students.studentID($0.studentIndex) == "0020" })
    #expect(extract.examReview.map(\.line) == [3])
    #expect(extract.examMatches.first?.rule == .localIDWithoutZeros)
    let counts = try #require(outcome.counts("ap.datafile"))
    #expect(counts.rowsRead == 2)
    #expect(counts.rowsLoaded == 2)
  }

  @Test("AP files of two years repeat each other's exams; each counts once")
  func cumulative() throws {
    var first = APSheet()
    first.add(id: "0020", exams: [("24", "68", "5")])
    var second = APSheet()
    second.add(id: "0020", exams: [("25", "07", "4"), ("24", "68", "5")])
    let outcome = CCGISample().read(raw: ["a.csv": Array(first.csv.utf8), "b.csv": Array(second.csv.utf8)])
    #expect(outcome.extract?.exams.map(\.subject).sorted() == ["07", "68"])
  }
}
