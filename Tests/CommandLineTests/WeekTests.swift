import Foundation
import TestSupport
import Testing

@Suite("A week of nights over a district in which something is planted each day")
struct WeekTests {
  /// What is planted before a night, and which causes the journal may and must tell of it.
  private struct Night: Sendable {
    var asOf: String
    var must: Set<String> = []
    var may: Set<String> = []
    var plant: @Sendable (District) throws -> Void = { _ in }
  }

  private static let nights = [
    Night(asOf: "2027-03-08", must: ["mark_corrected"]) { try $0.failMarks(every: 4) },
    Night(asOf: "2027-03-09"),
    Night(asOf: "2027-03-10", must: ["course_list_changed"]) { try $0.takeOffTheList(area: "C") },
    Night(asOf: "2027-03-11", must: ["student_gone", "student_new", "moved_school"]) { try $0.moveStudents() },
    Night(asOf: "2027-03-12", must: ["mark_posted", "record_withdrawn"]) {
      try $0.postMarks(every: 2)
      try $0.withdrawRecords(every: 7)
      // Nothing changes by these before their day.
      try $0.grantWaivers(every: 3, on: "2027-07-15")
    },
    Night(asOf: "2027-08-02", must: ["date_moved"], may: ["course_list_changed", "class_changed"]),
    Night(
      asOf: "2027-08-03",
      must: ["course_list_changed", "record_added", "student_new", "student_gone", "moved_school", "waiver"],
      may: ["mark_corrected", "record_corrected"]
    ) { try $0.restore() },
  ]

  @Test(
    "Each night's journal explains every status that changed, its verification agrees, and each day can be read afterwards"
  )
  func week() throws {
    let district = try District(students: 150, seed: 11)
    let place = try Place.empty()
    #expect(try place.night(district.path, asOf: "2027-03-05", ["--verify"]).stdout.contains("every row equal"))
    var exports = [("2027-03-05", try place.exports())]
    for night in WeekTests.nights {
      try night.plant(district)
      let done = try place.nightWithManifest(district.path, asOf: night.asOf, ["--verify", "--accept-shrink"])
      #expect(done.result.stdout.contains("every row equal"), "\(night.asOf): \(done.result.stderr)")
      #expect(done.manifest["published"].bool == true)
      let (before, after) = (exports[exports.count - 1].1.verdicts, try place.exports())
      let journal = try Journal(place)
      #expect(try journal.unexplained(from: before, to: after.verdicts) == [], "\(night.asOf)")
      let causes = Set(journal.rows.compactMap { $0["cause"] })
      #expect(night.must.isSubset(of: causes), "\(night.asOf): \(causes)")
      #expect(causes.isSubset(of: night.must.union(night.may)), "\(night.asOf): \(causes)")
      for system in ["uc", "csu"] {
        let met = (try meeting(system, before), try meeting(system, after.verdicts))
        #expect(done.manifest["changes"].gain(system) == met.1 - met.0, "\(night.asOf) \(system)")
      }
      exports.append((night.asOf, after))
    }
    for (day, export) in exports { #expect(try place.exports(["--as-of", day]) == export, "\(day)") }
    let whole = try Journal(place, ["--since", "1"])
    #expect(try whole.unexplained(from: exports[0].1.verdicts, to: exports[exports.count - 1].1.verdicts) == [])
    try prune(place, exports)
  }

  /// The newest days stay readable as they were, and the one that stands for last school year's census; the others are said to
  /// be pruned.
  private func prune(_ place: Place, _ exports: [(String, Exports)]) throws {
    let plan = try place.agtrack(["prune", "--keep", "2", "--monthly", "2", "--dry-run"]).expecting(0).stdout
    #expect(plan.contains("kept 4 runs: 1, 6-8") && plan.contains("would be pruned 4 runs: 2-5"), "\(plan)")
    let rows = try place.fingerprint()
    #expect(
      try place.agtrack(["prune", "--keep", "2", "--monthly", "2"]).expecting(0).stdout.contains("pruned 4 runs: 2-5"))
    let left = try place.fingerprint()
    for table in ["evaluation.verdict", "record.student", "record.transcript"] {
      #expect((left[table] ?? 0) < (rows[table] ?? 0), "\(table)")
    }
    for (index, (day, export)) in exports.enumerated() {
      if index == 0 || index >= 5 {
        #expect(try place.exports(["--as-of", day]) == export, "\(day)")
      } else {
        let refused = try place.agtrack(["verdicts", "--as-of", day]).expecting(6)
        #expect(refused.stderr.contains("pruned"))
      }
    }
    // The journal begins with the oldest run that is kept.
    let journal = try Journal(place, ["--since", "1"])
    #expect(try journal.unexplained(from: exports[0].1.verdicts, to: exports[exports.count - 1].1.verdicts) == [])
    #expect(try Journal(place, ["--since", "6"]).students.count > 10)
    #expect(
      try place.agtrack(["prune", "--keep", "2", "--monthly", "2"]).expecting(0).stdout.contains("pruned 0 runs: none"))
  }

  private func meeting(_ system: String, _ verdicts: String) throws -> Int {
    try Table(verdicts).named.count {
      $0["system"] == system && $0["subject_area"] == "ALL" && $0["status"] == "met"
    }
  }
}

/// An invented district's extract that changes from day to day.
final class District {
  private let scratch: ScratchFolder
  private let original: [String: String]
  var path: String { scratch.file("district") }

  init(students: Int, seed: Int) throws {
    scratch = try ScratchFolder()
    let made = try runAgtrack(
      ["sample", "--students", "\(students)", "--seed", "\(seed)", "--out", scratch.file("district")],
      environment: quietEnvironment)
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
