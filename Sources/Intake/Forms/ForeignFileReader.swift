/// Reads one recognised file through its importer and keeps its counts.
struct ForeignFileReader {
  private let stored: StoredFile
  private let head: FileHead
  private let dialect: Dialect
  private let limits: ReadingLimits
  private let tables: ImportedTables
  private let source: Int32
  private var cleaner = FieldCleaner()
  private var trailing = Tally()
  private var invisible = Tally()

  /// Rows that something was noticed in, and the line of the first.
  private struct Tally {
    var rows = 0
    var line = 0

    mutating func add(_ line: Int) {
      if rows == 0 { self.line = line }
      rows += 1
    }
  }

  /// Fields kept of a row for importers that take any number.
  private static let fieldLimit = 4096
  /// Bytes of a document that is read whole.

  init(
    _ stored: StoredFile, _ head: FileHead, _ dialect: Dialect, source: Int32, tables: ImportedTables,
    limits: ReadingLimits
  ) {
    (self.stored, self.head, self.dialect, self.source) = (stored, head, dialect, source)
    (self.tables, self.limits) = (tables, limits)
  }

  mutating func read(_ importer: inout any FormImporter) {
    do throws(SourceFault) {
      let breaksAtReturns = head.text.contains(13) && !head.text.contains(10)
      let file = try ForeignFile(stored, breaksAtReturns: breaksAtReturns)
      do throws(SourceFault) {
        if dialect.isJSON {
          try readDocument(file, &importer)
        } else {
          try readRows(file, &importer)
        }
        importer.finish(into: tables)
      } catch {
        tables.refuse(source, error.code, line: error.line, error.message)
      }
      // After a fault the rest still belongs to the digest of the file.
      drain(file.digest)
      tables.setDigest(source, file.digest.hexadecimal())
      tables.setEncoding(source, file.text.report.encoding)
      report(file.text.report)
    } catch {
      tables.refuse(source, error.code, line: error.line, error.message)
    }
  }

  private func drain(_ source: DigestSource) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while let count = try? source.read(into: buffer), count > 0 {}
  }

  private func report(_ text: LegacyTextSource.Report) {
    func find(_ code: FindingCode, _ line: Int, _ count: Int) {
      if count > 0 { tables.find(code, RowOrigin(file: source, line: line), column: nil, value: "", count: count) }
    }
    find(.readAsWindows1252, text.windowsLine, text.windowsCharacters)
    find(.zeroWidthRemoved, invisible.line, invisible.rows)
    find(.trailingDelimiters, trailing.line, trailing.rows)
  }

  // MARK: Documents

  private func readDocument(_ file: ForeignFile, _ importer: inout any FormImporter) throws(SourceFault) {
    let bytes = try ForeignFile.bytes(of: file.text, upTo: limits.documentBytes + 1)
    if bytes.count > limits.documentBytes {
      throw SourceFault(
        code: .badHeader, line: nil,
        message: "is a document of more than \(limits.documentBytes >> 20) MB; UC's list of a school and year has"
          + " less than 1 MB, so put each list into a file of its own")
    }
    tables.setLastLine(source, bytes.reduce(1) { $1 == 10 ? $0 + 1 : $0 })
    bytes.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { importer.document(Bytes(start: start, count: buffer.count), into: tables) }
    }
  }

  // MARK: Rows

  private mutating func readRows(_ file: ForeignFile, _ importer: inout any FormImporter) throws(SourceFault) {
    let pipe = ChunkPipe(file.text, chunkBytes: min(limits.chunkBytes, ReadingLimits.fieldBytes))
    var scanner = RecordScanner(pipe, delimiter: dialect.delimiter, hasQuotes: dialect.hasQuotes)
    defer {
      scanner.deallocate()
      pipe.finish()
    }
    var isHeader = dialect.hasHeader
    scanner.stored = ForeignFileReader.fieldLimit
    while try scanner.next() {
      if scanner.isBlank { continue }
      tables.setLastLine(source, scanner.recordLine)
      if isHeader {
        isHeader = false
        continue
      }
      let kept = min(scanner.fieldCount, ForeignFileReader.fieldLimit)
      var fields = FieldSlice(base: scanner.base, starts: scanner.starts, ends: scanner.ends, count: kept)
      if isEmpty(fields) { continue }
      tables.countRead(source)
      let origin = RowOrigin(file: source, line: scanner.recordLine)
      if let code = fault(scanner) {
        tables.reject(origin, column: "", code: code, value: "")
        continue
      }
      guard let count = try acceptedCount(scanner, fields) else {
        tables.reject(origin, column: "", code: .fieldCount, value: String(scanner.fieldCount))
        continue
      }
      fields = FieldSlice(base: fields.base, starts: fields.starts, ends: fields.ends, count: count)
      if let cleaned = cleaner.cleaned(fields, dialect.delimiter) {
        invisible.add(scanner.recordLine)
        fields = cleaned
      }
      importer.row(fields, line: scanner.recordLine, into: tables)
    }
  }

  private func fault(_ scanner: RecordScanner) -> RejectCode? {
    if scanner.longField != nil { return .fieldTooLong }
    if scanner.nulField != nil { return .nulByte }
    return scanner.hasBadQuotes ? .badQuotes : nil
  }

  /// Spreadsheets write rows of nothing but delimiters.
  private func isEmpty(_ fields: FieldSlice) -> Bool {
    for index in 0..<fields.count where !fields[index].isEmpty { return false }
    return true
  }

  /// The fields that go to the importer; nil where the row has too few or too many.
  private mutating func acceptedCount(_ scanner: RecordScanner, _ fields: FieldSlice) throws(SourceFault) -> Int? {
    let wanted = dialect.fieldCount ?? dialect.leastFields
    if dialect.fieldCount == nil, !scanner.endsWithFile || scanner.fieldCount >= wanted { return fields.count }
    if scanner.fieldCount < wanted {
      if scanner.endsWithFile {
        throw SourceFault(
          code: .truncatedRecord, line: scanner.recordLine,
          message: "ends in the middle of the record that begins here; the file is cut off, export it again")
      }
      return nil
    }
    if scanner.fieldCount == wanted { return wanted }
    let isTail = scanner.fieldCount == fields.count && (wanted..<fields.count).allSatisfy { fields[$0].isEmpty }
    if isTail {
      trailing.add(scanner.recordLine)
      return wanted
    }
    return dialect.takesMoreFields ? fields.count : nil
  }
}
