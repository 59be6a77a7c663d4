import TestSupport
import Testing

@Suite("What a student's changes would do")
struct WhatIfCommandTests {
  private func json(_ place: Place, _ id: String, _ changes: [String]) throws -> JSON {
    try JSON(try place.agtrack(["student", id, "--json"] + changes.flatMap { ["--what-if", $0] }).expecting(0).output)
  }

  @Test("A mark made better meets what it missed, and the page says so")
  func mark() throws {
    let place = try Place.afterStories()
    let json = try json(place, "0031", ["mark SPA2 S2 C"])["what_if"]
    let uc = json["systems"]["uc"]
    #expect(json["changes"].elements.map(\.string) == ["mark SPA2 S2 C"])
    // The second half validates the first.
    #expect(uc["before"]["areas"]["E"]["earned"].double == 2 && uc["after"]["areas"]["E"]["earned"].double == 4)
    #expect(uc["before"]["areas"]["B"]["earned"].double == uc["after"]["areas"]["B"]["earned"].double)
    let page = try place.agtrack(["student", "0031", "--plain", "--what-if", "mark SPA2 S2 C"]).expecting(0).stdout
    #expect(page.contains("What if: mark SPA2 S2 C") && page.contains("UC E: ") && !page.contains("Does not count"))
  }

  @Test("Changes combine, and what was dropped and added again changes nothing")
  func combined() throws {
    let place = try Place.afterStories()
    let dropped = try json(place, "0001", ["drop SPA2"])["what_if"]["systems"]["uc"]
    #expect(dropped["after"]["status"].string != "met" && dropped["before"]["status"].string == "met")
    let again = try json(place, "0001", ["drop SPA2", "add spa2 2025-26"])["what_if"]["systems"]["uc"]
    #expect(again["after"]["status"].string == "met")
    let exam = try json(place, "0001", ["drop USH", "exam AP 07 3"])["what_if"]["systems"]["uc"]
    #expect(exam["after"]["areas"]["A"]["status"].string == "met")
  }

  @Test("One system, and the edition of another fall")
  func systemAndEdition() throws {
    let place = try Place.afterStories()
    let json = try json(place, "0017", ["system csu", "entering 2010"])
    #expect(json["systems"].keys == ["csu"])
    #expect(json["what_if"]["systems"]["csu"]["after"]["edition"].string == "csu-2006")
    #expect(json["what_if"]["systems"].keys == ["csu"])
  }

  @Test(
    "What cannot be understood, and what nobody knows, end with their own codes and no student data",
    arguments: [
      ("raise ALG2 S2 C", 2), ("mark ALG2 S9 C", 2), ("add SPA2 2031-32", 2), ("add SPA2 2015-16", 2), ("add SPA2", 2),
      ("exam AP 07 9", 2), ("entering 1", 2), ("", 2), ("mark NOSUCH S2 C", 6), ("add NOSUCH 2026-27", 6),
      ("drop MATH3", 6), ("exam AP 999 3", 6),
    ])
  func refused(_ change: String, _ code: Int) throws {
    let place = try Place.afterStories()
    let result = try place.agtrack(["student", "0001", "--what-if", change])
    #expect(result.status == Int32(code), "\(change): exit \(result.status), \(result.stderr)")
    #expect(result.output.isEmpty && !result.stderr.contains("Plainfield") && !result.stderr.contains("0001"))
    if code == 2 {
      #expect(
        result.stderr.contains("add COURSE YEAR") || result.stderr.contains("graduation")
          || result.stderr.contains("in no grade"))
    }
  }

  @Test("Entering in another fall is a what-if of the whole page, which says so and agrees with the export")
  func entering() throws {
    let place = try Place.afterStories()
    let rows = try Table(place.exports(["--entering", "2010"]).verdicts).named
    for id in ["0001", "0017", "0031"] {
      let own = try JSON(try place.agtrack(["student", id, "--json"]).expecting(0).output)
      let then = try JSON(try place.agtrack(["student", id, "--json", "--entering", "2010"]).expecting(0).output)
      #expect(then["assumed_entry"]["entering"].double == 2010 && !own.keys.contains("assumed_entry"))
      #expect(then["assumed_entry"]["own_editions"].elements.map(\.string) == ["uc-2022", "csu-2022"])
      let exported = rows.filter { $0["student_id"] == id }
      #expect(exported.count == 16)
      for row in exported {
        let (system, area) = (row["system"] ?? "", row["subject_area"] ?? "")
        #expect(own["systems"][system]["edition"].string != row["edition"])
        #expect(then["systems"][system]["edition"].string == row["edition"])
        let found = area == "ALL" ? then["systems"][system] : then["systems"][system]["areas"][area]
        #expect(found["status"].string == row["status"], "\(id) \(system) \(area)")
        #expect(found["earned"].double == row["earned"].flatMap { Double($0) }, "\(id) \(system) \(area)")
      }
    }
    let page = try place.agtrack(["student", "0031", "--plain", "--entering", "2010"]).expecting(0).stdout
    #expect(page.contains("What if: entering fall 2010.") && page.contains("uc-2022 and csu-2022"))
    #expect(!page.contains("\nFlags\n"))
    // The published answer is not touched, and changes are tried on top of it.
    #expect(!(try place.agtrack(["student", "0031", "--plain"]).expecting(0).stdout.contains("What if")))
    let changed = try JSON(
      try place.agtrack(["student", "0001", "--json", "--entering", "2010", "--what-if", "drop SPA2"]).expecting(0)
        .output)["what_if"]["systems"]["csu"]
    #expect(changed["before"]["edition"].string == "csu-2006" && changed["after"]["edition"].string == "csu-2006")
  }

  @Test("The plan completes the pattern when its courses are added as a what-if")
  func planHolds() throws {
    let place = try Place.afterStories()
    var planned = 0
    for id in ["0032", "0033", "0034", "0036"] {
      let now = try json(place, id, [])
      guard now["plan"]["outcome"].string == "plan" else { continue }
      let changes = now["plan"]["courses"].elements.map { course in
        "add \(course["course_id"].string ?? "") \(course["school_year"].string ?? "") \(course["term"].string ?? "") C"
      }
      let after = try json(place, id, changes)["what_if"]["systems"]
      for system in now["plan"]["completes"].elements.compactMap(\.string) {
        let status = after[system]["after"]["status"].string
        #expect(status == "met" || status == "in_progress", "\(id) \(system)")
      }
      planned += 1
    }
    #expect(planned > 0)
  }
}
