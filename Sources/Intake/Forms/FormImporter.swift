/// Translates one foreign file. A new value is made for every file; what must be brought together from several files
/// goes into a `FormGathering`.
protocol FormImporter {
  /// One row; the framework has counted it as read and checked its form (NUL, quotes, length, number of fields).
  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables)

  /// The whole file, for dialects that are one document. The importer counts the rows it reads.
  mutating func document(_ text: Bytes, into tables: ImportedTables)

  /// After the last row of the file.
  mutating func finish(into tables: ImportedTables)
}

extension FormImporter {
  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {}
  mutating func document(_ text: Bytes, into tables: ImportedTables) {}
  mutating func finish(into tables: ImportedTables) {}
}

/// What several files of one form say together, such as CALPADS demographics and enrollments. Made on first use by
/// `ImportedTables.gathering`.
protocol FormGathering: AnyObject {
  /// The stage after whose files `finish` is called.
  static var stage: ImportStage { get }
  init()
  func finish(into tables: ImportedTables)
}

/// What a file was recognised as.
struct Recognition {
  enum Verdict {
    /// It is translated. The closure gets the number of the source file.
    case read(stage: ImportStage, dialect: Dialect, make: (Int32, ImportedTables) -> any FormImporter)
    /// It is known, and not read; the text says why, for `inspect`.
    case ignored(String)
    /// It is known and cannot be read as it is; the message follows the file's name and says what to do.
    case refused(RefusalCode, String)
  }

  var form: FileForm
  var verdict: Verdict
  /// Canonical column name to the form's own, for rejects that the canonical reader makes.
  var columnNames: [String: String] = [:]
}

/// A family of forms that recognises its own files by their first bytes.
protocol FormRecogniser {
  /// nil where the file is none of this family.
  static func recognise(_ head: FileHead) -> Recognition?
}
