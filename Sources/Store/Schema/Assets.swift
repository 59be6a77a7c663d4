import CAssets

/// A file of the repository that is built into the program.
public struct Asset: Sendable {
  /// File name without folder.
  public let name: String
  public let text: String
  public let sha256: String

  /// The files of a folder, in the order of their names.
  /// - Parameter folder: as in the repository, with a slash at its end: `sql/views/`.
  public static func files(in folder: String) -> [Asset] {
    var found: [Asset] = []
    for index in 0..<agtrack_asset_count {
      guard let asset = agtrack_asset_at(index)?.pointee, let path = asset.path.map({ String(cString: $0) }),
        path.hasPrefix(folder)
      else { continue }
      let bytes = UnsafeRawBufferPointer(start: asset.bytes, count: asset.count)
      found.append(
        Asset(
          name: String(path.dropFirst(folder.count)), text: String(decoding: bytes, as: UTF8.self),
          sha256: Digest.sha256(bytes)))
    }
    return found.sorted { $0.name < $1.name }
  }
}
