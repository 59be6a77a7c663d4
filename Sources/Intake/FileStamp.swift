import Glibc

/// What a file was when it was looked at: enough to see that it was written, replaced or taken away since.
struct FileStamp: Equatable {
  private let place: [UInt64]
  private let times: [Int]

  /// nil where there is nothing to look at.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    place = [UInt64(status.st_dev), UInt64(status.st_ino), UInt64(bitPattern: Int64(status.st_size))]
    // The second pair is the system's own: whoever sets the first one back changes it.
    times = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }
}

/// Whether an extract stayed as it was while it was read. A file that an export still writes, or that was exchanged
/// after others were read, makes a mixture of two nights that no check of a single file can see.
struct ExtractWatch {
  private let path: String
  /// False for an archive, which is one file.
  private let isFolder: Bool
  private let stamps: [String: FileStamp]
  /// Names that the format knows, as they were there.
  private let known: Set<String>

  /// - Parameter names: What lies in the folder; to be taken before anything is opened.
  init(folder path: String, names: [String]) {
    self.path = path
    isFolder = true
    stamps = Dictionary(
      names.compactMap { name in FileStamp(path: path + "/" + name).map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
    known = Set(names.filter(TableSchema.isKnown))
  }

  init(archive path: String) {
    self.path = path
    isFolder = false
    stamps = FileStamp(path: path).map { [path: $0] } ?? [:]
    known = []
  }

  /// Names of what changed, bytewise ordered.
  /// - Parameter read: Names of the files that were read; what the reading did not use may change.
  func changes(read: Set<String>) -> [String] {
    guard isFolder else { return stamps[path] == FileStamp(path: path) ? [] : [path] }
    var changed = read.union(known).filter { stamps[$0] != FileStamp(path: path + "/" + $0) }
    // The export may add files one after the other.
    for schema in TableSchema.all {
      for name in [schema.file, schema.file + ".gz"] where !known.contains(name) {
        if FileStamp(path: path + "/" + name) != nil { changed.insert(name) }
      }
    }
    return changed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
