import Glibc

/// The bytes of an open regular file.
final class FileSource: ByteSource {
  private let descriptor: Int32

  /// Takes over the descriptor.
  init(descriptor: Int32) { self.descriptor = descriptor }
  deinit { _ = close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw SourceFault(
          code: .unreadable, line: nil, message: "cannot be read (\(String(cString: strerror(errno)))); check the disk")
      }
    }
  }
}

/// Bytes in memory; what is left of a source after its first bytes were looked at.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
