import TestSupport
import Testing

@Suite("Finding one student")
struct StudentTests {
  @Test("By id, by statewide id and by name, with and without case")
  func found() throws {
    let place = try Place.afterStories()
    let page = try place.agtrack(["student", "0006"]).expecting(0).stdout
    for wanted in ["9990000006", "Trianguli", "fausto trianguli", "Trianguli, Fausto", "FAUSTO"] {
      #expect(try place.agtrack(["student", wanted]).expecting(0).stdout == page, "\(wanted)")
    }
  }

  @Test("Nobody, and several, are not found; several are named as data, not as a message")
  func notFound() throws {
    let place = try Place.afterStories()
    for wanted in ["nobody at all", "", "%", "_", "\\", "' OR 1=1 --", "\u{0301}"] {
      let result = try runAgtrack(
        ["student", "--database", place.database.conninfo, "--", wanted], environment: quietEnvironment)
      #expect(result.status == 6, "\(wanted): exit \(result.status), \(result.stderr)")
      #expect(result.output.isEmpty)
    }
    let several = try place.agtrack(["student", "a"]).expecting(6)
    #expect(several.stdout.contains("0001"))
    #expect(!several.stderr.contains("Ada"))
    #expect(several.stderr.contains("students fit"))
  }

  @Test("The JSON has the keys of the contract, and its amounts are those of the verdicts")
  func json() throws {
    let place = try Place.afterStories()
    let verdicts = try Table(place.exports().verdicts).named
    for id in ["0001", "0029", "0030", "0036", "0042"] {
      let json = try JSON(try place.agtrack(["student", id, "--json"]).expecting(0).output)
      #expect(
        json.keys.isSuperset(of: [
          "student_id", "name", "school", "grade_level", "graduation_year", "run_id", "as_of", "systems", "gpa",
          "flags", "plan",
        ]))
      #expect(json["student_id"].string == id && json["run_id"].int == 1 && json["as_of"].string == "2027-03-15")
      for row in verdicts where row["student_id"] == id {
        let system = json["systems"][row["system"] ?? ""]
        let part = row["subject_area"] == "ALL" ? system : system["areas"][row["subject_area"] ?? ""]
        #expect(part["status"].string == row["status"])
        for name in ["required", "earned", "in_progress", "missing"] {
          #expect(part[name].double == Double(row[name] ?? ""), "\(id) \(name)")
        }
        #expect(system["edition"].string == row["edition"])
      }
    }
  }

  @Test("Colour is only where it is asked for, and never the only sign")
  func colour() throws {
    let place = try Place.afterStories()
    let plain = try place.agtrack(["student", "0010"]).expecting(0).stdout
    #expect(!plain.contains("\u{1b}"))
    let always = try place.agtrack(["student", "0010", "--color", "always"]).expecting(0).stdout
    #expect(always.contains("\u{1b}["))
    let bare = always.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(bare == plain)
  }

  @Test("Every row that is not met says why, the page says the same, and what is met says nothing")
  func reasons() throws {
    let place = try Place.afterStories()
    for row in try Table(place.exports().verdicts).named {
      let name = "\(row["student_id"] ?? "") \(row["system"] ?? "") \(row["subject_area"] ?? "")"
      #expect((row["status"] == "met") == (row["reason"] == ""), "\(name)")
      guard row["subject_area"] == "ALL", ["0017", "0029", "0030"].contains(row["student_id"]) else { continue }
      let json = try JSON(try place.agtrack(["student", row["student_id"] ?? "", "--json"]).expecting(0).output)
      #expect((json["systems"][row["system"] ?? ""]["reason"].string ?? "") == row["reason"], "\(name)")
    }
  }

  @Test("Changes that would help are ranked, and an exam has its name")
  func changes() throws {
    let place = try Place.afterStories()
    let json = try JSON(try place.agtrack(["student", "0031", "--json"]).expecting(0).output)
    let changes = json["systems"]["uc"]["counterfactuals"].elements
    // Whoever failed both semesters of Spanish 2 is not sent to Spanish 3; the second semester validates the first.
    #expect(changes.map { $0["gained"].double } == [2, 1])
    #expect(changes[0]["course_id"].string == "SPA2" && changes[0]["mark"].string == "F")
    #expect(changes[1]["what"].string == "Spanish 2, 2024-25 S1 (F), retaken with C or better")
    #expect(json["systems"]["uc"]["areas"]["G"]["in_progress"].double == 1)
    let page = try place.agtrack(["student", "0027", "--plain"]).expecting(0).stdout
    #expect(page.contains("AP United States History 3, 2025-26") && !page.contains("AP 0"))
  }
}
