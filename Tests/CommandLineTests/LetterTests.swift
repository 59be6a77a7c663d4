import Foundation
import TestSupport
import Testing

@Suite("The letter to a family")
struct LetterTests {
  @Test("Letters are those of the golden files, in both languages", arguments: ["0001", "0010", "0029", "0036"])
  func golden(_ id: String) throws {
    let place = try Place.afterStories()
    for language in ["en", "es"] {
      let letter = try place.agtrack(["print", id, "--language", language]).expecting(0).output
      try Golden.check(letter, "Golden/letter-\(id)-\(language).html")
    }
  }

  @Test("A letter uses no word of the trade and loads nothing from outside")
  func plainWords() throws {
    let place = try Place.afterStories()
    for id in ["0001", "0006", "0010", "0017", "0029", "0030", "0036", "0042"] {
      for language in ["en", "es"] {
        let letter = try place.agtrack(["print", id, "--language", language]).expecting(0).stdout
        for word in [
          "in_progress", "not_met", "edition", "verdict", "validat", "certificate", "transcript", "twelfth", "http",
          "<script", "src=",
          "uc-20", "SSID", "eligib",
        ] { #expect(!letter.contains(word), "\(id) \(language): \(word)") }
        #expect(letter.contains("<html lang=\"\(language)\">"))
      }
    }
  }

  @Test("What the letter says is what the page says")
  func agrees() throws {
    let place = try Place.afterStories()
    for row in try Table(place.exports().verdicts).named
    where row["subject_area"] == "ALL" && row["system"] == "uc" && row["status"] == "met" {
      let id = row["student_id"] ?? ""
      let letter = try place.agtrack(["print", id]).expecting(0).stdout
      #expect(letter.contains("you have passed all the classes"), "\(id)")
    }
    let open = try JSON(try place.agtrack(["student", "0010", "--json"]).expecting(0).output)["systems"]["uc"]
    let letter = try place.agtrack(["print", "0010"]).expecting(0).stdout
    let earned = open["earned"].double ?? 0
    #expect(letter.contains("you have passed \(earned == earned.rounded() ? "\(Int(earned))" : "\(earned)") semester"))
  }

  @Test(
    "What is expected by now is measured as the page does, by the pace table of the night, and not by today's settings")
  func pace() throws {
    for table in ["pattern", "uc-checkpoint", "chicago-freshman"] {
      let place = try Place.empty()
      let scratch = try ScratchFolder()
      try scratch.write("pace: \(table)\n", to: "night.yaml")
      _ = try place.night(ExtractFolder.stories(), ["--config", scratch.file("night.yaml")])
      var said: Set<String> = []
      for id in ["0002", "0010", "0017", "0021", "0029", "0036", "0042"] {
        let student = try JSON(place.agtrack(["student", id, "--json"]).expecting(0).output)
        let letter = try place.agtrack(["print", id]).expecting(0).stdout
        for system in ["uc", "csu"] {
          let running = student["on_track"][system]["if_running_passed"]
          let isOpen = student["systems"][system]["status"].string == "not_met"
          let name = system.uppercased()
          let lines = letter.split(separator: "\n").filter {
            ($0.hasPrefix("<p>UC and CSU: ") || $0.hasPrefix("<p>\(name): ")) && $0.contains("expected by the end")
          }
          if student["systems"][system]["status"].string == "unknown" { #expect(lines.isEmpty, "\(id)") }
          guard let grade = running["end_of_grade"].int, isOpen else {
            if running["end_of_grade"].int == nil { #expect(lines.isEmpty, "\(table) \(id) \(name)") }
            continue
          }
          #expect(lines.count == 1, "\(table) \(id) \(name)")
          let word = running["on_pace"].bool == true ? "what is expected" : "less than is expected"
          #expect(lines.first?.contains("\(word) by the end of grade \(grade).") == true, "\(table) \(id) \(name)")
          said.insert(word)
        }
      }
      #expect(said.isEmpty == (table == "chicago-freshman"), "\(table): \(said)")
    }
  }

  @Test("It is written to a file, is logged, and finds students as `student` does")
  func written() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    let out = scratch.file("letter.html")
    _ = try place.agtrack(["print", "trianguli", "--out", out, "--purpose", "meeting"]).expecting(0)
    #expect(try scratch.text("letter.html") == place.agtrack(["print", "0006"]).expecting(0).stdout)
    _ = try place.agtrack(["print", "nobody at all"]).expecting(6)
    _ = try place.agtrack(["print", "0006", "--language", "fr"]).expecting(2)
    let log = try Table(try place.agtrack(["access-log", "--csv"]).expecting(0).stdout)
    #expect(log.column("command") == ["print", "print", "print"] && log.column("purpose").first == "meeting")
    #expect(log.column("outcome") == ["found", "found", "nobody"])
  }
}
