import Rules
import Testing

@testable import Intake

@Suite struct InspectionTests {
  @Test func `An inspection says for each file what it is`() throws {
    let inspection = try CCGISample().inspect(raw: ["notes.txt": Array("Hello\n".utf8)])
    #expect(inspection.refusals.isEmpty)
    #expect(
      inspection.files.map { "\($0.name) \($0.form ?? "-") \($0.layout)" } == [
        "\(CCGISample.catalog) ccgi.course-catalog 14 columns", "\(CCGISample.grades) ccgi.course-grade 18 columns",
        "\(CCGISample.students) ccgi.student 38 columns", "notes.txt - ",
      ])
    let grades = inspection.files[1]
    #expect(grades.counts?.rowsRead == 4)
    #expect(grades.firstYear?.code == "2023-24")
    #expect(grades.lastYear?.code == "2025-26")
    #expect(inspection.missing == ["no exam scores: add exams.csv, or the College Board's AP student datafile"])
    #expect(!inspection.lacksCourseList)
  }

  @Test func `A canonical extract is inspected too`() throws {
    let folder = TemporaryFolder()
    for (name, bytes) in Sample().bytes { folder.write(name, bytes) }
    let inspection = try Inspection.of(path: folder.path, configuration: InputConfiguration())
    let transcripts = inspection.files.first { $0.name == "transcripts.csv" }
    #expect(transcripts?.form == "transcripts.csv")
    #expect(transcripts?.encoding == "utf-8")
    #expect(transcripts?.firstYear?.code == "2023-24")
    #expect(transcripts?.lastYear?.code == "2025-26")
    #expect(inspection.files.count == 10)
    #expect(inspection.missing == [])
  }

  @Test func `What is missing for a full night is said in words`() throws {
    var sample = CCGISample()
    sample.files[CCGISample.students] = nil
    let inspection = try sample.inspect()
    #expect(inspection.missing.contains { $0.hasPrefix("no students") })
    #expect(inspection.refusals.contains { $0.code == .missingFile && $0.file == "students.csv" })
    var unlisted = CCGISample()
    unlisted.files[CCGISample.catalog] = nil
    for row in 1...3 { unlisted.set(CCGISample.grades, "SubjectArea", "none", row: row) }
    let second = try unlisted.inspect()
    #expect(second.lacksCourseList)
    #expect(
      second.missing.first == "no course list for 1 school of the district where courses were taken: Live Oak High")
  }

  @Test func `Rejects are grouped and hold no values`() throws {
    var sample = CCGISample()
    for row in [1, 2] { sample.set(CCGISample.grades, "CourseGrade", "??", row: row) }
    let inspection = try sample.inspect()
    #expect(
      inspection.rejects == [
        Inspection.RejectGroup(
          file: CCGISample.grades, column: "CourseGrade", code: .unmappedValue, line: 2, count: 2)
      ])
  }
}
