import Rules

/// Entries of the access log as text, CSV and JSON.
public struct AccessReport: Sendable {
  public struct Entry: Sendable {
    /// Place in the chain; nil while it is not sealed.
    public var position: Int?
    /// Microseconds since 1970-01-01 UTC.
    public var at: Int64
    public var login: String
    public var actingAs: String
    public var command: String
    public var purpose: String?
    public var outcome: String?
    public var rows: Int
    public var run: Int?
    public var studentIDs: [String]

    public init(
      position: Int?, at: Int64, login: String, actingAs: String, command: String, purpose: String?, outcome: String?,
      rows: Int, run: Int?, studentIDs: [String]
    ) {
      (self.position, self.at, self.login, self.actingAs) = (position, at, login, actingAs)
      (self.command, self.purpose, self.outcome) = (command, purpose, outcome)
      (self.rows, self.run, self.studentIDs) = (rows, run, studentIDs)
    }
  }

  private let entries: [Entry]
  /// The student whose entries these are, or nil: then an entry about many names how many and not whom.
  private let student: String?

  public init(_ entries: [Entry], of student: String? = nil) { (self.entries, self.student) = (entries, student) }

  /// An entry per paragraph, in order of time.
  public func text(style: PageStyle) -> String {
    var text = ""
    for entry in entries {
      let purpose = entry.purpose.map { "for: \($0)" } ?? "no purpose stated"
      let words =
        "\(AccessReport.time(entry.at)) \(entry.login): \(entry.command), \(AccessReport.outcome(entry)), "
        + "\(students(entry)); \(purpose)"
      for (index, line) in TerminalText.wrap(style.safe(words), style.columns - 4).enumerated() {
        text += (index == 0 ? "" : "    ") + line + "\n"
      }
    }
    return text
  }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "position", "at", "login", "acting_as", "command", "purpose", "outcome", "rows", "run_id", "students",
      "student_ids",
    ])
    for entry in entries {
      csv.number(entry.position)
      csv.text(AccessReport.time(entry.at))
      csv.text(entry.login)
      csv.text(entry.actingAs)
      csv.text(entry.command)
      csv.text(entry.purpose)
      csv.text(entry.outcome)
      csv.number(entry.rows)
      csv.number(entry.run)
      csv.number(entry.studentIDs.count)
      csv.text(named(entry).joined(separator: ";"))
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.array(of: entries) { json, entry in
      json.object { json in
        json.field("position", entry.position)
        json.field("at", AccessReport.time(entry.at))
        json.field("login", entry.login)
        json.field("acting_as", entry.actingAs)
        json.field("command", entry.command)
        json.field("purpose", entry.purpose)
        json.field("outcome", entry.outcome)
        json.field("rows", entry.rows)
        json.field("run_id", entry.run)
        json.field("students", entry.studentIDs.count)
        json.key("student_ids")
        json.array(of: named(entry)) { $0.string($1) }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }

  /// A list about one student names nobody else.
  private func named(_ entry: Entry) -> [String] { student.map { [$0] } ?? entry.studentIDs }

  private func students(_ entry: Entry) -> String {
    if student == nil, let only = entry.studentIDs.first, entry.studentIDs.count == 1 { return "student \(only)" }
    if entry.studentIDs.count > 1 {
      return (student == nil ? "" : "as one of ") + Amounts.counted(entry.studentIDs.count, "students")
    }
    return entry.studentIDs.isEmpty ? Amounts.counted(entry.rows, "rows") : "this student alone"
  }

  private static func outcome(_ entry: Entry) -> String {
    switch entry.outcome {
    case "found": "seen"
    case "several": "named among candidates"
    case "hidden": "asked for, not shown"
    case "nobody": "nobody found"
    case "set": "list"
    case "forgotten": "record deleted"
    case "readmitted": "admitted again"
    default: "entry from before outcomes were kept"
    }
  }

  /// `2026-10-15T08:01:22Z`.
  static func time(_ microseconds: Int64) -> String {
    let seconds = Int(microseconds / 1_000_000)
    let (day, second) = (seconds / 86_400, seconds % 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date = CalendarDay(dayNumber: Int32(clamping: day))?.code ?? "day \(day)"
    return "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }
}
