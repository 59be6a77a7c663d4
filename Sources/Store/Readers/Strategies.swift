public import Postgres

/// A strategy whose measures are followed.
public struct Strategy: Sendable, Equatable {
  public let id: Int
  public let name: String
  /// Days since 1970-01-01.
  public let startsOn: Int32
  public let isOfStudents: Bool
  /// Schools or students that take part.
  public let members: Int
  public let note: String?
}

/// A night at which a strategy is looked at: those who take part, and the rest, by number of the measure.
public struct StrategyNight: Sendable {
  public struct Amounts: Sendable {
    public var n = 0
    public var x = 0
  }

  public let run: Int32
  /// Days since 1970-01-01.
  public let asOf: Int32
  public var taking: [Int: Amounts] = [:]
  public var rest: [Int: Amounts] = [:]
}

/// The register of strategies.
public enum Strategies {
  /// Who takes part.
  public enum Members: Sendable {
    case schools([String])
    /// Keys.
    case students([Int64])
  }

  public static func list(_ connection: borrowing Connection) throws -> [Strategy] {
    var found: [Strategy] = []
    try connection.query(
      """
      SELECT s.strategy_id, s.name, s.starts_on, s.is_of_students, CASE WHEN s.is_of_students \
      THEN (SELECT count(*) FROM indicator.strategy_student AS m WHERE m.strategy_id = s.strategy_id) \
      ELSE (SELECT count(*) FROM indicator.strategy_school AS m WHERE m.strategy_id = s.strategy_id) END, s.note \
      FROM indicator.strategy AS s ORDER BY s.name
      """, name: "strategies"
    ) { row in
      found.append(
        Strategy(
          id: try row.int(0), name: try row.text(1), startsOn: try row.date(2), isOfStudents: try row.bool(3),
          members: try row.int(4), note: try row.optionalText(5)))
    }
    return found
  }

  /// Call it inside a transaction.
  /// - Returns: false if a strategy has the name already.
  public static func register(
    _ connection: borrowing Connection, name: String, startsOn: Int32, note: String?, members: Members
  ) throws -> Bool {
    var isOfStudents = false
    if case .students = members { isOfStudents = true }
    let id = try connection.first(
      """
      INSERT INTO indicator.strategy (strategy_id, name, starts_on, is_of_students, note) \
      SELECT coalesce(max(strategy_id), 0) + 1, $1, $2, $3, $4 FROM indicator.strategy \
      ON CONFLICT (name) DO NOTHING RETURNING strategy_id
      """, [.text(name), .date(startsOn), .bool(isOfStudents), .text(orNull: note)], name: "register strategy"
    ) { try $0.int32(0) }
    guard let id else { return false }
    switch members {
    case .schools(let schools):
      try connection.run(
        "INSERT INTO indicator.strategy_school SELECT $1, s FROM unnest($2) AS s", [.integer(id), .texts(schools)],
        name: "strategy schools")
    case .students(let keys):
      try connection.run(
        "INSERT INTO indicator.strategy_student SELECT k, $1 FROM unnest($2) AS k", [.integer(id), .bigints(keys)],
        name: "strategy students")
    }
    return true
  }

  /// Call it inside a transaction.
  public static func remove(_ connection: borrowing Connection, _ strategy: Strategy) throws {
    for table in ["strategy_school", "strategy_student", "strategy"] {
      try connection.run(
        "DELETE FROM indicator.\(table) WHERE strategy_id = $1", [.integer(Int32(clamping: strategy.id))],
        name: "remove strategy")
    }
  }

  /// Keys of the students of the shown run who have the ids, and how many ids have no student.
  public static func keys(
    _ connection: borrowing Connection, students: [String]
  ) throws -> (keys: [Int64], unknown: Int) {
    var keys: [Int64] = []
    try connection.query(
      "SELECT student_key FROM record.student_now WHERE student_id = ANY ($1) ORDER BY student_key", [.texts(students)],
      name: "strategy students"
    ) { keys.append(try $0.int64(0)) }
    return (keys, Set(students).count - keys.count)
  }

  /// The newest first: the last night of each month, and the last before the start.
  public static func nights(
    _ connection: borrowing Connection, _ strategy: Strategy, measures: [Int], most: Int
  ) throws -> [StrategyNight] {
    var nights: [StrategyNight] = []
    try connection.query(
      "SELECT run_id, as_of FROM indicator.strategy_runs($1, $2)",
      [.date(strategy.startsOn), .integer(Int32(clamping: most))],
      name: "strategy nights"
    ) { nights.append(StrategyNight(run: try $0.int32(0), asOf: try $0.date(1))) }
    for index in nights.indices {
      try connection.query(
        "SELECT number, takes_part, n, x FROM indicator.strategy_counts_in($1, $2, $3)",
        [
          .integer(nights[index].run), .integer(Int32(clamping: strategy.id)),
          .integers(measures.map { Int32(clamping: $0) }),
        ], name: "strategy counts"
      ) { row in
        // Runs from before a measure was counted say nothing of it.
        guard !(try row.isNull(2)) else { return }
        let amounts = StrategyNight.Amounts(n: try row.int(2), x: try row.int(3))
        if try row.bool(1) {
          nights[index].taking[try row.int(0)] = amounts
        } else {
          nights[index].rest[try row.int(0)] = amounts
        }
      }
    }
    return nights
  }
}
