/// Recognises CALPADS files: fields between carets, a record type in the first, no header.
enum CalpadsRecogniser: FormRecogniser {
  static func recognise(_ head: FileHead) -> Recognition? {
    guard head.firstByte.map({ $0 >= 65 && $0 <= 90 }) == true else { return nil }
    let records = head.records(UInt8(ascii: "^"), quotes: false, limit: 64)
    guard let first = records.first, first.count > 5, let code = first.first else { return nil }
    if CalpadsLayout.isUnused(code) {
      return Recognition(
        form: FileForm(name: "calpads.\(code)", layout: "\(first.count) fields"),
        verdict: .ignored("a CALPADS file that holds nothing about courses or student groups"))
    }
    guard let type = CalpadsType(code: code) else { return nil }
    let types = records.compactMap { $0.first.flatMap(CalpadsType.init(code:)) }
    let isMixed = types.contains { $0 != type }
    guard let layout = CalpadsLayout.of(first, type) else {
      return Recognition(
        form: FileForm(name: "calpads.\(code)", layout: "\(first.count) fields"),
        verdict: .refused(.unknownLayout, CalpadsLayout.unknownCount(first.count, code)))
    }
    let form =
      isMixed
      ? FileForm(name: "calpads.mixed", layout: "several record types")
      : FileForm(name: "calpads.\(code)", layout: layout.version)
    var dialect = Dialect.caret(fields: nil)
    dialect.leastFields = isMixed ? 0 : layout.count
    return Recognition(
      form: form,
      verdict: .read(stage: .students, dialect: dialect) { source, tables in CalpadsImporter(source, tables) },
      columnNames: columnNames(layout))
  }

