import Glibc

/// Starts PostgreSQL's programs: in a session of their own, in the root folder, with a small environment and without any open file of
/// ours, so that neither a caller's pipe nor a signal from the terminal hangs on them.
struct ChildProcess {
  let process: pid_t

  /// - Parameters:
  ///   - command: full path and arguments.
  ///   - input: open file for standard input; nil for `/dev/null`.
  ///   - output: open file for standard output and error; nil for `/dev/null`.
  init(_ command: [String], input: Int32? = nil, output: Int32? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, source) in [(0 as Int32, input), (1, output), (2, output)] {
      if let source {
        posix_spawn_file_actions_adddup2(&actions, source, target)
      } else {
        posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
      }
    }
    for name in Files.names("/proc/self/fd") {
      if let file = Int32(name), file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // The shell only changes the folder and the file mode, which posix_spawn cannot on every system.
    let arguments = ["/bin/sh", "-c", "cd / && umask 077 && exec \"$@\"", "sh"] + command
    var process: pid_t = 0
    let code = Self.withPointers(arguments) { argv in
      Self.withPointers(Self.environment) { posix_spawn(&process, "/bin/sh", &actions, &attributes, argv, $0) }
    }
    guard code == 0 else {
      throw EmbeddedServerError.programFailed(
        program: command.first ?? "", reason: Files.reason(code), log: nil)
    }
    self.process = process
  }

  /// POSIX_SPAWN_SETSID of glibc and musl, hidden from Swift by a feature macro.
  private static let newSession: Int16 = 0x80

  /// English messages, no setting of the caller's that PostgreSQL's programs would obey.
  private static var environment: [String] {
    var variables = ["LC_ALL=C", "TZ=UTC", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
    if let path = Files.environment("LD_LIBRARY_PATH") { variables.append("LD_LIBRARY_PATH=\(path)") }
    return variables
  }

  /// The exit status, or nil while the process runs. A signal's number counts as 128 and more.
  func poll() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(process, &status, WNOHANG)
    if ended == 0 || (ended < 0 && errno == EINTR) { return nil }
    if ended < 0 { return 0 }
    return Self.exitStatus(status)
  }

  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return 0 }
    }
    return Self.exitStatus(status)
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  /// Runs a program to its end.
  /// - Parameter input: its standard input.
  /// - Returns: exit status and what it wrote (standard output and error together).
  static func run(_ command: [String], input: String = "") throws -> (status: Int32, output: String) {
    // Shared memory instead of a pipe: nobody waits for a reader, and a full disk cannot swallow the reason.
    let output = scratch("out")
    let source = scratch("in")
    defer {
      for file in [output, source] where file >= 0 { close(file) }
    }
    if !input.isEmpty {
      guard source >= 0, Files.writeAll(source, input) else {
        throw EmbeddedServerError.programFailed(
          program: command.first ?? "", reason: "its input cannot be kept in /dev/shm", log: nil)
      }
      lseek(source, 0, SEEK_SET)
    }
    let status = try ChildProcess(
      command, input: input.isEmpty ? nil : source, output: output >= 0 ? output : nil
    ).wait()
    guard output >= 0 else { return (status, "") }
    lseek(output, 0, SEEK_SET)
    return (status, Files.content(output, limit: 1 << 20))
  }

  /// A nameless file in memory, or -1.
  private static func scratch(_ what: String) -> Int32 {
    for attempt in 0..<100 {
      let name = "/agtrack-\(getpid())-\(pthread_self())-\(what)-\(attempt)"
      let file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
      if file >= 0 {
        shm_unlink(name)
        return file
      }
      if errno != EEXIST { break }
    }
    return -1
  }

  private static func withPointers<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
  }
}
