import Glibc

/// Makes the cluster: data folder, configuration, roles and database. Each step is done whole or not at all.
struct ClusterSetup {
  let place: ClusterPlace
  let binaries: ServerBinaries
  /// Settings that win over those below.
  let settings: [(name: String, value: String)]

  // MARK: - Data folder

  /// Makes the data folder beside its place and renames it, so that a killed `initdb` leaves nothing that counts.
  func makeData() throws {
    let made = "\(place.folder)/\(Self.unfinishedPrefix)\(getpid())"
    do {
      try checkRoom()
      var command = [
        binaries.initdb, "-D", made, "-U", "postgres", "--auth-local=trust", "--auth-host=reject", "-E", "UTF8",
        "--locale=\(Self.locale)", "--data-checksums",
      ]
      if settings.contains(where: { $0.name == "fsync" && $0.value == "off" }) { command.append("--no-sync") }
      let prefix = try place.account.prefix()
      let answer = try ChildProcess.run(prefix + command)
      guard answer.status == 0 else {
        throw Self.failure(of: "initdb", output: answer.output, place: place, log: nil)
      }
      try place.account.performing {
        try Files.append("\(made)/postgresql.conf", "\ninclude_if_exists = 'agtrack.conf'\n")
        guard rename(made, place.data) == 0 else { throw Files.problem(place.data) }
      }
    } catch {
      removeFolder(made)
      throw error
    }
  }

  private static let unfinishedPrefix = "data.new-"

  /// Removes what a killed `initdb` left; to be called while holding the lock.
  func removeUnfinished() throws {
    let names = try place.account.performing { Files.names(place.folder) }
    for name in names where name.hasPrefix(Self.unfinishedPrefix) { removeFolder("\(place.folder)/\(name)") }
  }

  /// Removes a folder with the account's rights; if that fails, the next start tries again.
  func removeFolder(_ path: String) {
    guard let prefix = try? place.account.prefix() else { return }
    _ = try? ChildProcess.run(prefix + ["/bin/rm", "-rf", "--", path])
  }

  private func checkRoom() throws {
    let needed = UInt64(EmbeddedServerError.neededMegabytes) << 20
    if let free = Self.freeBytes(place), free < needed { throw EmbeddedServerError.diskFull(path: place.folder) }
  }

  /// What the account may still write; nil if the system does not tell.
  private static func freeBytes(_ place: ClusterPlace) -> UInt64? {
    let free = try? place.account.performing { () -> UInt64? in
      var disk = statvfs()
      guard statvfs(place.folder, &disk) == 0 else { return nil }
      return UInt64(disk.f_bavail) &* UInt64(disk.f_frsize)
    }
    return free ?? nil
  }

  /// Bytewise order with UTF-8 letters where the system has it.
  private static var locale: String {
    guard let known = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return "C" }
    freelocale(known)
    return "C.UTF-8"
  }

  // MARK: - Configuration

  /// Writes the settings, at every start: the socket's folder and the machine may have changed.
  func writeConfiguration(socketFolder: String) throws {
    var lines = ["# Written by agtrack at every start. Own settings: ALTER SYSTEM, which wins over this file."]
    let escaped = socketFolder.replacing("\"", with: "\"\"")
    let own = [("unix_socket_directories", "\"\(escaped)\""), ("wal_compression", try walCompression())]
    for (name, value) in Self.settings + own + settings {
      lines.append("\(name) = '\(value.replacing("\\", with: "\\\\").replacing("'", with: "''"))'")
    }
    let text = lines.joined(separator: "\n") + "\n"
    try place.account.performing { try Files.write(place.data + "/agtrack.conf", text) }
  }

  private static var settings: [(name: String, value: String)] {
    [
      ("listen_addresses", ""), ("port", "5432"), ("unix_socket_permissions", "0700"), ("max_connections", "50"),
      // Students' data must not get into the log by way of a statement or of a message that quotes a value.
      ("log_min_messages", "log"), ("log_min_error_statement", "panic"), ("log_error_verbosity", "terse"),
      ("log_statement", "none"), ("log_min_duration_statement", "-1"), ("log_parameter_max_length", "0"),
      ("log_parameter_max_length_on_error", "0"), ("log_destination", "stderr"), ("logging_collector", "off"),
      ("log_line_prefix", "%m [%p] "), ("timezone", "UTC"), ("log_timezone", "UTC"), ("datestyle", "iso, ymd"),
      ("shared_buffers", "256MB"), ("maintenance_work_mem", "256MB"), ("work_mem", "32MB"), ("max_wal_size", "4GB"),
      ("checkpoint_timeout", "15min"), ("synchronous_commit", "on"), ("fsync", "on"), ("autovacuum", "on"),
      ("jit", "off"), ("random_page_cost", "1.1"),
      ("dynamic_shared_memory_type", hasSharedMemory ? "posix" : "mmap"),
    ]
  }

  /// LZ4 where the server was built with it: the old method takes as long as building an index takes otherwise.
  private func walCompression() throws -> String {
    let question = [binaries.postgres, "-D", place.data, "-C", "wal_compression", "-c", "wal_compression=lz4"]
    return try ChildProcess.run(place.account.prefix() + question).status == 0 ? "lz4" : "on"
  }

  /// Containers often have 64 MB of shared memory, too little for parallel queries.
  private static var hasSharedMemory: Bool {
    var disk = statvfs()
    guard statvfs("/dev/shm", &disk) == 0 else { return false }
    return UInt64(disk.f_bavail) &* UInt64(disk.f_frsize) >= 256 << 20
  }

  // MARK: - Roles and database

  /// Makes what is missing of roles and database, then marks the cluster as ready. The superuser is used here and nowhere else.
  func makeDatabase(socketFolder: String) throws {
    let command = [
      binaries.psql, "-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", "-h", socketFolder, "-p", "5432", "-U", "postgres",
      "-d",
      "postgres", "-f", "-",
    ]
    let answer = try ChildProcess.run(place.account.prefix() + command, input: Self.setupScript)
    guard answer.status == 0 else {
      throw Self.failure(of: "setting up the private database", output: answer.output, place: place, log: place.log)
    }
    try place.account.performing { try Files.write(place.readyMark, "\(binaries.version)\n") }
  }

  private static let setupScript = """
    SET log_min_messages = panic;
    SELECT 'CREATE ROLE agtrack_owner NOLOGIN NOSUPERUSER'
      WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'agtrack_owner') \\gexec
    SELECT 'CREATE ROLE agtrack LOGIN NOSUPERUSER CREATEROLE IN ROLE agtrack_owner'
      WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'agtrack') \\gexec
    SELECT 'CREATE DATABASE agtrack OWNER agtrack_owner'
      WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'agtrack') \\gexec

    """

  // MARK: - Failures

  /// What a failed program of PostgreSQL said, in one line.
  static func failure(
    of program: String, output: String, place: ClusterPlace, log: String?
  ) -> EmbeddedServerError {
    // On a full disk PostgreSQL does not always give the system's reason.
    let isFull = freeBytes(place).map { $0 < 1 << 20 } ?? false
    if isFull || output.contains(Files.reason(ENOSPC)) || output.contains(Files.reason(EDQUOT)) {
      return .diskFull(path: place.folder)
    }
    let lines = output.split(separator: "\n").map(String.init)
    let telling = lines.first { $0.contains("FATAL:") || $0.contains("error:") || $0.contains("ERROR:") }
    let reason = telling ?? lines.last ?? "it gave no reason"
    return .programFailed(program: program, reason: reason, log: log)
  }
}
