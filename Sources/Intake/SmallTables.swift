import Rules

/// Readers of the optional tables that name students or courses. None of them has a key: only exact repetitions are
/// recognised, by the whole row.
enum SmallTables {
  static func exams(_ reader: TableReader, students: StudentTable) -> [ExamRow] {
    rows(reader) { (record: Record<ExamColumn>) throws(RowFault) in
      for column in ExamColumn.required { _ = try record.required(column) }
      guard let program: ExamProgram = try record.deciding(.program, Values.code),
        let year = try record.deciding(.schoolYear, TranscriptValues.schoolYear),
        let score = try record.deciding(.score, { SmallTables.score($0, program) })
      else { throw record.fault(.program, .missingValue) }
      let student = try students.index.place(
        record[.studentID], column: ExamColumn.studentID.rawValue, unknown: .unknownStudent)
      return ExamRow(
        studentIndex: Int(student), program: program, subject: record[.subject].string, schoolYear: year,
        score: score, line: record.line)
    }
  }

  /// A whole number on the program's scale.
  private static func score(_ bytes: Bytes, _ program: ExamProgram) -> Int? {
    guard let hundredths = Values.hundredths(bytes, upTo: 160_000), hundredths % 100 == 0 else { return nil }
    let scale =
      switch program {
      case .ap: 1...5
      case .ib: 1...7
      // Test scores of the SAT of 2016 run from 10 to 40, section and total scores from 200.
      case .sat: 10...1600
      case .satSubject: 200...800
      case .act: 1...36
      }
    let score = Int(hundredths / 100)
    return scale.contains(score) ? score : nil
  }

  static func waivers(_ reader: TableReader, students: StudentTable) -> [WaiverRow] {
    rows(reader) { (record: Record<WaiverColumn>) throws(RowFault) in
      for column in WaiverColumn.required { _ = try record.required(column) }
      guard let area = try record.deciding(.subjectArea, { SubjectArea(letter: $0.count == 1 ? $0.string : "") }),
        let semesters = try record.deciding(.semesters, SmallTables.semesters)
      else { throw record.fault(.subjectArea, .missingValue) }
      let day = try record.deciding(.grantedOn) { CalendarDay(code: $0.count == 10 ? $0.string : "") }
      let student = try students.index.place(
        record[.studentID], column: WaiverColumn.studentID.rawValue, unknown: .unknownStudent)
      return WaiverRow(
        studentIndex: Int(student), subjectArea: area, semesters: semesters,
        reason: record.descriptive(.reason, Values.code), grantedBy: record.text(.grantedBy), grantedOn: day,
        line: record.line)
    }
  }

  /// More than nothing and at most ten years.
  private static func semesters(_ bytes: Bytes) -> Int32? {
    guard let hundredths = Values.hundredths(bytes, upTo: 2000), hundredths > 0 else { return nil }
    return hundredths
  }

  static func equivalents(_ reader: TableReader, schools: SchoolTable, codes: CourseCodeTable) -> [EquivalentRow] {
    rows(reader) { (record: Record<EquivalentColumn>) throws(RowFault) in
      for column in EquivalentColumn.required { _ = try record.identifier(column) }
      var places: [Int32] = []
      for column in [EquivalentColumn.schoolID, .sameAsSchoolID] {
        places.append(
          try schools.index.place(record[column], column: column.rawValue, unknown: .unknownSchool))
      }
      for (place, column) in zip(places, [EquivalentColumn.courseID, .sameAsCourseID])
      where !codes.isListed(school: place, course: record[column]) {
        record.find(.unknownCourse, column)
      }
      return EquivalentRow(
        schoolIndex: Int(places[0]), courseID: record[.courseID].string, sameAsSchoolIndex: Int(places[1]),
        sameAsCourseID: record[.sameAsCourseID].string, line: record.line)
    }
  }

  private static func rows<Column: TableColumn, Row>(
    _ reader: TableReader, _ read: (Record<Column>) throws(RowFault) -> Row
  ) -> [Row] {
    var rows: [Row] = []
    var lines: [Int] = []
    var ledger = KeyLedger()
    reader.read { (record: Record<Column>) throws(RowFault) in
      rows.append(try read(record))
      lines.append(record.line)
      ledger.add(Column.allCases.map { record[$0] }, data: 0)
      ledger.accept(row: rows.count - 1)
    }
    let repeated = Set(ledger.resolve().repeated)
    reader.countDuplicates(repeated.map { lines[$0] })
    return rows.indices.filter { !repeated.contains($0) }.map { rows[$0] }
  }
}
