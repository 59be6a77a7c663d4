import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Checks: settings, limits and what is stored")
struct CheckStorageTests {
  private static let repeated = "UPDATE record.student SET ssid = '9000000001' WHERE student_key IN (2, 4)"

  private func setting(_ change: (inout CheckSetting) -> Void) -> CheckSetting {
    var setting = CheckSetting()
    change(&setting)
    return setting
  }

  @Test("Limits are numbers or shares; a share is of all there are and exact")
  func limits() {
    #expect(CheckLimit("20") == .count(20) && CheckLimit("1%") == .share(100) && CheckLimit("0.25%") == .share(25))
    #expect(CheckLimit("0.5%") == .share(50) && CheckLimit("100%") == .share(10_000))
    for wrong in ["", "%", "-1", "1.5", "101%", "1.%", ".5%", "0.125%", "1 %", "x", "1e3", "99999999999"] {
      #expect(CheckLimit(wrong) == nil, "\(wrong)")
    }
    for text in ["0", "7", "1%", "0.5%", "0.05%", "12.34%"] { #expect(CheckLimit(text)?.text == text) }
    func exceeds(_ limit: CheckLimit, _ found: Int, of base: Int?, _ unit: Check.Unit = .records) -> Bool {
      limit.isExceeded(by: found, of: base, counting: unit)
    }
    #expect(
      !exceeds(.count(3), 3, of: nil) && exceeds(.count(3), 4, of: nil) && exceeds(.count(0), 1, of: 9, .students))
    #expect(!exceeds(.share(50), 3, of: 600) && exceeds(.share(50), 4, of: 600))
    #expect(!exceeds(.share(50), 9, of: 600, .students) && exceeds(.share(50), 10, of: 600, .students))
    #expect(exceeds(.share(100), 1, of: nil) && !exceeds(.share(100), 0, of: nil))
    #expect(exceeds(.share(100), Int.max, of: 1))
  }

