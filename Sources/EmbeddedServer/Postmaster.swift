import Glibc

/// The server process of a cluster, as its file `postmaster.pid` describes it.
struct Postmaster {
  let process: pid_t
  let socketFolder: String
  /// False while it starts or recovers.
  let isReady: Bool

  /// The running server; nil if there is none. A left-over file whose process is gone, or whose number now belongs to another program,
  /// is no server.
  static func running(_ place: ClusterPlace) throws -> Postmaster? {
    try place.account.performing {
      guard let text = Files.read(place.processFile) else { return nil }
      // Process, data folder, start time, port, socket folder, address, shared memory, state.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard let process = lines.first.flatMap({ pid_t($0) }), process > 1, serves(process, place.data) else {
        return nil
      }
      return Postmaster(
        process: process, socketFolder: lines.count > 4 ? lines[4] : "",
        isReady: lines.count > 7 && lines[7].hasPrefix("ready"))
    }
  }

  /// Whether the process is a server of this data folder: a server works in its data folder, and carries it in its command.
  private static func serves(_ process: pid_t, _ data: String) -> Bool {
    if hasEnded(process) { return false }
    if let folder = Files.link("/proc/\(process)/cwd") { return folder == Files.canonical(data) }
    return Files.read("/proc/\(process)/cmdline")?.split(separator: "\0").contains(Substring(data)) ?? false
  }

  /// Whether nothing runs any more under that number: where nobody asks for its status, as in many containers, what has
  /// ended stays in the process table for ever.
  private static func hasEnded(_ process: pid_t) -> Bool {
    if kill(process, 0) != 0, errno == ESRCH { return true }
    // The name, which may hold anything, stands in brackets before the state.
    let state = Files.read("/proc/\(process)/stat")?.split(separator: ")").last?.split(separator: " ").first
    return state == "Z" || state == "X"
  }

  var hasSocket: Bool { Files.exists("\(socketFolder)/\(ClusterPlace.socketName)") }

  /// Starts the server and waits until it answers, however long it has to recover.
  static func start(
    _ place: ClusterPlace, _ binaries: ServerBinaries, socketFolder: String, progress: (String) -> Void
  ) throws -> Postmaster {
    for _ in 0..<100 {
      if let server = try attempt(place, binaries, socketFolder, progress: progress) { return server }
      // The helpers of a killed server take a moment to notice; until then the new one refuses.
      usleep(100_000)
    }
    throw EmbeddedServerError.programFailed(
      program: "the database server", reason: "processes of an earlier, killed server still use its data",
      log: place.log)
  }

  /// - Returns: nil if processes of an earlier server are still there.
  private static func attempt(
    _ place: ClusterPlace, _ binaries: ServerBinaries, _ socketFolder: String, progress: (String) -> Void
  ) throws -> Postmaster? {
    let prefix = try place.account.prefix()
    let (log, logEnd) = try openLog(place)
    defer { close(log) }
    try removeMisleadingFiles(place, socketFolder)
    let child = try ChildProcess(prefix + [binaries.postgres, "-D", place.data], output: log)
    var waits = 0
    while true {
      if let server = try running(place), server.process == child.process, server.isReady { return server }
      if child.poll() != nil {
        let said = try saying(place, logEnd)
        if said.contains("shared memory block"), said.contains("still in use") { return nil }
        throw ClusterSetup.failure(of: "the database server", output: said, place: place, log: place.log)
      }
      waits += 1
      if waits % 400 == 0 { progress("the private database is still starting (it recovers after a crash)") }
      usleep(25_000)
    }
  }

  /// Removes what a dead server left and PostgreSQL would take for a living one: a lock whose number now belongs to another program, or a
  /// file cut short by a full disk. To be called while holding the cluster's lock and with no server running.
  private static func removeMisleadingFiles(_ place: ClusterPlace, _ socketFolder: String) throws {
    try place.account.performing {
      // The folder of the socket serves this cluster only.
      unlink("\(socketFolder)/\(ClusterPlace.socketName)")
      unlink("\(socketFolder)/\(ClusterPlace.socketName).lock")
      guard let text = Files.read(place.processFile) else { return }
      if let process = text.split(separator: "\n").first.flatMap({ pid_t($0) }), process > 1 {
        // A dead child of ours stays in the process table until its status is taken.
        waitpid(process, nil, WNOHANG)
        // About a process that is gone PostgreSQL judges better: helpers of it may still be at work.
        if kill(process, 0) != 0, errno == ESRCH { return }
      }
      unlink(place.processFile)
    }
  }

  private static func openLog(_ place: ClusterPlace) throws -> (file: Int32, end: off_t) {
    try place.account.performing {
      let tenMegabytes: off_t = 10 << 20
      if let entry = Files.entry(place.log), entry.st_size > tenMegabytes { rename(place.log, place.log + ".1") }
      let file = open(place.log, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw Files.problem(place.log) }
      return (file, lseek(file, 0, SEEK_END))
    }
  }

  /// What the server wrote into its log since then.
  private static func saying(_ place: ClusterPlace, _ logEnd: off_t) throws -> String {
    try place.account.performing {
      let file = open(place.log, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { return "" }
      defer { close(file) }
      lseek(file, logEnd, SEEK_SET)
      return Files.content(file, limit: 1 << 16)
    }
  }

  /// Ends the server: open statements are broken off, what was committed stays.
  func stop() throws {
    guard kill(process, SIGINT) == 0 || errno == ESRCH else {
      throw EmbeddedServerError.programFailed(
        program: "stopping the private database", reason: Files.reason, log: nil)
    }
    for _ in 0..<2_400 {
      // If it is our own child, it stays in the process table until its status is taken.
      waitpid(process, nil, WNOHANG)
      if Self.hasEnded(process) { return }
      usleep(25_000)
    }
    throw EmbeddedServerError.doesNotStop(process: process)
  }
}
