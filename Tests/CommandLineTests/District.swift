import Foundation
import TestSupport

/// An invented district's extract that changes from day to day.
final class District {
  private let scratch: ScratchFolder
  private let original: [String: String]
  var path: String { scratch.file("district") }

  /// - Parameter inequity: Makes a district that is equal but for it.
  init(students: Int, seed: Int, inequity: String? = nil) throws {
    scratch = try ScratchFolder()
    let made = try runAgtrack(
      ["sample", "--students", "\(students)", "--seed", "\(seed)", "--out", scratch.file("district")]
        + (inequity.map { ["--inequity", $0] } ?? []), environment: quietEnvironment)
    _ = try made.expecting(0)
    var texts: [String: String] = [:]
    for name in ["students.csv", "transcripts.csv", "courses.csv", "exams.csv", "waivers.csv"] {
      texts[name] = try scratch.text("district/\(name)")
    }
    original = texts
  }

  /// Every n-th student has failed what was passed first.
  func failMarks(every: Int) throws {
    var seen: Set<String> = []
    let chosen = try students(every: every)
    try edit("transcripts.csv") { row in
      guard chosen.contains(row["student_id"] ?? ""), ["A", "B", "C"].contains(row["mark"]),
        seen.insert(row["student_id"] ?? "").inserted
      else { return true }
      row["mark"] = "F"
      return true
    }
  }

  /// Two of three seniors graduate, others drop out or move away; grade 9 becomes grade 8.
  func graduate() throws {
    var place = 0
    try edit("students.csv") { row in
      if row["grade_level"] == "9" { row["grade_level"] = "8" }
      guard row["grade_level"] == "12" else { return true }
      place += 1
      row["enrollment"] = place % 3 > 0 ? "graduated" : place % 2 == 0 ? "dropped_out" : place % 5 == 0 ? "left" : ""
      return true
    }
  }

  /// Every second English learner is reclassified, every third student comes one grade level higher.
  func passYear() throws {
    var (learners, place) = (0, 0)
    try edit("students.csv") { row in
      place += 1
      if row["english_status"] == "EL" {
        learners += 1
        if learners % 2 == 0 { row["english_status"] = "RFEP" }
      }
      if place % 3 == 0, let grade = Int(row["grade_level"] ?? ""), grade < 12 {
        row["grade_level"] = String(grade + 1)
      }
      return true
    }
  }

  /// Of the three largest schools the first has students of low income alone, the second ninth graders alone, and of the third nobody
  /// knows who is of low income. Answers which they are.
  func skew() throws -> [String] {
    let schools = Dictionary(grouping: try Table(scratch.text("district/students.csv")).column("school_id")) { $0 }
    let largest = schools.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(3).map(\.key)
    try edit("students.csv") { row in
      switch largest.firstIndex(of: row["school_id"] ?? "") {
      case 0: row["low_income"] = "Y"
      case 1:
        (row["grade_level"], row["enrollment"]) = ("9", "enrolled")
        (row["entry_year"], row["graduation_year"]) = ("2026", "2030")
      case 2: row["low_income"] = ""
      default: break
      }
      return true
    }
    return largest
  }

  func takeOffTheList(area: String) throws {
    try edit("courses.csv") { row in
      if row["subject_area"] == area, row["first_year"]?.isEmpty ?? true { row["subject_area"] = "" }
      return true
    }
  }

  /// Two students leave, one comes with another's records, every tenth of the rest goes to the school of the first.
  func moveStudents() throws {
    let ids = try Table(scratch.text("district/students.csv")).named
    let gone = Set([ids[5], ids[6]].compactMap { $0["student_id"] })
    let school = ids[0]["school_id"] ?? ""
    var place = 0
    try edit("students.csv", copying: ids[8]["student_id"]) { row in
      place += 1
      if place % 10 == 0, row["school_id"] != school { row["school_id"] = school }
      return !gone.contains(row["student_id"] ?? "")
    }
    for name in ["transcripts.csv", "exams.csv", "waivers.csv"] {
      try edit(name, copying: name == "transcripts.csv" ? ids[8]["student_id"] : nil) { row in
        !gone.contains(row["student_id"] ?? "")
      }
    }
  }

  func postMarks(every: Int) throws {
    let chosen = try students(every: every)
    try edit("transcripts.csv") { row in
      guard chosen.contains(row["student_id"] ?? ""), row["in_progress"] == "Y", row["mark"]?.isEmpty ?? true else {
        return true
      }
      (row["mark"], row["in_progress"], row["credits_earned"]) = ("A", "", row["credits_attempted"] ?? "")
      return true
    }
  }

  /// Every n-th student loses every third record.
  func withdrawRecords(every: Int) throws {
    let chosen = try students(every: every)
    var count = 0
    try edit("transcripts.csv") { row in
      guard chosen.contains(row["student_id"] ?? ""), !(row["mark"] ?? "").isEmpty else { return true }
      count += 1
      return count % 3 > 0
    }
  }

  /// Every n-th student need not take a language, from a day on.
  func grantWaivers(every: Int, on day: String) throws {
    let waived = try students(every: every).sorted().map { "\($0),E,4,language_certification,,\(day)" }
    try scratch.write(
      scratch.text("district/waivers.csv") + waived.joined(separator: "\n") + "\n", to: "district/waivers.csv")
  }

  func restore() throws {
    for (name, text) in original { try scratch.write(text, to: "district/\(name)") }
  }

  private func students(every: Int) throws -> Set<String> {
    let ids = try Table(scratch.text("district/students.csv")).column("student_id")
    return Set(ids.enumerated().filter { $0.offset % every == 1 }.map(\.element))
  }

  /// Changes the rows of a file; those for which `change` answers false go. Rows of one student are repeated for a new one.
  private func edit(
    _ name: String, copying student: String? = nil, _ change: (inout [String: String]) throws -> Bool
  ) throws {
    let table = try Table(scratch.text("district/\(name)"))
    var lines = [table.columns.joined(separator: ",")]
    func append(_ row: [String: String]) {
      let fields = table.columns.map { column in
        let field = row[column] ?? ""
        let isPlain = !field.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
        return isPlain ? field : "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\""
      }
      lines.append(fields.joined(separator: ","))
    }
    for row in table.named {
      var changed = row
      if try change(&changed) { append(changed) }
      if let student, row["student_id"] == student {
        var copy = row
        (copy["student_id"], copy["ssid"], copy["record_id"]) = ("99999990", "9999999990", "")
        append(copy)
      }
    }
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "district/\(name)")
  }
}
