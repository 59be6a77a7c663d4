import Foundation
import TestSupport
import Testing

@Suite("Earlier runs")
struct HistoryTests {
  /// The stories on 15 March; on the 16th 0001 failed English and 0002 left; on the 17th all is as it was.
  private func history() throws -> (place: Place, exports: [Exports]) {
    let place = try Place.afterStories()
    var exports = [try place.exports()]
    let extract = try ExtractFolder()
    let english = "0001,99900010100001,2023-24,S1,9,ENG9,English 9,"
    try extract.replace(english + "B,", with: english + "F,", in: "transcripts.csv")
    try extract.withdraw("0002")
    _ = try place.night(extract.path, asOf: "2027-03-16").expecting(0)
    exports.append(try place.exports())
    _ = try place.night(ExtractFolder.stories(), asOf: "2027-03-17").expecting(0)
    exports.append(try place.exports())
    return (place, exports)
  }

  @Test("Verdicts and students are answered as of a day, by the run of that day or the last before it")
  func answered() throws {
    let (place, exports) = try history()
    for (index, day) in ["2027-03-15", "2027-03-16", "2027-03-17"].enumerated() {
      #expect(try place.exports(["--as-of", day]) == exports[index], "\(day)")
    }
    #expect(try place.exports(["--as-of", "2027-12-31"]) == exports[2])
    #expect(exports[0].uses == exports[2].uses && exports[0] != exports[1])
    _ = try place.agtrack(["verdicts", "--as-of", "2027-03-14"]).expecting(6)
    let then = try JSON(
      Array(place.agtrack(["student", "0001", "--json", "--as-of", "2027-03-16"]).expecting(0).stdout.utf8))
    #expect(then["run_id"].int == 2 && then["as_of"].string == "2027-03-16")
    #expect(then["systems"]["uc"]["areas"]["B"]["status"].string == "not_met")
    let now = try JSON(Array(place.agtrack(["student", "0001", "--json"]).expecting(0).stdout.utf8))
    #expect(now["systems"]["uc"]["areas"]["B"]["status"].string == "met")
    _ = try place.agtrack(["student", "0002", "--as-of", "2027-03-16"]).expecting(6)
    _ = try place.agtrack(["student", "0002", "--as-of", "2027-03-15"]).expecting(0)
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'student' AND run_id = 2") == 2)
  }

