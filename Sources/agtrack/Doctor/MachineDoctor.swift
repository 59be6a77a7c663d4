import EmbeddedServer
import Glibc
import Store

/// What the doctor thinks of this machine and of the configuration.
struct MachineDoctor {
  private static let leastBytes = 512 << 20
  private static let fewBytes = 2 << 30

  let settings: EffectiveSettings

  var lines: [DoctorLine] { [configuration, notice] + extract + outputs }

  private var configuration: DoctorLine {
    guard let configuration = settings.configuration else {
      return .ok("configuration", "none; what the program does by itself")
    }
    return .ok("configuration", "\(configuration.path) (\(configuration.source))")
  }

  private var notice: DoctorLine {
    if settings.onFailure.value != nil { return .ok("notice", "on_failure is set") }
    return .warning(
      "notice", "nobody is told when a night fails", "set on_failure in the configuration, or AGTRACK_ON_FAILURE")
  }

  private var extract: [DoctorLine] {
    guard let path = settings.extract.value else { return [] }
    var entry = stat()
    guard stat(path, &entry) == 0 else {
      return [.problem("extract", "\(path) is not there", "correct extract (\(settings.extract.source))")]
    }
    guard access(path, entry.st_mode & S_IFMT == S_IFDIR ? R_OK | X_OK : R_OK) == 0 else {
      return [.problem("extract", "\(path) may not be read", "give this account the right to read it")]
    }
    return [.ok("extract", path)]
  }

  private var outputs: [DoctorLine] {
    [("manifest", settings.manifest), ("metrics", settings.metricsFile)].compactMap { subject, setting in
      guard let path = setting.value, !path.hasPrefix("/dev/") else { return nil }
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      guard access(folder, W_OK | X_OK) == 0 else {
        return .problem(
          subject, "\(folder) takes no file", "make the folder, or give this account the right to write there")
      }
      return .ok(subject, path)
    }
  }

  /// Room where the data lies, if that can be seen from here, and for temporary files.
  static func disk(_ health: DatabaseHealth?, embedded folder: String?) -> [DoctorLine] {
    var lines: [DoctorLine] = []
    if let data = folder ?? health?.dataFolder, let free = free(data) {
      lines.append(disk("disk of the data", data, free, database: health?.databaseBytes ?? 0))
    } else {
      lines.append(.ok("disk of the data", "cannot be seen from here; watch it on the server"))
    }
    let temporary = Variable.value("TMPDIR") ?? "/tmp"
    if let free = free(temporary) { lines.append(disk("disk for temporary files", temporary, free, database: 0)) }
    return lines
  }

  private static func disk(_ subject: String, _ place: String, _ free: Int, database: Int) -> DoctorLine {
    let text = "\(place): \(free >> 20) MB free" + (database > 0 ? ", the database has \(database >> 20) MB" : "")
    if free < leastBytes { return .problem(subject, text, "make room before the next night") }
    if free < max(fewBytes, database) {
      return .warning(subject, text, "make room: at least as much as the database has")
    }
    return .ok(subject, text)
  }

  private static func free(_ path: String) -> Int? {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return nil }
    return Int(clamping: UInt64(disk.f_bavail) &* UInt64(disk.f_frsize))
  }
}
