import Glibc

/// Small files that a person names: settings and the like.
enum TextFile {
  static let most = 1 << 20

  /// - Throws: `Failure` (exit 2) where the file cannot be read, is too large or is not UTF-8.
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.usage, "cannot read \(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: most + 1)
    var count = 0
    while count < bytes.count {
      let found = bytes[count...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if found < 0 && errno == EINTR { continue }
      guard found >= 0 else { throw Failure(.usage, "cannot read \(path): \(String(cString: strerror(errno)))") }
      if found == 0 { break }
      count += found
    }
    guard count <= most, let text = String(validating: bytes[..<count], as: UTF8.self) else {
      throw Failure(.usage, "\(path) is not a UTF-8 text of at most 1 MiB")
    }
    return text
  }
}
