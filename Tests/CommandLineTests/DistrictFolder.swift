import Foundation
import TestSupport

/// A folder of one invented district in one of the forms of file, with codes that begin with zero, that a test may change.
final class DistrictFolder: Sendable {
  enum Form: String, CaseIterable, Sendable {
    case canonical, ccgi, calpads
  }

  let path: String
  private let scratch: ScratchFolder

  private static let samples: [Form: Result<ScratchFolder, any Error>] = {
    var samples: [Form: Result<ScratchFolder, any Error>] = [:]
    for form in Form.allCases { samples[form] = Result { try sample(form) } }
    return samples
  }()

  /// The district's seven digits get a zero in front, as those of most counties have, so that it can be lost.
  private static func sample(_ form: Form) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    _ = try runAgtrack(
      ["sample", "--students", "60", "--seed", "11", "--form", form.rawValue, "--out", scratch.file("sample")],
      environment: quietEnvironment
    ).expecting(0)
    try FileManager.default.createDirectory(atPath: scratch.file("district"), withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.file("sample")) {
      // Of UC's lists one year is enough; before it the claims of the files decide.
      if name.hasSuffix(".json"), !name.hasSuffix("_2026-27.json") { continue }
      let text = try scratch.text("sample/\(name)").replacing("9910001", with: "0110001")
      try scratch.write(text, to: "district/\(name.replacing("9910001", with: "0110001"))")
    }
    return scratch
  }

  init(_ form: Form) throws {
    guard let source = try DistrictFolder.samples[form]?.get().file("district") else {
      throw TestFailure("there is no sample")
    }
    scratch = try ScratchFolder()
    path = scratch.file("district")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(source)/\(name)"))
      try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
  }

  func text(_ name: String) throws -> String { try scratch.text("district/\(name)") }
  func bytes(_ name: String) throws -> [UInt8] { try scratch.bytes("district/\(name)") }
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// How many lines a file has, and with that the number of its last one.
  func lines(_ name: String) throws -> Int { try text(name).split(separator: "\n").count }

  /// Changes each line of a file; the first is line 1.
  func edit(_ name: String, _ change: (_ line: Int, _ text: String) -> String) throws {
    let lines = try text(name).split(separator: "\n").map(String.init)
    try write(lines.enumerated().map { change($0.offset + 1, $0.element) }.joined(separator: "\n") + "\n", to: name)
  }

  /// Changes one field of a line that has no quotes.
  func set(_ name: String, line: Int, field: Int, _ delimiter: String = ",", to value: String) throws {
    try edit(name) { number, text in
      guard number == line else { return text }
      var fields = text.components(separatedBy: delimiter)
      if field < fields.count { fields[field] = value }
      return fields.joined(separator: delimiter)
    }
  }

  /// Writes a file in another encoding.
  func encode(_ name: String, _ encoding: String.Encoding, byteOrderMark: [UInt8] = []) throws {
    guard let data = try text(name).data(using: encoding) else { throw TestFailure("\(name) cannot be encoded") }
    try write(byteOrderMark + data, to: name)
  }

  /// Packs a file in place; the program knows it by its first bytes.
  func pack(_ name: String, as packed: String? = nil) throws {
    let bytes = try runProgram("/bin/gzip", ["-nc", "\(path)/\(name)"]).expecting(0).output
    try remove(name)
    try write(bytes, to: packed ?? name)
  }
}
