import Rules

/// Reads `course_decisions.csv`: what persons decided about courses that no list settles. Strict, because it overrules
/// everything else: who, when and why are required.
struct CourseDecisionImporter: FormImporter {
  enum Column: Int, CaseIterable {
    case schoolID, courseID, firstYear, lastYear, subjectArea, discipline, language, length, honors, decidedBy,
      decidedOn
    case reason
  }

  static let names = [
    "school_id", "course_id", "first_year", "last_year", "subject_area", "discipline", "language", "length", "honors",
    "decided_by", "decided_on", "reason",
  ]
  static let required: [Column] = [.schoolID, .courseID, .subjectArea, .decidedBy, .decidedOn, .reason]
  /// Columns that a row may not leave empty; an empty area is a decision too: the course is not on the list.
  private static let filled: [Column] = [.schoolID, .courseID, .decidedBy, .decidedOn, .reason]

  private let source: Int32
  /// For each column the field, or -1.
  private let fields: [Int]

  init(source: Int32, fields: [Int]) { (self.source, self.fields) = (source, fields) }

  private struct Fault: Error {
    var column: Column
    var code: RejectCode
  }

  mutating func row(_ slice: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    func text(_ column: Column) -> String { slice[fields[column.rawValue]].string }
    do throws(Fault) {
      let decision = try CourseDecisionImporter.decision(text, origin)
      tables.gathering(CourseDecisions.self).decisions.append(decision)
    } catch {
      tables.reject(
        origin, column: CourseDecisionImporter.names[error.column.rawValue], code: error.code, value: text(error.column)
      )
    }
  }

  private static func decision(
    _ text: (Column) -> String, _ origin: RowOrigin
  ) throws(Fault) -> CourseDecision {
    for column in filled where text(column).isEmpty { throw Fault(column: column, code: .missingValue) }
    for column in Column.allCases where text(column).utf8.count > ReadingLimits.titleBytes {
      throw Fault(column: column, code: .badValue)
    }
    var decision = CourseDecision(origin: origin, school: text(.schoolID), courseID: text(.courseID))
    func year(_ column: Column) throws(Fault) -> SchoolYear? {
      if text(column).isEmpty { return nil }
      guard let year = SchoolYear(code: text(column)) else { throw Fault(column: column, code: .badValue) }
      return year
    }
    (decision.firstYear, decision.lastYear) = (try year(.firstYear), try year(.lastYear))
    if let first = decision.firstYear, let last = decision.lastYear, first > last {
      throw Fault(column: .firstYear, code: .yearsReversed)
    }
    for letter in text(.subjectArea).split(separator: ";") where SubjectArea(letter: trimmed(letter)) == nil {
      throw Fault(column: .subjectArea, code: .badValue)
    }
    if !text(.length).isEmpty, CourseLength(rawValue: text(.length)) == nil {
      throw Fault(column: .length, code: .badValue)
    }
    if !text(.honors).isEmpty, HonorsType(rawValue: text(.honors)) == nil {
      throw Fault(column: .honors, code: .badValue)
    }
    if CalendarDay(code: text(.decidedOn)) == nil { throw Fault(column: .decidedOn, code: .badValue) }
    let areas = text(.subjectArea).split(separator: ";").map(trimmed).joined(separator: ";")
    decision.values = ["subject_area": SubjectAreas(code: areas).code]
    for column in [Column.discipline, .language, .length, .honors] {
      decision.values[names[column.rawValue]] = text(column)
    }
    (decision.decidedBy, decision.decidedOn) = (text(.decidedBy), text(.decidedOn))
    decision.reason = text(.reason)
    return decision
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Recognises `course_decisions.csv` by its header.
enum CourseDecisionForm: FormRecogniser {
  static func recognise(_ head: FileHead) -> Recognition? {
    guard let header = head.header(naming: CourseDecisionImporter.names) else { return nil }
    let map = header.map
    func has(_ column: CourseDecisionImporter.Column) -> Bool { map.fields[column.rawValue] >= 0 }
    guard has(.courseID), has(.decidedBy) || has(.decidedOn) else { return nil }
    let form = FileForm(name: "course-decisions", layout: "\(header.names.count) columns")
    let missing = CourseDecisionImporter.required.filter { !has($0) }.map {
      CourseDecisionImporter.names[$0.rawValue]
    }
    if !missing.isEmpty {
      return Recognition(
        form: form,
        verdict: .refused(
          .missingColumn, "lacks the required columns \(missing.joined(separator: ", ")); add them"))
    }
    if let name = map.twice.first {
      return Recognition(
        form: form,
        verdict: .refused(.duplicateColumn, "names the column \(name) twice; remove or rename one of them"))
    }
    return Recognition(
      form: form,
      verdict: .read(stage: .courses, dialect: .header(header.delimiter, columns: header.names.count)) { source, _ in
        CourseDecisionImporter(source: source, fields: map.fields)
      })
  }
}
