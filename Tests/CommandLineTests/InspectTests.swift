import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Inspecting and loading files of other forms")
struct InspectTests {
  private func inspect(_ path: String, _ more: [String] = []) throws -> ProgramResult {
    try runAgtrack(["inspect", path] + more, environment: quietEnvironment)
  }

  @Test("An extract that a night would take is done, without a database")
  func canonical() throws {
    let result = try inspect(ExtractFolder.stories()).expecting(0)
    #expect(result.stdout.contains("transcripts.csv; utf-8; 1,311 rows"))
    #expect(result.stdout.contains("2022-23 to 2026-27"))
    #expect(result.stderr.isEmpty)
  }

  @Test("Each file of a mixed folder is named with what it is")
  func mixed() throws {
    let upload = try CollegeUpload()
    let result = try inspect(upload.path).expecting(0)
    #expect(result.stdout.contains("ccgi.course-grade, 11 of 18 columns; utf-8; 1,311 rows, 1 repeated"))
    #expect(result.stdout.contains("ccgi.student, 20 of 38 columns; utf-8; 44 rows"))
    let json = try JSON(Array(try inspect(upload.path, ["--json"]).expecting(0).output))
    let grades = try #require(json["files"].elements.first { $0["file"].string == CollegeUpload.grades })
    #expect(grades["form"].string == "ccgi.course-grade")
    #expect(grades["rows_read"].int == 1311)
    #expect(grades["rows_loaded"].int == 1311)
    #expect(grades["first_year"].string == "2022-23")
    #expect(json["refusals"].elements.isEmpty)
    #expect(json["missing"].elements.isEmpty)
  }

  @Test("A value that no map knows asks for a person and comes with the line that ends it")
  func unmapped() throws {
    let upload = try CollegeUpload()
    var lines = try upload.text(CollegeUpload.grades).split(separator: "\n").map(String.init)
    for index in [5, 9] {
      var cells = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[10] = "Z*"
      lines[index] = cells.joined(separator: ",")
    }
    try upload.write(lines.joined(separator: "\n") + "\n", to: CollegeUpload.grades)
    let result = try inspect(upload.path).expecting(1)
    #expect(result.stdout.contains("2 rows, add to the mapping: \"Z*\": \"\"  # mapping: marks"))
    #expect(result.stdout.contains("\(CollegeUpload.grades):6 column CourseGrade: 2 rows"))
    let scratch = try ScratchFolder()
    try scratch.write("mapping:\n  marks:\n    \"Z*\": \"\"  # mapping: marks\n", to: "empty.yaml")
    _ = try inspect(upload.path, ["--config", scratch.file("empty.yaml")]).expecting(2)
    try scratch.write("mapping:\n  marks:\n    \"Z*\": \"A-\"  # mapping: marks\n", to: "settings.yaml")
    _ = try inspect(upload.path, ["--config", scratch.file("settings.yaml")]).expecting(0)
  }

  @Test("A mapping that cannot be meant is a usage error with its line")
  func badMapping() throws {
    let scratch = try ScratchFolder()
    for (text, place) in [
      ("mapping:\n  marks:\n    \"93\": Q\n", ":3"), ("mapping:\n  grades: {}\n", ":2"),
      ("mapping:\n  single_year: middle\n", ":2"), ("mapping:\n  summer_year: winter\n", ":2"),
      ("mapping:\n  course_lists:\n    a.json: {school_id: X, school_year: 2024}\n", ":3"),
    ] {
      try scratch.write(text, to: "settings.yaml")
      let result = try inspect(ExtractFolder.stories(), ["--config", scratch.file("settings.yaml")]).expecting(2)
      #expect(result.stderr.contains("settings.yaml\(place)"), "\(result.stderr)")
    }
  }

