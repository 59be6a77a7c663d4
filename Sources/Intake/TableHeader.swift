/// Which field of a file of the format holds which column of its table.
struct TableHeader: Sendable {
  /// For each column of the table the field that holds it, or -1.
  let fields: [Int32]
  /// Fields in the header.
  let count: Int
  /// Columns that are named twice.
  let twice: [String]
  /// Names that are no columns of the table, each once.
  let unknown: [String]
  /// What parts the header instead of commas, if it is one field and another delimiter would name columns of the table.
  let otherDelimiter: String?

  /// Takes the scanner's current record; nil where it cannot be a header.
  init?(_ scanner: RecordScanner, _ schema: TableSchema) {
    if scanner.hasBadQuotes || scanner.nulField != nil || scanner.longField != nil
      || scanner.fieldCount > ReadingLimits.headerColumns
    {
      return nil
    }
    var fields = [Int32](repeating: -1, count: schema.columns.count)
    var (twice, unknown): ([String], [String]) = ([], [])
    var seen: Set<String> = []
    for field in 0..<scanner.fieldCount {
      let start = scanner.base + Int(scanner.starts[field])
      let printed = Bytes(start: start, count: Int(scanner.ends[field] - scanner.starts[field])).trimmed
      // All rows would be names of columns, and the file would have none.
      if TableHeader.breaksAtReturn(printed) { return nil }
      let name = printed.count <= 64 ? printed.string.lowercased() : nil
      if let name, let column = schema.columns.firstIndex(of: name) {
        if fields[column] >= 0, !twice.contains(name) { twice.append(name) }
        fields[column] = Int32(field)
      } else {
        let shown = ShownValue.of(printed)
        if seen.insert(shown).inserted { unknown.append(shown) }
      }
    }
    (self.fields, count, self.twice, self.unknown) = (fields, scanner.fieldCount, twice, unknown)
    var whole = ""
    if scanner.fieldCount == 1 {
      let start = scanner.base + Int(scanner.starts[0])
      whole = Bytes(start: start, count: min(4096, Int(scanner.ends[0] - scanner.starts[0]))).string.lowercased()
    }
    otherDelimiter =
      [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("^", "carets")].first { delimiter, _ in
        whole.split(separator: delimiter).contains { schema.columns.contains(String($0)) }
      }?.1
  }

  /// Whether a name holds a carriage return that no line feed follows: the line end of old Macintosh files.
  private static func breaksAtReturn(_ name: Bytes) -> Bool {
    var index = 0
    while index < name.count {
      if name[index] == RecordScanner.carriageReturn,
        index + 1 == name.count || name[index + 1] != RecordScanner.newline
      {
        return true
      }
      index += 1
    }
    return false
  }
}
