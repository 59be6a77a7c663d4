import Foundation
import PolicyFiles

/// The repository's policy files, which a test may spoil.
struct PolicyFolder {
  private(set) var sources: [(path: String, text: String)]

  init(filePath: String = #filePath) throws {
    let tests = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("policies")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
      .sorted()
    sources = try names.map {
      ("policies/\($0)", try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  func text(_ name: String) -> String { sources.first { $0.path == "policies/\(name)" }?.text ?? "" }

  /// The line, from 1, on which a text first stands in a file; 0 if nowhere.
  func line(_ text: String, in name: String) -> Int {
    let lines = self.text(name).split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -1) + 1
  }

  /// Replaces the first place where a text stands in a file.
  mutating func spoil(_ name: String, _ old: String, _ new: String) {
    guard let index = sources.firstIndex(where: { $0.path == "policies/\(name)" }),
      let range = sources[index].text.range(of: old)
    else { return }
    sources[index].text.replaceSubrange(range, with: new)
  }

  mutating func remove(_ name: String) { sources.removeAll { $0.path == "policies/\(name)" } }

  /// What is wrong with the files, as the program says it; nil where they are good.
  func complaint() -> String? {
    do {
      _ = try PolicyLibrary(sources)
      return nil
    } catch {
      return error.description
    }
  }
}
