import Glibc

/// The few file operations that the cluster needs, with the system's reason on failure.
enum Files {
  /// The system's words for the last error.
  static var reason: String { reason(errno) }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The folder's entry itself, not what a link points to; nil if there is none or it cannot be seen.
  static func entry(_ path: String) -> stat? {
    var entry = stat()
    return lstat(path, &entry) == 0 ? entry : nil
  }

  static func isFolder(_ path: String) -> Bool { entry(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  static func exists(_ path: String) -> Bool { entry(path) != nil }

  /// Makes a folder and the folders above it.
  static func makeFolders(_ path: String, mode: mode_t) throws {
    if mkdir(path, mode) == 0 { return }
    if errno == EEXIST {
      var target = stat()
      if stat(path, &target) == 0, target.st_mode & S_IFMT == S_IFDIR { return }
      throw EmbeddedServerError.folderUnusable(path: path, reason: "it is not a folder")
    }
    guard errno == ENOENT, let parent = parent(path), parent != path else { throw problem(path) }
    try makeFolders(parent, mode: 0o755)
    if mkdir(path, mode) != 0, errno != EEXIST { throw problem(path) }
  }

  static func parent(_ path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The content, or nil if there is no such file. Links are not followed.
  static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return content(file, limit: 1 << 20)
  }

  /// What stands in an open file from its present position on.
  static func content(_ file: Int32, limit: Int) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < limit {
      let length = Glibc.read(file, &block, block.count)
      if length < 0, errno == EINTR { continue }
      guard length > 0 else { break }
      bytes.append(contentsOf: block[..<length])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file aside and puts it in place whole.
  static func write(_ path: String, _ text: String, mode: mode_t = 0o600) throws {
    let aside = path + ".new"
    unlink(aside)
    let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw problem(path) }
    let written = writeAll(file, text)
    let code = errno
    guard close(file) == 0, written, rename(aside, path) == 0 else {
      let code = written ? errno : code
      unlink(aside)
      throw problem(path, code)
    }
  }

  static func append(_ path: String, _ text: String) throws {
    let file = open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw problem(path) }
    let written = writeAll(file, text)
    let code = errno
    guard close(file) == 0, written else { throw problem(path, written ? errno : code) }
  }

  static func writeAll(_ file: Int32, _ text: String) -> Bool {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let length = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if length < 0, errno == EINTR { continue }
      guard length > 0 else { return false }
      rest = rest.dropFirst(length)
    }
    return true
  }

  /// Names in a folder, sorted bytewise; empty if it cannot be read.
  static func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Where a link in the file system (such as those of `/proc`) points.
  static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? 0
    }
    return length > 0 ? String(decoding: buffer[..<length], as: UTF8.self) : nil
  }

  /// The path without links and relative parts; for a path that does not exist yet, of as much of it as does.
  static func canonical(_ path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else {
      let here = canonical(".")
      return here == "/" ? "/" + trimmed : here == "." ? trimmed : here + "/" + trimmed
    }
    let above = slash == trimmed.startIndex ? "/" : canonical(String(trimmed[..<slash]))
    return (above == "/" ? "" : above) + String(trimmed[slash...])
  }

  /// A program on the PATH, or in the usual folders where the PATH leaves them out.
  static func executable(_ name: String) -> String? {
    let folders = (environment("PATH") ?? "").split(separator: ":").map(String.init)
    return (folders + ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]).map { $0 + "/" + name }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// A full disk and everything else need different advice.
  static func problem(_ path: String, _ code: Int32 = errno) -> EmbeddedServerError {
    code == ENOSPC || code == EDQUOT
      ? .diskFull(path: path) : .folderUnusable(path: path, reason: reason(code))
  }
}
