import Foundation
import TestSupport
import Testing

@Suite("Names as people type them")
struct NameSearchTests {
  @Test("Accents, case, punctuation and the order of names decide nothing")
  func folded() throws {
    let place = try Place.afterStories()
    let page = try place.agtrack(["student", "0043"]).expecting(0).stdout
    for wanted in [
      "maria jose zoe de la cruz nandu obrien jr", "MARÍA JOSÉ ZOË DE LA CRUZ-ÑANDÚ O’BRIÉN, JR.",
      "Mari\u{0301}a Jose\u{0301}", "nandu", "cruz obrien", "de la cruz-nandu o'brien", "  nandu   maria ",
    ] {
      #expect(try place.agtrack(["student", wanted]).expecting(0).stdout == page, "\(wanted)")
    }
  }

  @Test("A name that is spelled almost so is offered, as data and with exit 6, and logged as named")
  func near() throws {
    let place = try Place.afterStories()
    for wanted in ["Trianguly", "fausto triangulli", "Triangluli"] {
      let result = try place.agtrack(["student", wanted]).expecting(6)
      #expect(result.stdout.contains("0006") && result.stderr.contains("did you mean"), "\(wanted)")
      #expect(!result.stderr.contains("Fausto"))
    }
    let json = try JSON(try place.agtrack(["student", "Trianguly", "--json"]).expecting(6).output)
    #expect(json["matches"].elements.map { $0["student_id"].string } == ["0006"])
    for wanted in ["Xylophonist", "Tri", "0O06", "999000000"] {
      #expect(try place.agtrack(["student", wanted]).stdout.contains("did you mean") == false)
    }
    let log = try Table(try place.agtrack(["access-log", "--csv"]).expecting(0).stdout)
    #expect(log.column("outcome").prefix(2) == ["nobody", "several"])
    #expect(log.column("student_ids").prefix(2) == ["", "0006"])
  }

  @Test("Several are listed with grade and school, in the order of their ids, and as JSON")
  func several() throws {
    let place = try Place.afterStories()
    let several = try place.agtrack(["student", "a"]).expecting(6)
    let ids = several.stdout.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != " " } }
    #expect(ids == ids.sorted() && ids.count > 1)
    #expect(several.stderr.contains("\(ids.count) students fit"))
    let json = try JSON(try place.agtrack(["student", "a", "--json"]).expecting(6).output)
    #expect(json["matches"].elements.compactMap { $0["student_id"].string } == ids.map(String.init))
    #expect(json["matches"].elements.first?["school"].string?.isEmpty == false)
  }

  @Test("Control characters in names and ids never reach a terminal, a page or a letter")
  func control() throws {
    let extract = try ExtractFolder()
    let text = try extract.text("students.csv").replacingOccurrences(
      of: "Trianguli", with: "Tri\u{1B}[31mang\u{202E}uli")
    try extract.write(text, to: "students.csv")
    let place = try Place.empty()
    _ = try place.night(extract.path)
    for arguments in [
      ["student", "0006"], ["student", "0006", "--plain"], ["student", "Fausto", "--color", "never"],
      ["caseload", "--everyone"], ["print", "0006"], ["student", "a"], ["access-log"], ["student", "Faust0"],
    ] {
      let result = try place.agtrack(arguments)
      for text in [result.stdout, result.stderr] {
        #expect(
          !text.unicodeScalars.contains { ($0.value < 32 && $0 != "\n") || (127..<160).contains($0.value) },
          "\(arguments)")
        // In HTML a name keeps its reading direction to itself.
        if arguments[0] != "print" { #expect(!text.unicodeScalars.contains("\u{202E}"), "\(arguments)") }
      }
    }
  }

  @Test("Bytes that are no UTF-8, a narrow or dumb terminal and a reader that leaves early end with the right code")
  func terminals() throws {
    let place = try Place.afterStories()
    func shell(_ command: String) throws -> ProgramResult {
      try runProgram(
        "/bin/sh", ["-c", command, agtrackBinary(), place.database.conninfo], environment: quietEnvironment)
    }
    for name in ["\\377\\376", "Tri\\201nguli", "\\303", "\\355\\240\\200", "\\300\\257"] {
      let result = try shell("\"$0\" student \"$(printf '\(name)')\" --database \"$1\"")
      #expect(result.status == 6, "\(name): \(result.status) \(result.stderr)")
    }
    #expect(try shell("\"$0\" caseload --everyone --counselor \"$(printf '\\377')\" --database \"$1\"").status == 2)
    #expect(try shell("\"$0\" caseload --group \"$(printf '\\377')\" --everyone --csv --database \"$1\"").status == 0)
    for (variables, arguments) in [
      ("COLUMNS=20 TERM=dumb", "student 0006"), ("COLUMNS=1", "student 0006"), ("TERM=", "student 0006"),
      ("COLUMNS=20", "caseload --everyone"), ("NO_COLOR=1", "student 0006 --color auto"), ("LINES=1", "student a"),
    ] {
      let result = try shell("\(variables) \"$0\" \(arguments) --database \"$1\"")
      #expect([0, 6].contains(result.status), "\(variables)")
    }
    for arguments in ["student 0006", "caseload --everyone", "print 0006", "access-log"] {
      let result = try shell("(\"$0\" \(arguments) --database \"$1\"; echo $? >&2) | true")
      #expect(["0\n", "4\n"].contains(result.stderr.suffix(2)), "\(arguments): \(result.stderr)")
    }
  }
}
