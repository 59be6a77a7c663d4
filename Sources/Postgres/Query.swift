import CLibPQ

extension Connection {
  /// Runs one or more statements without parameters or results, such as a migration file. The first failure stops it.
  /// - Throws: `server`, `connectionLost`.
  public func execute(_ sql: String, name: String = "") throws(PostgresError) {
    guard PQsendQuery(handle, sql) == 1 else { throw failure(nil, name) }
    try finish(name: name)
  }

  /// Runs a statement and lends its rows one after the other, without keeping the result in memory.
  ///
  /// Inside `body` the connection is busy: another statement on it fails with kind `usage`. If `body` throws, the rest of the statement is
  /// cancelled and the connection can be used again (an open transaction is then to be rolled back).
  /// - Parameters:
  ///   - sql: one statement, values as `$1`, `$2`, ...
  ///   - name: stands in errors in place of the statement.
  /// - Returns: number of rows read or changed.
  @inline(never)  // The optimizer of Swift 6.3.1 crashes when it inlines this with its lent row.
  @discardableResult
  public func query(
    _ sql: String, _ parameters: [Parameter] = [], name: String = "", _ body: (borrowing Row) throws -> Void
  ) throws -> Int {
    try send(sql, parameters, name: name)
    PQsetSingleRowMode(handle)
    var rows = 0
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE:
        do {
          rows += 1
          try body(Row(result: result, index: 0, statementName: name))
        } catch {
          canceller()?.cancel()
          drain()
          throw error
        }
      case PGRES_TUPLES_OK: break
      case PGRES_COMMAND_OK: rows = changedRows(result)
      default: throw failureAfterDraining(result, name)
      }
    }
    return rows
  }

  /// Runs a statement for its effect.
  /// - Returns: number of rows changed (or found, for a SELECT).
  /// - Throws: `server`, `connectionLost`.
  @discardableResult
  public func run(
    _ sql: String, _ parameters: [Parameter] = [], name: String = ""
  ) throws(PostgresError) -> Int {
    try send(sql, parameters, name: name)
    return try finish(name: name)
  }

  /// Runs a statement and reads its first row; further rows are an error, as the caller took the answer for unique.
  /// - Returns: nil if there is no row.
  public func first<Value>(
    _ sql: String, _ parameters: [Parameter] = [], name: String = "", _ body: (borrowing Row) throws -> Value
  ) throws -> Value? {
    var value: Value?
    var rows = 0
    try query(sql, parameters, name: name) { row in
      rows += 1
      if rows > 1 {
        throw PostgresError(
          kind: .decoding, message: "the statement returned more than one row", statementName: name)
      }
      value = try body(row)
    }
    return value
  }

  private func send(_ sql: String, _ parameters: [Parameter], name: String) throws(PostgresError) {
    let block = ParameterBlock(parameters)
    let sent = block.lend { count, types, values, lengths, formats in
      PQsendQueryParams(handle, sql, count, types, values, lengths, formats, 1)
    }
    guard sent == 1 else { throw failure(nil, name) }
  }

  /// Takes all results of a statement that was sent; a COPY that nobody feeds is ended.
  @discardableResult
  func finish(name: String) throws(PostgresError) -> Int {
    var changed = 0
    var problem: PostgresError?
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK: changed = changedRows(result)
      case PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE: break
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        endCopy(PQresultStatus(result))
        problem =
          problem ?? PostgresError(kind: .usage, message: "COPY needs copyIn or copyOut", statementName: name)
      default: problem = problem ?? failure(result, name)
      }
    }
    if let problem { throw problem }
    return changed
  }

  /// Throws away what is left of a statement so that the connection can be used again.
  func drain() {
    while let result = PQgetResult(handle) {
      let status = PQresultStatus(result)
      PQclear(result)
      if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH { endCopy(status) }
    }
  }

  private func endCopy(_ status: ExecStatusType) {
    if status != PGRES_COPY_OUT { PQputCopyEnd(handle, "given up by the program") }
    if status != PGRES_COPY_IN { discardCopyData() }
  }

  func discardCopyData() {
    var buffer: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(handle, &buffer, 0) > 0 { PQfreemem(buffer) }
  }

  func failure(_ result: OpaquePointer?, _ name: String) -> PostgresError {
    if result == nil, PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) == PQTRANS_ACTIVE {
      return PostgresError(
        kind: .usage, message: "the connection is busy with another statement", statementName: name)
    }
    return PostgresError.from(result: result, connection: handle, statementName: name)
  }

  func failureAfterDraining(_ result: OpaquePointer, _ name: String) -> PostgresError {
    let status = PQresultStatus(result)
    var problem = failure(result, name)
    if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH {
      endCopy(status)
      problem = PostgresError(kind: .usage, message: "COPY needs copyIn or copyOut", statementName: name)
    }
    drain()
    return problem
  }

  private func changedRows(_ result: OpaquePointer) -> Int {
    Int(PostgresError.text(PQcmdTuples(result))) ?? 0
  }
}
