/// The files of an extract with their digests, without a look at what they hold.
public enum ExtractFiles {
  public struct File: Sendable, Equatable {
    /// The name as it lies in the folder.
    public var name: String
    /// The table that the name stands for; empty for a file that is not of the format.
    public var table: String
    /// SHA-256 of the bytes as stored.
    public var sha256: String
  }

  /// All files, bytewise by name; nil where the extract or one of its files cannot be read, or where a file differs from
  /// what is expected of it, so that there is no use in reading on.
  /// - Parameters:
  ///   - known: digests that need not be computed again, by name.
  ///   - expected: digests by table, of other files by name; a file that is not named may be what it is.
  public static func list(
    path: String, known: [String: String] = [:], expected: [String: String] = [:]
  ) -> [File]? {
    let contents = ExtractContents.of(path: path)
    guard !contents.isUnusable, contents.refusals.isEmpty else { return nil }
    guard contents.unknown.allSatisfy({ contents.others[$0] != nil }) else { return nil }
    let stored = Array(contents.files.values) + contents.unknown.compactMap { contents.others[$0] }
    var files: [File] = []
    // Small files first: most of what changes shows before the large ones are read.
    for file in stored.sorted(by: { ($0.size, $0.name) < ($1.size, $1.name) }) {
      guard let sha256 = known[file.name] ?? digest(file) else { return nil }
      if let other = expected[file.table.isEmpty ? file.name : file.table], other != sha256 { return nil }
      files.append(File(name: file.name, table: file.table, sha256: sha256))
    }
    guard contents.watch?.changes(read: Set(stored.map(\.name))).isEmpty ?? true else { return nil }
    return files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func digest(_ file: StoredFile) -> String? {
    guard let source = try? file.open() else { return nil }
    let digest = DigestSource(source)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    do throws(SourceFault) {
      while try digest.read(into: buffer) > 0 {}
    } catch {
      return nil
    }
    return digest.hexadecimal()
  }
}
