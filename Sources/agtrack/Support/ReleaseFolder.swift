import Glibc
import ReleaseAudit
import Reports
import Rules

/// The folder of a release.
enum ReleaseFolder {
  private static let most = 256 << 20

  struct Contents {
    let cells: PublishedCells
    /// The pages for people, one after the other; nil where the folder has none.
    let page: [UInt8]?
    let cases: [PublishedCase]
    /// The day of the whole release, where it is known: measures may say an earlier one.
    var asOf: CalendarDay?
  }

  /// - Throws: `Failure` (exit 3) where the folder holds no release that can be read.
  static func read(_ folder: String) throws -> Contents {
    let pages = try pages.compactMap { try bytes("\(folder)/\($0)") }
    return try contents(files(folder), place: "\(folder)/", page: pages.isEmpty ? nil : Array(pages.joined()))
  }

  private static let pages = ["index.html", "community.html"]

  /// The files that a later release and the audit read.
  static func files(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let files = try ["cells.csv", "definitions.csv", "cases.csv"].compactMap { name in
      try bytes("\(folder)/\(name)").map { (name: name, bytes: $0) }
    }
    guard files.count > 1, files[0].name == "cells.csv", files[1].name == "definitions.csv" else {
      throw Failure(.refused, "\(folder) is no release; it needs cells.csv and definitions.csv")
    }
    return files
  }

  static func contents(
    _ files: [(name: String, bytes: [UInt8])], place: String, page: [UInt8]? = nil
  ) throws -> Contents {
    func bytes(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }
    return Contents(
      cells: try parsed(bytes("cells.csv") ?? [], bytes("definitions.csv") ?? [], place: place), page: page,
      cases: try cases(bytes("cases.csv"), place: place))
  }

  private static func cases(_ bytes: [UInt8]?, place: String) throws -> [PublishedCase] {
    guard let bytes else { return [] }
    do throws(UnreadableRelease) {
      return try PublishedCase.read(bytes)
    } catch {
      throw Failure(.refused, "\(place)\(error.file):\(error.line) column \(error.column): \(error.message)")
    }
  }

  /// A file of numbers that are known from elsewhere.
  /// - Throws: `Failure` (exit 3) where it is none.
  static func known(_ path: String) throws -> [KnownCell] {
    guard let bytes = try bytes(path) else { throw Failure(.refused, "there is no file \(path)") }
    do throws(UnreadableRelease) {
      return try KnownCell.read(bytes, file: path)
    } catch {
      let column = error.column.isEmpty ? "" : " column \(error.column)"
      throw Failure(.refused, "\(error.file):\(error.line)\(column): \(error.message)")
    }
  }

  /// For each measure the day of which its numbers are in the last release of a school year.
  static func days(_ releases: [Contents], of year: SchoolYear) -> [String: CalendarDay] {
    guard let last = releases.last(where: { release in release.cells.cells.contains { $0.schoolYear == year.code } })
    else { return [:] }
    var days: [String: CalendarDay] = [:]
    for measure in last.cells.denominators.keys {
      days[measure] = last.cells.days[measure].flatMap { CalendarDay(code: $0) } ?? last.asOf
    }
    return days
  }

  /// The case studies of the last of the releases of a school year; nil where there is none.
  static func cases(_ releases: [Contents], of year: SchoolYear) -> [CaseStudy]? {
    let own = releases.last { release in release.cells.cells.contains { $0.schoolYear == year.code } }
    return own?.cases.map { study in
      let parts = study.couldBeSeen.split(separator: "-").map(String.init)
      let term = ["fall", "spring", "summer"].firstIndex(of: parts.last ?? "").map { $0 + 1 } ?? 2
      return CaseStudy(
        place: study.scope == "district" ? .district(study.scopeID) : .school(study.scopeID), system: study.system,
        position: study.position, way: study.way, students: study.printed,
        couldBeSeen: (parts.first.flatMap { Int($0) } ?? 0) * 10 + term)
    }
  }

