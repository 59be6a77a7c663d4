import DistrictCount
import Foundation
import PolicyFiles
import SampleData
import Store
import Testing

/// The short form of the table in docs/measures.md: differences planted in whole sample districts are found by reading, evaluating and
/// counting their files. `AGTRACK_INEQUITY_SEEDS=200` runs the long form; `inequities 200`, built with optimization, is much quicker.
@Suite("Planted inequities of sample districts are found where they are")
struct PlantedDistrictTests {
  private static let seeds =
    ProcessInfo.processInfo.environment["AGTRACK_INEQUITY_SEEDS"].flatMap { UInt64($0) } ?? 2

  @Test("Found at its stage, and only there", arguments: SampleInequity.allCases)
  func table(_ inequity: SampleInequity) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("agtrack-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let policies = try PolicyLibrary(Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) })
    let asOf = try #require(InequityTrial.asOf)
    var table = InequityTable()
    for seed in 1...Self.seeds {
      table.add(
        try InequityTrial(
          inequity, students: 2_000, seed: seed, folder: folder.path, policies: policies, asOf: asOf))
    }
    print("\(inequity.rawValue): \(table.text)")
    let isPlanted = InequityTrial.planted(inequity) != nil
    #expect(table.found * 10 >= (isPlanted ? table.trials * 9 : 0) && (isPlanted || table.found == 0))
    #expect(table.largestPart * 10 >= (isPlanted ? table.trials * 9 : 0))
    // Of each school only those of one course and mark are set beside each other: less is seen.
    if inequity == .algebra { #expect(table.placedHere * 2 >= table.trials) }
    // Five of a hundred are put up with; of two districts, one.
    #expect(table.sameArea * 10 <= max(10, table.trials))
  }
}
