import Rules

/// Reads UC's A-G course list of a school: UC's JSON, or CSV with the same names as columns.
///
/// Which school and year a list is of is said by its rows or its head (`school_id`, `school_year`), else by the
/// configuration (`mapping: course_lists`), else by its name: `19123451234567_2024-25.json`.
struct CourseListImporter: FormImporter {
  private let source: Int32
  private let file: String
  private let place: CourseListPlace?
  /// For each field of a CSV row the column of the form, if it is one.
  private let fields: [CourseListField?]
  /// Rows of a JSON list, whose head may follow them.
  private var rows: [(row: CourseListRow, line: Int)] = []
  private var rowCount = 0
  private var isPlaceMissing = false
  /// What a JSON list says of itself.
  private var head = CourseListRow()
  private var isRefused = false

  /// Rows of one list; the longest real ones have a few hundred. More are no list, and would only fill the memory.
  private static let rowLimit = 100_000

  /// - Parameter header: The column names of a CSV; empty for JSON.
  init(source: Int32, file: String, header: [String], mapping: FormMapping) {
    (self.source, self.file) = (source, file)
    place = mapping.courseLists[file] ?? CourseListImporter.place(named: file)
    var seen: Set<CourseListField> = []
    fields = header.map { name in CourseListField(name: name).flatMap { seen.insert($0).inserted ? $0 : nil } }
  }

  /// Reads `<school_id>_<2024-25>.json`; nil for other names.
  static func place(named file: String) -> CourseListPlace? {
    var name = file[...]
    for ending in [".gz", ".json", ".csv", ".txt"] where name.lowercased().hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    guard let cut = name.lastIndex(of: "_"), cut > name.startIndex,
      let year = SchoolYear(code: String(name[name.index(after: cut)...]))
    else { return nil }
    return CourseListPlace(schoolID: String(name[..<cut]), schoolYear: year)
  }

  // MARK: CSV

  mutating func row(_ slice: FieldSlice, line: Int, into tables: ImportedTables) {
    var row = CourseListRow()
    for (index, field) in fields.enumerated() {
      if let field { row[field] = slice[index].string }
    }
    rowCount += 1
    if rowCount == CourseListImporter.rowLimit + 1 { tables.refuse(source, .badHeader, line: line, tooLong) }
    if rowCount > CourseListImporter.rowLimit { return }
    if add(row, RowOrigin(file: source, line: line), into: tables) == nil { isPlaceMissing = true }
  }

  private var tooLong: String { "has more than \(CourseListImporter.rowLimit) rows; it is no list of a school" }

  // MARK: JSON

  mutating func document(_ text: Bytes, into tables: ImportedTables) {
    do throws(JSONFault) {
      try read(text, into: tables)
    } catch {
      isRefused = true
      tables.refuse(source, error.code, line: error.line, error.message)
    }
  }

  private mutating func read(_ text: Bytes, into tables: ImportedTables) throws(JSONFault) {
    var reader = JSONReader(text)
    var hasRows = false
    switch try reader.next() {
    case .beginArray:
      hasRows = true
      try readRows(&reader, into: tables)
    case .beginObject:
      while case .name(let name) = try reader.next() {
        if name == "courses", !hasRows {
          let token = try reader.next()
          if token == .beginArray {
            hasRows = true
            try readRows(&reader, into: tables)
          } else {
            try reader.skip(from: token)
          }
        } else {
          try readField(&reader, name, &head)
        }
      }
    default: break
    }
    // Ends well formed, or says where it does not.
    if hasRows, try reader.next() == .end { return }
    throw JSONFault(
      line: 1, code: .badHeader, message: "is JSON, but no course list: it has no array of courses; export it again")
  }

  private mutating func readRows(_ reader: inout JSONReader, into tables: ImportedTables) throws(JSONFault) {
    while true {
      let token = try reader.next()
      if token == .endArray { return }
      let line = reader.tokenLine
      rowCount += 1
      if rowCount > CourseListImporter.rowLimit { throw JSONFault(line: line, code: .badHeader, message: tooLong) }
      tables.countRead(source)
      tables.setLastLine(source, line)
      var row = CourseListRow()
      if token == .beginObject {
        while case .name(let name) = try reader.next() { try readField(&reader, name, &row) }
      } else {
        try reader.skip(from: token)
        row.badField = .title
      }
      rows.append((row, line))
    }
  }

