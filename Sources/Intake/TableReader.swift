/// Reads the rows of one table and keeps its counts: those of its own file first, then those translated from files of
/// other forms, whose rejects and findings name the file that they came from.
final class TableReader {
  let schema: TableSchema
  private let stored: StoredFile?
  let imported: ImportedTables?
  let name: String
  private let configuration: InputConfiguration
  private let limits: ReadingLimits
  let log: ProblemLog
  /// Of the table's own file.
  var counts: FileCounts
  /// Of the translated rows; the file is the table.
  var importedCounts: FileCounts
  /// The number under which rejects of this file are kept.
  let file: Int
  /// Set once the file is refused: its rows are worth nothing, but further refusals are still looked for.
  private(set) var isRefused = false

  init(
    _ schema: TableSchema, _ stored: StoredFile?, imported: ImportedTables?, configuration: InputConfiguration,
    limits: ReadingLimits, log: ProblemLog
  ) {
    self.schema = schema
    self.stored = stored
    self.imported = imported
    name = stored?.name ?? schema.file
    self.configuration = configuration
    self.limits = limits
    self.log = log
    counts = FileCounts(file: name, table: schema.file, sha256: "")
    importedCounts = FileCounts(file: schema.file, table: schema.file, sha256: "")
    file = stored == nil ? -1 : log.number(of: name)
  }

  /// Whether the table has a file of its own.
  var hasFile: Bool { stored != nil }

  /// Rows read from the table's own file and translated ones.
  var rowsRead: Int { counts.rowsRead + importedCounts.rowsRead }

  /// Bytes of all rows, for the size of tables.
  var sizeHint: Int {
    let own = stored.map { $0.isGzip ? $0.size.multipliedReportingOverflow(by: 12).partialValue : $0.size } ?? 0
    return own.addingReportingOverflow(imported?.byteCount(schema.file) ?? 0).partialValue
  }

  /// Reads all rows. The handler throws to reject a row.
  ///
  /// - Parameter ahead: Reads rows of the table's own file before their turn; they do not come to the handler.
  func read<Column: TableColumn>(ahead: RowsAhead? = nil, _ handle: (Record<Column>) throws(RowFault) -> Void) {
    if let stored { readFile(stored, ahead, handle) }
    if let imported { readImported(imported, handle) }
  }

  private func readFile<Column: TableColumn>(
    _ stored: StoredFile, _ ahead: RowsAhead?, _ handle: (Record<Column>) throws(RowFault) -> Void
  ) {
    do throws(SourceFault) {
      let digest = DigestSource(try stored.open())
      let pipe = ChunkPipe(
        text(of: digest, stored), chunkBytes: min(limits.chunkBytes, ReadingLimits.fieldBytes))
      var scanner = RecordScanner(pipe)
      defer { scanner.deallocate() }
      do throws(SourceFault) {
        try scan(&scanner, pipe, ahead, handle)
      } catch {
        refuse(error)
      }
      pipe.finish()
      // After a fault the rest still belongs to the digest of the file.
      drain(digest)
      counts.sha256 = digest.hexadecimal()
    } catch {
      refuse(error)
    }
  }

  private func readImported<Column: TableColumn>(
    _ imported: ImportedTables, _ handle: (Record<Column>) throws(RowFault) -> Void
  ) {
    let fields = UnsafeMutablePointer<Int32>.allocate(capacity: Column.names.count)
    fields.initialize(from: Column.names.indices.map { Int32($0) }, count: Column.names.count)
    defer { fields.deallocate() }
    importedCounts.sha256 = imported.digest(of: schema.file)
    let isComplete = imported.forEachRow(schema.file) { row in
      importedCounts.rowsRead += 1
      if isRefused || !log.refusals.isEmpty { return }
      let record = Record<Column>(
        base: row.base, starts: row.starts, ends: row.ends, fields: fields, line: imported.place(of: row.origin),
        file: name, log: log, imported: imported)
      do throws(RowFault) {
        try handle(record)
      } catch {
        reject(
          line: record.line, column: error.column, code: error.code, value: ShownValue.of(record.value(error.column)))
      }
    }
    if !isComplete {
      refuse(.unreadable, "translated rows can no longer be read from the temporary file; check the disk and run again")
    }
  }

