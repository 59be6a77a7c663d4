/// What becomes of single rows of a table, whichever file they came from.
extension TableReader {
  /// Counts a row as rejected; also for rows that seemed good when they were read.
  ///
  /// - Parameter line: As in `Record.line`.
  func reject(line: Int, column: Int, code: RejectCode, value: String) {
    let columnName = schema.columns.indices.contains(column) ? schema.columns[column] : ""
    if let imported, let origin = imported.origin(of: line) {
      importedCounts.rowsRejected += 1
      imported.reject(
        origin, column: imported.sources[Int(origin.file)].columnName(columnName), code: code, value: value)
      return
    }
    counts.rowsRejected += 1
    log.reject(file: file, line: line, column: columnName, code: code, value: value)
  }

  /// Notes something about a row when all rows are read.
  ///
  /// - Parameter line: As in `Record.line`.
  func find(_ code: FindingCode, line: Int, column: String, value: String, count: Int) {
    if let imported, let origin = imported.origin(of: line) {
      imported.findOwn(code, origin, column: column, value: value, count: count)
    } else {
      log.find(code, file: name, line: line, column: column, value: value, count: count)
    }
  }

  /// Counts rows that repeat earlier ones exactly.
  ///
  /// - Parameter lines: As in `Record.line`.
  func countDuplicates<Lines: Sequence>(_ lines: Lines) where Lines.Element == Int {
    for line in lines {
      if let imported, let origin = imported.origin(of: line) {
        importedCounts.rowsDuplicate += 1
        imported.countDuplicate(origin)
      } else {
        counts.rowsDuplicate += 1
      }
    }
  }

  /// Takes back what `countDuplicates` counted: rows that turned out to be unusable.
  func uncountDuplicates(_ lines: [Int]) {
    for line in lines {
      if imported?.origin(of: line) == nil { counts.rowsDuplicate -= 1 } else { importedCounts.rowsDuplicate -= 1 }
    }
  }
}
