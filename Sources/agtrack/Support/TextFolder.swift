import Glibc

/// Text files of a folder that a person names.
enum TextFolder {
  /// The files with an ending, by name.
  ///
  /// - Throws: `Failure` (exit 2) where the folder or a file cannot be read.
  static func files(in folder: String, ending: String) throws -> [(name: String, text: String)] {
    guard let directory = opendir(folder) else {
      throw Failure(.usage, "cannot read the folder \(folder): \(String(cString: strerror(errno)))")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return try names.sorted().map { ($0, try TextFile.read("\(folder)/\($0)")) }
  }
}
