import CZlib

/// Packed bytes, made in memory so that they can be damaged byte by byte.
enum Packing {
  /// One gzip member.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, windowBits: 15 + 16) }

  private static func deflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 1, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let room = output.count
    input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
        (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(room))
        deflate(&stream, Z_FINISH)
      }
    }
    return Array(output[..<(room - Int(stream.avail_out))])
  }

  /// A zip archive (APPNOTE 6.3), every entry deflated.
  static func zip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
    for (name, bytes) in entries {
      let packed = deflated(bytes, windowBits: -15)
      let checksum = bytes.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
      let name = Array(name.utf8)
      // Version, flags, method, time and date, checksum, both sizes, length of the name, no extra field.
      let facts =
        [20, 0, 0, 8, 8, 0, 0, 0, 33, 90] + number(checksum, 4) + number(packed.count, 4) + number(bytes.count, 4)
        + number(name.count, 2) + [0, 0]
      let offset = archive.count
      archive += [0x50, 0x4B, 3, 4] + facts + name + packed
      directory += [0x50, 0x4B, 1, 2, 20, 0] + facts
      // No comment, disk 0, no attributes.
      directory += [UInt8](repeating: 0, count: 10) + number(offset, 4) + name
    }
    let count = number(entries.count, 2)
    return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + number(directory.count, 4)
      + number(archive.count, 4) + [0, 0]
  }
}
