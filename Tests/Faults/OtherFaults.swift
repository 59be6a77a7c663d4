import Foundation
import Postgres
import TestSupport

/// Faults that are not an instant of a night: each function tries one kind and counts what was lost.
public struct OtherFaults {
  private let home: FaultHome
  private let district: TrialDistrict
  private var random: SplitMix64
  public private(set) var figures = FaultFigures()

  public init(_ home: FaultHome, _ district: TrialDistrict, seed: UInt64) {
    (self.home, self.district) = (home, district)
    random = SplitMix64(seed: seed)
  }

  private mutating func expect(_ evening: TrialDistrict.Evening) throws {
    if try TrialDistrict.exports(home, again: true) != evening.exports { figures.lost += 1 }
    let leftovers = try home.leftovers()
    if !leftovers.isEmpty { figures.strange.append("left over: \(leftovers.joined(separator: ", "))") }
  }

  private mutating func trial(_ kind: String) {
    figures.trials += 1
    figures.count(kind)
  }

  /// `agtrack migrate` killed somewhere in an empty database; the next one finishes, and a night finds all it needs.
  public mutating func migration(trials: Int) throws {
    try home.reset()
    let start = ContinuousClock.now
    try home.agtrack(["migrate"]).expecting([0])
    let spent = (ContinuousClock.now - start).components
    let milliseconds = UInt32(spent.seconds) * 1000 + UInt32(spent.attoseconds / 1_000_000_000_000_000)
    let whole = try home.agtrack(["dictionary"]).expecting([0]).output
    for trial in 0..<trials {
      self.trial("migration killed")
      try home.reset()
      let migration = try home.start(["migrate"])
      Threads.pause(milliseconds: UInt32.random(in: 0...milliseconds, using: &random))
      kill(migration.process, SIGKILL)
      _ = migration.wait()
      try home.agtrack(["migrate"]).expecting([0])
      if try home.agtrack(["dictionary"]).expecting([0]).output != whole { figures.lost += 1 }
      // One night is enough: the schema is the same.
      if trial > 0 { continue }
      try home.agtrack(TrialDistrict.night(district.first.extract)).expecting([district.first.status])
      try expect(district.first)
    }
  }

  /// Two nights at once: one works and the other is sent away at once, or both one after the other.
  public mutating func twoNights(trials: Int) throws {
    for _ in 0..<trials {
      trial("two nights at once")
      try home.reset(to: TrialDistrict.afterFirst)
      let nights = try (0..<2).map { _ in try home.start(TrialDistrict.night(district.second.extract)) }
      let statuses = nights.map { $0.wait().status }
      let done = district.second.status
      if statuses.filter({ $0 == done || $0 == 0 }).isEmpty
        || !statuses.allSatisfy({ [0, done, 75].contains($0) })
      {
        figures.strange.append("two nights at once: exits \(statuses)")
      }
      try expect(district.second)
    }
  }

  /// Settings that are edited while a night runs count for the next night.
  public mutating func settings(trials: Int) throws {
    let file = home.folder + "/settings.yaml"
    for _ in 0..<trials {
      trial("settings edited during the night")
      try home.reset(to: TrialDistrict.afterFirst)
      try Data("shrink_percent: 20\n".utf8).write(to: URL(fileURLWithPath: file))
      let night = try home.start(TrialDistrict.night(district.second.extract) + ["--config", file])
      // The settings are read first; once the night has connected they have been.
      for _ in 0..<5000 where try !isConnected() { Threads.pause(milliseconds: 1) }
      try Data("semester_credits: 10\n".utf8).write(to: URL(fileURLWithPath: file))
      try night.wait().expecting([district.second.status])
      try expect(district.second)
    }
  }

  private func isConnected() throws -> Bool {
    try home.administrator().first("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = 'agtrack')") {
      try $0.bool(0)
    } ?? false
  }

  /// An extract that is written while it is read is refused, and what was published stays.
  public mutating func changingExtract(trials: Int) throws {
    try home.reset(to: TrialDistrict.afterFirst)
    let names = ["students.csv", "courses.csv", "transcripts.csv"]
    for trial in 0..<trials {
      self.trial("extract written while it was read")
      let path = "\(district.second.extract)/\(names[trial % names.count])"
      let writing = Locked(true)
      let writer = Threads.start {
        var second = 0
        while writing.value {
          second += 1
          var times = [timespec(tv_sec: second, tv_nsec: 0), timespec(tv_sec: second, tv_nsec: 0)]
          utimensat(AT_FDCWD, path, &times, 0)
        }
      }
      let night = try home.agtrack(TrialDistrict.night(district.second.extract))
      writing.change { $0 = false }
      writer.wait()
      if night.status != 3 || !night.stderr.contains("while the extract was read") {
        figures.strange.append("a changing extract: exit \(night.status): \(night.stderr)")
      }
      try expect(district.first)
    }
  }

  /// Nights on a machine and a server whose clocks jump by hours and years at every few questions, one of two killed.
  /// - Returns: false where no C compiler is there to make the clock.
  public mutating func clockJumps(trials: Int) throws -> Bool {
    guard let clock = try ClockJumps(home) else { return false }
    for trial in 0..<trials {
      self.trial("clocks that jump")
      try home.reset(to: TrialDistrict.afterFirst)
      try clock.restartServer()
      if trial % 2 == 1 {
        let night = try home.start(TrialDistrict.night(district.second.extract), environment: clock.environment)
        Threads.pause(milliseconds: UInt32.random(in: 0...UInt32(district.second.milliseconds), using: &random))
        kill(night.process, SIGKILL)
        _ = night.wait()
      }
      var night = try home.agtrack(TrialDistrict.night(district.second.extract), environment: clock.environment)
      for _ in 0..<150 where night.status == 75 {
        figures.waitsForLock += 1
        Threads.pause(milliseconds: 200)
        night = try home.agtrack(TrialDistrict.night(district.second.extract), environment: clock.environment)
      }
      try night.expecting([0, district.second.status])
      try expect(district.second)
      try home.agtrack(["db", "stop"]).expecting([0])
    }
    try home.agtrack(["db", "start"]).expecting([0])
    // Wherever in the course of connecting the clock jumps.
    for asked in 0..<35 {
      let environment = clock.environment.merging(["JUMP_FROM": String(asked)]) { $1 }
      try home.agtrack(["rejects"], environment: environment).expecting([0])
    }
    try home.agtrack(["db", "stop"]).expecting([0])
    return true
  }
}
