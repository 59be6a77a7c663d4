/// One recognised form of file; the name is what `inspect` prints and what the counts of the file carry as its table.
struct FileForm: Sendable, Hashable {
  /// `ccgi.student`, `calpads.SENR`, `uc.course-list`, `ap.datafile`, `course-decisions`.
  var name: String
  /// Which version of the form it is: `35 fields`.
  var layout: String
}

/// How the bytes of a foreign file are cut into records and fields.
struct Dialect: Sendable, Hashable {
  var delimiter: UInt8
  /// Quotes follow RFC 4180; without them a quote is a character like any other.
  var hasQuotes = true
  /// The first record that is not blank names the columns and is no row.
  var hasHeader = true
  /// Fields of each row. A row with fewer is rejected; one with more is rejected unless what is too much is empty, or
  /// the importer takes it. nil: the importer takes any number of fields.
  var fieldCount: Int?
  /// Where the importer takes any number of fields: a last record that ends without a newline and has fewer is cut off.
  var leastFields = 0
  /// Rows with more fields go to the importer, which knows where a delimiter may stand inside a value.
  var takesMoreFields = false
  /// The file is one JSON document and goes to `FormImporter.document`.
  var isJSON = false

  /// Comma, tab, semicolon or pipe with quotes and a header of so many columns.
  static func header(_ delimiter: UInt8, columns: Int) -> Dialect { Dialect(delimiter: delimiter, fieldCount: columns) }

  /// Carets without quotes and without a header.
  static func caret(fields: Int?) -> Dialect {
    Dialect(
      delimiter: UInt8(ascii: "^"), hasQuotes: false, hasHeader: false, fieldCount: fields, takesMoreFields: true)
  }

  static let json = Dialect(delimiter: UInt8(ascii: ","), hasHeader: false, isJSON: true)
}

/// Where a translated row came from.
struct RowOrigin: Sendable, Hashable {
  /// Place in `ImportedTables.sources`.
  var file: Int32
  /// Physical line of the source file where the record begins, 1 or more; another one for each row. In a document whose
  /// rows share lines, the number of the row.
  var line: Int
  /// The row only follows from what the source row says of something else, as a school that a grade names: if it cannot
  /// be used that is a finding, and the source row itself stands.
  var isAside = false

  /// The same place for a row that only follows from the source row.
  var aside: RowOrigin { RowOrigin(file: file, line: line, isAside: true) }
}

/// The order in which files are translated, so that a later one may ask for what an earlier one said.
enum ImportStage: Int, CaseIterable, Sendable, Comparable {
  /// Whoever states students and schools.
  case students
  /// Course catalogues, course lists, decisions.
  case courses
  /// Whoever states what students took; may look students up.
  case transcripts
  /// Exams; may look students up.
  case exams

  static func < (left: ImportStage, right: ImportStage) -> Bool { left.rawValue < right.rawValue }
}
