import CLibZip

/// A `.zip` of an extract folder, with or without the folder's own name in front.
final class ArchiveContainer {
  private let archive: OpaquePointer

  private init(archive: OpaquePointer) { self.archive = archive }
  deinit { zip_discard(archive) }

  /// What lies in the archive; entries that could lead out of it refuse it.
  static func contents(path: String) -> ExtractContents {
    var error: Int32 = 0
    func refusal(_ code: RefusalCode, _ file: String, _ message: String) -> Refusal {
      Refusal(file: ShownValue.of(file), line: nil, column: nil, code: code, message: message)
    }
    let watch = ExtractWatch(archive: path)
    guard let archive = zip_open(path, ZIP_RDONLY, &error) else {
      return ExtractContents(
        refusal: refusal(.badArchive, path, "the archive is damaged or is not a zip file; write it again"))
    }
    let container = ArchiveContainer(archive: archive)
    var refusals: [Refusal] = []
    var entries: [String: zip_uint64_t] = [:]
    var names: [String] = []
    for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
      guard let raw = zip_get_name(archive, index, 0) else {
        refusals.append(refusal(.badArchive, path, "the archive has an entry without a name; write it again"))
        continue
      }
      let name = String(cString: raw)
      if container.isUnsafe(index, name) {
        refusals.append(
          refusal(.unsafeEntry, name, "an archive entry leads out of the archive or is a link; leave it out"))
      } else if entries.updateValue(index, forKey: name) != nil {
        refusals.append(refusal(.badArchive, name, "the archive holds this name twice; write it again"))
      } else if !name.hasPrefix("__MACOSX/") {
        names.append(name)
      }
    }
    let prefix = commonFolder(names)
    names = names.compactMap { name in
      let inner = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
      if inner.isEmpty { return nil }
      // A folder in place of a file is found under the file's name.
      return inner.hasSuffix("/") && TableSchema.isKnown(String(inner.dropLast())) ? String(inner.dropLast()) : inner
    }
    names.removeAll { $0.hasSuffix("/") }
    var contents = ExtractContents(names: names) { (name, table) throws(SourceFault) in
      guard let index = entries[prefix + name] else {
        throw SourceFault(
          code: .notARegularFile, line: nil, message: "is a folder in the archive; put the file itself there")
      }
      var status = zip_stat_t()
      zip_stat_init(&status)
      zip_stat_index(archive, index, 0, &status)
      return StoredFile(name: name, table: table, size: Int(clamping: status.size)) { () throws(SourceFault) in
        try ArchiveEntrySource(container, index)
      }
    }
    contents.refusals = refusals + contents.refusals
    contents.watch = watch
    return contents
  }

  /// The one folder that files of the format lie in, with its slash; empty if one lies outside of all folders, or if
  /// several folders hold some.
  private static func commonFolder(_ names: [String]) -> String {
    if names.contains(where: TableSchema.isKnown) { return "" }
    var found = ""
    for name in names {
      guard let slash = name.firstIndex(of: "/"), TableSchema.isKnown(String(name[name.index(after: slash)...])) else {
        continue
      }
      let folder = String(name[...slash])
      if !found.isEmpty, found != folder { return "" }
      found = folder
    }
    return found.isEmpty ? onlyFolder(names) : found
  }

  /// The one folder that everything lies in; empty if there is none.
  private static func onlyFolder(_ names: [String]) -> String {
    guard let slash = names.first?.firstIndex(of: "/"), let folder = names.first?[...slash] else { return "" }
    return names.allSatisfy { $0.hasPrefix(folder) } ? String(folder) : ""
  }

  private func isUnsafe(_ index: zip_uint64_t, _ name: String) -> Bool {
    let separators = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if separators.contains("..") || name.hasPrefix("/") || name.hasPrefix("\\") { return true }
    if name.dropFirst().first == ":" { return true }
    var system: zip_uint8_t = 0
    var attributes: zip_uint32_t = 0
    guard zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 else { return true }
    guard system == zip_uint8_t(ZIP_OPSYS_UNIX) else { return false }
    // The upper half is the Unix mode; only regular files and folders (or no type at all) are harmless.
    return ![0, 0x8000, 0x4000].contains((attributes >> 16) & 0xF000)
  }

  /// One entry, unpacked as it is read.
  private final class ArchiveEntrySource: ByteSource {
    private let container: ArchiveContainer
    private let file: OpaquePointer

    init(_ container: ArchiveContainer, _ index: zip_uint64_t) throws(SourceFault) {
      guard let file = zip_fopen_index(container.archive, index, 0) else {
        throw SourceFault(
          code: .badArchive, line: nil, message: "cannot be unpacked (damaged or encrypted); write the archive again")
      }
      self.container = container
      self.file = file
    }

    deinit { zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
      let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
      if count < 0 {
        throw SourceFault(code: .badArchive, line: nil, message: "is damaged in the archive; write the archive again")
      }
      return Int(count)
    }
  }
}
