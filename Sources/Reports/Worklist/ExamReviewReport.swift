/// Rows of AP datafiles for which no student was chosen.
public struct ExamReviewReport: Sendable {
  public struct Row: Sendable {
    public var file: String
    public var line: Int
    /// `doubtful` or `unmatched`.
    public var outcome: String
    public var rule: String?
    public var candidates: Int
    /// `student_id` of the first of them.
    public var students: [String]
    public var exams: Int

    public init(
      file: String, line: Int, outcome: String, rule: String?, candidates: Int, students: [String], exams: Int
    ) {
      (self.file, self.line, self.outcome, self.rule) = (file, line, outcome, rule)
      (self.candidates, self.students, self.exams) = (candidates, students, exams)
    }
  }

  public var runID: Int
  public var rows: [Row]

  public init(runID: Int, rows: [Row]) { (self.runID, self.rows) = (runID, rows) }

  public func text(style: PageStyle) -> String {
    let exams = rows.reduce(0) { $0 + $1.exams }
    var lines = [style.strong("AP rows for which no student was chosen")]
    lines += TerminalText.wrap(
      "Run \(runID): \(Amounts.grouped(rows.count)) \(rows.count == 1 ? "row" : "rows") with \(Amounts.grouped(exams)) "
        + "scored \(exams == 1 ? "exam" : "exams"), which count for nobody.",
      style.columns)
    for row in rows {
      let found =
        switch (row.outcome, row.candidates) {
        case ("unmatched", _): "fits no student"
        case (_, 1): "fits one student only in part (\(row.rule ?? ""))"
        case (_, let count): "fits \(count) students (\(row.rule ?? ""))"
        }
      let place = style.safe("\(row.file):\(row.line)")
      lines += TerminalText.wrap(
        "\(place): \(row.exams) \(row.exams == 1 ? "exam" : "exams"), \(found)\(named(row, style))", style.columns)
    }
    if !rows.isEmpty {
      lines += [""]
      lines += TerminalText.wrap(
        "Open the file at these lines. Correct Student Identifier, name or birth date there or in the student information "
          + "system, or add the scores to exams.csv.", style.columns)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func named(_ row: Row, _ style: PageStyle) -> String {
    if row.students.isEmpty { return "" }
    let more = row.candidates > row.students.count ? ", ..." : ""
    return ": " + row.students.map { style.safe($0) }.joined(separator: ", ") + more
  }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: ["file", "line", "outcome", "rule", "candidates", "exams", "student_ids"])
    for row in rows {
      csv.text(row.file)
      csv.number(row.line)
      csv.word(row.outcome)
      csv.word(row.rule ?? "")
      csv.number(row.candidates)
      csv.number(row.exams)
      csv.text(row.students.joined(separator: ";"))
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("run_id", runID)
      json.key("exams")
      json.array(of: rows) { writer, row in
        writer.object { json in
          json.field("file", row.file)
          json.field("line", row.line)
          json.field("outcome", row.outcome)
          json.field("rule", row.rule)
          json.field("candidates", row.candidates)
          json.field("exams", row.exams)
          json.key("students")
          json.array(of: row.students) { $0.string($1) }
        }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}
