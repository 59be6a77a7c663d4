import Rules

/// Gathers completed and running courses (SCSC, SCSE) and turns them into rows of the transcripts table once all files
/// are read. They lie in temporary files, parted by student, so that memory does not grow with their number.
final class CalpadsCompletions: FormGathering {
  static let stage = ImportStage.transcripts

  let courses = CalpadsCourses()
  private var parts = [SpillStream](repeating: SpillStream(buffer: 1 << 15), count: 64)
  private var packed: [UInt8] = []
  private var scales: [Scope: CalpadsCreditScale] = [:]
  private var newestYear: SchoolYear?
  private var knownMarks: ValueMap?
  private var firstSource: Int32 = 0

  private func marks(_ tables: ImportedTables) -> ValueMap {
    if let knownMarks { return knownMarks }
    let marks = tables.maps[.marks]
    knownMarks = marks
    return marks
  }

  private struct Scope: Hashable {
    var reportingLEA: UInt32
    var year: SchoolYear
  }

  init() {}

  // MARK: Records

  func take(_ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables) {
    do throws(CalpadsFault) {
      let row = try row(record, head, tables)
      let texts = [
        record[.ssid], record[.localStudentID], record[.courseID], record[.section], record[.term],
      ]
      row.pack(texts, into: &packed)
      if newestYear == nil { firstSource = head.origin.file }
      newestYear = max(newestYear ?? row.year, row.year)
      if !row.isFall, !row.isDeletion {
        scales[Scope(reportingLEA: row.school.reportingLEA, year: row.year), default: CalpadsCreditScale()]
          .note(attempted: row.attempted, length: row.period.length)
      }
      let part = Int(truncatingIfNeeded: ByteHash.of(texts[0]) >> 32) & (parts.count - 1)
      packed.withUnsafeBytes { parts[part].append($0, to: tables.spill) }
    } catch {
      let value = record[error.field]
      tables.reject(
        head.origin, column: record.column(error.field), code: value.isEmpty ? .missingValue : .badValue, value: value)
    }
  }

  private func row(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) -> CalpadsCompletion {
    guard record[.ssid].isDigits(10) else { throw CalpadsFault(.ssid) }
    if record[.courseID].isEmpty || record[.courseID].count > 255 { throw CalpadsFault(.courseID) }
    if record[.section].count > 255 { throw CalpadsFault(.section) }
    if record[.localStudentID].count > 255 { throw CalpadsFault(.localStudentID) }
    if record[.term].count > 255 { throw CalpadsFault(.term) }
    let isFall = record.layout.type == .fallCompletions
    let isDeletion = head.transaction == .delete
    let period = try period(record, head, tables)
    var mark = CalpadsMark.blank
    if isFall {
      mark = .inProgress
    } else if !record[.finalGrade].isEmpty {
      guard
        let text = marks(tables).value(record[.finalGrade], head.origin, column: record.column(.finalGrade)),
        let known = CalpadsMark(text: text)
      else { throw CalpadsFault(.finalGrade) }
      mark = known
    }
    let attempted = try credits(record, .creditsAttempted, head.origin, tables)
    var earned = try credits(record, .creditsEarned, head.origin, tables)
    if earned == CalpadsCredits.absent, attempted == CalpadsCredits.absent {
      let units = try credits(record, .carnegieUnits, head.origin, tables)
      if units != CalpadsCredits.absent { earned = min(units * 10, TranscriptValues.creditsLimit) }
    }
    return CalpadsCompletion(
      origin: head.origin, school: head.place, year: head.year, period: period, mark: mark,
      admission: admission(record, head.origin, tables), isFall: isFall, isDeletion: isDeletion, attempted: attempted,
      earned: earned, birth: record.descriptiveDay(.birthDate, head.origin, tables))
  }

  /// Term and marking period as the code set has them, else as the district's map of terms says.
  private func period(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) -> CalpadsPeriod {
    let (termText, markingText) = (record[.term], record[.markingPeriod])
    if termText.isEmpty { throw CalpadsFault(.term) }
    let term = CalpadsTerm.read(termText)
    let marking = markingText.isEmpty ? nil : CalpadsTerm.read(markingText)
    if let term, markingText.isEmpty || marking != nil, let period = CalpadsPeriod.of(term: term, marking: marking) {
      return period
    }
    let field: CalpadsField = markingText.isEmpty || (marking?.length ?? 0) > 0 && term == nil ? .term : .markingPeriod
    guard let name = tables.maps[.terms].value(record[field], head.origin, column: record.column(field)),
      let mapped = Term(rawValue: name)
    else { throw CalpadsFault(field) }
    return CalpadsPeriod(term: mapped, length: CalpadsPeriod.length(of: mapped))
  }

  private func credits(
    _ record: CalpadsRecord, _ field: CalpadsField, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CalpadsFault) -> Int32 {
    let value = record[field]
    if value.isEmpty { return CalpadsCredits.absent }
    guard let credits = CalpadsCredits.read(value) else { throw CalpadsFault(field) }
    if let repair = credits.repair {
      tables.find(repair, origin, column: record.column(field), value: ShownValue.of(value))
    }
    return credits.hundredths
  }

  private func admission(_ record: CalpadsRecord, _ origin: RowOrigin, _ tables: ImportedTables) -> UInt8? {
    let value = record[.admission]
    if value.isEmpty { return nil }
    let code = value.count <= 3 ? value.string : ""
    if let place = CalpadsCodes.admission.codes.firstIndex(where: { $0.code == code }) { return UInt8(place) }
    tables.find(.valueIgnored, origin, column: record.column(.admission), value: ShownValue.of(value))
    return nil
  }

  // MARK: Rows

  func finish(into tables: ImportedTables) {
    let students = tables.gathering(CalpadsStudents.self)
    let year = tables.asOf?.schoolYear ?? students.newestYear.map { max($0, newestYear ?? $0) } ?? newestYear
    let rows = CalpadsTranscriptRows(tables, courses: courses, students: students, currentYear: year) { school, year in
      self.scales[Scope(reportingLEA: school.reportingLEA, year: year)]?.factor ?? 1
    }
    for part in parts {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(part.count)
      guard part.forEachPiece(of: tables.spill, { bytes.append(contentsOf: $0) }) else {
        tables.refuse(firstSource, .unreadable, "was read, but temporary files could not be read back; run again")
        return
      }
      bytes.withUnsafeBytes { rows.append($0) }
    }
    rows.reportScales()
    courses.claim(into: tables)
  }
}
