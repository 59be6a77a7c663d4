public import Rules

/// A course list read by itself, of schools that are known already.
public enum CourseFile {
  /// - Parameters:
  ///   - schools: ids and kinds; `CourseRow.schoolIndex` is a place among them.
  /// - Returns: the rows, and how many were rejected.
  /// - Throws: `.refused`, `.environment`.
  public static func read(
    path: String, schools: [(id: String, kind: SchoolKind)], configuration: InputConfiguration
  ) throws(IntakeError) -> (rows: [CourseRow], rejected: Int) {
    let log = ProblemLog(spill: Spill(scratchFolder: configuration.scratchFolder))
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do throws(SourceFault) {
      let stored = try ExtractContents.file(path, name: name, table: TableSchema.courses.file)
      let reader = TableReader(
        .courses, stored, imported: nil, configuration: configuration, limits: ReadingLimits(), log: log)
      var courses = CourseTable()
      courses.read(reader, schools: SchoolTable(known: schools))
      if let failure = log.spill.failure { throw SourceFault(code: .unreadable, line: nil, message: failure) }
      if log.refusals.isEmpty { return (courses.rows, reader.counts.rowsRejected) }
    } catch {
      log.refuse(
        Refusal(
          file: ShownValue.of(path), line: error.line, column: nil, code: error.code,
          message: "\(name) \(error.message)"))
    }
    throw .refused(RefusedExtract(refusals: log.refusals, files: [], findings: [], findingCounts: []))
  }
}
