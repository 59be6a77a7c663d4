import CLibZip
import CZlib
import Glibc

/// One gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1024)
  let room = output.count
  input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(room)
      deflate(&stream, Z_FINISH)
    }
  }
  return Array(output[..<(room - Int(stream.avail_out))])
}

/// Writes a zip file; `mode` gives entries a Unix file type.
func writeZip(_ path: String, _ entries: [(name: String, bytes: [UInt8])], modes: [String: UInt32] = [:]) {
  var error: Int32 = 0
  guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error) else { return }
  for (name, bytes) in entries {
    let copy = malloc(max(1, bytes.count))
    bytes.withUnsafeBytes { raw in
      if let start = raw.baseAddress { copy?.copyMemory(from: start, byteCount: raw.count) }
    }
    let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
    let index = zip_file_add(archive, name, source, 0)
    if let mode = modes[name], index >= 0 {
      zip_file_set_external_attributes(archive, zip_uint64_t(index), 0, zip_uint8_t(ZIP_OPSYS_UNIX), mode << 16)
    }
  }
  zip_close(archive)
}
