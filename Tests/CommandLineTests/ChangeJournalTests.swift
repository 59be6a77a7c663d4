import Foundation
import TestSupport
import Testing

@Suite("The journal of changes")
struct ChangeJournalTests {
  /// The stories with one change of each kind, each of another student.
  private func changedExtract() throws -> ExtractFolder {
    let extract = try ExtractFolder()
    let english = "0001,99900010100001,2023-24,S1,9,ENG9,English 9,"
    try extract.replace(english + "B,", with: english + "F,", in: "transcripts.csv")
    try extract.edit("transcripts.csv") { lines in
      lines.removeAll { $0.hasPrefix("0004,99900010100001,2025-26,S2,11,ALG2,") }
      lines = lines.map { line in
        if line.hasPrefix("0005,99900010100001,2024-25,S1,10,ENG10,") {
          return line.replacingOccurrences(of: ",5.00,5.00,", with: ",2.50,2.50,")
        }
        guard line.hasPrefix("0030,"), line.hasSuffix(",,5.00,,,Y") else { return line }
        return line.replacingOccurrences(of: ",,5.00,,,Y", with: ",A,5.00,5.00,,")
      }
      lines += lines.filter { $0.hasPrefix("0008,") }.map { "0099" + $0.dropFirst(4) }
    }
    try extract.edit("students.csv") { lines in
      lines = lines.map { line in
        if line.hasPrefix("0011,") {
          return line.replacingOccurrences(of: ",99900010100001,", with: ",99900010100002,")
        }
        return line.hasPrefix("0015,") ? line.replacingOccurrences(of: ",2023,2027,", with: ",2014,2018,") : line
      }
      lines += lines.filter { $0.hasPrefix("0008,") }.map { "0099,9990000099" + $0.dropFirst(15) }
    }
    try extract.replace("0009,E,4,", with: "0009,E,2,", in: "waivers.csv")
    try extract.replace("0027,AP,07,2025-26,3", with: "0027,AP,07,2025-26,2", in: "exams.csv")
    try extract.withdraw("0006")
    return extract
  }

