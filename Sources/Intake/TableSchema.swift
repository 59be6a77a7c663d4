/// The columns of one table, numbered in the order of the format's description.
protocol TableColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
  /// The file of the format: `courses.csv`.
  static var table: String { get }
  static var names: [String] { get }
  /// Columns without which the file is refused.
  static var required: [Self] { get }
}

/// One file of the format.
struct TableSchema: Sendable {
  let file: String
  let isRequired: Bool
  let columns: [String]
  let requiredColumns: [Int]

  init<Column: TableColumn>(isRequired: Bool = false, _ columns: Column.Type) {
    file = Column.table
    self.isRequired = isRequired
    self.columns = Column.names
    requiredColumns = Column.required.map(\.rawValue)
  }

  static let schools = TableSchema(isRequired: true, SchoolColumn.self)
  static let students = TableSchema(isRequired: true, StudentColumn.self)
  static let courses = TableSchema(isRequired: true, CourseColumn.self)
  static let transcripts = TableSchema(isRequired: true, TranscriptColumn.self)
  static let exams = TableSchema(ExamColumn.self)
  static let waivers = TableSchema(WaiverColumn.self)
  static let equivalents = TableSchema(EquivalentColumn.self)
  static let staff = TableSchema(StaffColumn.self)
  static let measures = TableSchema(MeasureColumn.self)
  static let measureValues = TableSchema(MeasureValueColumn.self)

  /// In the order of the format's description, in which problems are listed.
  static let all = [
    schools, students, courses, transcripts, exams, waivers, equivalents, staff, measures, measureValues,
  ]

  /// Whether a name is a table's, packed or not.
  static func isKnown(_ name: String) -> Bool {
    all.contains { $0.file == name || $0.file + ".gz" == name }
  }
}
