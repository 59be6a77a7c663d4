import Testing

@Suite("The story students")
struct StoriesTests {
  static let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/samples/"

  static func table(_ name: String) -> Table { Table(SampleFolder.read(folder + name)) }

  @Test("Each story has one expectation per system, and its string and status agree")
  func expectations() {
    let students = StoriesTests.table("stories/students.csv").rows.map { $0["student_id"] }
    let expected = StoriesTests.table("stories-expected.csv").rows
    #expect(students.count >= 30)
    #expect(expected.map { $0["student_id"] + $0["system"] } == students.flatMap { [$0 + "csu", $0 + "uc"] })
    for row in expected {
      let text = row["expected"]
      #expect(String(text.filter(\.isLetter)).uppercased() == "ABCDEFG", "\(row["student_id"])")
      #expect((row["status"] == "met") == (text == "ABCDEFG"), "\(row["student_id"])")
      #expect(["met", "not_met", "in_progress", "unknown"].contains(row["status"]))
    }
  }

  @Test("The README tells the same expectation of everyone")
  func readme() {
    let text = String(decoding: SampleFolder.read(StoriesTests.folder + "README.md"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    for row in StoriesTests.table("stories-expected.csv").rows {
      let line = lines.first { $0.hasPrefix("| \(row["student_id"]) |") } ?? ""
      let cells = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      #expect(cells.count == 6, "\(row["student_id"])")
      guard cells.count == 6 else { continue }
      #expect(cells[row["system"] == "uc" ? 3 : 4] == "`\(row["expected"])` \(row["status"])", "\(row["student_id"])")
    }
  }

  @Test("Records refer to students, schools and courses that exist, but for the one course meant to be unknown")
  func references() {
    let students = Set(StoriesTests.table("stories/students.csv").rows.map { $0["student_id"] })
    let schools = Set(StoriesTests.table("stories/schools.csv").rows.map { $0["school_id"] })
    let courses = Set(StoriesTests.table("stories/courses.csv").rows.map { $0["school_id"] + "|" + $0["course_id"] })
    let records = StoriesTests.table("stories/transcripts.csv").rows
    #expect(records.count > 1_000)
    for row in records {
      #expect(row.values != nil, "line \(row.line)")
      #expect(students.contains(row["student_id"]) && schools.contains(row["school_id"]), "line \(row.line)")
      #expect(row["mark"].isEmpty == (row["in_progress"] == "Y"), "line \(row.line)")
      #expect(row["mark"].isEmpty || ContractCheck.marks.contains(row["mark"]), "line \(row.line)")
    }
    let unknown = records.filter { !courses.contains($0["school_id"] + "|" + $0["course_id"]) }
    #expect(Set(unknown.map { $0["course_id"] }) == ["SCI-XQ"])
  }
}
