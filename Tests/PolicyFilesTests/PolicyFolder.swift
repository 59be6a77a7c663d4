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

  /// The first source that an edition of today names.
  static let firstSource =
    "Regents Policy 2103 as amended 2009-02-05, section A, (1) a): regents.universityofcalifornia.edu/governance/policies/2103.html"

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

  /// Takes away the first line that begins so.
  mutating func spoilFirst(_ name: String, in start: String) {
    let line = text(name).split(separator: "\n").first { $0.hasPrefix(start) }
    if let line { spoil(name, "\(line)\n", "") }
  }

  /// Gives a parameter of an edition another value.
  mutating func set(_ name: String, _ id: String, to value: String) {
    guard let index = sources.firstIndex(where: { $0.path == "policies/\(name)" }) else { return }
    var lines = sources[index].text.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: "  \(id):"), start + 1 < lines.count else { return }
    lines[start + 1] = "    value: \(value)"
    sources[index].text = lines.joined(separator: "\n")
  }

  /// The line, from 1, of a parameter's value.
  func valueLine(_ id: String, in name: String) -> Int { line("  \(id):", in: name) + 1 }

  mutating func add(_ name: String, _ text: String) { sources.append(("policies/\(name)", text)) }

  /// Everything that is wrong with the files.
  func problems() -> [String] { PolicyLibrary.problems(sources).map(\.description) }

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
