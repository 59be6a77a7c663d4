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

/// The entries of a zip file in memory, by name.
public func readZip(_ bytes: [UInt8]) -> [String: [UInt8]] {
  let path = "/tmp/agtrack-zip-\(getpid())-\(UInt64.random(in: .min ... .max))"
  guard let file = fopen(path, "wb") else { return [:] }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
  defer { unlink(path) }
  var error: Int32 = 0
  guard let archive = zip_open(path, ZIP_RDONLY, &error) else { return [:] }
  defer { zip_close(archive) }
  var entries: [String: [UInt8]] = [:]
  for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
    var entry = zip_stat_t()
    guard zip_stat_index(archive, index, 0, &entry) == 0, let name = entry.name,
      let reading = zip_fopen_index(archive, index, 0)
    else { continue }
    var contents = [UInt8](repeating: 0, count: Int(entry.size))
    _ = zip_fread(reading, &contents, entry.size)
    zip_fclose(reading)
    entries[String(cString: name)] = contents
  }
  return entries
}
