/// The lines of a case that say what stands on the transcript.
enum CaseRows {
  private static let terms: Set = ["S1", "S2", "T1", "T2", "T3", "Q1", "Q2", "Q3", "Q4", "FY", "SU"]
  private static let marks: Set = [
    "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F", "P", "CR", "NP", "NC", "I", "W",
  ]

  static func row(_ line: CaseLine, file: String, catalogue: CaseCatalogue) throws(CaseFileError) -> WorkedCase.Row {
    func bad(_ why: String) -> CaseFileError { .bad(file, line.number, "'\(line.text)': \(why)") }
    let sides = line.text.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").map(String.init) }
    guard sides.count == 2, sides[0].count >= 2, let grade = Int(sides[0][1]), (6...12).contains(grade) else {
      throw bad("a row is: Course 10: S1 B, S2 B")
    }
    let head = sides[0]
    guard head[0] == "?" || catalogue[head[0]] != nil else { throw bad("\(head[0]) is not in the catalogue") }
    var row = WorkedCase.Row(course: head[0], grade: grade, line: line.number)
    var rest = head.dropFirst(2)
    while let word = rest.popFirst() {
      switch word {
      case "in":
        guard let stated = rest.popFirst(), let fall = year(stated) else { throw bad("write: in 2019-20") }
        row.year = fall
      case "not-listed": row.isListed = false
      default: throw bad("what is \(word)?")
      }
    }
    for entry in sides[1].joined(separator: " ").split(separator: ",") {
      row.entries.append(try self.entry(entry.split(separator: " ").map(String.init), bad))
    }
    return row
  }

  private static func entry(
    _ words: [String], _ bad: (String) -> CaseFileError
  ) throws(CaseFileError) -> WorkedCase.Entry {
    guard words.count >= 2, terms.contains(words[0]), marks.contains(words[1]) || words[1] == "running" else {
      throw bad("a mark is: S1 B")
    }
    var entry = WorkedCase.Entry(term: words[0], mark: words[1] == "running" ? nil : words[1])
    var more = words.dropFirst(2)
    while let word = more.popFirst() {
      guard let value = more.popFirst() else { throw bad("\(word) needs a number") }
      switch word {
      case "part":
        guard value == "1" || value == "2" else { throw bad("a part is 1 or 2") }
        entry.part = value == "1" ? 1 : 2
      case "credits", "units":
        guard let amount = hundredths(value) else { throw bad("\(word) are a number such as 2.50") }
        entry.credits = amount
      default: throw bad("what is \(word)?")
      }
    }
    return entry
  }

  /// `exam AP 07 3 grade 11`; the subject may have several words.
  static func exam(_ words: [String], _ file: String, _ line: Int) throws(CaseFileError) -> WorkedCase.Exam {
    guard words.count >= 6, ["AP", "IB", "SAT", "SAT2", "ACT"].contains(words[1]), words[words.count - 2] == "grade",
      let grade = Int(words[words.count - 1]), let score = Int(words[words.count - 3])
    else { throw .bad(file, line, "an exam is: exam AP 07 3 grade 11") }
    return WorkedCase.Exam(
      program: words[1], subject: words[2..<words.count - 3].joined(separator: " "), score: score, grade: grade)
  }

  /// `waiver E 4`, with `grade 11` where the day matters.
  static func waiver(_ words: [String], _ file: String, _ line: Int) throws(CaseFileError) -> WorkedCase.Waiver {
    let hasGrade = words.count == 5 && words[3] == "grade"
    guard words.count == 3 || hasGrade, let area = words[1].first, words[1].count == 1, Oracle.areas.contains(area),
      let semesters = Int(words[2]), let grade = hasGrade ? Int(words[4]) : 9
    else { throw .bad(file, line, "a waiver is: waiver E 4 grade 11") }
    return WorkedCase.Waiver(area: area, twelfths: semesters * 6, grade: grade)
  }

  /// The fall of `2019-20`.
  private static func year(_ text: String) -> Int? {
    let pieces = text.split(separator: "-")
    guard pieces.count == 2, let fall = Int(pieces[0]), let end = Int(pieces[1]), (fall + 1) % 100 == end else {
      return nil
    }
    return fall
  }

  static func hundredths(_ text: String) -> Int? {
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count <= 2, let whole = Int(pieces[0]), whole >= 0 else { return nil }
    guard pieces.count == 2 else { return whole * 100 }
    guard (1...2).contains(pieces[1].count), let part = Int(pieces[1]), part >= 0 else { return nil }
    return whole * 100 + (pieces[1].count == 1 ? part * 10 : part)
  }
}
