import TestSupport

/// The stories' extract written as the three files that student information systems export for CaliforniaColleges.edu.
/// What those cannot say stays in the extract's own files: schools, courses, exams, waivers.
struct CollegeUpload {
  static let students = "Story_StudentTemplate_20270315.csv"
  static let grades = "Story_CourseGradeTemplate_20270315.csv"
  private static let races = [
    "asian": "201", "african_american": "600", "american_indian": "100", "filipino": "400", "pacific_islander": "301",
    "white": "700", "two_or_more": "700",
  ]

  private let scratch: ScratchFolder
  var path: String { scratch.path }

  init(delimiter: String = ",") throws {
    scratch = try ScratchFolder()
    let extract = try ExtractFolder()
    for name in ["schools.csv", "courses.csv", "exams.csv", "waivers.csv", "staff.csv"] {
      try scratch.write(try extract.text(name), to: name)
    }
    let students = try Table(try extract.text("students.csv"))
    try write(
      CollegeUpload.students, delimiter,
      header: [
        "PrimaryCDSCode", "LocalStudentID", "StateID", "FirstName", "MiddleName", "LastName", "DateOfBirth", "Gender",
        "GradeLevel", "GPA", "GPAType", "NSLP", "HispanicEthnicity", "RaceCode1", "RaceCode2", "SWDIndicator", "EL",
        "Homeless", "Migrant", "FosterYouth",
      ],
      students.named.map { row in
        let race = row["race_ethnicity"] ?? ""
        return [
          row["school_id"], row["student_id"], CollegeUpload.ssid(row), row["first_name"], row["middle_name"],
          row["last_name"], row["birth_date"], row["gender"], row["grade_level"], "", "", row["low_income"],
          race == "hispanic" ? "Y" : "N", CollegeUpload.races[race], race == "two_or_more" ? "100" : "",
          row["disability"], row["english_status"], row["homeless"], row["migrant"], row["foster"],
        ].map { $0 ?? "" }
      })
    var ssids: [String: String] = [:]
    for row in students.named { ssids[row["student_id"] ?? ""] = CollegeUpload.ssid(row) }
    try write(
      CollegeUpload.grades, delimiter,
      header: [
        "StateID", "CDSCode", "IsWorkInProgress", "GradeLevel", "SchoolYear", "Term", "LocalCourseID",
        "TranscriptAbbreviation", "CreditsAttempted", "CreditsEarned", "CourseGrade",
      ],
      try Table(try extract.text("transcripts.csv")).named.map { row in
        [
          ssids[row["student_id"] ?? ""], row["school_id"], row["in_progress"] == "Y" ? "Y" : "N", row["grade_level"],
          row["school_year"], row["term"], row["course_id"], row["course_title"], row["credits_attempted"],
          row["credits_earned"], row["mark"],
        ].map { $0 ?? "" }
      })
  }

  func write(_ text: String, to name: String) throws { try scratch.write(text, to: name) }
  func text(_ name: String) throws -> String { try scratch.text(name) }

  /// Students without a statewide id get one: grades name their students by it.
  private static func ssid(_ row: [String: String]) -> String {
    let given = row["ssid"] ?? ""
    if !given.isEmpty { return given }
    let id = row["student_id"] ?? ""
    return "9" + String(repeating: "0", count: max(0, 9 - id.count)) + id
  }

  private func write(_ name: String, _ delimiter: String, header: [String], _ rows: [[String]]) throws {
    let lines = ([header] + rows).map { cells in
      cells.map { $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
        .joined(separator: delimiter)
    }
    try scratch.write(lines.joined(separator: "\n") + "\n", to: name)
  }
}
