import Glibc

/// What a person is told when a night did not do what it should: never anything about a student.
struct FailureNotice {
  enum Event: String { case failed, refused, held, locked, stopped }

  let event: Event
  let exitCode: Int32
  var run: Int32?
  var asOf: String?
  var extract: String?
  /// The lines that went to standard error.
  let messages: [String]

  /// What a pipe takes without anybody reading it.
  private static let mostBytes = 60_000

  /// Runs the command with the notice in its environment and on its standard input. That it fails or takes too long is
  /// said and changes nothing else.
  func send(_ command: String, seconds: Int) {
    do throws(Failure) {
      try run(command, seconds: seconds)
    } catch {
      Messages.say("agtrack: on_failure: \(error.message)", level: .warning)
    }
  }

  private var variables: [(String, String)] {
    let all: [(String, String?)] = [
      ("AGTRACK_EVENT", event.rawValue), ("AGTRACK_EXIT_CODE", "\(exitCode)"), ("AGTRACK_RUN", run.map { "\($0)" }),
      ("AGTRACK_AS_OF", asOf), ("AGTRACK_EXTRACT", extract), ("AGTRACK_MESSAGE", messages.first),
    ]
    return all.map { ($0.0, FailureNotice.cut($0.1 ?? "", to: 2000)) }
  }

  private var text: String {
    let what =
      switch event {
      case .failed: "failed"
      case .refused: "refused the extract; nothing changed"
      case .held: "loaded a run that a check kept from being published"
      case .locked: "could not begin, as another one holds the lock"
      case .stopped: "was stopped"
      }
    var lines = ["agtrack nightly \(what) (exit code \(exitCode))."]
    if let run { lines.append("Run: \(run)") }
    if let asOf { lines.append("Day: \(asOf)") }
    if let extract { lines.append("Extract: \(extract)") }
    return FailureNotice.cut((lines + messages).joined(separator: "\n"), to: FailureNotice.mostBytes) + "\n"
  }

  private static func cut(_ text: String, to bytes: Int) -> String {
    var cut = Substring(text)
    while cut.utf8.count > bytes { cut = cut.dropLast(max(1, (cut.utf8.count - bytes) / 4)) }
    return String(cut).replacing("\0", with: "")
  }

  private func run(_ command: String, seconds: Int) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw FailureNotice.failure(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let bytes = Array(text.utf8)
    _ = write(ends[1], bytes, bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    let process = try start(command, input: ends[0])
    let start = ContinuousClock.now
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0 && errno != EINTR { throw FailureNotice.failure(errno) }
      if ContinuousClock.now - start > .seconds(seconds) {
        // With all that it has started.
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure(.environment, "the command was ended, as it took longer than \(seconds) s")
      }
      usleep(20_000)
    }
    if status & 0x7f != 0 { throw Failure(.environment, "the command was ended by signal \(status & 0x7f)") }
    let code = (status >> 8) & 0xff
    if code != 0 { throw Failure(.environment, "the command ended with \(code)") }
  }

  /// Starts the command in a process group of its own; what it prints goes to standard error, as standard output is data.
  private func start(_ command: String, input: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    for (name, value) in variables { setenv(name, value, 1) }
    var process: pid_t = 0
    let texts: [String] = ["/bin/sh", "-c", command]
    var words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, environ)
    guard code == 0 else { throw FailureNotice.failure(code) }
    return process
  }

  private static func failure(_ code: Int32) -> Failure {
    Failure(.environment, "the command cannot be run: \(String(cString: strerror(code)))")
  }
}
