import Foundation
import Postgres
import TestSupport

/// Nights that are struck at random instants, with a reader beside them; after each the next night must give what an
/// undisturbed one gives.
public struct BrokenNights {
  private let home: FaultHome
  private let district: TrialDistrict
  private var random: SplitMix64
  public private(set) var figures = FaultFigures()

  public init(_ home: FaultHome, _ district: TrialDistrict, seed: UInt64) {
    (self.home, self.district) = (home, district)
    random = SplitMix64(seed: seed)
  }

  /// Each second trial is a first night into an empty database, the others follow a published night. Kinds of faults
  /// take turns.
  public mutating func run(trials: Int, progress: (Int) -> Void = { _ in }) throws {
    for trial in 0..<trials {
      let fault = Fault.allCases[trial / 2 % Fault.allCases.count]
      try run(fault, isCold: trial % 2 == 0)
      progress(trial + 1)
    }
  }

  /// One trial of a kind, by its place among the kinds; even places are cold.
  public mutating func run(one kind: Int) throws {
    try run(Fault.allCases[kind % Fault.allCases.count], isCold: kind % 2 == 0)
  }

  private mutating func run(_ fault: Fault, isCold: Bool) throws {
    let evening = isCold ? district.first : district.second
    try home.reset(to: isCold ? nil : TrialDistrict.afterFirst)
    figures.trials += 1
    let reader = WholeReader(home, old: isCold ? nil : district.first.exports, new: evening.exports)
    var failure: (any Error)?
    do {
      try strike(fault, evening)
      // What breaks while the rest of a broken night is cleared away must do no more harm.
      if UInt8.random(in: 0..<3, using: &random) == 0 { try strike(.processKilled, evening) }
      try recover(evening)
    } catch {
      failure = error
    }
    let seen = reader.end()
    figures.readings += seen.whole
    figures.refusedReadings += seen.refused
    figures.mixed += seen.mixed
    figures.lost += seen.wentBack
    if let failure { throw failure }
  }

  private mutating func strike(_ fault: Fault, _ evening: TrialDistrict.Evening) throws {
    let night = try home.start(TrialDistrict.night(evening.extract))
    let instant = UInt32.random(in: 0...UInt32(max(1, evening.milliseconds + evening.milliseconds / 5)), using: &random)
    Threads.pause(milliseconds: instant)
    let hit = (try? fault.strike(night, home, &random)) ?? false
    let asked = ContinuousClock.now
    let result = night.wait(timeout: 120)
    if fault.asksForEnd {
      let spent = (ContinuousClock.now - asked).components
      figures.slowestStop = max(
        figures.slowestStop, Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000))
    }
    if hit { figures.count(fault.rawValue) }
    if result.status == evening.status { figures.unhurt += 1 }
    // 75: the night before left the lock to the server, which notices within seconds.
    if ![evening.status, 75].contains(result.status) && !fault.statuses.contains(result.status) {
      figures.strange.append("\(fault.rawValue): exit \(result.status): \(result.stderr)")
    }
    try home.settle()
    if result.status == evening.status, try TrialDistrict.exports(home, again: true) != evening.exports {
      figures.lost += 1
    }
  }

  /// The next night, as soon as the lock is free, must give what an undisturbed one gives, and leave nothing else.
  private mutating func recover(_ evening: TrialDistrict.Evening) throws {
    var result = try home.agtrack(TrialDistrict.night(evening.extract))
    for _ in 0..<150 where result.status == 75 {
      figures.waitsForLock += 1
      Threads.pause(milliseconds: 200)
      result = try home.agtrack(TrialDistrict.night(evening.extract))
    }
    if ![0, evening.status].contains(result.status) {
      figures.strange.append("the next night: exit \(result.status): \(result.stderr)")
    }
    if try TrialDistrict.exports(home, again: true) != evening.exports { figures.lost += 1 }
    let leftovers = try home.leftovers()
    if !leftovers.isEmpty { figures.strange.append("left over: \(leftovers.joined(separator: ", "))") }
  }
}

extension FaultHome {
  /// What a finished night must not leave: rows of runs after the published one, runs that seem to be running, keys that
  /// were taken off.
  func leftovers() throws -> [String] {
    let connection = try administrator("agtrack")
    var columns: [(table: String, column: String)] = []
    try connection.query(
      """
      SELECT format('%I.%I', c.table_schema, c.table_name), c.column_name::text
      FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_schema, table_name)
      WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN ('meta', 'record', 'evaluation', 'indicator')
        AND c.column_name IN ('from_run', 'to_run', 'generation', 'run_id') AND c.table_name NOT IN ('run', 'access_log')
      ORDER BY 1, 2
      """
    ) { columns.append((try $0.text(0), try $0.text(1))) }
    var found: [String] = []
    for (table, column) in columns {
      let count = try connection.first(
        "SELECT count(*) FROM \(table) WHERE \(column) > (SELECT run_id FROM meta.publication)"
      ) { try $0.int(0) }
      if count != 0 { found.append("\(table).\(column)") }
    }
    let running = try connection.first("SELECT count(*) FROM meta.run WHERE state = 'running'") { try $0.int(0) }
    if running != 0 { found.append("a running run") }
    let keys = try connection.first(
      "SELECT count(*) FROM pg_constraint WHERE conrelid = 'record.transcript'::regclass AND contype = 'p'"
    ) { try $0.int(0) }
    if keys != 1 { found.append("no key of record.transcript") }
    return found
  }
}
