/// Reads case files strictly: a word that is not understood is an error with its line.
enum CaseReader {
  static let baseFile = "base.transcript"

  static func base(_ text: String, catalogue: CaseCatalogue) throws(CaseFileError) -> [WorkedCase.Row] {
    var rows: [WorkedCase.Row] = []
    for line in CaseLine.all(text) { rows.append(try CaseRows.row(line, file: baseFile, catalogue: catalogue)) }
    return rows
  }

  static func read(
    _ text: String, file: String, base: [WorkedCase.Row], catalogue: CaseCatalogue
  ) throws(CaseFileError) -> [WorkedCase] {
    var cases: [WorkedCase] = []
    for line in CaseLine.all(text) {
      let words = line.text.split(separator: " ").map(String.init)
      if words[0] == "case" {
        guard words.count >= 3 else { throw .bad(file, line.number, "a case is: case ID title") }
        if let last = cases.last { try check(last) }
        cases.append(
          WorkedCase(
            id: words[1], title: words.dropFirst(2).joined(separator: " "), file: file, line: line.number, rows: base))
        continue
      }
      guard var worked = cases.popLast() else { throw .bad(file, line.number, "a file begins with a case") }
      try add(line, words, to: &worked, catalogue)
      cases.append(worked)
    }
    if let last = cases.last { try check(last) }
    return cases
  }

  private static func add(
    _ line: CaseLine, _ words: [String], to worked: inout WorkedCase, _ catalogue: CaseCatalogue
  ) throws(CaseFileError) {
    let rest = words.dropFirst().joined(separator: " ")
    func bad(_ why: String) -> CaseFileError { .bad(worked.file, line.number, why) }
    switch words[0] {
    case "rule":
      guard worked.rule.isEmpty, words.count == 2 else { throw bad("a case names one rule") }
      worked.rule = rest
    case "source":
      guard worked.source.isEmpty, !rest.isEmpty else { throw bad("a case cites one source") }
      worked.source = rest
    case "empty" where words.count == 1: worked.rows = []
    case "without":
      for name in rest.split(whereSeparator: { $0 == "," || $0 == " " }) {
        let before = worked.rows.count
        worked.rows.removeAll { $0.course == name }
        guard worked.rows.count < before else { throw bad("\(name) is not in the transcript") }
      }
    case "read":
      guard rest.hasPrefix("at end of grade "), let grade = Int(rest.dropFirst(16)), (9...12).contains(grade) else {
        throw bad("write: read at end of grade 11")
      }
      worked.asOfGrade = grade
    case "entering":
      guard words.count == 2, let year = Int(rest), (2003...2035).contains(year) else {
        throw bad("write: entering 2024")
      }
      worked.entering = year
    case "exam": worked.exams.append(try CaseRows.exam(words, worked.file, line.number))
    case "waiver": worked.waivers.append(try CaseRows.waiver(words, worked.file, line.number))
    case "needs": try CaseAnswers.needs(rest, line.number, of: &worked)
    case "gpa": worked.gradePoints += try CaseAnswers.gradePoints(words, worked.file, line.number)
    case "timing": worked.timings += try CaseAnswers.timing(words, worked.file, line.number)
    default:
      if CaseAnswers.isAnswer(words[0]) {
        worked.expectations += try CaseAnswers.patterns(line, worked.file)
      } else {
        worked.rows.append(try CaseRows.row(line, file: worked.file, catalogue: catalogue))
      }
    }
  }

  /// What a case as a whole must have.
  private static func check(_ worked: WorkedCase) throws(CaseFileError) {
    func bad(_ why: String, _ line: Int? = nil) -> CaseFileError { .bad(worked.file, line ?? worked.line, why) }
    if worked.rule.isEmpty { throw bad("\(worked.id) names no rule") }
    if worked.source.isEmpty { throw bad("\(worked.id) cites no source") }
    let answers =
      worked.expectations.map(\.edition) + worked.gradePoints.map(\.edition) + worked.timings.map(\.edition)
    if answers.isEmpty { throw bad("\(worked.id) expects nothing") }
    if Set(worked.expectations.map(\.edition)).count < worked.expectations.count {
      throw bad("\(worked.id) answers for an edition twice")
    }
    if let entering = worked.entering {
      for edition in answers {
        guard let found = OracleEdition.named(edition), OracleEdition.of(entering: entering, csu: found.csu) == found
        else { throw bad("\(edition) is not the edition of fall \(entering)") }
      }
    }
    for expected in worked.expectations {
      var needed: [Character: Int] = [:]
      for need in expected.needs { needed[CaseNeeds.areas[need.name] ?? "-", default: 0] += need.twelfths }
      for (letter, area) in zip(Oracle.areas, expected.areas) where needed[letter, default: 0] != area.missing {
        throw bad(
          "the needs of \(letter) are \(CaseTranscript.semesters(needed[letter, default: 0])) semesters, the answer "
            + "misses \(CaseTranscript.semesters(area.missing))", expected.line)
      }
    }
  }
}