  @Test("What a night would refuse ends with 3 and says why; no student data is shown")
  func refused() throws {
    let upload = try CollegeUpload()
    let text = try upload.text(CollegeUpload.students)
    try upload.write(text.replacing("GradeLevel", with: "Class"), to: CollegeUpload.students)
    let result = try inspect(upload.path).expecting(3)
    #expect(result.stdout.contains("lacks the column GradeLevel"))
    #expect(result.stdout.contains("no students"))
    #expect(!result.stdout.contains("Cruz"))
    let missing = try inspect(upload.path + "/none").expecting(3)
    #expect(missing.stdout.contains("is not there"))
  }

  @Test("A file whose header is lost shows nothing of the row that stands in its place")
  func lostHeader() throws {
    let folder = try ExtractFolder()
    let text = try folder.text("students.csv")
    try folder.write(text.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n", to: "students.csv")
    let result = try inspect(folder.path).expecting(3)
    #expect(result.stdout.contains("students.csv lacks the required column student_id"))
    let row = try #require(text.split(separator: "\n").dropFirst().first)
    let json = try inspect(folder.path, ["--json"]).expecting(3)
    for cell in row.split(separator: ",").prefix(5) where cell.count > 3 {
      #expect(!result.stdout.contains(cell))
      #expect(!json.stdout.contains(cell))
    }
    // A header that is there names what is unknown in it.
    try folder.write(text.replacing("middle_name", with: "second_name"), to: "students.csv")
    #expect(try inspect(folder.path).stdout.contains("unknown_column (1): second_name"))
  }

  @Test("A file that nothing knows asks for a person")
  func unknown() throws {
    let upload = try CollegeUpload()
    try upload.write("Hello\n", to: "notes.txt")
    #expect(try inspect(upload.path).expecting(1).stdout.contains("notes.txt"))
  }

  @Test("The same district gives the same verdicts from either form", arguments: [",", "\t"])
  func sameVerdicts(delimiter: String) throws {
    let place = try Place.empty()
    let upload = try CollegeUpload(delimiter: delimiter)
    let night = try place.nightWithManifest(upload.path)
    _ = try night.result.expecting(0)
    let stories = try Place.afterStories()
    #expect(try place.exports().verdicts == stories.exports().verdicts)
    for file in night.manifest["files"].elements {
      #expect(file["rows_read"].int == (file["rows_loaded"].int ?? 0) + (file["rows_rejected"].int ?? 0))
    }
    #expect(
      night.manifest["files"].elements.compactMap { $0["file"].string }.filter { $0.hasPrefix("Story") } == [
        CollegeUpload.grades, CollegeUpload.students,
      ])
  }

  @Test("A second night of the same files carries all students over and writes no list again")
  func secondNight() throws {
    let upload = try CollegeUpload()
    let place = try Place.empty()
    _ = try place.night(upload.path).expecting(0)
    let second = try place.nightWithManifest(upload.path)
    _ = try second.result.expecting(0)
    #expect(second.manifest["students_evaluated"].int == 0)
    for file in second.manifest["files"].elements {
      #expect(file["rows_unchanged"].int == file["rows_loaded"].int, "\(file["file"].string ?? "")")
    }
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let runs = try connection.first(
      "SELECT count(DISTINCT generation) FROM meta.run_file WHERE run_id = 2 AND file IN ('schools.csv', 'courses.csv')"
        + " AND generation = 1"
    ) { try $0.int(0) }
    #expect(runs == 1)
  }

  @Test("Rejects of a file of another form name its own line and column")
  func rejects() throws {
    let upload = try CollegeUpload()
    var lines = try upload.text(CollegeUpload.grades).split(separator: "\n").map(String.init)
    lines[7] = lines[7].replacing("2023-24", with: "2023-29")
    lines[7] = lines[7].replacing("2022-23", with: "2022-29")
    try upload.write(lines.joined(separator: "\n") + "\n", to: CollegeUpload.grades)
    let place = try Place.empty()
    _ = try place.night(upload.path).expecting(0)
    let row = try #require(try Table(try place.rejects()).named.first)
    #expect(row["file"] == CollegeUpload.grades)
    #expect(row["line"] == "8")
    #expect(row["column"] == "SchoolYear")
  }
}
