/// The columns of one table, numbered in the order of the format's description.
protocol TableColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
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

  init<Column: TableColumn>(_ file: String, isRequired: Bool = false, _ columns: Column.Type) {
    self.file = file
    self.isRequired = isRequired
    self.columns = Column.names
    requiredColumns = Column.required.map(\.rawValue)
  }

  static let schools = TableSchema("schools.csv", isRequired: true, SchoolColumn.self)
  static let students = TableSchema("students.csv", isRequired: true, StudentColumn.self)
  static let courses = TableSchema("courses.csv", isRequired: true, CourseColumn.self)
  static let transcripts = TableSchema("transcripts.csv", isRequired: true, TranscriptColumn.self)
  static let exams = TableSchema("exams.csv", ExamColumn.self)
  static let waivers = TableSchema("waivers.csv", WaiverColumn.self)
  static let equivalents = TableSchema("equivalents.csv", EquivalentColumn.self)
  static let staff = TableSchema("staff.csv", StaffColumn.self)
  static let measures = TableSchema("measures.csv", MeasureColumn.self)
  static let measureValues = TableSchema("measure_values.csv", MeasureValueColumn.self)

  /// In the order of the format's description, in which problems are listed.
  static let all = [
    schools, students, courses, transcripts, exams, waivers, equivalents, staff, measures, measureValues,
  ]

  /// Whether a name is a table's, packed or not.
  static func isKnown(_ name: String) -> Bool {
    all.contains { $0.file == name || $0.file + ".gz" == name }
  }
}
