import Foundation
import TestSupport

/// A folder of CALPADS files with UC's course lists and an AP datafile, of an invented district, that a test may change.
final class StateFolder: Sendable {
  private let scratch: ScratchFolder
  var path: String { scratch.file("district") }

  private static let written: Result<ScratchFolder, any Error> = Result {
    let scratch = try ScratchFolder()
    _ = try runAgtrack(
      ["sample", "--students", "60", "--seed", "11", "--form", "calpads", "--out", scratch.file("district")],
      environment: quietEnvironment
    ).expecting(0)
    return scratch
  }

  init() throws {
    let source = try StateFolder.written.get().file("district")
    scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      try Data(contentsOf: URL(fileURLWithPath: "\(source)/\(name)"))
        .write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
  }

  /// The names of files that begin so, sorted.
  func names(_ prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix(prefix) }.sorted()
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func edit(_ name: String, _ change: ([String]) throws -> [String]) throws {
    let lines = try text(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try write(try change(lines).joined(separator: "\n"), to: name)
  }

  /// Says of a student, in the newest enrollment file that has one, whether all UC/CSU requirements were met
  /// (element 1.29 of 35).
  func certify(_ student: String, _ claim: String) throws {
    for name in try names("SENR").reversed() {
      var isFound = false
      try edit(name) { lines in
        lines.map { line in
          var fields = line.components(separatedBy: "^")
          guard fields.count == 35, fields[8] == student else { return line }
          isFound = true
          fields[28] = claim
          return fields.joined(separator: "^")
        }
      }
      if isFound { return }
    }
    throw TestFailure("no enrollment file has the student")
  }
}
