import Faults
import Foundation
import TestSupport

/// What can be run by itself.
enum TorturePart: String, CaseIterable {
  case kills, others, clocks, disks

  static let names = allCases.map(\.rawValue).joined(separator: "|")

  var title: String {
    switch self {
    case .kills: "Random kills"
    case .others: "Other faults"
    case .clocks: "Clocks that jump"
    case .disks: "Disk full"
    }
  }
}

/// One run of some parts.
struct Torture {
  let kills: Int
  let students: Int
  let seed: UInt64
  let file: FigureFile?

  /// - Returns: whether everything held.
  func run(_ parts: [TorturePart]) throws -> Bool {
    print("\(parts.map(\.rawValue).joined(separator: ", ")): \(students) students, seed \(seed)")
    let start = ContinuousClock.now
    var isClean = true
    func done(_ part: TorturePart, _ figures: FaultFigures) throws {
      isClean = isClean && figures.isClean
      print("\n\(part.title), after \((ContinuousClock.now - start).components.seconds) s\n\n\(figures.table)")
      fflush(nil)
      try file?.add(figures, to: part)
    }
    if parts.contains(where: { $0 != .disks }) {
      let home = try FaultHome(isDurable: true)
      defer { home.close() }
      let district = try TrialDistrict(home, students: students, seed: seed)
      print("undisturbed: \(district.first.milliseconds) ms cold, \(district.second.milliseconds) ms incremental")
      fflush(nil)
      if parts.contains(.kills) { try done(.kills, brokenNights(home, district)) }
      if parts.contains(.others) {
        var others = OtherFaults(home, district, seed: seed)
        try others.migration(trials: 20)
        try others.twoNights(trials: 10)
        try others.settings(trials: 5)
        try others.changingExtract(trials: 6)
        try done(.others, others.figures)
      }
      if parts.contains(.clocks) {
        var others = OtherFaults(home, district, seed: seed)
        let hasClock = try others.clockJumps(trials: 10)
        if hasClock { try done(.clocks, others.figures) } else { print("no C compiler: clock jumps left out") }
      }
    }
    if parts.contains(.disks) {
      if var disk = try FullDisk(students: students, seed: seed) {
        defer { disk.close() }
        try disk.run(places: 10)
        try done(.disks, disk.figures)
      } else {
        print("only root may mount a small file system: full disks left out")
      }
    }
    return isClean
  }

  private func brokenNights(_ home: FaultHome, _ district: TrialDistrict) throws -> FaultFigures {
    var nights = BrokenNights(home, district, seed: seed)
    try nights.run(trials: kills) { done in
      guard done % 20 == 0 else { return }
      print("\(done) of \(kills)")
      fflush(nil)
    }
    return nights.figures
  }
}

/// Figures of several runs, added up part by part.
struct FigureFile {
  private let place: URL
  private var sums: [String: FaultFigures] = [:]

  init(_ path: String) throws {
    place = URL(fileURLWithPath: path)
    if FileManager.default.fileExists(atPath: path) {
      sums = try JSONDecoder().decode([String: FaultFigures].self, from: Data(contentsOf: place))
    }
  }

  func add(_ figures: FaultFigures, to part: TorturePart) throws {
    // Read again: the file may have grown while this run went on.
    var sums = try FigureFile(place.path).sums
    sums[part.rawValue, default: FaultFigures()].merge(figures)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(sums).write(to: place, options: .atomic)
  }

  /// Prints the sums.
  /// - Returns: whether everything held.
  func report() -> Bool {
    for part in TorturePart.allCases {
      if let figures = sums[part.rawValue] { print("\n\(part.title)\n\n\(figures.table)") }
    }
    return !sums.isEmpty && sums.values.allSatisfy(\.isClean)
  }
}
