import Foundation
import TestSupport
import Testing

@Suite("Public releases and their audit")
struct PublicReleaseTests {
  /// A district of 500 invented students, released inside and in public.
  private struct Released: Sendable {
    let scratch: ScratchFolder
    let place: Place

    static let shared = Result { try Released() }

    init() throws {
      scratch = try ScratchFolder()
      place = try Place.empty()
      let sample = ["sample", "--students", "500", "--seed", "11", "--out", scratch.file("district")]
      _ = try runAgtrack(sample, environment: quietEnvironment).expecting(0)
      _ = try place.night(scratch.file("district"), asOf: "2027-03-15").expecting(0)
      _ = try place.agtrack(["release", "--internal", "--out", scratch.file("inside")]).expecting(0)
      try writeKnown()
      let told = try place.agtrack(["release", "--known", scratch.file("known.csv"), "--out", scratch.file("heeded")])
        .expecting(0)
      #expect(told.stderr.contains(" known numbers of this school year are of cells of the release; 1 differ"))
      _ = try place.agtrack(["releases", "--withdraw", "1", "--reason", "a trial"]).expecting(0)
      _ = try place.agtrack(["release", "--out", scratch.file("public")]).expecting(0)
    }

    /// What a state that hides nothing but groups of 1 to 10 would print by race, one number of a day on which there was one more; and a
    /// place that is not here.
    private func writeKnown() throws {
      var text = "measure,school_year,scope,scope_id,family,student_group,n,x\n"
      var rows = 0
      for cell in try cells("inside") {
        guard ["all", "race_ethnicity"].contains(cell["family"] ?? ""), let n = Int(cell["n"] ?? "") else { continue }
        let names = ["measure", "school_year", "scope", "scope_id", "family", "student_group"].map { cell[$0] ?? "" }
        text += names.joined(separator: ",") + (n < 11 ? ",*," : ",\(rows == 0 ? n + 1 : n),") + "\n"
        rows += n < 11 ? 0 : 1
      }
      text += "pattern_met_uc,2026-27,school,elsewhere,all,all,500,100\n"
      try scratch.write(text, to: "known.csv")
    }

    func audit(_ folder: String, _ more: [String] = []) throws -> ProgramResult {
      try runAgtrack(["audit-release", scratch.file(folder)] + more, environment: quietEnvironment)
    }

    func cells(_ folder: String) throws -> [[String: String]] {
      try Table(scratch.text("\(folder)/cells.csv")).named
    }
  }