  /// The elements behind the canonical columns, for rejects of the canonical reader.
  private static func columnNames(_ layout: CalpadsLayout) -> [String: String] {
    let pairs: [(String, CalpadsField)] =
      switch layout.type {
      case .enrollments, .cumulativeEnrollments:
        [
          ("student_id", .localStudentID), ("ssid", .ssid), ("last_name", .lastName), ("first_name", .firstName),
          ("middle_name", .middleName), ("birth_date", .birthDate), ("gender", .gender), ("school_id", .school),
          ("grade_level", .gradeLevel), ("enrollment", .exitReason),
        ]
      case .completions, .fallCompletions:
        [
          ("student_id", .ssid), ("school_id", .school), ("school_year", .year), ("term", .term),
          ("course_id", .courseID), ("mark", .finalGrade), ("credits_attempted", .creditsAttempted),
          ("credits_earned", .creditsEarned), ("part", .markingPeriod),
        ]
      case .courses, .fallCourses:
        [
          ("school_id", .school), ("course_id", .courseID), ("title", .courseName), ("honors", .level),
          ("state_course_code", .stateCourseCode),
        ]
      case .demographics, .programs, .english, .specialEducation: []
      }
    return Dictionary(pairs.map { ($0.0, layout.column($0.1)) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Reads one CALPADS file; what its records say goes to the gatherings, since every answer needs several files. All of
/// them are read in the first stage, because any may hold records of all types.
struct CalpadsImporter: FormImporter {
  private let source: Int32
  private let students: CalpadsStudents
  private let courses: CalpadsCourses
  private let completions: CalpadsCompletions
  /// The layout met last of each type.
  private var layouts: [CalpadsType: CalpadsLayout] = [:]
  private var lastType: CalpadsType?
  private var lastLayout: CalpadsLayout?
  /// A spreadsheet writes long ones in powers of ten, and then many students have one id.
  private static let identifiers = [CalpadsField.ssid, .localStudentID, .courseID]

  init(_ source: Int32, _ tables: ImportedTables) {
    self.source = source
    students = tables.gathering(CalpadsStudents.self)
    completions = tables.gathering(CalpadsCompletions.self)
    courses = completions.courses
  }

  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    guard let type = CalpadsType(fields[0]) else {
      // A record of another type between those that are read says nothing about courses or groups.
      if fields[0].count <= 6, CalpadsLayout.isUnused(fields[0].string) { return }
      tables.reject(origin, column: CalpadsField.recordType.name, code: .badValue, value: fields[0])
      return
    }
    if type != lastType { (lastType, lastLayout) = (type, layouts[type]) }
    guard let record = CalpadsRecord.read(fields, type: type, expecting: lastLayout) else {
      if lastLayout == nil {
        tables.refuse(source, .unknownLayout, line: line, CalpadsLayout.unknownCount(fields.count, fields[0].string))
      } else {
        tables.reject(origin, column: "", code: .fieldCount, value: String(fields.count))
      }
      return
    }
    if lastLayout?.count != record.layout.count {
      (layouts[type], lastLayout) = (record.layout, record.layout)
    }
    if let field = record.repaired {
      tables.find(.caretInValue, origin, column: record.column(field), value: ShownValue.of(record[field]))
    } else if record.hasTrailingDelimiters {
      tables.find(.trailingDelimiters, origin, column: nil, value: "")
    }
    guard let head = CalpadsHead(record, origin, tables) else { return }
    for field in CalpadsImporter.identifiers
    where record.layout.place(field) >= 0 && ForeignValues.isScientific(record[field]) {
      tables.reject(origin, column: record.column(field), code: .scientificNotation, value: record[field])
      return
    }
    switch type {
    case .enrollments, .cumulativeEnrollments, .demographics, .programs, .english, .specialEducation:
      students.take(record, head, tables)
    case .courses, .fallCourses: courses.take(record, head, tables)
    case .completions, .fallCompletions: completions.take(record, head, tables)
    }
  }
}

extension CalpadsType {
  init?(code: String) {
    var code = code
    guard
      let type = code.withUTF8({ buffer in
        buffer.baseAddress.flatMap { CalpadsType(Bytes(start: $0, count: buffer.count)) }
      })
    else { return nil }
    self = type
  }
}

extension CalpadsLayout {
  /// Whether a record type, with or without `-R`, is one that CALPADS has and this program does not need.
  static func isUnused(_ code: String) -> Bool {
    CalpadsType.others.contains(code.utf8.count == 6 && code.hasSuffix("-R") ? String(code.dropLast(2)) : code)
  }

  /// The layout of a file by its first record.
  static func of(_ record: [String], _ type: CalpadsType) -> CalpadsLayout? {
    var bytes: [UInt8] = []
    var starts: [Int32] = []
    var ends: [Int32] = []
    for field in record {
      if !starts.isEmpty { bytes.append(UInt8(ascii: "^")) }
      starts.append(Int32(clamping: bytes.count))
      bytes.append(contentsOf: field.utf8)
      ends.append(Int32(clamping: bytes.count))
    }
    return bytes.withUnsafeBufferPointer { text in
      starts.withUnsafeBufferPointer { first in
        ends.withUnsafeBufferPointer { last in
          guard let base = text.baseAddress, let from = first.baseAddress, let to = last.baseAddress else { return nil }
          let fields = FieldSlice(base: base, starts: from, ends: to, count: record.count)
          return CalpadsRecord.read(fields, type: type, expecting: nil)?.layout
        }
      }
    }
  }

  /// What is wrong with a count that no layout has; follows the file's name.
  static func unknownCount(_ count: Int, _ code: String) -> String {
    let layouts = CalpadsType(code: code).map { of($0, isExtract: code.utf8.count == 6) } ?? []
    let counts = layouts.map(\.count).sorted().map(String.init)
    let known = counts.dropLast().joined(separator: ", ") + (counts.count > 1 ? " or " : "") + (counts.last ?? "none")
    return "has a \(code) record with \(count) fields; known are \(known). Export it in one of these versions,"
      + " or look for carets inside its values"
  }
}
