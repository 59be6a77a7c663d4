public import Postgres

/// What a check found in a run.
public struct CheckOutcome: Sendable, Equatable {
  /// A place where something was found; of students only how many.
  public struct Place: Sendable, Equatable {
    public var schoolID: String?
    public var subject: String?
    public var occurrences: Int
    public var measured: Double?
    public var expected: Double?
  }

  public var id: String
  public var severity: Check.Severity
  public var action: Check.Action
  public var counts: Check.Unit
  public var found: Int
  /// How many there are in all; nil where the check has no whole.
  public var base: Int?
  public var limit: CheckLimit
  public var isBreached: Bool
  /// `name=value`, separated by spaces.
  public var parameters: String
  public var milliseconds: Int
  /// Most occurrences first; at most `mostPlaces` are stored.
  public var places: [Place]

  public static let mostPlaces = 1_000

  /// Whether the night must ask for a person.
  public var asks: Bool { isBreached && (action == .ask || action == .hold) }
  /// Whether the run must not be published by the night itself.
  public var holds: Bool { isBreached && action == .hold }
}

/// Runs the checks over a run that is loaded and not yet published, and stores what they found with it.
public struct CheckRun {
  private let run: Run
  private var values: [String: Parameter]
  private let settings: [String: CheckSetting]
  private var outcomes: [CheckOutcome] = []
  private var students = BinaryRowBuffer()

  /// - Parameters:
  ///   - schoolYear: fall of the school year that the run's day lies in.
  ///   - settings: by id of the check.
  public init(run: Run, schoolYear: Int16, settings: [String: CheckSetting]) {
    (self.run, self.settings) = (run, settings)
    values = [
      "run": .integer(run.id), "as_of": .date(run.asOf), "school_year": .integer(Int32(schoolYear)),
      "previous": run.previous.map { .integer($0.id) } ?? .null,
      "previous_school_year": run.previous.map { .integer(Int32($0.schoolYear)) } ?? .null,
    ]
  }

  /// Runs every check that is not off, by id.
  /// - Parameters:
  ///   - tally: every transcript record of the run, counted by kind.
  ///   - emptyTranscripts: how many students have no transcript record.
  public mutating func check(
    _ connection: borrowing Connection, tally: [RecordTally], emptyTranscripts: Int
  ) throws -> [CheckOutcome] {
    values["empty_transcripts"] = .integer(Int32(clamping: emptyTranscripts))
    try connection.transaction {
      try prepare(connection, tally)
      try connection.run(
        "INSERT INTO indicator.class_count SELECT * FROM evaluation.classes_in($1)", [.integer(run.id)],
        name: "classes of the run")
      let bases = try bases(connection)
      for check in try Check.all() where settings[check.id]?.action != .off {
        outcomes.append(try outcome(of: check, connection, bases: bases))
      }
      // All of them, also those that are off: what they found once holds no longer.
      try store(connection, asked: nil)
    }
    return outcomes
  }

  private func prepare(_ connection: borrowing Connection, _ tally: [RecordTally]) throws {
    try connection.execute(CheckRun.temporaryTables, name: "tables of the checks")
    var rows = BinaryRowBuffer()
    for row in tally {
      rows.startRow(columns: 8)
      rows.int32(row.courseCode)
      rows.int16(row.schoolYear)
      rows.text(row.term)
      rows.bool(row.inProgress)
      rows.bool(row.elsewhere)
      rows.int32(row.creditsAttempted)
      rows.int64(Int64(row.records))
      rows.int64(Int64(row.overEarned))
    }
    try connection.copyIn("COPY pg_temp.check_tally FROM STDIN (FORMAT binary)", rows, name: "tally of records")
    try connection.execute("ANALYZE pg_temp.check_tally", name: "tally of records")
  }

  static let temporaryTables = """
    CREATE TEMP TABLE check_tally (course_code int, school_year smallint, term text, in_progress bool, elsewhere bool, \
    credits_attempted int, records bigint, over_earned bigint) ON COMMIT DROP; \
    CREATE TEMP TABLE check_student (student_key bigint, check_id text COLLATE "C", occurrences int) ON COMMIT DROP
    """

  private func bases(_ connection: borrowing Connection) throws -> [String: Int] {
    var bases: [String: Int] = [:]
    try connection.query(
      "SELECT counts, base FROM meta.check_bases($1, $2)", [.integer(run.id), values["previous"] ?? .null],
      name: "bases of the checks"
    ) { bases[try $0.text(0)] = try $0.int(1) }
    return bases
  }