  @Test("Every status that changed has its cause, and every cause its student")
  func causes() throws {
    let extract = try changedExtract()
    let place = try Place.afterStories()
    let night = try place.nightWithManifest(extract.path)
    let (before, after) = try (Place.afterStories().exports().verdicts, place.exports().verdicts)
    let journal = try Journal(place)
    #expect(try journal.unexplained(from: before, to: after) == [])
    let expected = [
      "0001": ["mark_corrected"], "0004": ["record_withdrawn"], "0005": ["record_corrected"], "0006": ["student_gone"],
      "0009": ["waiver"], "0011": ["moved_school"], "0015": ["class_changed"], "0027": ["exam"],
      "0030": ["mark_posted"], "0099": ["student_new"],
    ]
    #expect(journal.students == Set(expected.keys))
    for (student, causes) in expected { #expect(journal.causes(student) == causes, "\(student)") }
    #expect(journal.details("0001") == ["ENG9 2023-24 S1: B -> F"])
    #expect(journal.details("0004") == ["ALG2 2025-26 S2: B, withdrawn"])
    #expect(journal.details("0005") == ["ENG10 2024-25 S1: credits 5 -> 2.50"])
    #expect(journal.details("0015") == ["2027 -> 2018"])
    #expect(journal.details("0027") == ["AP 07 2025-26 3, withdrawn; AP 07 2025-26 2, added"])
    #expect(journal.details("0030") == ["ECON 2026-27 S2: running -> A; ENG12 2026-27 S2: running -> A"])
    let counts = night.manifest["changes"]
    #expect(counts["99900010100002"]["moved_school"].counts["students"] == 1)
    #expect(counts["99900010100001"]["moved_school"].counts["csu_lost"] == 1)
    for system in ["uc", "csu"] {
      let met = night.manifest["verdicts"][system]["met"].int ?? 0
      let known = try Table(before).named.count {
        $0["system"] == system && $0["subject_area"] == "ALL" && $0["status"] == "met"
      }
      #expect(counts.gain(system) == met - known, "\(system)")
    }
  }

  @Test("What was taken back comes back, with the causes the other way round")
  func back() throws {
    let extract = try changedExtract()
    let place = try Place.afterStories()
    _ = try place.night(extract.path).expecting(0)
    let before = try place.exports().verdicts
    let night = try place.nightWithManifest(ExtractFolder.stories())
    let journal = try Journal(place)
    #expect(try journal.unexplained(from: before, to: place.exports().verdicts) == [])
    #expect(journal.causes("0004") == ["record_added"])
    #expect(journal.causes("0006") == ["student_new"])
    #expect(journal.causes("0030") == ["mark_corrected"])
    #expect(journal.causes("0099") == ["student_gone"])
    #expect(journal.details("0011").isEmpty)
    #expect(night.manifest["changes"].keys == ["99900010100001", "99900010100002"])
    // Over both runs together, everybody stands where they stood.
    let both = try Journal(place, ["--since", "1"])
    let stories = try Place.afterStories().exports().verdicts
    #expect(try both.unexplained(from: stories, to: stories) == [])
    #expect(both.causes("0030") == ["mark_posted", "mark_corrected"])
  }

  @Test("Two causes of one student follow each other, each with the areas that it changed")
  func twoCauses() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    let english = "0001,99900010100001,2023-24,S1,9,ENG9,English 9,"
    try extract.replace(english + "B,", with: english + "F,", in: "transcripts.csv")
    try extract.edit("courses.csv") { lines in
      lines = lines.map { $0.contains(",SPA2,Spanish 2,") ? $0.replacingOccurrences(of: ",E,", with: ",,") : $0 }
    }
    _ = try place.night(extract.path)
    let journal = try Journal(place)
    #expect(try journal.unexplained(from: Place.afterStories().exports().verdicts, to: place.exports().verdicts) == [])
    let own = journal.rows.filter { $0["student_id"] == "0001" && $0["system"] == "uc" }
    #expect(own.map { $0["cause"] } == ["course_list_changed", "course_list_changed", "mark_corrected"])
    #expect(own.map { $0["subject_area"] } == ["E", "ALL", "B"])
    #expect(own.first?["details"] == "SPA2 2024-25: E -> not listed")
    #expect(journal.causes("0002") == ["course_list_changed"])
  }

  @Test("A later day, another program, another edition and other settings are causes of their own")
  func conditions() throws {
    let judgedOtherwise = """
      UPDATE evaluation.verdict SET all_status = 'not_met', area_status = 'NMMMMMM', digest = decode(repeat('00', 16), 'hex') \
      WHERE system = 'uc' AND student_key = (SELECT student_key FROM record.student_identity WHERE student_id = '0001')
      """
    let cases = [
      ("UPDATE meta.run SET program = 'agtrack 0.1.0'", "program_changed"),
      ("UPDATE meta.run_edition SET sha256 = repeat('0', 64) WHERE edition_id = 'uc-2022'", "edition_changed"),
      ("UPDATE meta.run SET settings_sha256 = repeat('0', 64)", "settings_changed"),
    ]
    for (statement, cause) in cases {
      let place = try Place.afterStories()
      try place.administer("\(judgedOtherwise); \(statement); UPDATE meta.run SET inputs_sha256 = NULL")
      let before = try place.exports().verdicts
      _ = try place.night(ExtractFolder.stories()).expecting(0)
      let journal = try Journal(place)
      #expect(journal.students == ["0001"], "\(cause)")
      #expect(journal.causes("0001") == [cause])
      #expect(try journal.unexplained(from: before, to: place.exports().verdicts) == [])
    }
    let extract = try ExtractFolder()
    try extract.replace("K01,2026-10-01", with: "K01,2027-04-01", in: "waivers.csv")
    let place = try Place.afterStories()
    _ = try place.night(extract.path).expecting(0)
    #expect(try Journal(place).causes("0009") == ["waiver"])
    _ = try place.night(extract.path, asOf: "2027-04-02").expecting(0)
    let journal = try Journal(place)
    #expect(journal.students == ["0009"])
    #expect(journal.causes("0009") == ["date_moved"])
    #expect(journal.details("0009") == ["2027-03-15 -> 2027-04-02"])
  }