  @Test("The public release says what is true, hides every small group, withstands the audit, and stays as it is")
  func release() throws {
    let released = try Released.shared.get()
    let audit = try released.audit("public").expecting(0)
    #expect(audit.stdout.contains(" hidden, 0 findings"))
    let inside = try released.cells("inside")
    let outside = try released.cells("public")
    #expect(inside.count == outside.count)
    var hidden = 0
    for (actual, printed) in zip(inside, outside) {
      let names = ["measure", "school_year", "scope", "scope_id", "family", "student_group"]
      #expect(names.allSatisfy { actual[$0] == printed[$0] })
      let n = Int(actual["n"] ?? "") ?? -1
      if printed["hidden"] == "Y" {
        hidden += 1
        #expect(["n", "rate", "gap", "needed"].allSatisfy { printed[$0] == "*" } && n > 0)
        continue
      }
      #expect(printed["n"] == actual["n"] && !(1...10).contains(n))
      let rate = Double(actual["rate"] ?? "") ?? -1
      switch printed["rate"] ?? "" {
      case "": #expect(n == 0)
      case let text where text.hasPrefix("<="): #expect(rate <= (Double(text.dropFirst(2)) ?? -1) + 0.005)
      case let text where text.hasPrefix(">="): #expect(rate >= (Double(text.dropFirst(2)) ?? 2) - 0.005)
      case let text:
        #expect(text == actual["rate"] && rate > 0.05 && rate < 0.95)
        for name in ["gap", "needed"] { #expect(printed[name] == "*" || printed[name] == actual[name]) }
      }
    }
    #expect(hidden > 0 && hidden < outside.count)
    try pageEqualsTable(released, outside)
    // The same run gives the same bytes, also beside itself as the previous release.
    // An hour and a folder for temporary files are no part of it.
    let arguments = ["release", "--out", released.scratch.file("again"), "--previous", released.scratch.file("public")]
    let elsewhere = ["TZ": "Pacific/Auckland", "TMPDIR": "/nonexistent"]
    _ = try released.place.agtrack(arguments, environment: elsewhere).expecting(0)
    for file in ["cells.csv", "index.html", "definitions.csv", "manifest.json", "summary.xlsx", "summary.json"] {
      #expect(try released.scratch.bytes("again/\(file)") == released.scratch.bytes("public/\(file)"))
    }
    _ = try released.audit("again", ["--previous", released.scratch.file("public")]).expecting(0)
    // What is for inside would give small groups away.
    let leaky = try released.audit("inside").expecting(1)
    #expect(leaky.stdout.contains("small_group "))
    let both = try released.audit("inside", ["--previous", released.scratch.file("public")]).expecting(1)
    #expect(both.stdout.contains("shown_again "))
  }

  private func pageEqualsTable(_ released: Released, _ cells: [[String: String]]) throws {
    let page = try released.scratch.text("public/index.html")
    for cell in cells {
      let names = ["measure", "school_year", "scope", "scope_id", "family", "student_group"]
      let rate = (cell["rate"] ?? "").replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(
        of: ">", with: "&gt;")
      let key = names.map { cell[$0] ?? "" }.joined(separator: "|")
      #expect(page.contains("<td data-cell=\"\(key)\">\(rate)</td>"), "\(key)")
    }
    #expect(!page.contains("INTERNAL") && !page.contains("http://") && !page.contains("https://"))
    let manifest = try JSON(try released.scratch.bytes("public/manifest.json"))
    #expect(manifest["kind"].string == "public")
  }

  @Test(
    "What the state prints opens a release that does not heed it, and not the one that does; a wrong file is refused")
  func known() throws {
    let released = try Released.shared.get()
    let known = ["--known", released.scratch.file("known.csv")]
    let heeded = try released.audit("heeded", known).expecting(0)
    #expect(heeded.stdout.contains(" 0 findings"))
    #expect(heeded.stderr.contains("known numbers of no cell of the release: 1\n"))
    _ = try released.audit("heeded").expecting(0)
    let opened = try released.audit("public", known).expecting(1)
    #expect(opened.stdout.contains("exact_n ") || opened.stdout.contains("narrow_n "))
    let scratch = try ScratchFolder()
    try scratch.write("measure,n\nx,1\n", to: "known.csv")
    let wrong = ["--known", scratch.file("known.csv")]
    #expect(try released.audit("public", wrong).expecting(3).stderr.contains("known.csv:1 column school_year"))
    _ = try released.audit("public", ["--known", scratch.file("nowhere.csv")]).expecting(3)
    _ = try released.place.agtrack(["release", "--out", scratch.file("x")] + wrong).expecting(3)
    #expect(!scratch.exists("x/cells.csv"))
    _ = try released.place.agtrack(["release", "--internal", "--out", scratch.file("x")] + wrong).expecting(2)
  }

  @Test("One more hidden number shown is found, and a folder without a release is refused")
  func tampered() throws {
    let released = try Released.shared.get()
    let scratch = try ScratchFolder()
    try FileManager.default.copyItem(atPath: released.scratch.file("public"), toPath: scratch.file("public"))
    func audit(_ folder: String) throws -> ProgramResult {
      try runAgtrack(["audit-release", scratch.file(folder)], environment: quietEnvironment)
    }
    let lines = try released.scratch.text("public/cells.csv").split(separator: "\n").map(String.init)
    let inside = try released.scratch.text("inside/cells.csv").split(separator: "\n").map(String.init)
    let shown = try #require(lines.firstIndex { $0.hasSuffix(",*,*,*,*,Y") && $0.contains(",school,") })
    var tampered = lines
    tampered[shown] = inside[shown]
    try scratch.write(tampered.joined(separator: "\n") + "\n", to: "public/cells.csv")
    _ = try audit("public").expecting(1)
    try scratch.write("measure\n", to: "public/cells.csv")
    let refused = try audit("public").expecting(3)
    #expect(refused.stderr.contains("cells.csv:1 column school_year"))
    _ = try audit("nowhere").expecting(3)
    _ = try runAgtrack(["audit-release"], environment: quietEnvironment).expecting(2)
    let both = ["release", "--internal", "--previous", "x", "--out", released.scratch.file("x")]
    _ = try released.place.agtrack(both).expecting(2)
  }
}
