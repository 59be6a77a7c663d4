import CLibZip
import Glibc

/// Writes a zip file; `modes` gives entries a Unix file type.
public func writeZip(_ path: String, _ entries: [(name: String, bytes: [UInt8])], modes: [String: UInt32] = [:]) {
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