  @Test("An unchanged night has no journal, and the first night none either")
  func nothing() throws {
    let place = try Place.afterStories()
    #expect(try Journal(place).rows.isEmpty)
    let night = try place.nightWithManifest(ExtractFolder.stories())
    #expect(try Journal(place).rows.isEmpty)
    #expect(night.manifest["changes"].keys == [])
    #expect(try place.agtrack(["changes", "--json"]).expecting(0).stdout == "[]\n")
  }

  @Test("Since a run or a day, of a school, of a student, as counts; what is not there is not found")
  func asked() throws {
    let extract = try changedExtract()
    let place = try Place.afterStories()
    _ = try place.night(extract.path, asOf: "2027-03-16").expecting(0)
    _ = try place.night(extract.path, asOf: "2027-03-17").expecting(0)
    #expect(try Journal(place).rows.isEmpty)
    #expect(try Journal(place, ["--since", "1"]).students.count == 10)
    #expect(try Journal(place, ["--since", "2027-03-15"]).students.count == 10)
    #expect(try Journal(place, ["--since", "2027-03-16"]).rows.isEmpty)
    #expect(
      try Journal(place, ["--since", "1", "--school", "99900010100002"]).students == ["0011"])
    #expect(try Journal(place, ["--since", "1", "--student", "9990000030"]).students == ["0030"])
    #expect(try Journal(place, ["--since", "1", "--student", "0006"]).causes("0006") == ["student_gone"])
    let counts = try Table(place.agtrack(["changes", "--since", "1", "--by-school"]).expecting(0).stdout).named
    #expect(counts.first { $0["cause"] == "mark_posted" }?["uc_gained"] == "1")
    for wrong in [["--since", "9"], ["--since", "2027-03-14"], ["--student", "nobody"]] {
      _ = try place.agtrack(["changes"] + wrong).expecting(6)
    }
    _ = try place.agtrack(["changes", "--since", "soon"]).expecting(2)
    _ = try place.agtrack(["changes", "--by-school", "--student", "0001"]).expecting(2)
    let one = ["changes", "--student", "0030", "--since", "1", "--json", "--purpose", "a question of the family"]
    let entries = try JSON(Array(place.agtrack(one).expecting(0).stdout.utf8)).elements
    #expect(entries.map { $0["system"].string } == ["csu", "uc"])
    #expect(entries.first?["statuses"]["ALL"]["after"].string == "met")
    #expect(
      try place.count(
        "SELECT count(*) FROM meta.access_log WHERE purpose = 'a question of the family' AND student_key IS NOT NULL")
        == 1
    )
  }

  @Test("Staff see the changes of their own students, and every list is logged")
  func staff() throws {
    let extract = try changedExtract()
    let place = try Place.afterStories()
    _ = try place.night(extract.path).expecting(0)
    try Staff.join(place, ["k01", "k02", "d01"])
    func seen(_ login: String) throws -> Set<String> {
      let result = try Staff.agtrack(place, as: login, ["changes"]).expecting(0)
      return Set(try Table(result.stdout).column("student_id"))
    }
    let counselor = try seen("k01")
    #expect(counselor.contains("0001") && counselor.contains("0011"))
    #expect(!counselor.contains("0006"))
    #expect(try seen("k02").isEmpty)
    #expect(try seen("d01").count >= counselor.count)
    let entries = try place.count(
      "SELECT count(*) FROM meta.access_log WHERE command = 'changes' AND login IN ('k01', 'k02', 'd01')")
    #expect(entries == 3)
  }
}
