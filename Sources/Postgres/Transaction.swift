import CLibPQ

/// What a transaction sees and may do.
public enum TransactionMode: Sendable {
  /// Each statement sees what is committed when it starts.
  case readWrite
  /// All statements see one moment; nothing can be changed.
  case readOnlySnapshot
  /// All statements see one moment; a concurrent change of the same rows is an error.
  case snapshot

  fileprivate var statement: String {
    switch self {
    case .readWrite: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    case .readOnlySnapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case .snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE"
    }
  }
}

extension Connection {
  /// Runs `body` as one transaction: committed if it returns, rolled back if it throws. Not to be nested, except in a
  /// trial, of which it is a part.
  public func transaction<Value>(
    _ mode: TransactionMode = .readWrite, _ body: () throws -> Value
  ) throws -> Value {
    if isTrial { return try savepoint(body) }
    guard PQtransactionStatus(handle) != PQTRANS_INTRANS, PQtransactionStatus(handle) != PQTRANS_INERROR else {
      throw PostgresError(kind: .usage, message: "a transaction is already open on this connection")
    }
    try execute(mode.statement, name: "begin")
    let value: Value
    do {
      value = try body()
    } catch {
      rollBack()
      throw error
    }
    // COMMIT of a failed transaction rolls back and reports success.
    guard PQtransactionStatus(handle) == PQTRANS_INTRANS else {
      let lost = isLost
      rollBack()
      throw PostgresError(
        kind: lost ? .connectionLost : .usage,
        message: lost
          ? "the connection to the server was lost"
          : "the transaction had failed or ended before it was to be committed",
        statementName: "commit")
    }
    do throws(PostgresError) {
      try execute("COMMIT", name: "commit")
    } catch {
      rollBack()
      throw error
    }
    return value
  }

  /// Whether the connection is inside a trial.
  public var isTrial: Bool { trialState.depth != nil }

  /// Runs `body` inside one transaction that is rolled back whatever becomes of it, so that nobody ever sees what it
  /// writes. Transactions in it are savepoints. What a commit would empty or drop stays to its end.
  public func trial<Value>(_ body: () throws -> Value) throws -> Value {
    guard !isTrial, PQtransactionStatus(handle) == PQTRANS_IDLE else {
      throw PostgresError(kind: .usage, message: "a transaction is already open on this connection")
    }
    try execute(TransactionMode.readWrite.statement, name: "begin")
    trialState.depth = 0
    defer {
      trialState.depth = nil
      rollBack()
    }
    return try body()
  }

  private func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    let depth = (trialState.depth ?? 0) + 1
    try execute("SAVEPOINT trial_\(depth)", name: "savepoint")
    trialState.depth = depth
    defer { trialState.depth = depth - 1 }
    do {
      let value = try body()
      try execute("RELEASE SAVEPOINT trial_\(depth)", name: "release savepoint")
      return value
    } catch {
      // The error that led here is the one to report.
      _ = try? execute("ROLLBACK TO SAVEPOINT trial_\(depth); RELEASE SAVEPOINT trial_\(depth)", name: "savepoint")
      throw error
    }
  }

  private func rollBack() {
    if isLost { return }
    if PQtransactionStatus(handle) == PQTRANS_ACTIVE { drain() }
    if PQtransactionStatus(handle) == PQTRANS_IDLE { return }
    // The error that led here is the one to report; a rollback that fails has lost the connection too.
    _ = try? execute("ROLLBACK", name: "rollback")
  }

  /// Takes a lock that lasts until it is released or the connection ends.
  /// - Returns: false if another session holds it.
  public func tryAdvisoryLock(_ key: Int64) throws -> Bool {
    try first("SELECT pg_try_advisory_lock($1)", [.int(key)], name: "lock") { try $0.bool(0) } ?? false
  }

  /// Waits for a lock that lasts until it is released or the connection ends.
  public func advisoryLock(_ key: Int64) throws(PostgresError) {
    try run("SELECT pg_advisory_lock($1)", [.int(key)], name: "lock")
  }

  public func advisoryUnlock(_ key: Int64) throws(PostgresError) {
    try run("SELECT pg_advisory_unlock($1)", [.int(key)], name: "unlock")
  }
}

/// How deep in savepoints a trial is; nil outside of one. Of one connection, hence of one thread at a time.
final class TrialState {
  var depth: Int?
}
