import Rules

/// The accepted courses.
struct CourseTable: Sendable {
  private(set) var rows: [CourseRow] = []

  mutating func read(_ reader: TableReader, schools: SchoolTable) {
    var ledger = KeyLedger()
    reader.read { (record: Record<CourseColumn>) throws(RowFault) in
      let school = try record.identifier(.schoolID)
      let id = try record.identifier(.courseID)
      ledger.add([school, id, record[.firstYear]], data: record.hash)
      rows.append(try CourseTable.row(record, schools))
      ledger.accept(row: rows.count - 1)
    }
    let outcome = ledger.resolve()
    let repeated = Set(outcome.repeated)
    // Rows of an ambiguous key keep their range: what overlaps one of them is not certain either.
    var overlapping = CourseTable.overlapping(rows, leavingOut: repeated)
    overlapping.subtract(outcome.conflicting)
    var dropped = reader.settle(outcome, column: CourseColumn.courseID.rawValue) { (rows[$0].line, rows[$0].courseID) }
    // A repeated row is as wrong as the row that it repeats.
    var first: [Key: Int] = [:]
    for row in overlapping { first[Key(rows[row])] = row }
    let late = overlapping.union(repeated.filter { first[Key(rows[$0])] != nil })
    reader.uncountDuplicates(late.subtracting(overlapping).map { rows[$0].line })
    for row in late.sorted() {
      reader.reject(
        line: rows[row].line, column: CourseColumn.firstYear.rawValue, code: .overlappingYears,
        value: rows[row].firstYear?.code ?? "")
    }
    dropped.formUnion(late)
    rows = rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
  }

  private struct Key: Hashable {
    var school: Int
    var course: String
    var first: SchoolYear?

    init(_ row: CourseRow) { (school, course, first) = (row.schoolIndex, row.courseID, row.firstYear) }
  }

  /// The rows whose list years overlap those of another row of the same course.
  private static func overlapping(_ rows: [CourseRow], leavingOut repeated: Set<Int>) -> Set<Int> {
    var found: Set<Int> = []
    let order = rows.indices.filter { !repeated.contains($0) }.sorted { left, right in
      let (a, b) = (rows[left], rows[right])
      if a.schoolIndex != b.schoolIndex { return a.schoolIndex < b.schoolIndex }
      if a.courseID != b.courseID { return a.courseID < b.courseID }
      return (a.firstYear?.fall ?? .min, left) < (b.firstYear?.fall ?? .min, right)
    }
    // The row met so far that lasts longest: a later row overlaps some earlier one if and only if it overlaps this.
    var longest: Int?
    for row in order {
      let current = rows[row]
      if let other = longest, rows[other].schoolIndex == current.schoolIndex, rows[other].courseID == current.courseID {
        let last = rows[other].lastYear?.fall ?? .max
        if current.firstYear?.fall ?? .min <= last { found.formUnion([other, row]) }
        if current.lastYear?.fall ?? .max > last { longest = row }
      } else {
        longest = row
      }
    }
    return found
  }

  private static func row(_ record: Record<CourseColumn>, _ schools: SchoolTable) throws(RowFault) -> CourseRow {
    let title = try record.required(.title)
    let areas = try record.deciding(.subjectArea, subjectAreas) ?? .none
    let length: CourseLength = try record.deciding(.length, Values.code) ?? .year
    let honors: HonorsType? = try record.deciding(.honors, Values.code)
    let part = try record.deciding(.part, TranscriptValues.part) ?? 0
    let first = try record.deciding(.firstYear, TranscriptValues.schoolYear)
    let last = try record.deciding(.lastYear, TranscriptValues.schoolYear)
    let elective = try record.deciding(.gEligible, Values.yesNo) ?? true
    if let first, let last, first > last { throw record.fault(.firstYear, .yearsReversed) }
    let school = try schools.index.place(
      record[.schoolID], column: CourseColumn.schoolID.rawValue, unknown: .unknownSchool)
    let disciplineName = record.text(.discipline)
    let discipline = Discipline(name: disciplineName ?? "")
    if discipline == .unknown { record.find(.unknownDiscipline, .discipline) }
    if areas != .none, disciplineName == nil { record.find(.missingDiscipline, .discipline) }
    let id = record[.courseID].string
    return CourseRow(
      schoolIndex: Int(school), courseID: id, title: title.string, subjectAreas: areas, discipline: discipline,
      disciplineName: disciplineName, language: record.text(.language), length: length, honors: honors,
      examCode: record.descriptive(.examCode) { Values.digits($0, count: 2) }, part: part,
      courseKey: record.text(.courseKey) ?? id, gradeLevels: record.descriptive(.gradeLevels, gradeLevels) ?? [],
      firstYear: first, lastYear: last, servesElective: elective,
      sections: record.descriptive(.sections) { Values.number($0, digits: 6) },
      seats: record.descriptive(.seats) { Values.number($0, digits: 6) },
      seatsByTerm: record.descriptive(.seatsByTerm, SeatsByTerm.init), prerequisites: record[.prerequisites].list(),
      stateCourseCode: record.descriptive(.stateCourseCode, stateCourseCode), line: record.line)
  }

  /// A semicolon list of the letters A to G; nil if anything else stands in it.
  static func subjectAreas(_ bytes: Bytes) -> SubjectAreas? {
    var areas: SubjectAreas = .none
    for letter in bytes.list() {
      guard let area = SubjectArea(letter: letter) else { return nil }
      areas.insert(SubjectAreas(area))
    }
    return areas == .none ? nil : areas
  }

  private static func gradeLevels(_ bytes: Bytes) -> [Int]? {
    var levels: Set<Int> = []
    for text in bytes.list() {
      guard text.utf8.count <= 2, let level = Int(text), (6...12).contains(level) else { return nil }
      levels.insert(level)
    }
    return levels.sorted()
  }

  private static func stateCourseCode(_ bytes: Bytes) -> String? {
    guard bytes.count == 4 else { return nil }
    for index in 0..<4 {
      switch bytes[index] {
      case 48...57, 65...90, 97...122: continue
      default: return nil
      }
    }
    return bytes.string
  }
}
