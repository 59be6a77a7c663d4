import Foundation
import TestSupport
import Testing

@Suite("The registry of public releases")
struct ReleaseRegistryTests {
  private let place: Place
  private let scratch: ScratchFolder

  /// A small district, and its first public release `one`.
  init() throws {
    (place, scratch) = (try Place.empty(), try ScratchFolder())
    _ = try runAgtrack(
      ["sample", "--students", "100", "--seed", "11", "--out", scratch.file("district")], environment: quietEnvironment
    ).expecting(0)
    try night(asOf: "2027-03-15")
    let first = try place.agtrack(["release", "--out", scratch.file("one")]).expecting(0)
    #expect(first.stderr.contains("first public release"))
  }

  /// Every student comes six times, so that nothing changes by a few, and all sums stay true.
  private func grow() throws {
    for name in ["students", "transcripts", "exams", "waivers"] {
      let lines = try scratch.text("district/\(name).csv").split(separator: "\n").map(String.init)
      var all = lines
      for copy in 1...5 {
        for line in lines.dropFirst() {
          var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          fields[0] = "9\(copy)\(fields[0])"
          if name == "students" { fields[1] = "\(copy)\(fields[1].dropFirst())" }
          if name == "transcripts" { fields[fields.count - 1] = "" }
          all.append(fields.joined(separator: ","))
        }
      }
      try scratch.write(all.joined(separator: "\n") + "\n", to: "district/\(name).csv")
    }
  }

  private func night(asOf: String) throws {
    // What is held is a person's to publish; here it does not matter why.
    let status = try place.night(scratch.file("district"), asOf: asOf).status
    #expect([0, 1].contains(status))
    if let held = try place.texts("SELECT run_id::text FROM meta.run WHERE state = 'loaded'").first {
      _ = try place.agtrack(["publish", held, "--reason", "a test"]).expecting(0)
    }
  }

  private func releases() throws -> [[String: String]] {
    try Table(place.agtrack(["releases"]).expecting(0).stdout).named
  }

  private func hidden(_ release: String) throws -> Set<String> {
    Set(
      try Table(scratch.text("\(release)/cells.csv")).named.filter { $0["hidden"] == "Y" }.map { row in
        ["measure", "school_year", "scope", "scope_id", "family", "student_group"].map { row[$0] ?? "" }.joined(
          separator: "|")
      })
  }

  private func audit(_ release: String, after earlier: [String] = []) throws -> ProgramResult {
    let previous = earlier.flatMap { ["--previous", scratch.file($0)] }
    return try runAgtrack(["audit-release", scratch.file(release)] + previous, environment: quietEnvironment)
  }

  private func withdraw(_ release: String) throws -> ProgramResult {
    try place.agtrack(["releases", "--withdraw", release, "--reason", "a trial"])
  }

  @Test(
    "A later release heeds the ones before without being told, the difference tells nothing, and their runs are kept")
  func heeded() throws {
    _ = try place.agtrack(["release", "--out", scratch.file("again")]).expecting(0)
    #expect(try scratch.bytes("again/cells.csv") == scratch.bytes("one/cells.csv"))
    let known = try releases()
    #expect(known.count == 1 && known[0]["school_year"] == "2026-27" && known[0]["origin"] == "written")
    #expect(known[0]["as_of"] == "2027-03-15" && known[0]["run"] == "1" && known[0]["written_by"] != "")
    // Far fewer of its cells are small.
    try grow()
    try night(asOf: "2027-04-15")
    _ = try place.agtrack(["release", "--out", scratch.file("two")]).expecting(0)
    let (before, after) = (try hidden("one"), try hidden("two"))
    #expect(before.count > 20 && before.isSubset(of: after))
    #expect(try scratch.bytes("two/cells.csv") != scratch.bytes("one/cells.csv"))
    #expect(try releases().map { $0["release"] } == ["1", "2"])
    _ = try audit("two", after: ["one"]).expecting(0)
    // Pruning leaves what a release was made of.
    let pruned = try place.agtrack(["prune", "--keep", "1", "--dry-run"]).expecting(0)
    #expect(pruned.stdout.contains("kept 2 runs: 1-2\n"))
    // Nobody ever had them: the next one may show what they hid.
    for release in ["1", "2"] {
      _ = try withdraw(release).expecting(0)
      _ = try withdraw(release).expecting(6)
    }
    _ = try place.agtrack(["release", "--out", scratch.file("three")]).expecting(0)
    #expect(try !before.isSubset(of: hidden("three")))
    #expect(try audit("three", after: ["one"]).expecting(1).stdout.contains("shown_again"))
    #expect(try releases().map { $0["withdrawn_because"] } == ["a trial", "a trial", ""])
  }

  @Test("A folder that the registry does not know is entered; what was damaged since is no ground for a new release")
  func takenOver() throws {
    // As if the first had been written before there was a registry.
    try place.administer("DELETE FROM meta.public_release_file; DELETE FROM meta.public_release")
    let told = try place.agtrack(["release", "--out", scratch.file("two"), "--previous", scratch.file("one")])
      .expecting(0)
    #expect(told.stderr.contains("1 earlier release was entered"))
    // The same numbers are entered once.
    #expect(try releases().map { $0["origin"] } == ["taken over"])
    #expect(try releases().map { $0["as_of"] } == ["2027-03-15"])
    try grow()
    try night(asOf: "2027-04-15")
    _ = try place.agtrack(["release", "--out", scratch.file("three")]).expecting(0)
    #expect(try hidden("one").isSubset(of: hidden("three")))
    #expect(try releases().map { $0["origin"] } == ["taken over", "written"])
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("inside")]).expecting(0)
    let inside = ["release", "--out", scratch.file("four"), "--previous", scratch.file("inside")]
    #expect(try place.agtrack(inside).expecting(3).stderr.contains("inside the district"))
    try place.administer(
      "UPDATE meta.public_release_file SET content = 'x' WHERE release_id = 2 AND name = 'cells.csv'")
    let refused = try place.agtrack(["release", "--out", scratch.file("five")]).expecting(3)
    #expect(refused.stderr.contains("public release 2"))
    #expect(!scratch.exists("five/cells.csv"))
    _ = try withdraw("9").expecting(6)
    _ = try place.agtrack(["releases", "--withdraw", "2"]).expecting(2)
    _ = try withdraw("2").expecting(0)
    _ = try place.agtrack(["release", "--out", scratch.file("six"), "--previous", scratch.file("three")]).expecting(0)
    #expect(try releases().map { $0["origin"] } == ["taken over", "written", "taken over"])
  }

  @Test("Only the data engineer writes and withdraws public releases; staff who see everybody may list them")
  func permission() throws {
    try Staff.join(place, ["d01"])
    let (release, list) = (["release", "--out", scratch.file("two")], ["releases"])
    #expect(try Staff.agtrack(place, as: "d01", release).expecting(5).stderr.contains("data engineer"))
    #expect(!scratch.exists("two/cells.csv"))
    let withdrawal = ["releases", "--withdraw", "1", "--reason", "x"]
    _ = try Staff.agtrack(place, as: "d01", withdrawal).expecting(5)
    #expect(try Table(Staff.agtrack(place, as: "d01", list).expecting(0).stdout).rows.count == 1)
  }
}
