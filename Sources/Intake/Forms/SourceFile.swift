import Rules

/// What is known of one foreign file.
struct SourceFile {
  var form: FileForm
  var counts: FileCounts
  /// How the bytes spelt text, in words.
  var encoding = "utf-8"
  var isRefused = false
  /// Last physical line met.
  var lastLine = 0
  private(set) var firstYear: SchoolYear?
  private(set) var lastYear: SchoolYear?
  let columnNames: [String: String]
  let logNumber: Int
  var rejected = LineSet()
  var repeated = LineSet()

  init(name: String, form: FileForm, columnNames: [String: String], logNumber: Int) {
    self.form = form
    self.columnNames = columnNames
    self.logNumber = logNumber
    counts = FileCounts(file: name, table: form.name, sha256: "")
  }

  /// The form's own name of a canonical column.
  func columnName(_ canonical: String) -> String { columnNames[canonical] ?? canonical }

  mutating func note(_ year: SchoolYear) {
    firstYear = min(firstYear ?? year, year)
    lastYear = max(lastYear ?? year, year)
  }
}

/// Lines of a file, one bit each.
struct LineSet {
  private var words: [UInt64] = []

  /// False if the line was in the set already.
  mutating func insert(_ line: Int) -> Bool {
    let line = max(0, line)
    let word = line >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: max(word + 1 - words.count, words.count)))
    }
    let bit: UInt64 = 1 << UInt64(line & 63)
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }
}