  /// Where a release comes from, as its `manifest.json` says in the words in which this program writes it; nil without one.
  static func manifest(_ folder: String) throws -> (asOf: String, runID: String, editions: [String], isPublic: Bool)? {
    guard let bytes = try bytes("\(folder)/manifest.json") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    func value(_ name: String, _ end: Character) -> Substring {
      guard let found = text.firstRange(of: "\"\(name)\":") else { return "" }
      return text[found.upperBound...].prefix { $0 != end }.drop { $0 == "\"" || $0 == "{" }
    }
    let editions = value("editions", "}").split(separator: ",").map { pair in
      String(pair.split(separator: ":").first ?? "").filter { $0 != "\"" }
    }
    return (
      value("as_of", ",").filter { $0 != "\"" }, value("run_id", ",").filter { $0 != "\"" }, editions,
      value("kind", ",").hasPrefix("public")
    )
  }

  /// What an attack on files that are not written yet finds.
  static func findings(
    _ files: [(name: String, bytes: [UInt8])], previous: [PublishedCells], known: [KnownCell], workers: Cores
  ) throws -> [Finding] {
    func bytes(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
    let cells = try parsed(bytes("cells.csv"), bytes("definitions.csv"), place: "")
    return try ReleaseAudit.findings(
      cells, page: Array(pages.map(bytes).joined()), cases: cases(bytes("cases.csv"), place: ""), previous: previous,
      known: known, workers: workers)
      + KnownAttack.findings(cells, known: known, previous: previous, workers: workers).findings
  }

  /// What releases printed of a school year, by the names of the cells, the oldest first; what did not change stands once.
  static func rows(_ releases: [PublishedCells], of year: SchoolYear) -> [String: [PrintedRow]] {
    var rows: [String: [PrintedRow]] = [:]
    for release in releases {
      for cell in release.cells where cell.schoolYear == year.code {
        let row = row(cell)
        if rows[cell.name]?.last != row { rows[cell.name, default: []].append(row) }
      }
    }
    return rows
  }

  /// The school years that releases have before that of a new one: of the measures that counted the same then.
  static func pastYears(_ releases: [PublishedCells], before input: ReleaseInput) -> PastYears {
    let cells = releases.map { release in
      let same = Set(
        input.measures.filter {
          release.numerators[$0.id] == $0.numerator && release.denominators[$0.id] == $0.denominator
        }.map(\.id))
      return release.cells.compactMap { cell -> PastCell? in
        guard same.contains(cell.measure) else { return nil }
        return PastCell(
          measure: cell.measure, schoolYear: cell.schoolYear,
          place: cell.scope == "district" ? .district(cell.scopeID) : .school(cell.scopeID), placeName: cell.scopeName,
          family: cell.family, group: cell.group, row: row(cell))
      }
    }
    return PastYears(cells, measures: input.measures.map(\.id), before: input.schoolYear)
  }

  private static func row(_ cell: PublishedCell) -> PrintedRow {
    let printed = cell.printed
    return PrintedRow(n: printed[0], rate: printed[1], gap: printed[2], needed: printed[3], isHidden: cell.isHidden)
  }

  private static func parsed(_ cells: [UInt8], _ definitions: [UInt8], place: String) throws -> PublishedCells {
    do throws(UnreadableRelease) {
      return try PublishedCells(cells: cells, definitions: definitions)
    } catch {
      let column = error.column.isEmpty ? "" : " column \(error.column)"
      throw Failure(.refused, "\(place)\(error.file):\(error.line)\(column): \(error.message)")
    }
  }

  /// nil where there is no such file.
  private static func bytes(_ path: String) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > most { throw Failure(.refused, "\(path) has more than \(most >> 20) MiB") }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(.refused, "cannot read \(path): \(String(cString: strerror(errno)))")
  }
}
