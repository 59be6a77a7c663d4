import Foundation
import TestSupport

/// An invented district on two evenings, and what an undisturbed night makes of each.
public struct TrialDistrict: Sendable {
  public static let asOf = "2027-03-15"
  /// The database after the first night.
  static let afterFirst = "after_first"

  public let first: Evening
  public let second: Evening

  public struct Evening: Sendable {
    public let extract: String
    /// What the undisturbed night ended with: 0, or 1 where a check asks for a person.
    public let status: Int32
    public let exports: Exports
    /// How long it took, in milliseconds, from an empty database (first) or after the first night (second).
    public let milliseconds: Int
  }

  /// Everything that readers can ask about a run, to the byte.
  public struct Exports: Equatable, Sendable {
    public let verdicts: [UInt8]
    public let uses: [UInt8]
    /// Evaluated again from the stored records, so that these count too; empty where not asked for.
    public let again: [[UInt8]]
  }

  /// Invents the district, runs both nights undisturbed and keeps the database of the first.
  public init(_ home: FaultHome, students: Int, seed: UInt64) throws {
    let extracts = ["first", "second"].map { home.folder + "/" + $0 }
    for extract in extracts {
      try home.agtrack(["sample", "--students", "\(students)", "--seed", "\(seed)", "--out", extract]).expecting([0])
    }
    try TrialDistrict.change(extracts[1])
    try home.reset()
    first = try TrialDistrict.undisturbed(home, extracts[0])
    try home.keep(as: TrialDistrict.afterFirst)
    second = try TrialDistrict.undisturbed(home, extracts[1])
    guard first.exports != second.exports else { throw TestFailure("the two evenings give the same") }
  }

  static func night(_ extract: String) -> [String] { ["nightly", "--extract", extract, "--as-of", asOf] }

  private static func undisturbed(_ home: FaultHome, _ extract: String) throws -> Evening {
    let start = ContinuousClock.now
    let night = try home.agtrack(night(extract), timeout: 600).expecting([0, 1])
    let spent = (ContinuousClock.now - start).components
    return Evening(
      extract: extract, status: night.status, exports: try exports(home, again: true),
      milliseconds: Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000))
  }

  /// - Throws: where `verdicts` does not end with 0 even when it is asked again.
  static func exports(_ home: FaultHome, again: Bool) throws -> Exports {
    var status: Int32 = 0
    for _ in 0..<5 {
      let answer = try read(home, name: "checked", again: again)
      if let exports = answer.exports { return exports }
      status = answer.status
      guard status == 4 else { break }
      // A server that a kill reaches late restarts while it is read; who reads then is told so, and comes again.
      try home.settle()
    }
    throw TestFailure("the published run cannot be read: exit \(status)")
  }

  /// Reads the published run as any reader does.
  /// - Parameter name: begins the names of the files that are written and read.
  static func read(_ home: FaultHome, name: String, again: Bool) throws -> (status: Int32, exports: Exports?) {
    let parts = ["out", "uses"] + (again ? ["gpa", "timing"] : [])
    let files = parts.map { "\(home.folder)/\(name)-\($0).csv" }
    let options = zip(parts, files).flatMap { ["--\($0)", $1] }
    let result = try home.agtrack(["verdicts"] + options)
    guard result.status == 0 else { return (result.status, nil) }
    let contents = try files.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    return (0, Exports(verdicts: contents[0], uses: contents[1], again: Array(contents[2...])))
  }

  /// The second evening: marks changed, a course taken off the list, a student gone.
  private static func change(_ extract: String) throws {
    try edit(extract, "transcripts.csv") { header, rows in
      guard let mark = header.firstIndex(of: "mark"), let student = header.firstIndex(of: "student_id"),
        let gone = rows.first?[student]
      else { throw TestFailure("the transcripts have other columns") }
      rows.removeAll { $0[student] == gone }
      for row in stride(from: 0, to: rows.count, by: 40) where rows[row][mark] == "B" { rows[row][mark] = "D" }
      try edit(extract, "students.csv") { header, rows in
        rows.removeAll { $0[header.firstIndex(of: "student_id") ?? 0] == gone }
      }
    }
    try edit(extract, "courses.csv") { header, rows in
      guard let area = header.firstIndex(of: "subject_area"), let row = rows.firstIndex(where: { $0[area] == "D" })
      else { throw TestFailure("the courses have other columns") }
      rows[row][area] = "G"
    }
  }

  /// Changes the rows of a file without quoted fields or with quoted fields that hold no line end.
  private static func edit(
    _ extract: String, _ name: String, _ change: ([String], inout [[String]]) throws -> Void
  ) throws {
    let place = URL(fileURLWithPath: "\(extract)/\(name)")
    let lines = String(decoding: try Data(contentsOf: place), as: UTF8.self).split(separator: "\n")
    // Rows with quotes stay as they are, at the end.
    let quoted = lines.dropFirst().filter { $0.contains("\"") }
    var rows = lines.dropFirst().filter { !$0.contains("\"") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = lines.first?.split(separator: ",").map(String.init) ?? []
    try change(header, &rows)
    let text = ([header.joined(separator: ",")] + rows.map { $0.joined(separator: ",") } + quoted.map(String.init))
    try Data((text.joined(separator: "\n") + "\n").utf8).write(to: place)
  }
}
