import Rules

@testable import Intake

/// One CALPADS record, its values by the state's element numbers. Numbers are written out here, and not taken from the
/// program's layouts, so that a wrong layout fails.
struct CalpadsLine {
  var count: Int
  var values: [Int: String]

  init(_ type: String, _ count: Int, _ values: [Int: String]) {
    self.count = count
    self.values = values
    self.values[1] = self.values[1] ?? type
  }

  func with(_ changes: [Int: String]) -> CalpadsLine {
    var copy = self
    for (number, value) in changes { copy.values[number] = value }
    return copy
  }

  var text: String { (1...count).map { values[$0] ?? "" }.joined(separator: "^") }

  /// Lends the fields of a record.
  static func fields<Result>(_ text: String, _ body: (FieldSlice) -> Result?) -> Result? {
    let bytes = Array(text.utf8)
    var starts: [Int32] = [0]
    var ends: [Int32] = []
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "^") {
      ends.append(Int32(place))
      starts.append(Int32(place + 1))
    }
    ends.append(Int32(bytes.count))
    return bytes.withUnsafeBufferPointer { text in
      starts.withUnsafeBufferPointer { first in
        ends.withUnsafeBufferPointer { last in
          guard let base = text.baseAddress, let from = first.baseAddress, let to = last.baseAddress else { return nil }
          return body(FieldSlice(base: base, starts: from, ends: to, count: starts.count))
        }
      }
    }
  }

  // MARK: Invented people, schools and courses

  static let district = "1900000"
  static let school = "0000301"
  static let schoolID = "19000000000301"

  /// SENR with 35 elements.
  static func enrollment(_ number: Int = 1, _ changes: [Int: String] = [:]) -> CalpadsLine {
    CalpadsLine(
      "SENR", 35,
      [
        4: district, 5: school, 7: "2024-2025", 8: ssid(number), 9: "L\(number)", 10: "Ada", 12: "Oak\(number)",
        17: "20080315", 18: "F", 22: "20240815", 23: "10", 24: "11",
      ]
    ).with(changes)
  }

  /// SINF with 42 elements.
  static func demographics(_ number: Int = 1, _ changes: [Int: String] = [:]) -> CalpadsLine {
    CalpadsLine(
      "SINF", 42,
      [
        4: "20240815", 6: district, 7: school, 8: "2024-2025", 9: ssid(number), 10: "L\(number)", 11: "Ada",
        13: "Oak\(number)", 18: "20080315", 19: "F", 23: "N", 25: "201",
      ]
    ).with(changes)
  }

  /// SPRG with 26 elements.
  static func program(_ number: Int = 1, _ code: String, _ changes: [Int: String] = [:]) -> CalpadsLine {
    CalpadsLine(
      "SPRG", 26,
      [
        4: district, 5: school, 6: "2024-2025", 7: ssid(number), 8: "L\(number)", 9: "Ada", 10: "Oak\(number)",
        11: "20080315", 12: "F", 13: code, 15: "20240815",
      ]
    ).with(changes)
  }

  /// SELA with 16 elements.
  static func english(_ number: Int = 1, _ status: String, _ day: String, _ changes: [Int: String] = [:])
    -> CalpadsLine
  {
    CalpadsLine(
      "SELA", 16,
      [
        4: district, 5: school, 6: "2024-2025", 7: ssid(number), 8: "Ada", 9: "Oak\(number)", 10: "20080315",
        11: "F", 12: "L\(number)", 13: status, 14: day, 15: "01",
      ]
    ).with(changes)
  }

  /// SPED with 49 elements.
  static func plan(_ number: Int = 1, _ changes: [Int: String] = [:]) -> CalpadsLine {
    CalpadsLine(
      "SPED", 49,
      [
        4: district, 5: school, 7: "2024-2025", 8: ssid(number), 9: "L\(number)", 11: "Ada", 12: "Oak\(number)",
        13: "20080315", 14: "F", 24: "100", 27: "20240901", 28: "290",
      ]
    ).with(changes)
  }

  /// CRSC with 36 elements.
  static func course(_ id: String, _ name: String, state: String = "9105", _ changes: [Int: String] = [:])
    -> CalpadsLine
  {
    CalpadsLine(
      "CRSC", 36,
      [
        4: district, 5: school, 6: "2024-2025", 7: state, 8: id, 9: name, 13: "Y", 14: "\(id)-1", 15: "FY",
        16: "9999999999",
      ]
    ).with(changes)
  }

  /// SCSC with 20 elements.
  static func completion(_ number: Int = 1, _ course: String, _ changes: [Int: String] = [:]) -> CalpadsLine {
    CalpadsLine(
      "SCSC", 20,
      [
        4: district, 5: school, 6: "2024-2025", 7: ssid(number), 8: "L\(number)", 9: "Ada", 10: "Oak\(number)",
        11: "20080315", 12: "F", 13: course, 14: "\(course)-1", 15: "FY", 16: "5.00", 17: "5.00", 18: "A", 19: "B",
        20: "S1",
      ]
    ).with(changes)
  }

  static func ssid(_ number: Int) -> String { "\(1_000_000_000 + number)" }
}

/// A folder of CALPADS files and what comes of reading it.
struct CalpadsFolder {
  var files: [String: [UInt8]] = [:]
  var configuration = InputConfiguration()

  /// One student, one course, both halves of it: a set with nothing wrong.
  init(
    enrollments: [CalpadsLine] = [.enrollment()], courses: [CalpadsLine] = [.course("ENG", "English 9")],
    completions: [CalpadsLine] = [.completion(1, "ENG"), .completion(1, "ENG", [20: "S2"])], others: [CalpadsLine] = []
  ) {
    set("senr.txt", enrollments)
    set("crsc.txt", courses)
    set("scsc.txt", completions)
    set("others.txt", others)
  }

  mutating func set(_ name: String, _ lines: [CalpadsLine]) {
    files[name] = lines.isEmpty ? nil : Array(lines.map { $0.text + "\n" }.joined().utf8)
  }

  func read(limits: ReadingLimits = ReadingLimits()) -> Outcome {
    let folder = TemporaryFolder()
    for (name, bytes) in files { folder.write(name, bytes) }
    return Outcome(folder.path, configuration, limits)
  }
}

extension Outcome {
  /// The one student of the extract.
  var student: StudentRow? {
    guard let students = extract?.students, students.count == 1 else { return nil }
    return students[0]
  }

  func student(_ id: String) -> StudentRow? {
    guard let students = extract?.students else { return nil }
    return (0..<students.count).map { students[$0] }.first { $0.studentID == id }
  }

  /// `2024-25 S1 9 ENG A 5.00` of every transcript row, in file order.
  var rowTexts: [String] {
    guard let extract else { return [] }
    return transcripts.sorted { $0.line < $1.line }.map { row in
      let mark = row.mark?.rawValue ?? (row.inProgress ? "running" : "none")
      let credits = row.creditsAttempted.map { CalpadsCredits.text($0) } ?? "-"
      let part = row.part == 0 ? "" : " part \(row.part)"
      let course = extract.courseCodes[Int(row.courseCode)].courseID
      return "\(row.schoolYear.code) \(row.term.rawValue) \(row.gradeLevel) \(course) \(mark) \(credits)\(part)"
    }
  }

  func count(_ code: FindingCode) -> Int {
    extract?.findingCounts.first { $0.code == code }?.count ?? 0
  }
}
