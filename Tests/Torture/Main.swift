import Faults
import Foundation
import TestSupport

/// Breaks nights in every way that docs/reliability.md names and prints what came of it.
///
///     torture [KILLS] [STUDENTS] [SEED]
@main struct Main {
  static func main() {
    do {
      try run()
    } catch {
      print("stopped: \(error)")
      exit(1)
    }
  }

  private static func run() throws {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) }
    guard numbers.count <= 3, !numbers.contains(nil) else {
      print("usage: torture [KILLS] [STUDENTS] [SEED]")
      exit(2)
    }
    let kills = numbers.first.flatMap { $0 } ?? 200
    let students = numbers.dropFirst().first.flatMap { $0 } ?? 300
    let seed = UInt64(numbers.dropFirst(2).first.flatMap { $0 } ?? 1)
    let start = ContinuousClock.now
    var isClean = true
    func report(_ title: String, _ figures: FaultFigures) {
      isClean = isClean && figures.isClean
      print("\n\(title), after \((ContinuousClock.now - start).components.seconds) s\n\n\(figures.table)")
      fflush(nil)
    }
    print("\(kills) kills, \(students) students, seed \(seed)")
    let home = try FaultHome(isDurable: true)
    defer { home.close() }
    let district = try TrialDistrict(home, students: students, seed: seed)
    print("undisturbed: \(district.first.milliseconds) ms cold, \(district.second.milliseconds) ms incremental")
    fflush(nil)
    var nights = BrokenNights(home, district, seed: seed)
    try nights.run(trials: kills) { done in
      guard done % 20 == 0 else { return }
      print("\(done) of \(kills)")
      fflush(nil)
    }
    report("Random kills", nights.figures)
    var others = OtherFaults(home, district, seed: seed)
    try others.migration(trials: 20)
    try others.twoNights(trials: 10)
    try others.settings(trials: 5)
    try others.changingExtract(trials: 6)
    if try !others.clockJumps(trials: 10) { print("no C compiler: clock jumps left out") }
    report("Other faults", others.figures)
    if var disk = try FullDisk(students: students, seed: seed) {
      defer { disk.close() }
      try disk.run(places: 10)
      report("Disk full", disk.figures)
    } else {
      print("only root may mount a small file system: full disks left out")
    }
    if !isClean { exit(1) }
  }
}
