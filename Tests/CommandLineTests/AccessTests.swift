import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Who looked at whom, and records deleted on request", .serialized)
struct AccessTests {
  private static let logins = ["story_auditor", "story_engineer", "story_counselor"]

  /// The stories with staff: Trianguli (0006) is on the counselor's caseload, others are not.
  private func place() throws -> Place {
    let extract = try ExtractFolder()
    try extract.write(
      """
      staff_id,name,login,role,school_id
      K90,An Auditor,story_auditor,auditor,
      K91,An Engineer,story_engineer,data_engineer,
      K92,A Counselor,story_counselor,counselor,99900010100001

      """, to: "staff.csv")
    try extract.edit("students.csv") { lines in
      let column = lines[0].split(separator: ",").firstIndex(of: "counselor_id") ?? 0
      for index in lines.indices where lines[index].hasPrefix("0006,") {
        var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        fields[column] = "K92"
        lines[index] = fields.joined(separator: ",")
      }
    }
    let place = try Place.empty()
    _ = try place.night(extract.path)
    try Staff.join(place, Self.logins)
    return place
  }

  @Test("Not to be seen and not there look the same, byte for byte, and the log knows which it was")
  func same() throws {
    let place = try place()
    func ask(_ wanted: String) throws -> ProgramResult {
      try Staff.agtrack(place, as: "story_counselor", ["student", wanted, "--purpose", "advising"])
    }
    _ = try ask("0006").expecting(0)
    for arguments in [[], ["--json"], ["--plain"]] {
      let hidden = try Staff.agtrack(place, as: "story_counselor", ["student", "0007"] + arguments).expecting(6)
      let absent = try Staff.agtrack(place, as: "story_counselor", ["student", "7000"] + arguments).expecting(6)
      #expect(hidden.output == absent.output && hidden.stderr == absent.stderr)
    }
    let log = try Table(
      try Staff.agtrack(place, as: "story_auditor", ["access-log", "--login", "story_counselor", "--csv"])
        .expecting(0).stdout)
    #expect(log.column("outcome") == ["found", "hidden", "nobody", "hidden", "nobody", "hidden", "nobody"])
    #expect(log.column("student_ids") == ["0006", "0007", "", "0007", "", "0007", ""])
    #expect(log.column("purpose").first == "advising")
    let student = try Staff.agtrack(place, as: "story_auditor", ["access-log", "--student", "0007"]).expecting(0)
    #expect(student.stdout.contains("story_counselor: student, asked for, not shown"))
    #expect(!student.stdout.contains("0006"))
  }

  @Test("The log is for those who may read it; an auditor sees the log and no student")
  func readers() throws {
    let place = try place()
    for arguments in [["access-log"], ["access-log", "verify"], ["access-log", "--student", "0006"]] {
      let refused = try Staff.agtrack(place, as: "story_counselor", arguments).expecting(5)
      #expect(refused.output.isEmpty)
    }
    _ = try Staff.agtrack(place, as: "story_auditor", ["access-log"]).expecting(6)
    _ = try Staff.agtrack(place, as: "story_auditor", ["student", "0006"]).expecting(6)
    _ = try Staff.agtrack(place, as: "story_engineer", ["verdicts"]).expecting(0)
    let log = try JSON(try Staff.agtrack(place, as: "story_auditor", ["access-log", "--json"]).expecting(0).output)
    #expect(log.elements.map { $0["command"].string } == ["access-log", "student", "verdicts"])
    #expect(log.elements.last?["students"].int == 44 && log.elements.last?["student_ids"].elements.count == 44)
    // Whoever looks into the log of one student is in it.
    let own = try place.agtrack(["access-log", "--student", "0006", "--json"]).expecting(0)
    #expect(try JSON(own.output).elements.map { $0["outcome"].string } == ["hidden", "set"])
    #expect(!own.stdout.contains("0007"))
    let again = try place.agtrack(["access-log", "--student", "0006", "--csv"]).expecting(0)
    #expect(try Table(again.stdout).column("command") == ["student", "verdicts", "access-log"])
  }

