import Foundation
import TestSupport

/// Nights whose disk fills up: the cluster lies on a small file system in memory that is made just too small.
public struct FullDisk {
  private let home: FaultHome
  private let district: TrialDistrict
  public private(set) var figures = FaultFigures()
  private static let roomy = 1 << 30

  /// - Returns: nil where this process may not mount.
  public init?(students: Int, seed: UInt64) throws {
    guard geteuid() == 0 else { return nil }
    let folder = try makeTemporaryFolder("agtrack-disk")
    let mounted = try runProgram(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=\(FullDisk.roomy),mode=755", "agtrack-disk", folder])
    guard mounted.status == 0 else {
      rmdir(folder)
      return nil
    }
    do {
      home = try FaultHome(in: folder, isDurable: false)
      district = try TrialDistrict(home, students: students, seed: seed)
    } catch {
      _ = try? runProgram("/bin/umount", ["-l", folder])
      throw error
    }
  }

  public func close() {
    home.close()
    _ = try? runProgram("/bin/umount", ["-l", home.folder])
    rmdir(home.folder)
  }

  private func resize(_ bytes: Int) throws {
    try runProgram("/bin/mount", ["-o", "remount,size=\(bytes)", home.folder]).expecting([0])
  }

  private var used: Int {
    var disk = statvfs()
    guard statvfs(home.folder, &disk) == 0 else { return 0 }
    return Int(disk.f_blocks - disk.f_bfree) * Int(disk.f_frsize)
  }

  /// Fills the disk at as many places, spread over what a night needs; cold and incremental nights take turns.
  public mutating func run(places: Int) throws {
    for place in 0..<places {
      let isCold = place % 2 == 0
      let evening = isCold ? district.first : district.second
      try prepare(isCold)
      let before = used
      try home.agtrack(TrialDistrict.night(evening.extract)).expecting([evening.status])
      let need = used - before
      try prepare(isCold)
      try resize(used + need * (2 * place + 1) / (2 * places))
      let night = try home.agtrack(TrialDistrict.night(evening.extract))
      figures.trials += 1
      if night.status == evening.status { figures.unhurt += 1 } else { figures.count("disk full") }
      if ![evening.status, 4].contains(night.status) {
        figures.strange.append("disk full: exit \(night.status): \(night.stderr)")
      }
      try resize(FullDisk.roomy)
      // A server that stopped for want of room is started by whoever needs it.
      let seen = try TrialDistrict.read(home, name: "full", again: true)
      let published = night.status == evening.status ? evening.exports : isCold ? nil : district.first.exports
      if seen.exports != published { figures.lost += 1 }
      figures.readings += seen.exports == nil ? 0 : 1
      figures.refusedReadings += seen.exports == nil ? 1 : 0
      try recover(evening)
    }
  }

  private func prepare(_ isCold: Bool) throws {
    try home.reset(to: isCold ? nil : TrialDistrict.afterFirst)
    // Old log of transactions would be room that the night can use.
    try home.administer(["CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT"])
  }

  private mutating func recover(_ evening: TrialDistrict.Evening) throws {
    var night = try home.agtrack(TrialDistrict.night(evening.extract))
    for _ in 0..<150 where night.status == 75 {
      figures.waitsForLock += 1
      Threads.pause(milliseconds: 200)
      night = try home.agtrack(TrialDistrict.night(evening.extract))
    }
    if ![0, evening.status].contains(night.status) {
      figures.strange.append("the night after a full disk: exit \(night.status): \(night.stderr)")
    }
    if try TrialDistrict.exports(home, again: true) != evening.exports { figures.lost += 1 }
    let leftovers = try home.leftovers()
    if !leftovers.isEmpty { figures.strange.append("left over: \(leftovers.joined(separator: ", "))") }
  }
}
