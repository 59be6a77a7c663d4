public import Postgres

/// A row of the extract that could not be used.
public struct Reject: Sendable, Equatable {
  public var file: String
  /// Physical line where the record starts; the header is line 1.
  public var line: Int
  /// nil if the row as a whole is at fault.
  public var column: String?
  public var code: String
  /// The offending value, cut and escaped as the extract's contract says.
  public var value: String?
  /// What is wrong and what to do, without the value.
  public var message: String

  public init(file: String, line: Int, column: String?, code: String, value: String?, message: String) {
    (self.file, self.line, self.column, self.code) = (file, line, column, code)
    (self.value, self.message) = (value, message)
  }
}

/// Something about the data that a person should know, though the rows were loaded.
public struct Finding: Sendable, Equatable {
  public enum Severity: String, Sendable { case note, warning, error }

  public var code: String
  public var severity: Severity
  public var file: String?
  public var line: Int?
  public var column: String?
  public var value: String?
  public var occurrences: Int
  /// What is wrong and what to do, without the value.
  public var message: String

  public init(
    code: String, severity: Severity, file: String? = nil, line: Int? = nil, column: String? = nil,
    value: String? = nil, occurrences: Int = 1, message: String
  ) {
    (self.code, self.severity, self.file, self.line) = (code, severity, file, line)
    (self.column, self.value, self.occurrences, self.message) = (column, value, occurrences, message)
  }
}

/// Collects rejects and findings of a run and sends them in batches. One per run, as it counts the rows.
public struct QualityWriter: Sendable {
  private let run: Int32
  private var rejects = BinaryRowBuffer(capacity: 1 << 18)
  private var findings = BinaryRowBuffer()
  public private(set) var rejectCount: Int32 = 0
  public private(set) var findingCount: Int32 = 0

  public init(run: Run) { self.run = run.id }

  /// True when it is time to flush.
  public var isFull: Bool { rejects.count + findings.count > 4 << 20 }

  public mutating func append(_ reject: Reject) {
    rejectCount += 1
    rejects.startRow(columns: 8)
    rejects.int32(run)
    rejects.int32(rejectCount)
    rejects.int64(Int64(reject.line))
    rejects.text(reject.file)
    rejects.text(reject.column)
    rejects.text(reject.code)
    rejects.text(reject.value)
    rejects.text(reject.message)
  }

  public mutating func append(_ finding: Finding) {
    findingCount += 1
    findings.startRow(columns: 10)
    findings.int32(run)
    findings.int32(findingCount)
    findings.int64(finding.line.map(Int64.init))
    findings.int64(Int64(finding.occurrences))
    findings.text(finding.code)
    findings.text(finding.severity.rawValue)
    findings.text(finding.file)
    findings.text(finding.column)
    findings.text(finding.value)
    findings.text(finding.message)
  }

  /// Sends what has been collected.
  public mutating func flush(_ connection: borrowing Connection) throws {
    if rejects.isEmpty && findings.isEmpty { return }
    try connection.transaction {
      try BulkLoad.send(connection, to: "record.reject", rejects)
      try BulkLoad.send(connection, to: "record.finding", findings)
    }
    rejects.removeAll()
    findings.removeAll()
  }
}