  @Test("The list of changes names everybody who is on it, and its counts nobody")
  func changes() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    let english = "0001,99900010100001,2023-24,S1,9,ENG9,English 9,"
    try extract.replace(english + "B,", with: english + "F,", in: "transcripts.csv")
    try extract.withdraw("0002")
    _ = try place.night(extract.path, asOf: "2027-03-16").expecting(0)
    for arguments in [[], ["--json"], ["--by-school"], ["--student", "0001"], ["--student", "0003"]] {
      _ = try place.agtrack(["changes"] + arguments).expecting(0)
    }
    let log = try Table(try place.agtrack(["access-log", "--csv"]).expecting(0).stdout)
    #expect(log.column("student_ids") == ["0001;0002", "0001;0002", "", "0001", "0003"])
    #expect(log.column("outcome") == ["set", "set", "set", "found", "found"])
    let gone = try Table(try place.agtrack(["access-log", "--student", "0002", "--csv"]).expecting(0).stdout)
    #expect(gone.column("command") == ["changes", "changes"])
    #expect(try place.agtrack(["access-log", "verify"]).expecting(0).stdout.contains("0 not yet sealed"))
  }

  @Test("The chain verifies, and no longer once an entry was changed")
  func verify() throws {
    let place = try place()
    for id in ["0001", "0002", "9999"] { _ = try place.agtrack(["student", id]) }
    let verified = try place.agtrack(["access-log", "verify"]).expecting(0).stdout
    #expect(verified.hasPrefix("3 entries in the chain, 0 not yet sealed\n"))
    let anchor = try #require(verified.split(separator: "\n").last?.split(separator: " ").last.map(String.init))
    _ = try place.agtrack(["student", "0003"]).expecting(0)
    _ = try place.agtrack(["access-log", "verify", "--anchor", anchor]).expecting(0)
    _ = try place.agtrack(["access-log", "verify", "--anchor", "3:0123456789abcdef"]).expecting(1)
    _ = try place.agtrack(["access-log", "verify", "--anchor", "3"]).expecting(2)
    try place.administer(
      "SET session_replication_role = replica; UPDATE meta.access_log SET student_ids = '{0009}' WHERE position = 2")
    let changed = try place.agtrack(["access-log", "verify"]).expecting(1)
    #expect(changed.stdout.contains("entry 2 (number 2) does not give its seal"))
  }

  @Test("A forgotten student is gone from every answer, and later nights leave the student out and say so")
  func forget() throws {
    let place = try Place.afterStories()
    _ = try place.agtrack(["student", "0006"]).expecting(0)
    _ = try place.agtrack(["forget", "0006"]).expecting(2)
    _ = try place.agtrack(["forget", "0006", "--reason", " "]).expecting(2)
    _ = try place.agtrack(["forget", "Trianguli", "--reason", "request"]).expecting(6)
    let gone = try place.agtrack(["forget", "0006", "--reason", "request of the parent"]).expecting(0)
    #expect(gone.stdout.hasPrefix("deleted ") && !(gone.stdout + gone.stderr).contains("Trianguli"))
    for wanted in ["0006", "9990000006", "Trianguli"] { _ = try place.agtrack(["student", wanted]).expecting(6) }
    #expect(try !place.exports().verdicts.contains("\n0006,"))
    let night = try place.nightWithManifest(ExtractFolder.stories())
    #expect(night.manifest["findings"].counts["forgotten_student"] == 1)
    #expect(night.manifest["students_carried_over"].int == 43 && night.manifest["students_evaluated"].int == 0)
    #expect(night.result.stdout.contains("finding forgotten_student: 1\n"))
    _ = try place.agtrack(["student", "0006"]).expecting(6)
    let log = try Table(try place.agtrack(["access-log", "--student", "0006", "--csv"]).expecting(0).stdout)
    #expect(log.column("outcome") == ["found", "forgotten"])
    _ = try place.agtrack(["forget", "0006", "--undo", "--reason", "enrolled again"]).expecting(0)
    _ = try place.agtrack(["forget", "0006", "--undo", "--reason", "enrolled again"]).expecting(6)
    _ = try place.night(ExtractFolder.stories()).expecting(0)
    #expect(try place.agtrack(["student", "0006"]).expecting(0).stdout.contains("Trianguli"))
    #expect(try place.exports() == Place.afterStories().exports())
    _ = try place.agtrack(["access-log", "verify"]).expecting(0)
  }

  @Test("Only the owner forgets, and not while a night is at work")
  func whoForgets() throws {
    let place = try place()
    for login in Self.logins {
      _ = try Staff.agtrack(place, as: login, ["forget", "0006", "--reason", "x"]).expecting(5)
    }
    let night = try Connection(conninfo: place.database.conninfo)
    #expect(try night.tryAdvisoryLock(EnvironmentTests.nightLock))
    _ = try place.agtrack(["forget", "0006", "--reason", "x"]).expecting(75)
  }
}
