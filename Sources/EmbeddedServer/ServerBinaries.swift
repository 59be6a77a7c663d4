import Glibc

/// A folder with PostgreSQL's server programs.
struct ServerBinaries {
  let folder: String
  /// Major version, such as `15`.
  let version: String

  var initdb: String { folder + "/initdb" }
  var postgres: String { folder + "/postgres" }
  var psql: String { folder + "/psql" }

  /// Finds the programs: AGTRACK_PG_BIN, what `pg_config` names, Debian's folders (newest first), the PATH.
  /// - Parameter version: the major version an existing cluster needs; nil for a new one.
  static func find(version: String?, cluster: String) throws -> ServerBinaries {
    let folders = candidates()
    var foundOther = false
    for folder in folders {
      guard let binaries = inspect(folder) else { continue }
      if version == nil || binaries.version == version { return binaries }
      foundOther = true
    }
    if let version, foundOther { throw EmbeddedServerError.versionNotInstalled(version: version, folder: cluster) }
    throw EmbeddedServerError.binariesNotFound(searched: folders)
  }

  private static func candidates() -> [String] {
    if let named = Files.environment("AGTRACK_PG_BIN") { return [named] }
    var folders: [String] = []
    if let configuration = Files.executable("pg_config"),
      let answer = try? ChildProcess.run([configuration, "--bindir"]), answer.status == 0,
      let line = answer.output.split(separator: "\n").first
    {
      folders.append(String(line))
    }
    let debian = "/usr/lib/postgresql"
    let versions = Files.names(debian).compactMap(Int.init).sorted(by: >)
    folders += versions.map { "\(debian)/\($0)/bin" }
    folders += (Files.environment("PATH") ?? "").split(separator: ":").map(String.init)
    var seen: [String] = []
    for folder in folders where folder.hasPrefix("/") && !seen.contains(folder) { seen.append(folder) }
    return seen
  }

  private static func inspect(_ folder: String) -> ServerBinaries? {
    for program in ["initdb", "postgres", "psql"] where access("\(folder)/\(program)", X_OK) != 0 { return nil }
    // "postgres (PostgreSQL) 15.18 (Debian ...)"
    guard let answer = try? ChildProcess.run(["\(folder)/postgres", "--version"]), answer.status == 0 else {
      return nil
    }
    let words = answer.output.split(separator: " ")
    guard words.count >= 3 else { return nil }
    let major = words[2].prefix { $0.isASCII && $0.isNumber }
    return major.isEmpty ? nil : ServerBinaries(folder: folder, version: String(major))
  }
}
