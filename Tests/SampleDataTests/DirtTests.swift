import Testing

@Suite("Planted faults")
struct DirtTests {
  @Test("The account names exactly the transcript lines that a loader rejects")
  func transcripts() throws {
    let folder = try SampleFolder(students: 600, dirt: 0.02)
    let account = folder.planted().rows.filter { $0["file"] == "transcripts.csv" }
    let rejected = Set(account.filter { $0["effect"] == "reject" }.compactMap { Int($0["line"]) })
    #expect(rejected == ContractCheck(folder).badTranscripts(folder))
    let planted = account.filter { $0["fault"] != "parent_rejected" }
    let rows = folder.table("transcripts.csv").rows.count
    #expect((rows / 65...rows / 38).contains(planted.count))
    #expect(Set(planted.map { $0["fault"] }).count == 17)
  }

  @Test("The account names exactly the student lines that a loader rejects")
  func students() throws {
    let folder = try SampleFolder(students: 600, dirt: 0.05)
    let account = folder.planted().rows.filter { $0["file"] == "students.csv" }
    let rejected = Set(account.filter { $0["effect"] == "reject" }.compactMap { Int($0["line"]) })
    #expect(!rejected.isEmpty)
    #expect(rejected == ContractCheck.badStudents(folder))
  }

  @Test("Unknown courses and doubled rows are loaded, and the account says so")
  func loaded() throws {
    let folder = try SampleFolder(students: 600, dirt: 0.02)
    let check = ContractCheck(folder)
    let account = folder.planted().rows.filter { $0["file"] == "transcripts.csv" && $0["effect"] != "reject" }
    let rows = Dictionary(uniqueKeysWithValues: folder.table("transcripts.csv").rows.map { ($0.line, $0) })
    let unknown = account.filter { $0["fault"] == "unknown_course" }
    #expect(!unknown.isEmpty)
    for entry in unknown {
      let row = Int(entry["line"]).flatMap { rows[$0] }
      #expect(row.map { check.isUnknownCourse($0) } == true)
    }
    let doubled = account.filter { $0["effect"] == "duplicate" }
    #expect(!doubled.isEmpty)
    for entry in doubled {
      let line = Int(entry["line"]) ?? 0
      #expect(rows[line]?.text == rows[line - 1]?.text)
    }
  }

  @Test("Dirt leaves the clean rows as they are and is the same every time")
  func deterministic() throws {
    let clean = try SampleFolder(students: 200)
    let (one, two) = (try SampleFolder(students: 200, dirt: 0.01), try SampleFolder(students: 200, dirt: 0.01))
    #expect(one.bytes("transcripts.csv") == two.bytes("transcripts.csv"))
    #expect(one.planted().rows.map(\.text) == two.planted().rows.map(\.text))
    let planted = Set(one.planted().rows.filter { $0["file"] == "transcripts.csv" }.map { $0["line"] })
    let kept = one.table("transcripts.csv").rows.filter { !planted.contains(String($0.line)) }.map(\.text)
    #expect(Set(kept).isSubset(of: Set(clean.table("transcripts.csv").rows.map(\.text))))
  }
}
