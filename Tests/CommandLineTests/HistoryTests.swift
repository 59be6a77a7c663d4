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

  @Test(
    "Earlier runs are for those who see every student; others are refused, and the session's setting gives them nothing"
  )
  func permission() throws {
    let (place, exports) = try history()
    try Staff.join(place, ["k01", "p01", "d01"])
    for login in ["k01", "p01"] {
      for command in [["student", "0001"], ["verdicts"]] {
        _ = try Staff.agtrack(place, as: login, command + ["--as-of", "2027-03-16"]).expecting(5)
      }
    }
    let analyst = try Staff.agtrack(place, as: "d01", ["verdicts", "--as-of", "2027-03-16"]).expecting(0)
    #expect(analyst.stdout == exports[1].verdicts)
    for login in ["k01", "d01"] {
      for run in ["1", "2", "99", "x"] {
        let shown = try place.countAs(
          login, setting: run,
          "SELECT count(*) FROM record.transcript_now WHERE student_key IN (SELECT student_key FROM record.student_now)"
        )
        #expect(
          login == "d01" && ["1", "2"].contains(run) ? (shown ?? 0) > 1000 : (shown ?? 0) <= 1311, "\(login) \(run)")
        if ["99", "x"].contains(run) { #expect(shown == 0) }
      }
    }
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