  private func readField(
    _ reader: inout JSONReader, _ name: String, _ row: inout CourseListRow
  ) throws(JSONFault) {
    guard let field = CourseListField(name: name) else { return try reader.skipValue() }
    // Two values for one field: neither is certain.
    if !row[field].isEmpty { row.badField = field }
    let token = try reader.next()
    switch token {
    case .string(let text, let isCut):
      row[field] = String(text.drop { $0.isWhitespace })
      if isCut { row.longField = field }
    case .number(let text): row[field] = text
    case .bool(let value): row[field] = value ? "true" : "false"
    case .null: break
    case .beginArray where field == .gradeLevels || field == .transcriptAbbreviations:
      row[field] = try readList(&reader, field, &row)
    default:
      try reader.skip(from: token)
      row.badField = field
    }
  }

  /// The elements of an array of texts or numbers.
  private func readList(
    _ reader: inout JSONReader, _ field: CourseListField, _ row: inout CourseListRow
  ) throws(JSONFault) -> String {
    var texts: [String] = []
    while true {
      let token = try reader.next()
      switch token {
      case .endArray: return texts.joined(separator: "|")
      case .string(let text, let isCut):
        texts.append(text)
        if isCut { row.longField = field }
      case .number(let text): texts.append(text)
      default:
        try reader.skip(from: token)
        row.badField = field
      }
    }
  }

  // MARK: The end

  mutating func finish(into tables: ImportedTables) {
    if isRefused { return }
    if rowCount == 0, place == nil, head[.schoolID].isEmpty { isPlaceMissing = true }
    for (row, line) in rows {
      if add(row, RowOrigin(file: source, line: line), into: tables) == nil { isPlaceMissing = true }
    }
    rows = []
    guard isPlaceMissing else { return }
    let shown = file.filter { $0 != "\"" && $0 != "\\" }
    tables.refuse(
      source, .missingColumn, column: "school_id",
      "is a UC course list that does not say of which school and year; name it <school_id>_<2024-25>.json, or add to "
        + "the configuration: mapping: { course_lists: { \"\(ShownValue.of(shown))\": "
        + "{ school_id: \"\", school_year: \"2024-25\" } } }")
  }

  /// Takes one row in; nil if it is not known of which list it is.
  private func add(_ row: CourseListRow, _ origin: RowOrigin, into tables: ImportedTables) -> Void? {
    let school = [row[.schoolID], head[.schoolID], place?.schoolID ?? ""].first { !$0.isEmpty }
    guard let school else { return nil }
    let printed = [row[.schoolYear], head[.schoolYear]].first { !$0.isEmpty }
    guard let year = printed.map({ SchoolYear(code: $0) }) ?? place?.schoolYear else {
      if printed == nil { return nil }
      tables.reject(origin, column: CourseListField.schoolYear.name, code: .badValue, value: printed ?? "")
      return ()
    }
    tables.note(year, origin.file)
    var course = ListedCourse(origin: origin, school: school, year: year)
    (course.title, course.abbreviations) = (row.title, row.abbreviations)
    do throws(CourseListRow.Fault) {
      let values = try row.read()
      (course.area, course.discipline, course.length) = (values.area, values.discipline, values.length)
      (course.honors, course.gradeLevels) = (values.honors, values.gradeLevels)
      if values.isHonorsContradictory {
        tables.find(.listValueContradictory, origin, column: CourseListField.isHonors.name, value: row[.honorsTypeName])
      }
      if Discipline(name: values.discipline) == .unknown {
        tables.find(
          .unknownDiscipline, origin, column: CourseListField.disciplineName.name, value: values.discipline)
      }
      let key = CourseListKey(course)
      if tables.gathering(CourseListRepetitions.self).isNew(key) {
        tables.courses.listed(course)
      } else {
        tables.countDuplicate(origin)
      }
    } catch {
      tables.reject(origin, column: error.field.name, code: error.code, value: row[error.field])
      // A course whose row cannot be used is not off the list.
      course.isUsable = false
      if !course.title.isEmpty || !course.abbreviations.isEmpty { tables.courses.listed(course) }
    }
    return ()
  }
}

/// What makes two rows of the same list the same.
struct CourseListKey: Hashable {
  private let texts: [String]
  private let year: SchoolYear

  init(_ course: ListedCourse) {
    texts =
      [
        course.school, course.title, course.area, course.discipline, course.length, course.honors, course.gradeLevels,
      ] + course.abbreviations
    year = course.year
  }
}

/// Rows of course lists met so far, over all files: the same list may lie there as JSON and as CSV.
final class CourseListRepetitions: FormGathering {
  static let stage = ImportStage.courses
  private var met: Set<CourseListKey> = []

  func isNew(_ key: CourseListKey) -> Bool { met.insert(key).inserted }
  func finish(into tables: ImportedTables) { met = [] }
}
