import Equity
import Foundation
import ReleaseAudit
import Reports
import Rules
import TestSupport
import Testing

@Suite("Releases one after the other")
struct SuccessiveReleaseTests {
  /// Seniors who come in, all of one profile, so that every sum stays true.
  private static func enrol(_ input: inout ReleaseInput, _ sizes: ClosedRange<Int>, _ random: inout SplitMix64) throws {
    let school = try #require(input.schools.randomElement(using: &random))
    let profile = try ["all", "race_ethnicity", "gender", "english_status"].map { name in
      let family = try #require(input.families.first { $0.id == name })
      return (family.id, try #require(family.groups.randomElement(using: &random)).id)
    }
    let many = Int.random(in: sizes, using: &random)
    for measure in input.measures {
      let reached = Bool.random(using: &random) ? many : 0
      for place in [Place.school(school.id), .district(school.districtID)] {
        for (family, group) in profile {
          let key = CellKey(measure: measure.id, place: place, family: family, group: group)
          let old = input.counts[key] ?? .none
          input.counts[key] = Count(n: old.n + many, x: old.x + reached)
        }
      }
    }
  }

  @Test(
    "ten releases of one year, after few or many students came, or those who came left again: none of them, with all before it, gives anything away"
  )
  func ten() throws {
    var random = SplitMix64.printed(for: "successive releases")
    // `AGTRACK_RELEASE_SERIES=50` tries more than a test has time for.
    let series = ProcessInfo.processInfo.environment["AGTRACK_RELEASE_SERIES"].flatMap { Int($0) } ?? 1
    for _ in 0..<series { try Self.tenReleases(&random) }
  }

  private static func tenReleases(_ random: inout SplitMix64) throws {
    var input = try InventedDistricts.input()
    input.measures = input.measures.filter { $0.id.hasPrefix("pattern_met") }
    var (releases, inputs): ([PublishedCells], [ReleaseInput]) = ([], [])
    var changed = 0
    for step in 0..<10 {
      var earlier: [String: [PrintedRow]] = [:]
      for cell in releases.flatMap(\.cells) {
        let row = PrintedRow(
          n: cell.printed[0], rate: cell.printed[1], gap: cell.printed[2], needed: cell.printed[3],
          isHidden: cell.isHidden)
        earlier[cell.name, default: []].append(row)
      }
      let files = try PublicPageTests.files(input, earlier: earlier)
      let release = try PublishedCells(
        cells: files["cells.csv"] ?? [], definitions: files["definitions.csv"] ?? [])
      #expect(ReleaseAudit.findings(release, page: files["index.html"], previous: releases) == [])
      if let last = releases.last, last.cells.map(\.printed) != release.cells.map(\.printed) { changed += 1 }
      releases.append(release)
      inputs.append(input)
      // Those who came leave again: of the releases in between only the oldest is nearly the same then.
      if step == 6 { input = inputs[0] }
      // By turns a few students, who must not be seen to come, and many.
      let sizes = step.isMultiple(of: 2) ? 40...90 : 1...30
      for _ in 0..<Int.random(in: 1...6, using: &random) { try enrol(&input, sizes, &random) }
    }
    #expect(releases.count == 10 && changed > 0)
  }
}
