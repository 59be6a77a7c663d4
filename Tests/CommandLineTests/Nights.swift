import Foundation
import Postgres
import TestSupport

/// Databases of the test server, and agtrack run on them.
struct Place {
  let database: TestDatabase

  private static let published: Result<TestDatabase, any Error> = Result {
    let place = Place(database: try TestDatabase.create())
    _ = try place.night(ExtractFolder.stories()).expecting(0)
    return place.database
  }

  /// A database in which nothing was ever done.
  static func empty() throws -> Place { Place(database: try TestDatabase.create()) }

  /// A database in which the stories' night has been published as run 1.
  static func afterStories() throws -> Place { Place(database: try TestDatabase.create(from: published.get())) }

  /// Runs agtrack on the database. Neither libpq's environment nor a home is there to help.
  func agtrack(
    _ arguments: [String], environment: [String: String?] = [:], folder: String? = nil
  ) throws -> ProgramResult {
    try runAgtrack(
      arguments + ["--database", database.conninfo],
      environment: quietEnvironment.merging(environment) { _, given in given }, folder: folder)
  }

  func night(
    _ extract: String, asOf: String = ExtractFolder.asOf, _ more: [String] = [], environment: [String: String?] = [:]
  ) throws -> ProgramResult {
    try agtrack(["nightly", "--extract", extract, "--as-of", asOf] + more, environment: environment)
  }

  /// Runs a night with a manifest and answers both.
  func nightWithManifest(
    _ extract: String, asOf: String = ExtractFolder.asOf, _ more: [String] = []
  ) throws -> (result: ProgramResult, manifest: JSON) {
    let scratch = try ScratchFolder()
    let result = try night(extract, asOf: asOf, ["--manifest", scratch.file("manifest.json")] + more)
    guard scratch.exists("manifest.json") else {
      throw TestFailure("no manifest was written; exit \(result.status): \(result.stderr)")
    }
    return (result, try JSON(try scratch.bytes("manifest.json")))
  }

  /// What `verdicts` and `--uses` write.
  func exports(_ more: [String] = []) throws -> Exports {
    let scratch = try ScratchFolder()
    _ = try agtrack(["verdicts", "--out", scratch.file("v.csv"), "--uses", scratch.file("u.csv")] + more).expecting(0)
    return Exports(verdicts: try scratch.text("v.csv"), uses: try scratch.text("u.csv"))
  }

  func rejects() throws -> String { try agtrack(["rejects"]).expecting(0).stdout }

  /// Everything in the database that a night may change, by table: counts of rows and the published run.
  func fingerprint() throws -> [String: Int] {
    let connection = try Connection(conninfo: database.superuserConninfo)
    var tables: [String] = []
    try connection.query(
      """
      SELECT format('%I.%I', schemaname, tablename) FROM pg_tables \
      WHERE schemaname IN ('meta', 'record', 'evaluation', 'indicator') ORDER BY 1
      """
    ) { tables.append(try $0.text(0)) }
    var counts: [String: Int] = [:]
    for table in tables {
      counts[table] = try connection.first("SELECT count(*) FROM \(table)") { try $0.int(0) }
    }
    if counts.isEmpty { return [:] }
    counts["published run"] = try connection.first("SELECT coalesce(max(run_id), 0) FROM meta.publication") {
      try $0.int(0)
    }
    return counts
  }

  /// The number that a query gives, asked as the superuser.
  func count(_ query: String) throws -> Int? {
    try Connection(conninfo: database.superuserConninfo).first(query) { try $0.int(0) }
  }

  /// The texts that a query gives, asked as the superuser.
  func texts(_ query: String) throws -> [String] {
    var found: [String] = []
    try Connection(conninfo: database.superuserConninfo).query(query) { found.append(try $0.text(0)) }
    return found
  }

  /// The number that a query gives to a staff login whose session names a run to be shown.
  func countAs(_ login: String, setting run: String, _ query: String) throws -> Int? {
    let connection = try Connection(conninfo: "\(database.conninfo) user=\(login)")
    try connection.execute("SET agtrack.run = '\(run)'")
    return try connection.first(query) { try $0.int(0) }
  }

  /// Runs one statement as the superuser.
  func administer(_ statement: String) throws {
    let administrator = try Connection(conninfo: database.superuserConninfo)
    try administrator.execute(statement)
  }
}

struct Exports: Equatable {
  let verdicts: String
  let uses: String
}

/// No libpq environment, and a home that cannot be made.
let quietEnvironment: [String: String?] = [
  "PGHOST": nil, "PGHOSTADDR": nil, "PGPORT": nil, "PGDATABASE": nil, "PGUSER": nil, "PGSERVICE": nil,
  "PGSERVICEFILE": nil, "PGPASSFILE": nil, "HOME": "/proc/no-home", "AGTRACK_HOME": "/proc/no-home/agtrack",
]

extension ProgramResult {
  /// - Throws: where the exit code is another one.
  func expecting(_ code: Int32) throws -> ProgramResult {
    guard status == code else { throw TestFailure("exit \(status), expected \(code): \(stderr)") }
    return self
  }
}
