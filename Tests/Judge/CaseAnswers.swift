/// The lines of a case that say what must come out.
enum CaseAnswers {
  static func isAnswer(_ word: String) -> Bool {
    ["UC", "CSU", "all"].contains(word.filter { $0 != "," && $0 != ":" }) || word.hasPrefix("uc-")
      || word.hasPrefix("csu-")
  }

  private static func editions(
    _ words: some Sequence<Substring>, _ file: String, _ line: Int
  ) throws(CaseFileError) -> [(edition: String, isGeneral: Bool)] {
    var found: [(edition: String, isGeneral: Bool)] = []
    for word in words {
      switch word {
      case "all": found += OracleEdition.all.map { ($0.id, true) }
      case "UC": found += OracleEdition.all.filter { !$0.csu }.map { ($0.id, true) }
      case "CSU": found += OracleEdition.all.filter(\.csu).map { ($0.id, true) }
      default:
        guard OracleEdition.named(String(word)) != nil else { throw .bad(file, line, "no edition \(word)") }
        found.append((String(word), false))
      }
    }
    return found
  }

  /// `uc-2015, uc-2019: ABc1DEFG (G su 4) (running B 1) (ALL not_met)`
  static func patterns(_ line: CaseLine, _ file: String) throws(CaseFileError) -> [WorkedCase.Expectation] {
    func bad(_ why: String) -> CaseFileError { .bad(file, line.number, "'\(line.text)': \(why)") }
    let sides = line.text.split(separator: ":", maxSplits: 1)
    guard sides.count == 2 else { throw bad("an answer is: UC: ABc1DEFG") }
    let ids = try editions(sides[0].split(whereSeparator: { ", ".contains($0) }), file, line.number)
    let pieces = sides[1].split(separator: "(").map { $0.filter { $0 != ")" }.split(separator: " ").map(String.init) }
    guard let pattern = pieces.first?.first, pieces[0].count == 1, var areas = areas(pattern) else {
      throw bad("a pattern is the seven areas: ABc1DEFG")
    }
    var semesters: Int?
    var overall: String?
    for note in pieces.dropFirst() {
      if note.count == 3, note[0] == "G", note[1] == "su", let number = Int(note[2]) {
        semesters = number
      } else if note.count == 3, note[0] == "running", let index = Oracle.areas.firstIndex(of: Character(note[1])),
        let amount = twelfths(note[2])
      {
        areas[index].inProgress = amount
      } else if note.count == 2, note[0] == "ALL", Self.order.contains(note[1]) {
        overall = note[1]
      } else {
        throw bad("a note is (G su 4), (running B 1) or (ALL not_met)")
      }
    }
    let worst = Self.order.first { status in areas.contains { $0.status == status } } ?? "met"
    let needs = zip(Oracle.areas, areas).compactMap { letter, area in
      area.missing == 0 ? nil : CaseNeeds.single[letter].map { WorkedCase.Need(name: $0, twelfths: area.missing) }
    }
    return ids.map {
      WorkedCase.Expectation(
        edition: $0.edition, pattern: pattern, areas: areas, overall: overall ?? worst, needs: needs,
        electiveSemesters: semesters, isGeneral: $0.isGeneral, line: line.number)
    }
  }

  /// From the worst to the best.
  private static let order = ["not_met", "unknown", "in_progress", "met"]