  @Test("Severity decides the action unless the setting does; a limit of the setting wins; off is not run")
  func settings() throws {
    let plain = try #require(try CheckFixture.outcome("duplicate-ssid", after: Self.repeated))
    #expect(plain.action == .ask && plain.asks && !plain.holds && plain.base == 600 && plain.limit == .count(0))
    let held = try #require(
      try CheckFixture.outcome(
        "duplicate-ssid", after: Self.repeated, settings: ["duplicate-ssid": setting { $0.action = .hold }]))
    #expect(held.holds && held.asks)
    let wide = try #require(
      try CheckFixture.outcome(
        "duplicate-ssid", after: Self.repeated,
        settings: [
          "duplicate-ssid": setting {
            $0.action = .hold
            $0.limit = .share(50)
          }
        ]))
    #expect(wide.found == 3 && !wide.isBreached && !wide.holds && !wide.asks)
    #expect(
      try CheckFixture.outcome(
        "duplicate-ssid", after: Self.repeated, settings: ["duplicate-ssid": setting { $0.action = .off }]) == nil)
    let note = try #require(
      try CheckFixture.outcome(
        "groups-unknown", after: "UPDATE record.student SET gender = NULL",
        settings: ["groups-unknown": setting { $0.parameters["percent"] = 10 }]))
    #expect(
      note.isBreached && note.action == .report && !note.asks && note.parameters == "percent=10 least_students=50")
  }

  @Test("What was found is stored with the run and read back")
  func stored() throws {
    let database = try CheckFixture.database()
    let session = try Session.open(database.conninfo)
    try session.connection.execute(Self.repeated)
    let outcomes = try CheckFixture.outcomes(session)
    let read = try CheckReader.checks(session.connection, run: 2)
    #expect(read.map(\.id) == outcomes.map(\.id))
    let ssid = try #require(read.first { $0.id == "duplicate-ssid" })
    #expect(ssid.found == 3 && ssid.base == 600 && ssid.isBreached && ssid.severity == "error" && ssid.action == "ask")
    #expect(ssid.places.map(\.schoolName) == ["North High", "South High"] && ssid.places.map(\.occurrences) == [2, 1])
    let students = try CheckReader.students(session.connection, run: 2, check: "duplicate-ssid")
    #expect(students.map(\.studentID) == ["N1", "N2", "N4"] && students.allSatisfy { $0.occurrences == 3 })
    #expect(try CheckReader.students(session.connection, run: 1, check: "duplicate-ssid").isEmpty)
  }

  @Test("A student found again the same way keeps the row; one who is not, does not")
  func versions() throws {
    let database = try CheckFixture.database()
    let session = try Session.open(database.conninfo)
    try session.connection.execute(Self.repeated)
    _ = try CheckFixture.outcomes(session)
    try session.connection.execute(
      "UPDATE meta.run SET state = 'published' WHERE run_id = 2; UPDATE meta.publication SET run_id = 2")
    func night(_ id: Int32, _ change: String) throws {
      try session.connection.execute(
        """
        INSERT INTO meta.run (run_id, as_of, state, program) VALUES (\(id), '2027-03-16', 'running', 'test'); \
        INSERT INTO meta.run_file (run_id, file, generation, rows_read, rows_loaded, rows_rejected, rows_unchanged, \
        rows_duplicate) SELECT \(id), file, generation, rows_read, rows_loaded, 0, 0, 0 FROM meta.run_file WHERE run_id = 1
        """)
      try session.connection.execute(change)
      let run = Run(
        id: id, asOf: CheckFixture.asOf, previous: PublishedRun(id: 2, asOf: CheckFixture.asOf, schoolYear: 2026))
      var checks = CheckRun(run: run, schoolYear: 2026, settings: [:])
      _ = try checks.check(session.connection, tally: [], emptyTranscripts: 0)
    }
    let rows = """
      SELECT student_key || ' ' || from_run || ' ' || coalesce(to_run::text, '') FROM record.check_student \
      WHERE check_id = 'duplicate-ssid' ORDER BY student_key, from_run
      """
    try night(3, "SELECT")
    #expect(try texts(session, rows) == ["1 2 ", "2 2 ", "4 2 "])
    try night(4, "UPDATE record.student SET ssid = '9000000004' WHERE student_key = 4")
    #expect(try texts(session, rows) == ["1 2 4", "1 4 ", "2 2 4", "2 4 ", "4 2 4"])
    // Neither run was published: the next one takes back what they ended and began.
    let next = try RunLog.begin(session.connection, asOf: CheckFixture.asOf, program: "test")
    #expect(next.id == 5)
    #expect(try texts(session, rows) == ["1 2 ", "2 2 ", "4 2 "])
    #expect(try number(session, "SELECT count(*) FROM meta.run_check WHERE run_id > 2") == 0)
    #expect(try number(session, "SELECT count(*) FROM record.check_finding WHERE run_id > 2") == 0)
    #expect(try number(session, "SELECT count(*) FROM indicator.class_count WHERE run_id > 2") == 0)
  }

  @Test("A header that is not whole is refused with the name of the file")
  func headers() throws {
    let good = try #require(Asset.files(in: "sql/checks/").first)
    #expect(try CheckFile.read(good).id == String(good.name.dropLast(4)))
    for (old, new) in [
      ("-- severity: ", "-- severity: grave "), ("-- title: ", "-- titel: "), ("-- limit: 0", "-- limit: many"),
      ("-- counts: ", "-- counts: x"), (" 0 to 100:", " 0 to 50:"), ("-- resolve: ", "--   "),
    ] {
      let text = good.text.replacing(old, with: new)
      #expect(text != good.text, "\(old)")
      #expect(throws: StoreError.self, "\(new)") {
        try CheckFile.read(Asset(name: good.name, text: text, sha256: good.sha256))
      }
    }
  }

  @Test("Names in statements become numbered values once each; casts stay")
  func binding() throws {
    let asset = Asset(
      name: "x.sql",
      text: """
        -- title: t
        -- severity: note
        -- counts: files
        -- limit: 0
        -- finds: f
        -- matters: m
        -- resolve: r
        SELECT :run::int, :as_of, :run, 'a'::text
        """, sha256: "")
    let (sql, values) = try CheckFile.read(asset).bound(["run": .integer(7), "as_of": .date(1)])
    #expect(sql == "SELECT $1::int, $2, $1, 'a'::text" && values.count == 2)
    #expect(throws: StoreError.self) { _ = try CheckFile.read(asset).bound(["run": .integer(7)]) }
  }

  @Test("The page of the checks is what their files say")
  func page() throws { try Golden.check(CheckBook.markdown(try Check.all()), "../../docs/checks.md") }
}