  private mutating func outcome(
    of check: Check, _ connection: borrowing Connection, bases: [String: Int]
  ) throws -> CheckOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let setting = settings[check.id] ?? CheckSetting()
    var values = values
    var parameters: [String] = []
    for parameter in check.parameters {
      let value = setting.parameters[parameter.name] ?? parameter.value
      values[parameter.name] = .integer(Int32(clamping: value))
      parameters.append("\(parameter.name)=\(value)")
    }
    let (sql, bound) = try check.bound(values)
    var places: [CheckOutcome.Place] = []
    var studentsOf: [String: Int] = [:]
    var found = 0
    try connection.query(
      """
      SELECT q.school_id::text, q.subject::text, q.student_key::bigint, q.occurrences::bigint, q.measured::float8, \
      q.expected::float8 FROM (\(sql)) AS q
      """, bound, name: "check \(check.id)"
    ) { row in
      let occurrences = try row.int(3)
      found += check.counts == .records ? occurrences : 1
      if let key = try row.optionalInt64(2) {
        students.startRow(columns: 3)
        students.int64(key)
        students.text(check.id)
        students.int32(Int32(clamping: max(1, occurrences)))
        studentsOf[try row.optionalText(0) ?? "", default: 0] += 1
      } else {
        places.append(
          CheckOutcome.Place(
            schoolID: try row.optionalText(0), subject: try row.optionalText(1), occurrences: occurrences,
            measured: try row.optionalDouble(4), expected: try row.optionalDouble(5)))
      }
    }
    places += studentsOf.map { CheckOutcome.Place(schoolID: $0.key, occurrences: $0.value) }
    let limit = setting.limit ?? check.limit
    let base = bases[check.counts.rawValue]
    let spent = (clock.now - start).components
    return CheckOutcome(
      id: check.id, severity: check.severity, action: setting.action ?? check.action, counts: check.counts,
      found: found, base: base, limit: limit, isBreached: limit.isExceeded(by: found, of: base, counting: check.counts),
      parameters: parameters.joined(separator: " "),
      milliseconds: Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000),
      places: places.sorted(by: CheckOutcome.Place.precedes))
  }

  /// Takes over what the published run found where the data is the same; nothing is asked but what the day has a part in.
  public mutating func carryOver(
    _ connection: borrowing Connection, _ carried: CarriedChecks
  ) throws -> [CheckOutcome] {
    try connection.transaction {
      try connection.execute(CheckRun.temporaryTables, name: "tables of the checks")
      for (check, way, before) in carried.ways {
        switch way {
        case .asBefore: outcomes.append(before)
        case .nothing:
          var outcome = before
          (outcome.found, outcome.places, outcome.isBreached) = (0, [], false)
          outcomes.append(outcome)
        case .again:
          outcomes.append(
            try outcome(of: check, connection, bases: before.base.map { [check.counts.rawValue: $0] } ?? [:]))
        }
      }
      let again = carried.ways.compactMap { way in
        if case .again = way.way { return way.check.id }
        return nil
      }
      try store(connection, asked: again)
    }
    return outcomes
  }

  /// Asks every check anew that does not compare the run with the one before it, and says how much differs from what is
  /// stored with the run, by table. Nothing is written.
  public consuming func compare(
    _ connection: borrowing Connection, tally: [RecordTally], emptyTranscripts: Int
  ) throws -> [String: Int] {
    values["empty_transcripts"] = .integer(Int32(clamping: emptyTranscripts))
    let stored = try CheckReader.checks(connection, run: run.id)
    var differing: [String: Int] = [:]
    try connection.transaction {
      try prepare(connection, tally)
      for check in try Check.all() where settings[check.id]?.action != .off && !check.compares {
        outcomes.append(try outcome(of: check, connection, bases: [:]))
      }
      let wrong = outcomes.filter { fresh in
        guard let kept = stored.first(where: { $0.id == fresh.id }) else { return true }
        return kept.found != fresh.found || kept.places.count != min(fresh.places.count, CheckOutcome.mostPlaces)
      }
      if !wrong.isEmpty { differing["meta.run_check"] = wrong.count }
      try connection.copyIn(
        "COPY pg_temp.check_student FROM STDIN (FORMAT binary)", students, name: "students that checks found")
      let count = try connection.first(
        "SELECT record.check_student_differences($1, $2)", [.integer(run.id), .texts(outcomes.map(\.id))],
        name: "students that checks found"
      ) { try $0.int(0) }
      if let count, count > 0 { differing["record.check_student"] = count }
    }
    return differing
  }

  private func store(_ connection: borrowing Connection, asked: [String]?) throws {
    var checks = BinaryRowBuffer()
    var findings = BinaryRowBuffer()
    for outcome in outcomes {
      outcome.append(to: &checks, run: run.id)
      for (index, place) in outcome.places.prefix(CheckOutcome.mostPlaces).enumerated() {
        place.append(to: &findings, run: run.id, check: outcome.id, seq: Int32(index + 1))
      }
    }
    try connection.copyIn("COPY meta.run_check FROM STDIN (FORMAT binary)", checks, name: "checks of the run")
    try BulkLoad.send(connection, to: "record.check_finding", findings)
    try connection.copyIn(
      "COPY pg_temp.check_student FROM STDIN (FORMAT binary)", students, name: "students that checks found")
    try connection.run(
      "SELECT record.take_check_students($1, $2)", [.integer(run.id), asked.map(Parameter.texts) ?? .null],
      name: "students that checks found")
  }
}
