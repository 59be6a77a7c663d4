import CAssets
import Foundation
import Testing

@testable import Store

@Suite("Files built into the program")
struct AssetTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private var listed: [(path: String, bytes: Data)] {
    (0..<agtrack_asset_count).compactMap { index in
      guard let asset = agtrack_asset_at(index)?.pointee, let path = asset.path, let bytes = asset.bytes else {
        return nil
      }
      return (String(cString: path), Data(bytes: bytes, count: asset.count))
    }
  }

  @Test("The list names every file of sql/ and policies/, in order, and nothing else")
  func listMatchesFolders() throws {
    var expected: [String] = []
    for (folder, ending) in [
      ("policies", ".yaml"), ("sql/checks", ".sql"), ("sql/migrations", ".sql"), ("sql/views", ".sql"),
    ] {
      let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appendingPathComponent(folder).path)
      expected += names.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
    }
    #expect(listed.map(\.path) == expected.sorted())
  }

  @Test("Each asset has the bytes of its file")
  func bytesMatch() throws {
    for asset in listed {
      let file = try Data(contentsOf: Self.root.appendingPathComponent(asset.path))
      #expect(asset.bytes == file, "\(asset.path)")
    }
  }

  @Test("An index past the end gives nothing")
  func pastTheEnd() { #expect(agtrack_asset_at(agtrack_asset_count) == nil) }

  @Test("SHA-256 of the empty text and of abc are those of FIPS 180")
  func digests() {
    #expect(Digest.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digest.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
