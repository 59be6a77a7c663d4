/// The input contract as far as the sample's rows can break it, written apart from the code that makes them.
struct ContractCheck {
  let schools: Set<String>
  let courses: Set<String>
  let students: Set<String>

  init(_ folder: SampleFolder) {
    schools = Set(folder.table("schools.csv").rows.map { $0["school_id"] })
    courses = Set(folder.table("courses.csv").rows.map { $0["school_id"] + "|" + $0["course_id"] })
    let (rejected, rows) = (ContractCheck.badStudents(folder), folder.table("students.csv").rows)
    students = Set(rows.filter { !rejected.contains($0.line) }.map { $0["student_id"] })
  }

  static let marks: Set<String> = [
    "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F", "P", "CR", "NP", "NC", "I", "W",
  ]
  static let codes: [String: Set<String>] = [
    "gender": ["F", "M", "X"],
    "race_ethnicity": [
      "african_american", "american_indian", "asian", "filipino", "hispanic", "pacific_islander", "white",
      "two_or_more", "not_reported",
    ],
    "english_status": ["EO", "IFEP", "EL", "RFEP", "TBD"],
    "low_income": ["Y", "N", ""], "disability": ["Y", "N", ""], "homeless": ["Y", "N", ""], "foster": ["Y", "N", ""],
    "migrant": ["Y", "N", ""],
    "enrollment": ["enrolled", "graduated", "left", "dropped_out"],
  ]

  /// Lines of students.csv that must be rejected.
  static func badStudents(_ folder: SampleFolder) -> Set<Int> {
    let rows = folder.table("students.csv").rows
    let byID = Dictionary(grouping: rows, by: { $0["student_id"] })
    return Set(
      rows.filter { row in
        let grade = Int(row["grade_level"]) ?? 0
        let conflict = Set((byID[row["student_id"]] ?? []).map(\.text)).count > 1
        return row.values == nil || row["last_name"].isEmpty || row["first_name"].isEmpty || !(6...12).contains(grade)
          || conflict
      }.map(\.line))
  }

  /// Lines of transcripts.csv that must be rejected.
  func badTranscripts(_ folder: SampleFolder) -> Set<Int> {
    let rows = folder.table("transcripts.csv").rows
    let byRecord = Dictionary(grouping: rows.filter { $0.values != nil }, by: { $0["record_id"] })
    return Set(
      rows.filter { row in
        guard row.values != nil else { return true }
        let conflict = Set((byRecord[row["record_id"]] ?? []).map(\.text)).count > 1
        return conflict || !isUsable(row)
      }.map(\.line))
  }

  func isUnknownCourse(_ row: Table.Row) -> Bool { !courses.contains(row["school_id"] + "|" + row["course_id"]) }

  private func isUsable(_ row: Table.Row) -> Bool {
    let grade = Int(row["grade_level"]) ?? 0
    let mark = row["mark"]
    return students.contains(row["student_id"]) && schools.contains(row["school_id"]) && isYear(row["school_year"])
      && ["S1", "S2", "FY", "SU"].contains(row["term"]) && (6...12).contains(grade) && !row["course_id"].isEmpty
      && (mark.isEmpty ? row["in_progress"] == "Y" : ContractCheck.marks.contains(mark))
      && isCredits(row["credits_attempted"]) && (row["credits_earned"].isEmpty || isCredits(row["credits_earned"]))
      && ["", "1", "2"].contains(row["part"])
  }

  private func isYear(_ text: String) -> Bool {
    let parts = text.split(separator: "-")
    guard text.count == 7, parts.count == 2, let fall = Int(parts[0]), let end = Int(parts[1]) else { return false }
    return (fall + 1) % 100 == end && (2018...2026).contains(fall)
  }

  private func isCredits(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  }
}
