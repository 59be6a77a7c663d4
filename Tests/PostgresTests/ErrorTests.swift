import Postgres
import TestSupport
import Testing

@Suite struct ErrorTests {
  private let conninfo: String

  init() throws { conninfo = try TestCluster.conninfo() }

  /// Runs a statement that fails and gives its error.
  private func failure(
    _ connection: borrowing Connection, _ sql: String, _ parameters: [Parameter] = []
  ) throws -> PostgresError {
    do throws(PostgresError) {
      try connection.run(sql, parameters, name: "sample-statement")
    } catch {
      return error
    }
    throw TestFailure("the statement should have failed")
  }

  @Test func `A duplicate names the constraint and not the student`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute(
      "CREATE TEMP TABLE person (name text CONSTRAINT person_name UNIQUE, age int CHECK (age > 0))")
    try connection.run("INSERT INTO person VALUES ($1, 5)", [.text("Zephyrine Quux")])
    let error = try failure(connection, "INSERT INTO person VALUES ($1, 6)", [.text("Zephyrine Quux")])
    #expect(error.sqlState == "23505")
    #expect(error.constraint == "person_name")
    #expect(error.statementName == "sample-statement")
    #expect(error.kind == .server)
    #expect(!"\(error)".contains("Zephyrine"))
    let check = try failure(connection, "INSERT INTO person VALUES ($1, $2)", [.text("Zephyrine"), .integer(-7)])
    #expect(check.sqlState == "23514")
    #expect(!"\(check)".contains("Zephyrine"))
  }

  @Test(arguments: [
    "SELECT $1::text::int", "SELECT $1::text::date", "SELECT $1::text::int2[]", "SELECT $1::text::json",
    "SELECT $1::text::bool", "SELECT to_date($1::text, 'YYYY')", "SELECT $1::text::uuid",
  ])
  func `A value that does not convert is not in the message`(sql: String) throws {
    let connection = try Connection(conninfo: conninfo)
    let error = try failure(connection, sql, [.text("Zephyrine \"Zee\" Quux")])
    #expect(!"\(error)".contains("Zephyrine") && !"\(error)".contains("Zee") && !"\(error)".contains("Quux"))
    #expect(error.sqlState.hasPrefix("22"))
  }

  @Test func `A COPY that fails tells neither row nor value`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE mark (student text, points int)")
    do {
      try connection.copyIn("COPY mark FROM STDIN") { writer in
        try Array("Zephyrine\tninety\n".utf8).withUnsafeBytes { try writer.write($0) }
      }
      Issue.record("the row should have been refused")
    } catch let error as PostgresError {
      #expect(!"\(error)".contains("Zephyrine") && !"\(error)".contains("ninety"))
      #expect(error.sqlState == "22P02")
    }
  }

  @Test func `A lost connection is told from a refused statement`() throws {
    let connection = try Connection(conninfo: conninfo)
    let administrator = try Connection(conninfo: TestCluster.superuserConninfo())
    try administrator.run("SELECT pg_terminate_backend($1)", [.integer(connection.backendProcess)])
    let error = try failure(connection, "SELECT pg_sleep(5)")
    #expect(error.kind == .connectionLost)
    same(try failure(connection, "SELECT 1").kind, .connectionLost)
    same(connection.isLost, true)
  }

  @Test func `A connection lost in a transaction is reported as that`() throws {
    let connection = try Connection(conninfo: conninfo)
    let administrator = try Connection(conninfo: TestCluster.superuserConninfo())
    do {
      try connection.transaction {
        try administrator.run("SELECT pg_terminate_backend($1)", [.integer(connection.backendProcess)])
        try connection.run("SELECT pg_sleep(5)")
      }
      Issue.record("the transaction should have failed")
    } catch let error as PostgresError {
      #expect(error.kind == .connectionLost)
    }
  }

  @Test(arguments: ["host=/nonexistent", "host=/tmp port=1 dbname=none", "nonsense=1"])
  func `A server that is not there is a failed connection`(conninfo: String) {
    do throws(PostgresError) {
      _ = try Connection(conninfo: conninfo)
      Issue.record("there is no such server")
    } catch {
      #expect(error.kind == .connectionFailed)
      #expect(!error.message.isEmpty)
    }
  }

  @Test func `A connection that streams rows refuses other statements and is free afterwards`() throws {
    let connection = try Connection(conninfo: conninfo)
    var rows = 0
    try connection.query("SELECT generate_series(1, 3)") { _ in
      rows += 1
      #expect(throws: PostgresError.self) { try connection.run("SELECT 1") }
    }
    #expect(rows == 3)
    #expect(try connection.first("SELECT 2") { try $0.int(0) } == 2)
  }

  @Test func `A reader that gives up leaves a usable connection`() throws {
    let connection = try Connection(conninfo: conninfo)
    #expect(throws: TestFailure.self) {
      try connection.query("SELECT generate_series(1, 50000000)") { _ in throw TestFailure("enough") }
    }
    #expect(throws: TestFailure.self) {
      try connection.copyOut("COPY (SELECT generate_series(1, 50000000)) TO STDOUT") { _ in throw TestFailure("enough")
      }
    }
    #expect(try connection.first("SELECT 2") { try $0.int(0) } == 2)
  }

  @Test func `A COPY sent as a plain statement is an error and does not hang`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE t (x int)")
    for sql in ["COPY t FROM STDIN", "COPY t TO STDOUT"] {
      same(try failure(connection, sql).kind, .usage)
      #expect(throws: PostgresError.self) { try connection.execute(sql) }
      #expect(throws: PostgresError.self) { try connection.query(sql) { _ in } }
    }
    #expect(throws: PostgresError.self) { try connection.copyIn("SELECT 1", BinaryRowBuffer()) }
    #expect(throws: PostgresError.self) { try connection.copyIn("COPY t TO STDOUT", BinaryRowBuffer()) }
    #expect(throws: PostgresError.self) { try connection.copyOut("COPY t FROM STDIN") { _ in } }
    #expect(try connection.first("SELECT 2") { try $0.int(0) } == 2)
  }

  @Test func `Notices go to the closure and nowhere else`() throws {
    let notices = Collected()
    let connection = try Connection(conninfo: conninfo) { notices.add($0) }
    try connection.execute("DO $$ BEGIN RAISE NOTICE 'hello'; END $$")
    #expect(notices.all == ["hello"])
  }

  @Test func `A password in a connection string is noticed`() {
    #expect(ConnectionString("host=x password=secret") == .password)
    #expect(ConnectionString("postgresql://u:secret@host/db") == .password)
    #expect(ConnectionString("host=x user=password") == .plain)
    #expect(ConnectionString("district") == .plain)
  }

  @Test func `A statement can be stopped from another thread`() throws {
    let connection = try Connection(conninfo: conninfo)
    guard let canceller = connection.canceller() else { throw TestFailure("the statement cannot be stopped") }
    let stopped = Collected()
    let stopper = Threads.start {
      while stopped.all.isEmpty {
        Threads.pause(milliseconds: 20)
        canceller.cancel()
      }
    }
    same(try failure(connection, "SELECT pg_sleep(60)").sqlState, "57014")
    stopped.add("stopped")
    stopper.wait()
  }
}
