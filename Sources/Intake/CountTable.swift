import Glibc

/// A file of counts that somebody brings: `cohort,group,n,x`, columns in any order, others ignored.
///
/// A row that cannot be used refuses the whole file: a group left out would make the rate of all others wrong.
public enum CountTable {
  public struct Row: Sendable, Equatable {
    /// Groups are compared within a cohort only; may be empty.
    public var cohort: String
    public var group: String
    /// Students in the group.
    public var n: Int
    /// Of them, those with the outcome; at most `n`.
    public var x: Int
  }

  /// Why a file cannot be used: what is wrong and what to do. Holds no value of the file.
  public struct Fault: Error, Sendable, Equatable {
    public var line: Int?
    public var column: String?
    public var message: String
  }

  /// The students of one cohort are at most so many, so that the arithmetic behind is exact.
  public static let mostStudents = 1 << 53
  private static let mostRows = 1_000_000

  public static func read(_ path: String) throws(Fault) -> [Row] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(message: "cannot be opened (\(String(cString: strerror(errno))))") }
    let pipe = ChunkPipe(BOMSource(FileSource(descriptor: descriptor)), chunkBytes: ReadingLimits.fieldBytes)
    defer { pipe.finish() }
    var scanner = RecordScanner(pipe)
    defer { scanner.deallocate() }
    var reader = CountReader()
    while try next(&scanner) {
      if scanner.isBlank { continue }
      try reader.take(scanner)
      if reader.rows.count > mostRows { throw Fault(message: "has more than \(mostRows) rows") }
    }
    guard reader.hasHeader else { throw Fault(line: 1, message: "is empty; it needs the header cohort,group,n,x") }
    return reader.rows
  }

  private static func next(_ scanner: inout RecordScanner) throws(Fault) -> Bool {
    do throws(SourceFault) {
      return try scanner.next()
    } catch {
      throw Fault(line: error.line, message: error.message)
    }
  }
}

/// The rows of such a file so far.
private struct CountReader {
  private static let names = ["cohort", "group", "n", "x"]

  private(set) var rows: [CountTable.Row] = []
  /// The fields of the four columns; empty before the header.
  private var fields: [Int] = []
  private var width = 0
  private var students: [String: Int] = [:]
  private var seen: Set<[String]> = []

  var hasHeader: Bool { !fields.isEmpty }

  /// Takes the scanner's record.
  mutating func take(_ scanner: RecordScanner) throws(CountTable.Fault) {
    let line = scanner.recordLine
    func fault(_ column: Int?, _ message: String) -> CountTable.Fault {
      CountTable.Fault(line: line, column: column.map { CountReader.names[$0] }, message: message)
    }
    if scanner.hasBadQuotes || scanner.nulField != nil || scanner.longField != nil {
      throw fault(nil, "is not CSV here: a misplaced quote, a NUL or a very long field")
    }
    if fields.isEmpty { return try header(scanner) }
    guard scanner.fieldCount == width else {
      throw fault(nil, "has \(scanner.fieldCount) fields here where the header has \(width)")
    }
    let texts = fields.map { value(scanner, $0) }
    if texts[1].isEmpty { throw fault(1, "names no group here") }
    guard let n = number(texts[2]) else { throw fault(2, CountReader.wanted(texts[2])) }
    guard let x = number(texts[3]) else { throw fault(3, CountReader.wanted(texts[3])) }
    if x > n { throw fault(3, "counts more students with the outcome than students; x is at most n") }
    guard seen.insert([texts[0], texts[1]]).inserted else {
      throw fault(1, "has this group of the cohort a second time; add the rows up, or tell the cohorts apart")
    }
    let before = students[texts[0], default: 0]
    if n > CountTable.mostStudents - before { throw fault(2, "counts more than 2^53 students in the cohort") }
    students[texts[0]] = before + n
    rows.append(CountTable.Row(cohort: texts[0], group: texts[1], n: n, x: x))
  }

  private mutating func header(_ scanner: RecordScanner) throws(CountTable.Fault) {
    width = scanner.fieldCount
    let stored = min(width, ReadingLimits.headerColumns)
    let found = (0..<stored).map { value(scanner, $0).lowercased() }
    for name in CountReader.names {
      let line = scanner.recordLine
      guard let place = found.firstIndex(of: name) else {
        throw CountTable.Fault(line: line, column: name, message: "lacks the column \(name); it needs cohort,group,n,x")
      }
      guard found.lastIndex(of: name) == place else {
        throw CountTable.Fault(line: line, column: name, message: "names the column \(name) twice")
      }
      fields.append(place)
    }
  }

  private func value(_ scanner: RecordScanner, _ field: Int) -> String {
    let start = Int(scanner.starts[field])
    return Bytes(start: scanner.base + start, count: Int(scanner.ends[field]) - start).trimmed.string
  }

  /// Digits only; nil for anything else and for numbers past 2^63.
  private func number(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  private static func wanted(_ text: String) -> String {
    switch text {
    case "": "has no number here; write 0 for nobody"
    case "*": "hides a number here; gaps need all counts of a cohort"
    default: "has no whole number of 0 or more here"
    }
  }
}
