import Rules
import Testing

@testable import Intake

struct CourseListImporterTests {
  static let first = #"""
    {"title": "English 1", "courseId": "x", "disciplineName": "English", "subjectAreaCode": "b", "isHonors": 0,
     "isOnline": false, "transcriptAbbreviations": "|English 1 (P)|ENG &amp; LIT", "honorsTypeName": "None",
     "gradeLevels": ["9", "10"], "courseLength": "Full Year"}
    """#

  private func read(_ rows: String, name: String = "S1_2024-25.json", mapping: FormMapping = FormMapping())
    -> TranslatedFolder
  {
    TranslatedFolder([name: rows], mapping: mapping)
  }

  @Test("UC's array and the interface's object are the same list, wherever the object's other members stand")
  func shapes() throws {
    for text in [
      "[\(Self.first)]", "\u{FEFF}[\(Self.first)]\n", #"{"courses": [\#(Self.first)], "x": [{"courses": []}]}"#,
      #"{"x": {"y": [1]}, "courses": [\#(Self.first)]}"#,
    ] {
      let folder = read(text)
      #expect(folder.refusals.isEmpty)
      let course = try #require(folder.tables?.courses.listed.first)
      #expect(folder.tables?.courses.listed.count == 1)
      #expect(course.school == "S1")
      #expect(course.year == SchoolYear(fall: 2024))
      #expect(course.abbreviations == ["English 1 (P)", "ENG & LIT"])
      #expect(course.area == "B")
      #expect(course.gradeLevels == "9;10")
      #expect(course.honors.isEmpty)
      #expect(folder.counts("S1_2024-25.json")?.rowsRead == 1)
      #expect(folder.counts("S1_2024-25.json")?.rowsRejected == 0)
      #expect(folder.form("S1_2024-25.json")?.name == "uc.course-list")
    }
  }

  @Test("CSV with the same names, in any order and case, says the same")
  func csv() throws {
    let folder = TranslatedFolder([
      "list.csv": """
      COURSELENGTH,Subject Area Code,title,transcriptAbbreviations,school_id,School Year,gradeLevels,honorsTypeName,isHonors,disciplineName
      Half Year,g,"Law, &amp; Society",|Law (P)|Law,0012,2023-24,"9,10",Honors,1,History / Social Science

