import Glibc
public import Rules

/// The published file of the California Department of Education on cohorts of graduates (ACGR, `acgrYY.txt`): tab-separated, Latin-1, a row per place
/// and reporting category.
///
/// Only rows for all charter and all alternative schools are kept; the others are parts of them. Counts that are hidden (`*`) are absent.
public struct StateCohortFile: Sendable {
  /// State, district or school; counties are left out.
  public enum Level: String, Sendable {
    case state = "T"
    case district = "D"
    case school = "S"
  }

  public struct Row: Sendable, Equatable {
    public var level: Level
    /// Empty for the state, 7 digits for a district, 14 for a school.
    public var code: String
    public var name: String
    /// `TA`, `RH`, `SE`, ...
    public var category: String
    /// nil where hidden.
    public var cohort: Int?
    public var graduates: Int?
    public var met: Int?
    /// As printed, percent; nil where hidden.
    public var metRate: String?
  }

  /// Why a file cannot be used: what is wrong and what to do.
  public struct Fault: Error, Sendable, Equatable {
    public var line: Int?
    public var message: String
  }

  public private(set) var rows: [Row] = []
  public private(set) var schoolYear = SchoolYear(fall: 0)

  /// The largest one published has 37 MB.
  static let mostBytes = 256 << 20

  public static func read(_ path: String) throws(Fault) -> StateCohortFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Fault(message: "cannot be opened (\(String(cString: strerror(errno))))")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let found = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if found < 0 && errno == EINTR { continue }
      guard found >= 0 else { throw Fault(message: "cannot be read (\(String(cString: strerror(errno))))") }
      if found == 0 { break }
      bytes += chunk[..<found]
      guard bytes.count <= mostBytes else { throw Fault(message: "is larger than any file of this kind") }
    }
    return try StateCohortFile(bytes)
  }

  init(_ bytes: [UInt8]) throws(Fault) {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Fault(
        message:
          "is an Excel workbook, whatever it is called; take the state's text file (acgrYY.txt at cde.ca.gov), or open the sheet with the "
          + "columns AcademicYear, AggregateLevel, CountyCode ... and save it by File > Save As > Text (Tab delimited); in LibreOffice: "
          + "Save As > Text CSV, field delimiter {Tab}. Codes that lose their leading zeros are understood"
      )
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Fault(message: "is text in UTF-16; take the state's file as it was published, or save it as plain text")
    }
    var reader = StateCohortReader()
    var line = 0
    for part in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      line += 1
      let record = part.last == 13 ? part.dropLast() : part
      if record.isEmpty { continue }
      try reader.take(record.split(separator: 9, omittingEmptySubsequences: false), line: line)
    }
    guard let year = reader.year else {
      throw Fault(
        line: nil, message: reader.hasHeader ? "has no row" : "is empty; it needs the header of the state's file")
    }
    (rows, schoolYear) = (reader.rows, year)
  }
}

/// The rows of such a file so far.
private struct StateCohortReader {
  private enum Column: String, CaseIterable {
    case academicYear = "AcademicYear"
    case aggregateLevel = "AggregateLevel"
    case countyCode = "CountyCode"
    case districtCode = "DistrictCode"
    case schoolCode = "SchoolCode"
    case districtName = "DistrictName"
    case schoolName = "SchoolName"
    case charterSchool = "CharterSchool"
    case dass = "DASS"
    case category = "ReportingCategory"
    case cohort = "CohortStudents"
    case graduates = "Regular HS Diploma Graduates (Count)"
    case met = "Met UC/CSU Grad Req's (Count)"
    case metRate = "Met UC/CSU Grad Req's (Rate)"

    /// Letters and digits alone: spelling and brackets changed over the years.
    var key: String { StateCohortReader.key(rawValue) }
  }

  private(set) var rows: [StateCohortFile.Row] = []
  private(set) var year: SchoolYear?
  private var places: [Column: Int] = [:]
  private var width = 0
  private var seen: Set<String> = []

  var hasHeader: Bool { width > 0 }

  mutating func take(_ fields: [ArraySlice<UInt8>], line: Int) throws(StateCohortFile.Fault) {
    if !hasHeader { return try header(fields) }
    guard fields.count == width else {
      throw StateCohortFile.Fault(line: line, message: "has \(fields.count) fields where the header has \(width)")
    }
    func value(_ column: Column) -> String { StateCohortReader.text(fields[places[column] ?? 0]) }
    func fault(_ column: Column, _ message: String) -> StateCohortFile.Fault {
      StateCohortFile.Fault(line: line, message: "\(column.rawValue) \(message)")
    }
    guard let found = SchoolYear(code: value(.academicYear)) else { throw fault(.academicYear, "is no school year") }
    if let year, year != found { throw fault(.academicYear, "differs from the row before; give one year's file") }
    year = found
    guard StateCohortReader.isAll(value(.charterSchool)), StateCohortReader.isAll(value(.dass)),
      let level = StateCohortFile.Level(rawValue: value(.aggregateLevel))
    else { return }
    guard let code = code(level, value(.countyCode), value(.districtCode), value(.schoolCode)) else {
      throw fault(.countyCode, "and the codes beside it are no county-district-school code")
    }
    let category = value(.category)
    guard seen.insert("\(level.rawValue)\(code)|\(category)").inserted else {
      throw StateCohortFile.Fault(line: line, message: "states a place and category a second time")
    }
    var row = StateCohortFile.Row(
      level: level, code: code, name: value(level == .school ? .schoolName : .districtName), category: category)
    for (column, target) in [
      (Column.cohort, \StateCohortFile.Row.cohort), (.graduates, \.graduates), (.met, \.met),
    ] {
      let text = value(column)
      if text == "*" { continue }
      guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
        throw fault(column, "is neither a whole number nor *")
      }
      row[keyPath: target] = number
    }
    let rate = value(.metRate)
    row.metRate = rate == "*" || rate.isEmpty ? nil : rate
    if let cohort = row.cohort, let graduates = row.graduates, let met = row.met, met > graduates || graduates > cohort
    {
      throw fault(.met, "or the graduates are more than there can be")
    }
    rows.append(row)
  }

  private mutating func header(_ fields: [ArraySlice<UInt8>]) throws(StateCohortFile.Fault) {
    if fields.count == 1 {
      throw StateCohortFile.Fault(line: 1, message: "has no tabs; the state's file is tab-separated text")
    }
    let names = fields.map { StateCohortReader.key(StateCohortReader.text($0)) }
    var missing: [String] = []
    for column in Column.allCases {
      let found = names.indices.filter { names[$0] == column.key }
      if found.isEmpty { missing.append(column.rawValue) }
      if found.count > 1 { throw StateCohortFile.Fault(line: 1, message: "names the column \(column.rawValue) twice") }
      places[column] = found.first
    }
    guard missing.isEmpty else {
      throw StateCohortFile.Fault(line: 1, message: "lacks the columns \(missing.joined(separator: ", "))")
    }
    width = fields.count
  }

  private func code(
    _ level: StateCohortFile.Level, _ county: String, _ district: String, _ school: String
  ) -> String? {
    func padded(_ text: String, _ count: Int) -> String? {
      guard text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count <= count else { return nil }
      return String(repeating: "0", count: count - text.utf8.count) + text
    }
    if level == .state { return "" }
    guard let county = padded(county, 2), let district = padded(district, 5) else { return nil }
    if level == .district { return county + district }
    return padded(school, 7).map { county + district + $0 }
  }

  private static func isAll(_ text: String) -> Bool { text.lowercased() == "all" }

  /// Latin-1, trimmed.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func key(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) }.map(
        Character.init))
  }
}
