import Glibc

/// Shows text that is longer than the terminal page by page, as `man` and `git` do.
enum Pager {
  /// Writes the text to standard output: through `$PAGER` (default `less`) where that is a terminal with fewer lines, else as
  /// it is. An empty `PAGER` or one that cannot be started means none.
  /// - Throws: `Failure` (exit 4) where standard output cannot be written.
  static func write(_ text: String) throws {
    if let lines = Terminal.lines, isLonger(text, than: lines), let pager = command(), try page(text, with: pager) {
      return
    }
    let output = try Output(nil)
    try output.write(text)
    try output.finish()
  }

  private static func isLonger(_ text: String, than lines: Int) -> Bool {
    var count = 0
    for byte in text.utf8 where byte == 10 { count += 1 }
    return count >= lines
  }

  private static func command() -> String? {
    guard let value = getenv("PAGER") else { return "less" }
    return value.pointee == 0 ? nil : String(cString: value)
  }

  /// - Returns: false if the pager could not be started or did not know itself, so that nothing was shown.
  private static func page(_ text: String, with pager: String) throws -> Bool {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    // -F leaves a short text standing, -R shows colours, -X leaves it on the screen.
    if getenv("LESS") == nil { setenv("LESS", "FRX", 1) }
    // The text goes through the pipe alone: no student's name on a command line or in a file.
    let words = ["/bin/sh", "-c", pager]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let started = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, environ)
    close(ends[0])
    guard started == 0 else {
      close(ends[1])
      return false
    }
    send(Array(text.utf8), to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    // The shell's word for a command that is not there.
    return status & 0x7f != 0 || (status >> 8) & 0xff != 127
  }

  /// A person who leaves the pager early closes the pipe; that is no failure.
  private static func send(_ bytes: [UInt8], to file: Int32) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      start += written
    }
  }
}
