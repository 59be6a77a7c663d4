import Glibc

/// One file being written: bytes are gathered and go out in large pieces, beside the final name until `finish`.
final class SampleFile {
  let name: String
  /// Physical lines written so far; no value of a sample holds a newline.
  private(set) var lines = 0
  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let pieceSize = 1 << 20

  /// - Parameter columns: The header; none = a file without one.
  init(name: String, path: String, columns: [String]) throws(SampleError) {
    (self.name, self.path) = (name, path)
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SampleFile.failure(path) }
    buffer.reserveCapacity(SampleFile.pieceSize + 4096)
    if !columns.isEmpty { try write(columns) }
  }

  /// Appends one record from its values, quoted where RFC 4180 asks for it; returns its line.
  @discardableResult
  func write(_ values: [String]) throws(SampleError) -> Int {
    for (index, value) in values.enumerated() {
      if index > 0 { buffer.append(comma) }
      buffer.append(contentsOf: SampleFile.quoted(value))
    }
    return try endRecord()
  }

  /// Lets the caller append the bytes of one record without its line end; returns its line.
  @discardableResult
  func write(bytes append: (inout [UInt8]) -> Void) throws(SampleError) -> Int {
    append(&buffer)
    return try endRecord()
  }

  /// Writes what is left and gives the file its final name.
  func finish() throws(SampleError) {
    try flush()
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, rename(path + ".part", path) == 0 else { throw SampleFile.failure(path) }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(path + ".part")
    }
  }

  static func quoted(_ value: String) -> [UInt8] {
    var bytes = Array(value.utf8)
    guard bytes.contains(where: { $0 == comma || $0 == quote || $0 == 10 || $0 == 13 }) else { return bytes }
    bytes = [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    return bytes
  }

  static func failure(_ path: String) -> SampleError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }

  private func endRecord() throws(SampleError) -> Int {
    buffer.append(10)
    lines += 1
    if buffer.count >= SampleFile.pieceSize { try flush() }
    return lines
  }

  private func flush() throws(SampleError) {
    var from = 0
    while from < buffer.count {
      let written = buffer.withUnsafeBytes { piece in
        Glibc.write(descriptor, piece.baseAddress.map { $0 + from }, piece.count - from)
      }
      if written > 0 {
        from += written
      } else if written == 0 || errno != EINTR {
        throw SampleFile.failure(path)
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

let comma = UInt8(ascii: ",")
let quote = UInt8(ascii: "\"")
