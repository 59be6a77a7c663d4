import Glibc

/// Where a command's data goes: standard output, or a file that is written aside and renamed when it is whole.
final class Output {
  private let path: String?
  private let temporary: String
  private var descriptor: Int32
  private var waiting: [UInt8] = []
  private var isFinished = false

  /// - Parameters:
  ///   - path: nil or `-` for standard output. A device or a pipe is written as it stands; a link is followed, so that it
  ///     stays and its target is replaced.
  /// - Throws: `Failure` (exit 4) where the place cannot be written.
  init(_ path: String?) throws {
    guard let path, path != "-" else {
      self.path = nil
      temporary = ""
      descriptor = STDOUT_FILENO
      return
    }
    if Output.takesNoRename(path) {
      self.path = nil
      temporary = ""
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw Output.failure(path) }
      return
    }
    let target = Output.target(path)
    self.path = target
    temporary = "\(target).part-\(getpid())"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw Output.failure(path) }
  }

  /// Renaming a file to such a place would put it where a device stands.
  private static func takesNoRename(_ path: String) -> Bool {
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return true }
    var entry = stat()
    guard stat(path, &entry) == 0 else { return false }
    let kind = entry.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  private static func target(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  deinit {
    guard path != nil, !isFinished else { return }
    close(descriptor)
    unlink(temporary)
  }

  func write(_ bytes: [UInt8]) throws {
    waiting += bytes
    if waiting.count >= 1 << 16 { try flush() }
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Puts everything in place; before this the old file stands.
  func finish() throws {
    try flush()
    guard let path else { return }
    if fsync(descriptor) != 0 && errno != EINVAL { throw Output.failure(path) }
    if close(descriptor) != 0 { throw Output.failure(path) }
    isFinished = true
    if rename(temporary, path) != 0 {
      let failure = Output.failure(path)
      unlink(temporary)
      throw failure
    }
  }

  private func flush() throws {
    var start = 0
    while start < waiting.count {
      let written = waiting[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Output.failure(path ?? "standard output") }
      start += written
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private static func failure(_ place: String) -> Failure {
    Failure(.environment, "cannot write \(place): \(String(cString: strerror(errno)))")
  }
}