  private func drain(_ source: DigestSource) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while let count = try? source.read(into: buffer), count > 0 {}
  }

  private func text(of source: any ByteSource, _ stored: StoredFile) -> any ByteSource {
    let plain: any ByteSource = stored.isGzip ? GunzipSource(source) : source
    switch configuration.encodings[schema.file] ?? .utf8 {
    case .utf8: return BOMSource(plain)
    case .windows1252: return TranscodingSource(plain, windows: true)
    case .latin1: return TranscodingSource(plain, windows: false)
    }
  }

  private func refuse(_ fault: SourceFault) {
    refuse(fault.code, line: fault.line, "\(name) \(fault.message)")
  }

  private func refuse(_ code: RefusalCode, line: Int? = nil, column: String? = nil, _ message: String) {
    isRefused = true
    log.refuse(Refusal(file: name, line: line, column: column, code: code, message: message))
  }

  // MARK: Rows

  private func scan<Column: TableColumn>(
    _ scanner: inout RecordScanner, _ pipe: ChunkPipe, _ ahead: RowsAhead?,
    _ handle: (Record<Column>) throws(RowFault) -> Void
  ) throws(SourceFault) {
    guard let header = try header(&scanner) else { return }
    let fields = UnsafeMutablePointer<Int32>.allocate(capacity: header.fields.count)
    fields.initialize(from: header.fields, count: header.fields.count)
    defer { fields.deallocate() }
    scanner.stored = header.count
    if let ahead { pipe.prepare(ahead.preparation(header)) }
    while true {
      if let ahead, let prepared = scanner.takePrepared() {
        try take(prepared, ahead, &scanner, header, fields, handle)
      } else {
        guard try scanner.next() else { return }
        try accept(scanner, header, fields, handle)
      }
    }
  }

  /// Takes the rows of a chunk that were read ahead, and scans the others.
  private func take<Column: TableColumn>(
    _ prepared: PreparedRows, _ ahead: RowsAhead, _ scanner: inout RecordScanner, _ header: TableHeader,
    _ fields: UnsafePointer<Int32>, _ handle: (Record<Column>) throws(RowFault) -> Void
  ) throws(SourceFault) {
    var line = scanner.line
    // No row can refuse the file.
    let isCounted = isRefused || !log.refusals.isEmpty
    let rows = prepared.rows
    var place = 0
    while place < rows.count {
      let first = place
      while place < rows.count, rows[place].row != nil { place += 1 }
      if place > first {
        counts.rowsRead += place - first
        if !isCounted { ahead.take(rows[first..<place], scanner.chunk, line) }
        line += place - first
      } else {
        scanner.seek(Int(rows[place].start), line: line)
        guard try scanner.next() else { return }
        try accept(scanner, header, fields, handle)
        place += 1
        line += 1
      }
    }
    scanner.seek(prepared.end, line: line)
  }

  private func accept<Column: TableColumn>(
    _ scanner: RecordScanner, _ header: TableHeader, _ fields: UnsafePointer<Int32>,
    _ handle: (Record<Column>) throws(RowFault) -> Void
  ) throws(SourceFault) {
    if scanner.isBlank { return }
    if scanner.endsWithFile, scanner.fieldCount < header.count {
      throw SourceFault(
        code: .truncatedRecord, line: scanner.recordLine,
        message: "ends in the middle of the record that begins here; the file is cut off, export it again")
    }
    counts.rowsRead += 1
    if isRefused || !log.refusals.isEmpty { return }
    let record = Record<Column>(
      base: scanner.base, starts: scanner.starts, ends: scanner.ends, fields: fields, line: scanner.recordLine,
      file: name, log: log)
    if rejectForm(scanner, header, record) { return }
    do throws(RowFault) {
      try handle(record)
    } catch {
      reject(
        line: record.line, column: error.column, code: error.code, value: ShownValue.of(record.value(error.column)))
    }
  }

  /// Rejects a row because of its form, before any value is looked at.
  private func rejectForm<Column: TableColumn>(
    _ scanner: RecordScanner, _ header: TableHeader, _ record: Record<Column>
  ) -> Bool {
    let code: RejectCode
    var field: Int?
    if let long = scanner.longField {
      (code, field) = (.fieldTooLong, long)
    } else if let nul = scanner.nulField {
      (code, field) = (.nulByte, nul)
    } else if scanner.hasBadQuotes {
      code = .badQuotes
    } else if scanner.fieldCount != header.count {
      code = .fieldCount
    } else {
      return false
    }
    let column = field.flatMap { field in header.fields.firstIndex { $0 == field } }
    var value = code == .fieldCount ? String(scanner.fieldCount) : ""
    if let column, let field, field < scanner.fieldCount { value = ShownValue.of(record.value(column)) }
    reject(line: scanner.recordLine, column: column ?? -1, code: code, value: value)
    return true
  }

  private func header(_ scanner: inout RecordScanner) throws(SourceFault) -> TableHeader? {
    repeat {
      guard try scanner.next() else {
        refuse(.missingHeader, "\(name) is empty; it needs at least a header row")
        return nil
      }
    } while scanner.isBlank
    let line = scanner.recordLine
    guard let header = TableHeader(scanner, schema) else {
      refuse(
        .badHeader, line: line,
        "\(name) has a header that is not CSV, or lines that end with carriage returns alone; export the file again")
      return nil
    }
    if let delimiter = header.otherDelimiter {
      refuse(
        .badHeader, line: line, "\(name) is parted by \(delimiter); export it again with commas between the columns")
      return nil
    }
    for column in header.twice {
      refuse(
        .duplicateColumn, line: line, column: column,
        "\(name) names the column \(column) twice; remove or rename one of them")
    }
    for column in schema.requiredColumns where header.fields[column] < 0 {
      let column = schema.columns[column]
      refuse(.missingColumn, line: line, column: column, "\(name) lacks the required column \(column); add it")
    }
    for unknown in header.unknown {
      // The name is a value, not a column: a file without a header has row data in its first line.
      log.find(.unknownColumn, file: name, line: line, column: nil, value: unknown)
    }
    return header
  }
}