  private static func areas(_ pattern: String) -> [OracleArea]? {
    var rest = Substring(pattern)
    var found: [OracleArea] = []
    for (letter, required) in zip(Oracle.areas, Oracle.required) {
      guard let first = rest.popFirst(), first.uppercased() == String(letter) else { return nil }
      if first == letter {
        found.append(OracleArea(required: required, missing: 0, inProgress: 0, status: "met"))
        continue
      }
      let number = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count)
      guard let missing = twelfths(String(number)), missing > 0, missing <= required else { return nil }
      var area = OracleArea(required: required, missing: missing, inProgress: 0, status: "not_met")
      if rest.first == "+" { (area.inProgress, area.status) = (missing, "in_progress") }
      if rest.first == "?" { area.status = "unknown" }
      if area.status != "not_met" { rest = rest.dropFirst() }
      found.append(area)
    }
    return rest.isEmpty ? found : nil
  }

  /// Twelfths of semesters as printed: `0.67` is four.
  static func twelfths(_ text: String) -> Int? {
    (0...180).first { CaseTranscript.semesters($0) == text }
  }

  /// `needs world-history 2, first-mathematics 1`: of the answer above it.
  static func needs(_ text: String, _ line: Int, of worked: inout WorkedCase) throws(CaseFileError) {
    guard let above = worked.expectations.last?.line else {
      throw .bad(worked.file, line, "needs belong below an answer")
    }
    for need in text.split(separator: ",") {
      let words = need.split(separator: " ").map(String.init)
      guard words.count == 2, let area = CaseNeeds.areas[words[0]], let amount = twelfths(words[1]) else {
        throw .bad(worked.file, line, "a need is a name of the vocabulary and its semesters: world-history 2")
      }
      guard CaseNeeds.single[area] == nil else { continue }
      for index in worked.expectations.indices where worked.expectations[index].line == above {
        worked.expectations[index].needs.append(WorkedCase.Need(name: words[0], twelfths: amount))
      }
    }
  }

  /// `gpa UC grades 22 points 66 capped 4 all 6 is 3.00 3.18 3.27`, or `is none`.
  static func gradePoints(
    _ words: [String], _ file: String, _ line: Int
  ) throws(CaseFileError) -> [WorkedCase.GradePointExpectation] {
    guard let start = words.firstIndex(of: "grades"), words.count >= start + 10, words[start + 2] == "points",
      words[start + 4] == "capped", words[start + 6] == "all", words[start + 8] == "is",
      let grades = Int(words[start + 1]), let points = Int(words[start + 3]), let capped = Int(words[start + 5]),
      let all = Int(words[start + 7])
    else { throw .bad(file, line, "write: gpa UC grades 22 points 66 capped 4 all 6 is 3.00 3.18 3.27") }
    let averages = Array(words[(start + 9)...])
    guard averages == ["none"] || averages.count == 3 && averages.allSatisfy({ CaseRows.hundredths($0) != nil }) else {
      throw .bad(file, line, "after 'is' stand the unweighted, capped and weighted average, or 'none'")
    }
    let counts = OracleGradePoints(grades: grades, points: points, capped: capped, all: all)
    let names = words[1..<start].joined(separator: " ").split(whereSeparator: { ", ".contains($0) })
    return try editions(names, file, line).map {
      WorkedCase.GradePointExpectation(
        edition: $0.edition, counts: counts, averages: averages == ["none"] ? ["", "", ""] : averages,
        isGeneral: $0.isGeneral)
    }
  }

  /// `timing UC 21 not met`; an edition that asks nothing has the number alone.
  static func timing(
    _ words: [String], _ file: String, _ line: Int
  ) throws(CaseFileError) -> [WorkedCase.TimingExpectation] {
    var names = Array(words.dropFirst())
    var isMet: Bool?
    if names.last == "met" {
      names.removeLast()
      isMet = names.last != "not"
      if isMet == false { names.removeLast() }
    }
    guard let amount = names.popLast().flatMap(twelfths) else {
      throw .bad(file, line, "write: timing UC 21 not met")
    }
    let ids = try editions(
      names.joined(separator: " ").split(whereSeparator: { ", ".contains($0) }), file, line)
    var found: [WorkedCase.TimingExpectation] = []
    for id in ids {
      guard let edition = OracleEdition.named(id.edition), (edition.timing.required == nil) == (isMet == nil) else {
        throw .bad(file, line, "\(id.edition): 'met' or 'not met' stands where the edition asks, and only there")
      }
      found.append(
        WorkedCase.TimingExpectation(
          edition: id.edition, timing: OracleTiming(before: amount, required: edition.timing.required, isMet: isMet),
          isGeneral: id.isGeneral))
    }
    return found
  }
}