      Two Years,c,Slow Algebra,,0012,2024-2025,,AP,1,Algebra I
      """
    ])
    let listed = try #require(folder.tables?.courses.listed)
    #expect(listed.map(\.title) == ["Law, & Society", "Slow Algebra"])
    #expect(listed.map(\.length) == ["semester", "two_years"])
    #expect(listed.map(\.honors) == ["HL", "AP"])
    #expect(listed.map(\.school) == ["0012", "0012"])
    #expect(listed.map { $0.year.code } == ["2023-24", "2024-25"])
    #expect(listed.map(\.gradeLevels) == ["9;10", ""])
    #expect(folder.rejects.isEmpty)
    #expect(folder.refusals.isEmpty)
  }

  @Test("The interface's short rows: length by number, honors by flag and title")
  func shortRows() throws {
    func row(_ title: String, _ length: Int, _ honors: Int) -> String {
      #"{"title":"\#(title)","subjectAreaCode":"d","disciplineName":"Chemistry","transcriptAbbreviations":"x","#
        + #""isHonors":\#(honors),"courseLengthId":\#(length)}"#
    }
    let folder = read("[\(row("AP Chemistry", 2, 1)),\(row("Honors Chemistry", 1, 1)),\(row("Chemistry", 2, 0))]")
    let listed = try #require(folder.tables?.courses.listed)
    #expect(listed.map(\.honors) == ["AP", "HL", ""])
    #expect(listed.map(\.length) == ["year", "semester", "year"])
  }

  @Test("Rows that cannot be used are rejected by line and field, and their course is undecided")
  func rejected() throws {
    let text = #"""
      [{"title": "A", "subjectAreaCode": "h", "transcriptAbbreviations": "a"},
       {"title": "B", "subjectAreaCode": "", "transcriptAbbreviations": "b"},
       {"title": "", "subjectAreaCode": "c", "transcriptAbbreviations": "c"},
       {"title": "D", "subjectAreaCode": "c", "courseLength": "Three Years"},
       {"title": "E", "subjectAreaCode": "c", "honorsTypeName": "Platinum"},
       {"title": {"x": 1}, "subjectAreaCode": "c"},
       {"title": "G", "title": "H", "subjectAreaCode": "c"},
       7,
       {"title": "I", "subjectAreaCode": "c", "gradeLevels": ["9", {"x": []}]},
       {"title": "J", "subjectAreaCode": "c", "school_year": "2024-26"},
       {"title": "K", "subjectAreaCode": "c", "courseLengthId": 9}]
      """#
    let folder = read(text)
    #expect(
      folder.rejects == [
        "1:subjectAreaCode:bad_value", "2:subjectAreaCode:missing_value", "3:title:missing_value",
        "4:courseLength:bad_value", "5:honorsTypeName:bad_value", "6:title:bad_value", "7:title:bad_value",
        "8:title:bad_value", "9:gradeLevels:bad_value", "10:school_year:bad_value", "11:courseLengthId:bad_value",
      ])
    let counts = try #require(folder.counts("S1_2024-25.json"))
    #expect(counts.rowsRead == 11)
    #expect(counts.rowsRejected == 11)
    #expect(folder.tables?.courses.listed.contains { $0.title == "A" && !$0.isUsable } == true)
  }

  @Test("Which school and year: rows, then the file's own head, then the configuration, then its name")
  func place() throws {
    let row = #"{"title":"A","subjectAreaCode":"g","transcriptAbbreviations":"a"}"#
    var mapping = FormMapping()
    mapping.courseLists = ["2751.json": CourseListPlace(schoolID: "M", schoolYear: SchoolYear(fall: 2020))]
    func place(_ text: String, _ name: String) -> String {
      let course = read(text, name: name, mapping: mapping).tables?.courses.listed.first
      return course.map { "\($0.school) \($0.year.code)" } ?? "none"
    }
    #expect(place("[\(row)]", "2751.json") == "M 2020-21")
    #expect(place(#"{"schoolId":"H","courses":[\#(row)],"school_year":"2021-22"}"#, "2751.json") == "H 2021-22")
    #expect(place(#"[{"school_id":"R","school_year":"2022-23",\#(row.dropFirst())]"#, "2751.json") == "R 2022-23")
    #expect(place("[\(row)]", "North_High_2019-20.json") == "North_High 2019-20")
    let unplaced = read("[\(row)]", name: "list.json")
    #expect(unplaced.refusals == ["list.json:0:missing_column"])
    #expect(
      unplaced.log.refusals[0].message.contains(
        #"mapping: { course_lists: { "list.json": { school_id: "", school_year: "2024-25" } } }"#))
    #expect(unplaced.tables?.courses.listed.isEmpty == true)
    let table = "title,subjectAreaCode,transcriptAbbreviations,school_year\nA,g,a,2024-25\n"
    #expect(read(table, name: "list.csv").refusals == ["list.csv:0:missing_column"])
    #expect(place(table, "S9_2019-20.csv") == "S9 2024-25")
  }

  @Test("The same list as JSON and as CSV counts once; the same course of another year is another row")
  func repetitions() {
    let row = #"{"title":"A","subjectAreaCode":"g","transcriptAbbreviations":"a","courseLength":"Full Year"}"#
    let folder = TranslatedFolder([
      "S1_2024-25.json": "[\(row),\(row)]", "S1_2023-24.json": "[\(row)]",
      "x.csv": "school_id,school_year,title,subjectAreaCode,transcriptAbbreviations\nS1,2024-25,A,G,a\n",
    ])
    #expect(folder.tables?.courses.listed.count == 2)
    #expect(folder.counts("S1_2024-25.json")?.rowsDuplicate == 1)
    #expect(folder.counts("x.csv")?.rowsDuplicate == 1)
  }

  @Test("Unknown disciplines and contradictory honors are findings, the course stays")
  func findings() {
    let folder = read(
      #"[{"title":"A","subjectAreaCode":"g","transcriptAbbreviations":"a","disciplineName":"Alchemy","isHonors":0,"honorsTypeName":"AP"}]"#
    )
    #expect(folder.findingCodes.contains("unknown_discipline"))
    #expect(folder.findingCodes.contains("list_value_contradictory"))
    #expect(folder.tables?.courses.listed.count == 1)
  }

  @Test(
    "Broken documents refuse the file",
    arguments: [
      "[\(first),", "[\(first)", "[\(first)] trailing", "[\(first),]", #"{"courses": [\#(first)]"#,
      #"[{"title": "A", "subjectAreaCode": "a""#, String(repeating: "[", count: 100_000) + first,
    ])
  func broken(text: String) {
    let folder = read(text)
    // Where nothing marks it as a list, it is an unknown file, which is said too.
    #expect(!folder.refusals.isEmpty || folder.findingCodes == ["unknown_file"])
    #expect(folder.tables?.courses.listed.isEmpty ?? true)
  }

  @Test("JSON that is something else is not taken for a list")
  func otherJSON() {
    let folder = TranslatedFolder(["a.json": #"{"title": "x"}"#, "b.json": "[]", "c.json": "[1, 2]"])
    #expect(folder.findingCodes == ["unknown_file", "unknown_file", "unknown_file"])
  }
}

struct CourseDecisionTests {
  private static let header =
    "school_id,course_id,first_year,last_year,subject_area,discipline,language,length,honors,decided_by,decided_on,reason"

  private func read(_ rows: String...) -> TranslatedFolder {
    TranslatedFolder(["decisions of our registrar.csv": ([Self.header] + rows).joined(separator: "\n") + "\n"])
  }

  @Test("A decision is recognised by its header and kept whole")
  func good() throws {
    let folder = read(
      "S1,X1,2023-24,,C; D,Statistics,,semester,HL,A. Registrar,2024-09-01,\"Mail of 1 Sept., see file\"",
      "S1,X2,,,,,,,,A. Registrar,2024-09-01,Not approved")
    let decisions = try #require(folder.tables?.courses.decisions)
    #expect(decisions.count == 2)
    #expect(decisions[0].values["subject_area"] == "C;D")
    #expect(decisions[0].firstYear == SchoolYear(fall: 2023))
    #expect(decisions[0].lastYear == nil)
    #expect(decisions[0].reason == "Mail of 1 Sept., see file")
    #expect(decisions[1].values["subject_area"] == "")
    #expect(folder.findingCodes == ["course_decision_unused", "course_decision_unused"])
  }

  @Test("Who, when and why are required, and every value must be one of the format's")
  func bad() {
    let folder = read(
      "S1,X1,,,C,,,,,,2024-09-01,why", "S1,X1,,,C,,,,,who,,why", "S1,X1,,,C,,,,,who,2024-09-01,",
      ",X1,,,C,,,,,who,2024-09-01,why", "S1,X1,,,H,,,,,who,2024-09-01,why", "S1,X1,,,C,,,long,,who,2024-09-01,why",
      "S1,X1,,,C,,,,XX,who,2024-09-01,why", "S1,X1,,,C,,,,,who,1.9.2024,why",
      "S1,X1,2024-25,2023-24,C,,,,,who,2024-09-01,why",
      "S1,X1,2024,,C,,,,,who,2024-09-01,why")
    #expect(
      folder.rejects == [
        "2:decided_by:missing_value", "3:decided_on:missing_value", "4:reason:missing_value",
        "5:school_id:missing_value",
        "6:subject_area:bad_value", "7:length:bad_value", "8:honors:bad_value", "9:decided_on:bad_value",
        "10:first_year:years_reversed", "11:first_year:bad_value",
      ])
  }

  @Test("Decisions whose years overlap contradict each other: none counts; an exact repetition does no harm")
  func overlapping() {
    let end = ",C,,,,,who,2024-09-01,why"
    let folder = read(
      "S1,X1,2020-21,2022-23\(end)", "S1,X1,2022-23,\(end)", "S1,X2,2020-21,2021-22\(end)", "S1,X2,2022-23,\(end)",
      "S1,X3,,\(end)", "S1,X3,,\(end)")
    #expect(folder.rejects.sorted() == ["2:first_year:overlapping_years", "3:first_year:overlapping_years"])
    #expect(folder.tables?.courses.decisions.count == 3)
    #expect(folder.counts("decisions of our registrar.csv")?.rowsDuplicate == 1)
  }

  @Test("The same holds where the decisions stand in two files; each names its own line")
  func overlappingFiles() {
    let end = ",C,,,,,who,2024-09-01,why"
    func file(_ rows: String...) -> String { ([Self.header] + rows).joined(separator: "\n") + "\n" }
    let folder = TranslatedFolder([
      "a.csv": file("S1,X1,2020-21,\(end)", "S1,X2,,\(end)", "S1,X3,,\(end)"),
      "b.csv": file("S1,X3,,\(end)", "S1,X1,,2021-22\(end)"),
    ])
    #expect(folder.rejects.sorted() == ["2:first_year:overlapping_years", "3:first_year:overlapping_years"])
    #expect(folder.tables?.courses.decisions.map(\.courseID) == ["X2", "X3"])
    #expect(folder.counts("a.csv")?.rowsRejected == 1)
    #expect(folder.counts("b.csv")?.rowsRejected == 1)
    #expect(folder.counts("b.csv")?.rowsDuplicate == 1)
  }

  @Test("A file without a required column is refused, naming all of them")
  func missingColumns() {
    let folder = TranslatedFolder(["d.csv": "course_id,subject_area,decided_by\nX,C,who\n"])
    #expect(folder.refusals == ["d.csv:0:missing_column"])
    #expect(folder.log.refusals[0].message.contains("school_id, decided_on, reason"))
  }
}
