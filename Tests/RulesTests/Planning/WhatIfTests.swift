import Judge
import Rules
import Testing

@Suite("What-if changes as they are written")
struct WhatIfTests {
  @Test(
    "Each form is understood, without case and with spaces in codes",
    arguments: [
      ("mark ALG2 S2 C", WhatIfChange.mark(course: "ALG2", year: nil, term: .s2, mark: .c)),
      ("  MARK alg2 2025-26 s2 b+ ", .mark(course: "alg2", year: SchoolYear(fall: 2025), term: .s2, mark: .bPlus)),
      ("mark HIST 117 FY cr", .mark(course: "HIST 117", year: nil, term: .fullYear, mark: .credit)),
      ("add SPAN2 2026-27", .add(course: "SPAN2", year: SchoolYear(fall: 2026), term: nil, mark: .c)),
      ("add SPAN2 2026-2027 su", .add(course: "SPAN2", year: SchoolYear(fall: 2026), term: .summer, mark: .c)),
      ("add SPAN2 2026-27 S1 D", .add(course: "SPAN2", year: SchoolYear(fall: 2026), term: .s1, mark: .d)),
      ("drop SPAN2", .drop(course: "SPAN2", year: nil, term: nil)),
      ("drop SPAN2 2026-27 S1", .drop(course: "SPAN2", year: SchoolYear(fall: 2026), term: .s1)),
      ("drop S1", .drop(course: "S1", year: nil, term: nil)),
      ("exam AP 07 3", .exam(program: .ap, subject: "07", score: 3)),
      ("exam ib History HL 5", .exam(program: .ib, subject: "History HL", score: 5)),
      ("system UC", .system(.uc)), ("entering 2027", .entering(2027)),
    ])
  func understood(_ text: String, _ change: WhatIfChange) throws {
    #expect(try WhatIfChange(text) == change)
  }

  @Test(
    "What is no change says what is wrong",
    arguments: [
      "", "   ", "mark", "mark C", "mark S2 C", "mark ALG2 C", "mark ALG2 S9 C", "mark ALG2 S2 E", "mark ALG2 S2",
      "add",
      "add SPAN2", "add 2026-27", "add SPAN2 2026", "add SPAN2 2026-28", "add SPAN2 2026-27 S7",
      "add SPAN2 2026-27 C S1",
      "add SPAN2 2026-27 S1 C C", "drop", "exam", "exam AP", "exam AP 07", "exam AP 07 6", "exam AP 07 0",
      "exam GRE 07 3", "exam AP 07 99999999999999999999", "system", "system cc", "system uc csu", "entering",
      "entering 27", "entering 99999999999999999999", "entering -1", "raise ALG2", "\u{0}", "mark \u{1F600} S2",
    ])
  func refused(_ text: String) {
    #expect(throws: WhatIfChange.Problem.self) { try WhatIfChange(text) }
  }

  @Test("No text traps")
  func random() {
    var numbers = SeededNumbers(seed: 20_261_122)
    let words = [
      "mark", "add", "drop", "exam", "system", "entering", "ALG2", "S2", "FY", "C", "2026-27", "9999-00", "-1", "AP",
      "07",
      "3", "\u{0301}", "\"", "'", ";", "\n", "\t", "uc", "2027", "９",
    ]
    var understood = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in numbers.pick(words) }.joined(separator: " ")
      if (try? WhatIfChange(text)) != nil { understood += 1 }
    }
    #expect(understood > 100)
  }
}
