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
  ///   - mode: who may read the file when it is whole.
  /// - Throws: `Failure` (exit 4) where the place cannot be written.
  init(_ path: String?, mode: mode_t = 0o600) throws {
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
    Output.removeAbandoned(target)
    self.path = target
    temporary = "\(target)\(Output.unfinished)\(getpid())"
    Interruption.remember(temporary)
    descriptor = Output.openLocked(temporary)
    if descriptor < 0 {
      let failure = Output.failure(path)
      Interruption.forget(temporary)
      throw failure
    }
    if mode != 0o600 { fchmod(descriptor, mode) }
  }

  /// Opens an unfinished file; the lock says to others that somebody still writes it.
  private static func openLocked(_ path: String) -> Int32 {
    while true {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return descriptor }
      var entry = stat()
      // Another program may have taken it for an abandoned one before it was locked.
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 || fstat(descriptor, &entry) != 0 || entry.st_nlink > 0 {
        return descriptor
      }
      close(descriptor)
    }
  }

  private static let unfinished = ".part-"

  /// Removes what programs that were killed have left beside a file. One that is still written is locked.
  private static func removeAbandoned(_ target: String) {
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) + "/" } ?? "./"
    let prefix = (slash.map { String(target[target.index(after: $0)...]) } ?? target) + unfinished
    guard let directory = opendir(folder), let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      guard name.hasPrefix(prefix), Int32(name.dropFirst(prefix.count)) != nil else { continue }
      let found = open(folder + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      guard found >= 0 else { continue }
      if flock(found, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(found)
    }
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
    Interruption.forget(temporary)
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
    defer { Interruption.forget(temporary) }
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
