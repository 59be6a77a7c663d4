import CZlib

/// Unpacks gzip members one after the other; anything else, also after the last member, is a fault.
final class GunzipSource: ByteSource {
  private let inner: any ByteSource
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  /// At a fixed address: zlib keeps a pointer to it.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let ready: Bool
  private var insideMember = true
  private var ended = false

  init(_ inner: any ByteSource) {
    self.inner = inner
    stream.initialize(to: z_stream())
    ready = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if ready { inflateEnd(stream) }
    stream.deallocate()
    input.deallocate()
  }

  private static let damaged = SourceFault(
    code: .badGzip, line: nil,
    message: "is damaged, cut off, or has bytes after its end that are not gzip; write it again")

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    guard ready else { throw GunzipSource.damaged }
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let room = stream.pointee.avail_out
    while stream.pointee.avail_out == room, !ended {
      if stream.pointee.avail_in == 0 {
        let count = try inner.read(into: input)
        if count == 0 {
          if insideMember { throw GunzipSource.damaged }
          ended = true
          break
        }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
      }
      if !insideMember {
        guard inflateReset(stream) == Z_OK else { throw GunzipSource.damaged }
        insideMember = true
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: insideMember = false
      default:
        // What was unpacked before the damage is handed over first; the next call meets the damage again.
        if stream.pointee.avail_out == room { throw GunzipSource.damaged }
      }
    }
    return Int(room - stream.pointee.avail_out)
  }
}
