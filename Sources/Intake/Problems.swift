/// One reason to refuse the extract. Holds no data of any row.
public struct Refusal: Sendable, Equatable {
  /// The name as it lies in the folder; the extract's own path where no file is concerned.
  public var file: String
  /// Physical line, the header being 1.
  public var line: Int?
  public var column: String?
  public var code: RefusalCode
  /// What is wrong and what to do.
  public var message: String
}

/// A row that is not used.
public struct Reject: Sendable, Equatable {
  /// The name as it lies in the folder (`transcripts.csv.gz` stays so).
  public var file: String
  /// Physical line where the record starts, the header being 1.
  public var line: Int
  /// The column's name; empty where the row as a whole is at fault.
  public var column: String
  public var code: RejectCode
  /// At most 200 characters, control characters escaped. Row data: belongs under row-level security, never in a log.
  public var value: String

  /// What is wrong and what to do; free of row data.
  public var message: String { code.message }
}

/// Something noticed that does not stop a row.
public struct Finding: Sendable, Equatable {
  public var code: FindingCode
  public var file: String
  /// Physical line of the (first) row concerned.
  public var line: Int?
  public var column: String?
  /// At most 200 characters, control characters escaped. Row data: belongs under row-level security, never in a log.
  public var value: String
  /// How many rows it stands for.
  public var count: Int

  public var severity: FindingSeverity { code.severity }
}

/// What became of one file, to the row: `rowsRead` = `rowsLoaded` + `rowsRejected`.
public struct FileCounts: Sendable, Equatable {
  /// The name as it lies in the folder.
  public var file: String
  /// The table that it holds: `students.csv`, also where the file is `students.csv.gz`; for a file of another form the
  /// name of the form.
  public var table: String
  /// SHA-256 of the bytes as stored, in lower-case hexadecimal; empty if they could not be read.
  public var sha256: String
  public var rowsRead = 0
  public var rowsRejected = 0
  /// Exact repetitions; they are loaded rows that count once.
  public var rowsDuplicate = 0
  public var rowsLoaded: Int { rowsRead - rowsRejected }
}

/// What became of one table of the format, whichever files its rows came from.
public struct TableCounts: Sendable, Equatable {
  /// Of the table's own file; where it has none, of the rows that were translated from files of other forms.
  public var counts: FileCounts
  /// Whether the table has a file of its own.
  public var hasFile: Bool
  /// SHA-256 of the rows that were translated from files of other forms; nil where there are none.
  public var translatedSHA256: String?
}

/// Everything that is known about an extract that was refused.
public struct RefusedExtract: Sendable {
  /// All reasons at once, in the order of the tables; never empty.
  public var refusals: [Refusal]
  public var files: [FileCounts]
  public var findings: [Finding]
  public var findingCounts: [(code: FindingCode, count: Int)]
}

/// Why no extract came back.
public enum IntakeError: Error, Sendable {
  /// The input is at fault (exit 3).
  case refused(RefusedExtract)
  /// This machine is at fault, for instance no room for temporary files (exit 4). The text holds no row data.
  case environment(String)
}
