import Glibc
import Rules

@testable import Intake

/// A folder of files of other forms, translated but not yet read as canonical tables. Invented people, courses and
/// schools only.
struct TranslatedFolder {
  let log: ProblemLog
  let tables: ImportedTables?

  /// - Parameter prepare: Called with the tables before the last stage's rows are asked for; for what other files say.
  init(_ files: [String: String], mapping: FormMapping = FormMapping()) {
    self.init(bytes: files.mapValues { Array($0.utf8) }, mapping: mapping)
  }

  init(bytes files: [String: [UInt8]], mapping: FormMapping = FormMapping()) {
    let folder = TemporaryFolder()
    for (name, content) in files { folder.write(name, content) }
    var configuration = InputConfiguration()
    configuration.mapping = mapping
    log = ProblemLog(spill: Spill(scratchFolder: nil))
    var reading = FormReading(configuration: configuration, limits: ReadingLimits(), log: log)
    tables = reading.read(ExtractContents.of(path: folder.path))
  }

  func counts(_ file: String) -> FileCounts? { tables?.fileCounts.first { $0.file == file } }
  func form(_ file: String) -> FileForm? { tables?.sources.first { $0.counts.file == file }?.form }
  func rows<Column: TableColumn>(_ columns: Column.Type) -> [[String: String]] {
    var rows: [[String: String]] = []
    _ = tables?.forEachRow(Column.table) { row in
      var values: [String: String] = [:]
      for (index, name) in Column.names.enumerated() where row.ends[index] > row.starts[index] {
        let start = row.base + Int(row.starts[index])
        values[name] = Bytes(start: start, count: Int(row.ends[index] - row.starts[index])).string
      }
      rows.append(values)
    }
    return rows
  }

  /// `line:column:code` of every reject.
  var rejects: [String] {
    var lines: [String] = []
    let files = log.files
    _ = log.rejects.forEachPiece(of: log.spill) { raw in
      var offset = 0
      while let reject = ProblemLog.decode(raw, &offset, files: files) {
        lines.append("\(reject.line):\(reject.column):\(reject.code.name)")
      }
    }
    return lines
  }

  var refusals: [String] { log.refusals.map { "\($0.file):\($0.line ?? 0):\($0.code.rawValue)" } }
  func findings(_ code: FindingCode) -> [Finding] { log.findings.filter { $0.code == code } }
  var findingCodes: [String] { log.findings.map(\.code.name) }
}

/// The public data that lies beside a checkout on some machines; tests that use it skip where it is absent.
enum PublicData {
  /// The bytes of a file under `shared/data`, looked for upward from the package; nil where it is absent.
  static func bytes(_ path: String) -> [UInt8]? {
    var folder = #filePath
    while let cut = folder.lastIndex(of: "/") {
      folder = String(folder[..<cut])
      if let found = read(folder + "/shared/data/" + path) { return found }
    }
    return nil
  }

  static func has(_ path: String) -> Bool { bytes(path) != nil }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension CourseEvidence {
  /// One transcript row.
  func take(
    _ courseID: String, school: String = "S1", year: Int16 = 2024, abbreviation: String = "", title: String = "",
    state: String = "", rows: Int = 1
  ) {
    let texts = [school, courseID, abbreviation, title, state].map { Array($0.utf8) }
    // A byte more, so that even five empty texts have an address.
    (texts.flatMap { $0 } + [0]).withUnsafeBufferPointer { buffer in
      guard var start = buffer.baseAddress else { return }
      let values = texts.map { text in
        defer { start += text.count }
        return Bytes(start: start, count: text.count)
      }
      for _ in 0..<rows {
        taken(
          school: values[0], courseID: values[1], year: SchoolYear(fall: year), abbreviation: values[2],
          title: values[3], state: values[4], origin: RowOrigin(file: 0, line: 2))
      }
    }
  }

  /// A row of UC's list.
  func list(
    _ title: String, _ abbreviations: String..., area: String, discipline: String = "English", school: String = "S1",
    year: Int16 = 2024, length: String = "year", honors: String = "", isUsable: Bool = true
  ) {
    var course = ListedCourse(origin: RowOrigin(file: 1, line: 1), school: school, year: SchoolYear(fall: year))
    (course.title, course.abbreviations, course.area) = (title, abbreviations, area)
    (course.discipline, course.length, course.honors) = (discipline, length, honors)
    course.isUsable = isUsable
    listed(course)
  }

  /// A claim; an empty area is a claim that the course is not A-G.
  func claim(
    _ courseID: String, area: String?, school: String = "S1", year: Int16? = 2024, honors: String = "",
    title: String = "", isCatalogue: Bool = false
  ) {
    var claim = CourseClaim(
      origin: RowOrigin(file: 0, line: 3), school: school, courseID: courseID, year: year.map { SchoolYear(fall: $0) })
    (claim.area, claim.saysArea, claim.honors) = (area ?? "", area != nil, honors)
    (claim.title, claim.isCatalogue) = (title, isCatalogue)
    self.claim(claim)
  }
}
