import Foundation
import Postgres
import TestSupport
import Testing

@Suite("No student's data where logs are kept")
struct PrivacyTests {
  private let secrets = ["Zyxwvut", "Qponmlk", "2009-12-31", "9998887776", "S3CRET-ID", "SECRETCOURSE"]

  private func extract() throws -> ExtractFolder {
    let extract = try ExtractFolder()
    try extract.append(
      "S3CRET-ID,9998887776,Zyxwvut,Qponmlk,,2009-12-31,F,white,EO,N,N,N,N,N,99900010100001,12,2023,2027,enrolled,K01,",
      to: "students.csv")
    try extract.append("S3CRET-ID,99900010100001,2024-25,S1,9,SECRETCOURSE,,B,5,5,,", to: "transcripts.csv")
    return extract
  }

  /// What the test server wrote into its log since it was started.
  private func serverLog() throws -> String {
    let administrator = try Connection(conninfo: TestCluster.superuserConninfo())
    let folder = try administrator.first("SHOW data_directory") { try $0.text(0) } ?? ""
    let log = URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("server.log")
    return String(decoding: try Data(contentsOf: log), as: UTF8.self)
  }

  private func expectSilence(_ texts: [String]) throws {
    let log = try serverLog()
    for secret in secrets {
      #expect(!log.contains(secret), "\(secret) is in the server's log")
      for text in texts { #expect(!text.contains(secret), "\(secret) is in: \(text)") }
    }
  }

  @Test("A normal night, its manifest and every command's messages are silent about students")
  func normal() throws {
    let extract = try extract()
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    let night = try place.night(extract.path, ["--manifest", scratch.file("m.json")]).expecting(0)
    let student = try place.agtrack(["student", "Zyxwvut"]).expecting(0)
    #expect(student.stdout.contains("Qponmlk Zyxwvut"))
    let exports = try place.agtrack(["verdicts", "--out", scratch.file("v.csv")]).expecting(0)
    let rejects = try place.agtrack(["rejects", "--out", scratch.file("r.csv")]).expecting(0)
    try expectSilence(
      [night.stderr, night.stdout, try scratch.text("m.json"), student.stderr, exports.stderr, rejects.stderr])
  }

  @Test("A night full of rejects is silent about their rows")
  func rejects() throws {
    let extract = try extract()
    for line in [
      "S3CRET-ID,9998887776,Zyxwvut,Other,,2009-12-31,F,white,EO,N,N,N,N,N,99900010100001,12,,,,,",
      ",9998887776,Zyxwvut,Qponmlk,,2009-12-31,F,white,EO,N,N,N,N,N,99900010100001,12,,,,,",
      "Zyxwvut,9998887776,Zyxwvut,Qponmlk,,2009-12-31,F,white,EO,N,N,N,N,N,99900010100001,Qponmlk,,,,,",
    ] { try extract.append(line, to: "students.csv") }
    try extract.append("S3CRET-ID,99900010100001,2024-25,S1,9,SECRETCOURSE,,Zyxwvut,5,5,,", to: "transcripts.csv")
    let place = try Place.empty()
    let night = try place.night(extract.path)
    #expect([0, 1].contains(night.status))
    try expectSilence([night.stderr, night.stdout])
  }

  @Test("A refused night is silent about the rows that refuse it")
  func refused() throws {
    let extract = try extract()
    try extract.write(try extract.text("students.csv") + "S3CRET-ID,9998887776,\"Zyxwvut,Qponmlk", to: "students.csv")
    try extract.write(try extract.text("transcripts.csv") + "S3CRET-ID,SECRETCOURSE", to: "transcripts.csv")
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    let night = try place.night(extract.path, ["--manifest", scratch.file("m.json")]).expecting(3)
    try expectSilence([night.stderr, night.stdout, try scratch.text("m.json")])
  }

  @Test("A night that fails in the database is silent about the row at fault")
  func failed() throws {
    let extract = try extract()
    let place = try Place.empty()
    _ = try place.agtrack(["migrate"]).expecting(0)
    // Whatever rejects the row: a table that takes none.
    try place.administer("ALTER TABLE record.student ADD CONSTRAINT nobody CHECK (last_name <> 'Zyxwvut')")
    let night = try place.night(extract.path).expecting(4)
    try expectSilence([night.stderr, night.stdout])
  }

  @Test("A password on the command line is refused and not repeated")
  func password() throws {
    for conninfo in [
      "host=db password=Zyxwvut dbname=x", "postgresql://me:Zyxwvut@db/x",
      "postgres://me:Zyxwvut@db:5432/x?sslmode=require",
      "PASSWORD = Zyxwvut", "dbname=x password\t=\tZyxwvut", "postgresql://db/x?password=Zyxwvut",
      "postgresql://db/x?user=me&sslpassword=Zyxwvut", "postgresql://me:%5Ayxwvut@h1,h2/x",
    ] {
      let result = try runAgtrack(["rejects", "--database", conninfo], environment: quietEnvironment)
      #expect(result.status == 2, "\(conninfo)")
      #expect(!result.stderr.contains("yxwvut"), "\(result.stderr)")
    }
  }
}
