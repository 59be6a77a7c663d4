public import Postgres

/// `record.exam_review`: rows of AP datafiles for which nobody was chosen. Only what changed is written.
public enum ExamReviewTable {
  /// Writes the rows that the published run does not have and ends those that no longer hold, in one transaction.
  /// - Returns: how many rows were written.
  @discardableResult
  public static func write(_ connection: borrowing Connection, _ run: Run, _ review: [ExamReviewRow]) throws -> Int {
    // Names of files are kept cut, so that two rows may be equal: each stands for itself.
    var held: [ExamReviewRow: [(run: Int32, seq: Int32)]] = [:]
    try read(connection) { held[$0, default: []].append(($1, $2)) }
    var added: [ExamReviewRow] = []
    for row in review {
      if held[row]?.popLast() == nil { added.append(row) }
    }
    let ended = held.values.flatMap { $0 }.sorted { $0 < $1 }
    if added.isEmpty && ended.isEmpty { return 0 }
    try connection.transaction {
      try connection.run(
        """
        UPDATE record.exam_review AS e SET to_run = $1 FROM unnest($2::int[], $3::int[]) AS g (from_run, seq) \
        WHERE e.from_run = g.from_run AND e.seq = g.seq AND e.to_run IS NULL AND e.from_run < $1
        """, [.integer(run.id), .integers(ended.map(\.run)), .integers(ended.map(\.seq))], name: "end exam review")
      try send(connection, run, added)
    }
    return added.count
  }

  /// Writes all the rows as those of a run, whatever is stored.
  static func send(_ connection: borrowing Connection, _ run: Run, _ review: [ExamReviewRow]) throws {
    var rows = BinaryRowBuffer()
    for (index, row) in review.enumerated() {
      rows.startRow(columns: 10)
      rows.int32(run.id)
      rows.int32(Int32(clamping: index + 1))
      rows.null()
      rows.int32(row.candidates)
      rows.int64(row.line)
      rows.int16(row.exams)
      rows.text(row.file)
      rows.text(row.outcome)
      rows.text(row.rule)
      rows.int64Array(row.candidateKeys)
    }
    try BulkLoad.send(connection, to: "record.exam_review", rows)
  }

  /// The review list of the published run: by file and line.
  public static func read(_ connection: borrowing Connection) throws -> [ExamReviewRow] {
    var rows: [ExamReviewRow] = []
    try read(connection) { row, _, _ in rows.append(row) }
    return rows
  }

  /// The student_id of the students that rows name, by key; who was forgotten since has none.
  public static func candidates(
    _ connection: borrowing Connection, of review: [ExamReviewRow]
  ) throws -> [Int64: String] {
    var found: [Int64: String] = [:]
    try connection.query(
      "SELECT student_key, student_id FROM record.student_identity WHERE student_key = ANY ($1)",
      [.bigints(review.flatMap(\.candidateKeys))], name: "candidates"
    ) { found[try $0.int64(0)] = try $0.text(1) }
    return found
  }

  private static func read(
    _ connection: borrowing Connection, _ body: (ExamReviewRow, _ run: Int32, _ seq: Int32) throws -> Void
  ) throws {
    try connection.query(
      "SELECT * FROM record.exam_review_now ORDER BY file, line, from_run, seq", name: "exam review"
    ) { row in
      try body(
        ExamReviewRow(
          file: try row.text(0), line: try row.int64(1), outcome: try row.text(2), rule: try row.optionalText(3),
          candidates: try row.int32(4), candidateKeys: try row.int64Array(8), exams: try row.int16(5)),
        try row.int32(6),
        try row.int32(7))
    }
  }
}
