public import Postgres

/// Reads the students of the published run in the order of their student_id (bytewise), some hundred at a time.
///
/// Exports of verdicts and uses and evaluations under another edition all go through here: the rows of a student come
/// together, memory stays that of one batch, and each row is found by primary key.
public struct StudentReader: Sendable {
  /// All students of the published run that the login may see, bytewise by student_id; 16 bytes each.
  public let references: [StudentReference]

  /// Loads the order. Call it and `read` inside one `transaction(.readOnlySnapshot)`, so that a night published
  /// meanwhile changes nothing.
  public init(_ connection: borrowing Connection) throws {
    var references: [StudentReference] = []
    try connection.query(
      "SELECT student_key, from_run FROM record.student_order ORDER BY student_id", name: "student order"
    ) { row in
      references.append(StudentReference(key: try row.int64(0), version: try row.int32(1)))
    }
    self.references = references
  }

  /// Streams all students to `body`.
  /// - Parameter batchSize: students per round trip.
  public func forEach(
    _ connection: borrowing Connection, _ parts: StudentParts, batchSize: Int = 512,
    _ body: (StoredStudent) throws -> Void
  ) throws {
    var start = 0
    while start < references.count {
      let end = min(references.count, start + max(1, batchSize))
      for student in try Self.read(connection, references[start..<end], parts) { try body(student) }
      start = end
    }
  }

  /// Reads some students, in the order given. Students that the login may not see are left out.
  public static func read(
    _ connection: borrowing Connection, _ references: ArraySlice<StudentReference>, _ parts: StudentParts
  ) throws -> [StoredStudent] {
    let keys = Parameter.bigints(references.map(\.key))
    let versions = Parameter.integers(references.map(\.version))
    var slots = [StoredStudent?](repeating: nil, count: references.count)
    try connection.query("SELECT * FROM record.students_of($1, $2)", [keys, versions], name: "students") { row in
      let place = try place(row, slots.count)
      let reference = references[references.startIndex + place]
      slots[place] = StoredStudent(key: reference.key, version: reference.version, profile: try profile(row))
    }
    if parts.contains(.transcripts) {
      try connection.query("SELECT * FROM record.transcripts_of($1, $2)", [keys, versions], name: "transcripts") {
        row in slots[try place(row, slots.count)]?.transcripts.append(try transcript(row))
      }
    }
    if parts.contains(.exams) {
      try connection.query("SELECT * FROM record.exams_of($1, $2)", [keys, versions], name: "exams") { row in
        slots[try place(row, slots.count)]?.exams.append(
          ExamRow(
            seq: try row.int16(1), program: try row.text(2), subject: try row.text(3),
            schoolYear: try row.optionalInt16(4), score: try row.optionalInt32(5)))
      }
    }
    if parts.contains(.waivers) {
      try connection.query("SELECT * FROM record.waivers_of($1, $2)", [keys, versions], name: "waivers") { row in
        slots[try place(row, slots.count)]?.waivers.append(
          WaiverRow(
            seq: try row.int16(1), subjectArea: try row.text(2), semesters: try row.int32(3),
            reason: try row.optionalText(4), grantedBy: try row.optionalText(5), grantedOn: try row.optionalDate(6)))
      }
    }
    let withUses = parts.contains(.uses)
    if withUses || parts.contains(.verdicts) {
      let function = withUses ? "evaluation.verdicts_with_uses_of" : "evaluation.verdicts_of"
      try connection.query("SELECT * FROM \(function)($1)", [keys], name: "verdicts") { row in
        slots[try place(row, slots.count)]?.verdicts.append(try verdict(row, withUses: withUses))
      }
    }
    if parts.contains(.openTranscripts) && !parts.contains(.transcripts) {
      try readOpenTranscripts(connection, references, into: &slots)
    }
    return slots.compactMap { $0 }
  }

  private static func readOpenTranscripts(
    _ connection: borrowing Connection, _ references: ArraySlice<StudentReference>, into slots: inout [StoredStudent?]
  ) throws {
    let open = slots.indices.filter {
      slots[$0]?.verdicts.contains { $0.verdict.grounds?.open.isEmpty == false } == true
    }
    if open.isEmpty { return }
    let chosen = open.map { references[references.startIndex + $0] }
    let (keys, versions) = (Parameter.bigints(chosen.map(\.key)), Parameter.integers(chosen.map(\.version)))
    try connection.query("SELECT * FROM record.transcripts_of($1, $2)", [keys, versions], name: "transcripts") { row in
      slots[open[try place(row, open.count)]]?.transcripts.append(try transcript(row))
    }
  }

  private static func place(_ row: borrowing Row, _ count: Int) throws -> Int {
    let place = try row.int(0) - 1
    guard place >= 0, place < count else { throw StoreError.damaged("the server numbers the students wrongly") }
    return place
  }
}
