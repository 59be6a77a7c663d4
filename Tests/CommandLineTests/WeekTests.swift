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
