import Faults
import TestSupport
import Testing

/// The short form of `make torture`, on a cluster of its own.
@Suite("Nights that break, in short", .serialized)
struct FaultTests {
  @Test("Whatever breaks a night, readers see whole runs and the next night gives what an undisturbed one gives")
  func all() throws {
    let home = try FaultHome(isDurable: false)
    defer { home.close() }
    let district = try TrialDistrict(home, students: 40, seed: 3)
    // Each kind once, cold and incremental taking turns.
    var nights = BrokenNights(home, district, seed: 1)
    for fault in [0, 1, 3, 4, 5] { try nights.run(one: fault) }
    expectClean(nights.figures)
    #expect(nights.figures.readings > 0)

    var others = OtherFaults(home, district, seed: 1)
    try others.migration(trials: 2)
    try others.twoNights(trials: 1)
    try others.settings(trials: 1)
    try others.changingExtract(trials: 1)
    _ = try others.clockJumps(trials: 2)
    expectClean(others.figures)
  }

  @Test("A disk that is full in the middle of a night leaves the published run")
  func fullDisk() throws {
    guard var disk = try FullDisk(students: 40, seed: 3) else { return }
    defer { disk.close() }
    try disk.run(places: 2)
    expectClean(disk.figures)
  }

  private func expectClean(_ figures: FaultFigures) {
    #expect(figures.mixed == 0)
    #expect(figures.lost == 0)
    #expect(figures.strange.isEmpty)
  }
}
