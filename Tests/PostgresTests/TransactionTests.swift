import Postgres
import TestSupport
import Testing

@Suite struct TransactionTests {
  private let database: TestDatabase

  init() throws { database = try TestDatabase.create() }

  @Test func `A transaction that throws leaves nothing, one that returns stays`() throws {
    let connection = try Connection(conninfo: database.conninfo)
    try connection.execute("CREATE TABLE t (x int)")
    #expect(throws: TestFailure.self) {
      try connection.transaction {
        try connection.run("INSERT INTO t VALUES (1)")
        throw TestFailure("no")
      }
    }
    let changed = try connection.transaction { try connection.run("INSERT INTO t VALUES (2), (3)") }
    #expect(changed == 2)
    #expect(try connection.first("SELECT sum(x) FROM t") { try $0.int(0) } == 5)
  }

  @Test func `A swallowed failure does not pass for a commit`() throws {
    let connection = try Connection(conninfo: database.conninfo)
    #expect(throws: PostgresError.self) {
      try connection.transaction { _ = try? connection.run("SELECT 1/0") }
    }
    #expect(try connection.transaction { 7 } == 7)
  }

  @Test func `A trial leaves nothing, its transactions are parts of it, and one that fails takes back just its own`()
    throws
  {
    let connection = try Connection(conninfo: database.conninfo)
    let other = try Connection(conninfo: database.conninfo)
    try connection.execute("CREATE TABLE t (x int)")
    func sum(_ connection: borrowing Connection) throws -> Int? {
      try connection.first("SELECT coalesce(sum(x), 0) FROM t") { try $0.int(0) }
    }
    let seen = try connection.trial { () throws -> Int? in
      let isTrial = connection.isTrial
      #expect(isTrial)
      _ = try connection.transaction { try connection.run("INSERT INTO t VALUES (1)") }
      #expect(throws: TestFailure.self) {
        try connection.transaction {
          try connection.run("INSERT INTO t VALUES (10)")
          throw TestFailure("no")
        }
      }
      #expect(throws: PostgresError.self) { try connection.transaction { try connection.execute("SELECT 1/0") } }
      _ = try connection.transaction {
        try connection.transaction { try connection.run("INSERT INTO t VALUES (100)") }
      }
      #expect(try sum(other) == 0)
      #expect(throws: PostgresError.self) { try connection.trial {} }
      return try sum(connection)
    }
    #expect(seen == 101)
    let isTrial = connection.isTrial
    #expect(!isTrial)
    #expect(try sum(connection) == 0)
    #expect(throws: TestFailure.self) { try connection.trial { throw TestFailure("no") } }
    _ = try connection.transaction { try connection.run("INSERT INTO t VALUES (3)") }
    #expect(try sum(other) == 3)
  }

  @Test func `Transactions do not nest and read-only ones do not write`() throws {
    let connection = try Connection(conninfo: database.conninfo)
    #expect(throws: PostgresError.self) { try connection.transaction { try connection.transaction {} } }
    #expect(throws: PostgresError.self) {
      try connection.transaction(.readOnlySnapshot) { try connection.execute("CREATE TABLE no (x int)") }
    }
  }

  @Test func `A constraint checked at commit makes the transaction fail`() throws {
    let connection = try Connection(conninfo: database.conninfo)
    try connection.execute("CREATE TABLE d (x int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    #expect(throws: PostgresError.self) {
      try connection.transaction { try connection.run("INSERT INTO d VALUES (1), (1)") }
    }
    #expect(try connection.first("SELECT count(*) FROM d") { try $0.int(0) } == 0)
  }

  @Test func `One session at a time holds an advisory lock, and a closed one none`() throws {
    let second = try Connection(conninfo: database.conninfo)
    do {
      let first = try Connection(conninfo: database.conninfo)
      #expect(try first.tryAdvisoryLock(42))
      #expect(try !second.tryAdvisoryLock(42))
      try first.advisoryUnlock(42)
      #expect(try second.tryAdvisoryLock(42))
      try second.advisoryUnlock(42)
      #expect(try first.tryAdvisoryLock(42))
    }
    try second.advisoryLock(42)
  }

  @Test func `Identifiers are quoted so that they cannot end the statement`() throws {
    let connection = try Connection(conninfo: database.conninfo)
    let name = "a\"; DROP TABLE x; --"
    try connection.execute("CREATE TABLE \(Connection.escapeIdentifier(name)) (x int)")
    #expect(
      try connection.first("SELECT count(*) FROM pg_tables WHERE tablename = $1", [.text(name)]) { try $0.int(0) } == 1)
  }

  @Test func `A clone has the tables of its template and a life of its own`() throws {
    do {
      let connection = try Connection(conninfo: database.conninfo)
      try connection.execute("CREATE TABLE origin (x int)")
    }
    let clone = try TestDatabase.create(from: database)
    let connection = try Connection(conninfo: clone.conninfo)
    try connection.run("INSERT INTO origin VALUES (1)")
    let original = try Connection(conninfo: database.conninfo)
    #expect(try original.first("SELECT count(*) FROM origin") { try $0.int(0) } == 0)
  }

  @Test func `The session's settings do not depend on the role's`() throws {
    let connection = try Connection(conninfo: database.conninfo + " options='-c datestyle=German'")
    let shown = try connection.first("SELECT (date '2024-08-15')::text, current_setting('application_name')") { row in
      same(try row.text(1), "agtrack")
      return try row.text(0)
    }
    #expect(shown == "2024-08-15")
    #expect(connection.reported("server_encoding") == "UTF8")
    #expect(connection.serverVersion >= 130_000)
  }
}
