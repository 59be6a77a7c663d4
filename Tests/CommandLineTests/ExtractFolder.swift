import Foundation
import TestSupport

/// A folder of its own below `/tmp`, removed with the last reference to it.
final class ScratchFolder: Sendable {
  let path: String

  init() throws { path = try makeTemporaryFolder("agtrack-e2e") }

  deinit {
    chmod(path, 0o755)
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func bytes(_ name: String) throws -> [UInt8] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file(name))) else {
      throw TestFailure("\(name) was not written")
    }
    return [UInt8](data)
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }
}

/// A copy of the story students' extract that a test may change.
final class ExtractFolder: Sendable {
  static let asOf = "2027-03-15"

  private let scratch: ScratchFolder
  var path: String { scratch.file("extract") }

  /// The repository's own copy.
  static func stories(filePath: String = #filePath) -> String { repository(filePath) + "/samples/stories" }

  static func repository(_ filePath: String = #filePath) -> String {
    let tests = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().path
  }

  init() throws {
    scratch = try ScratchFolder()
    let copy = scratch.file("extract")
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    // Contents only: a copy that keeps owner and group fails for whoever may not give files away.
    for name in try FileManager.default.contentsOfDirectory(atPath: ExtractFolder.stories()) {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(ExtractFolder.stories())/\(name)"))
      try data.write(to: URL(fileURLWithPath: "\(copy)/\(name)"))
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  func append(_ line: String, to name: String) throws { try write(try text(name) + line + "\n", to: name) }

  /// Changes the lines of a file; the header is line 0.
  func edit(_ name: String, _ change: (inout [String]) throws -> Void) throws {
    var lines = try text(name).split(separator: "\n").map(String.init)
    try change(&lines)
    try write(lines.joined(separator: "\n") + "\n", to: name)
  }

  /// Replaces the one place where a text stands in a file.
  func replace(_ old: String, with new: String, in name: String) throws {
    let parts = try text(name).components(separatedBy: old)
    guard parts.count == 2 else { throw TestFailure("\(old) stands \(parts.count - 1) times in \(name)") }
    try write(parts.joined(separator: new), to: name)
  }

  /// Takes a student out of all files.
  func withdraw(_ student: String) throws {
    for name in ["students.csv", "transcripts.csv", "exams.csv", "waivers.csv"] {
      try edit(name) { $0.removeAll { $0.hasPrefix(student + ",") } }
    }
  }
}