  @Test("Staff are told about earlier runs, of exactly the students whom they may see now, wherever those were then")
  func permission() throws {
    // On the 16th 0001 went to another school, whose counselor is K02; 0003 was there and came back.
    let place = try Place.afterStories()
    func move(_ extract: ExtractFolder, _ student: String, school: String, counselor: String) throws {
      try extract.edit("students.csv") { lines in
        let names = lines[0].split(separator: ",").map(String.init)
        for index in lines.indices where lines[index].hasPrefix(student + ",") {
          var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          fields[try #require(names.firstIndex(of: "school_id"))] = school
          fields[try #require(names.firstIndex(of: "counselor_id"))] = counselor
          lines[index] = fields.joined(separator: ",")
        }
      }
    }
    let staff = try ExtractFolder().text("staff.csv")
    let then = try ExtractFolder()
    let added =
      "K97,One,history_one,counselor,99900010100001\nK98,Two,history_two,counselor,99900010100002\n"
    try then.write(staff + added, to: "staff.csv")
    try move(then, "0001", school: "99900010100001", counselor: "K97")
    try move(then, "0003", school: "99900010100002", counselor: "K98")
    _ = try place.night(then.path, asOf: "2027-03-16").expecting(0)
    let now = try ExtractFolder()
    try now.write(try then.text("staff.csv"), to: "staff.csv")
    try move(now, "0001", school: "99900010100002", counselor: "K98")
    try move(now, "0003", school: "99900010100001", counselor: "K97")
    _ = try place.night(now.path, asOf: "2027-03-17").expecting(0)
    try Staff.join(place, ["history_one", "history_two", "d01"])

    for (login, own, school) in [("history_one", "0003", "99900010100002"), ("history_two", "0001", "99900010100001")] {
      for asOf in ["2", "2027-03-16"] {
        let list = try JSON(
          Staff.agtrack(place, as: login, ["caseload", "--json", "--as-of", asOf]).expecting(0).output)
        #expect(list["students"].elements.map { $0["student_id"].string } == [own])
        let verdicts = try Table(Staff.agtrack(place, as: login, ["verdicts", "--as-of", asOf]).expecting(0).stdout)
        #expect(Set(verdicts.column("student_id")) == [own])
        let page = try JSON(
          Staff.agtrack(place, as: login, ["student", own, "--json", "--as-of", asOf]).expecting(0).output)
        #expect(page["run_id"].int == 2 && page["as_of"].string == "2027-03-16")
      }
      let count = "SELECT count(*) FROM record.student_now WHERE school_id = '\(school)'"
      #expect(try place.countAs(login, setting: "2", count) == 1)
      for run in ["99", "x"] {
        #expect(try place.countAs(login, setting: run, "SELECT count(*) FROM record.student_now") == 0)
      }
      // Who has gone to another is as good as nobody, by name too, and the log knows.
      let gone = own == "0001" ? "0003" : "0001"
      let hidden = try Staff.agtrack(place, as: login, ["student", gone, "--as-of", "2"]).expecting(6)
      let nobody = try Staff.agtrack(place, as: login, ["student", "7000", "--as-of", "2"]).expecting(6)
      #expect(hidden.output == nobody.output && hidden.stderr == nobody.stderr)
    }
    let outcomes = "SELECT outcome FROM meta.access_log WHERE command = 'student' AND run_id = 2 ORDER BY log_id"
    #expect(
      try place.texts(outcomes) == Array(repeating: ["found", "found", "hidden", "nobody"], count: 2).flatMap { $0 })
    // Whoever sees everybody sees all of that run, also from before.
    let everybody = try place.exports(["--as-of", "1"])
    let analyst = try Staff.agtrack(place, as: "d01", ["verdicts", "--as-of", "1"]).expecting(0)
    #expect(analyst.stdout == everybody.verdicts)
    _ = try place.agtrack(["student", "0001", "--as-of", "9"]).expecting(6)
    _ = try place.agtrack(["student", "0001", "--as-of", "yesterday"]).expecting(2)
  }

  @Test("Pruning keeps the published run, the newest, and every run of which a release was made")
  func pruned() throws {
    let (place, exports) = try history()
    _ = try place.night(ExtractFolder.stories(), asOf: "2027-03-18").expecting(0)
    try place.administer(
      "INSERT INTO meta.access_log (command, row_count, run_id) VALUES ('release', 0, 2), ('verdicts', 0, 1)")
    let result = try place.agtrack(["prune", "--keep", "1"]).expecting(0).stdout
    #expect(result.contains("kept 2 runs: 2, 4\n"))
    #expect(result.contains("pruned 2 runs: 1, 3\n"))
    #expect(try place.exports(["--as-of", "2027-03-16"]) == exports[1])
    let refused = try place.agtrack(["student", "0001", "--as-of", "2027-03-17"]).expecting(6)
    #expect(refused.stderr.contains("run 3") && refused.stderr.contains("pruned"))
    #expect(try place.agtrack(["changes", "--since", "1"]).expecting(6).stderr.contains("pruned"))
    #expect(try place.exports().uses == exports[2].uses)
    // Keys are never given again, and nights go on as before.
    let night = try place.nightWithManifest(ExtractFolder.stories(), asOf: "2027-03-19", ["--verify", "--full"])
    #expect(night.result.stdout.contains("every row equal"))
    try Staff.join(place, ["d01"])
    _ = try Staff.agtrack(place, as: "d01", ["prune", "--keep", "1"]).expecting(5)
    _ = try place.agtrack(["prune", "--keep", "0"]).expecting(2)
    _ = try Place.empty().agtrack(["prune", "--keep", "1"]).expecting(4)
  }
}
