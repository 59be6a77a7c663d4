/// One half (or what is passed of it) of one course, to be used whole in one area.
struct OracleUnit: Hashable, Sendable {
  var key: String
  /// The cells that are passed, 0 to 11.
  var cells: [Int]
  var areas: String
  var discipline: String
  var language: String
  var ninthGradeOnly: Bool
  /// Whether what its own area does not need may serve G.
  var surplusServesElective: Bool
  /// False for statistics and the like passed too late to fill the third year of mathematics.
  var standsIn: Bool
  var amount: Int { cells.count }
}

/// Half of a course as passes, deficiencies and omissions know it; it does not matter which area counts it.
struct OracleKnowledge {
  /// Cells passed per tag; the tag is `C:ALG1`, `E:Spanish:L2` or `D:CHEM`.
  var passed: [String: Set<Int>] = [:]
  /// Cells with a D or F.
  var failed: [String: Set<Int>] = [:]
  /// Tags of statistics and the like passed when they still stood for Algebra II.
  var inTime: Set<String> = []

  func has(_ tag: String) -> Bool { !(passed[tag] ?? []).isEmpty }
  func hasSecondHalf(_ tag: String) -> Bool { (passed[tag] ?? []).contains { $0 >= 6 } }
  func failedHalf(_ tag: String, _ half: Int) -> Bool {
    (failed[tag] ?? []).contains { OracleTerms.half(half).contains($0) }
  }
}

/// What one area makes of the units given to it.
struct OracleOutcome: Hashable {
  /// Missing after everything, and before exams and waivers.
  var missing: Int
  var missingWithoutExams: Int
  /// Twelfths that could have served G but are used here (own units and, for CSU, units of area G).
  var taken: Int
  /// CSU: twelfths of area G's own list among them.
  var fromElective = 0

  /// Better first: nothing missing, less missing, fewer exams, more left for G.
  func isBetter(than other: OracleOutcome) -> Bool {
    (missing, missingWithoutExams, taken) < (other.missing, other.missingWithoutExams, other.taken)
  }
}

/// The rules of the areas A to F, each from the text of sections 1, 4 and 15.
struct OracleAreas {
  var edition: OracleEdition
  var knowledge: OracleKnowledge
  var exams: Set<String>
  /// Twelfths lifted per area by waivers.
  var lifted: [Character: Int]
  /// Twelfths of records that may serve any area, where they serve in the best case. They are records, not waivers.
  var served: [Character: Int] = [:]

  func outcome(_ area: Character, _ units: [OracleUnit], elective: [OracleUnit]) -> OracleOutcome {
    let ways = ways(area, units, elective: elective)
    return ways.dropFirst().reduce(ways[0]) { $1.isBetter(than: $0) ? $1 : $0 }
  }

  /// All ways to fill an area.
  func ways(_ area: Character, _ units: [OracleUnit], elective: [OracleUnit]) -> [OracleOutcome] {
    let found: [OracleOutcome]
    switch area {
    case "A": found = history(units, elective)
    case "B": found = english(units)
    case "C": found = mathematics(units)
    case "D": found = edition.csu ? scienceCSU(units, elective) : scienceUC(units)
    case "E": found = language(units)
    default: found = arts(units)
    }
    return found.map { way in
      var way = way
      let byRecords = min(way.missing, served[area] ?? 0)
      way.missing -= byRecords
      way.missingWithoutExams -= byRecords
      way.missing = max(0, way.missing - (lifted[area] ?? 0))
      return way
    }
  }

  /// Amounts of some units: all of it, and what of it cannot serve G anyway.
  func amounts(_ units: [OracleUnit], _ match: (OracleUnit) -> Bool) -> (all: Int, free: Int) {
    let found = units.filter(match)
    return (
      found.reduce(0) { $0 + $1.amount },
      found.reduce(0) { $0 + ($1.surplusServesElective ? 0 : $1.amount) }
    )
  }

  // MARK: A

  private func history(_ units: [OracleUnit], _ elective: [OracleUnit]) -> [OracleOutcome] {
    let us = amounts(units) { $0.discipline == "US" }
    let civics = amounts(units) { $0.discipline == "CIV" }
    let world = amounts(units) { $0.discipline == "WORLD" }
    let all = amounts(units) { _ in true }
    let social = amounts(elective) { ["SOC", "US", "WORLD", "CIV"].contains($0.discipline) }.all
    let usYear = min(12, min(12, us.all) + min(6, civics.all))
    let usYearWithExams = min(
      12, min(12, us.all + (exams.contains("US") ? 12 : 0)) + min(6, civics.all + (exams.contains("CIVICS") ? 6 : 0)))
    let worldExam = exams.contains("WORLD") ? 12 : 0

    var outcomes: [OracleOutcome] = []
    for fromUS in 0...12 where fromUS <= us.all {
      let fromCivics = usYear - fromUS
      guard fromCivics >= 0, fromCivics <= min(6, civics.all) else { continue }
      let taken = max(0, fromUS - us.free) + max(0, fromCivics - civics.free)
      func add(_ second: Int, _ takenForSecond: Int, fromElective: Int) {
        outcomes.append(
          OracleOutcome(
            missing: 12 - usYearWithExams + 12 - min(12, second + worldExam),
            missingWithoutExams: 24 - usYear - second, taken: taken + takenForSecond, fromElective: fromElective))
      }
      if edition.csu {
        let own = min(12, all.all - usYear)
        let leftFree = all.free - min(fromUS, us.free) - min(fromCivics, civics.free)
        for fromElective in 0...min(12 - own, social) {
          add(own + fromElective, max(0, own - leftFree) + fromElective, fromElective: fromElective)
        }
      } else {
        let second = min(12, world.all)
        add(second, max(0, second - world.free), fromElective: 0)
      }
    }
    return outcomes
  }

  // MARK: B

  private func english(_ units: [OracleUnit]) -> [OracleOutcome] {
    let development = amounts(units) { $0.discipline == "ELD" && !$0.ninthGradeOnly }.all
    let developmentNinth = amounts(units) { $0.discipline == "ELD" && $0.ninthGradeOnly }.all
    let ninth = amounts(units) { $0.discipline != "ELD" && $0.ninthGradeOnly }
    let rest = amounts(units) { $0.discipline != "ELD" && !$0.ninthGradeOnly }
    let fromDevelopment = min(12, development)
    let fromNinth = min(12, ninth.all)
    let fromBoth = min(developmentNinth, 12 - fromDevelopment, 12 - fromNinth)
    let counted = min(48, fromDevelopment + fromNinth + fromBoth + rest.all)
    let free = fromDevelopment + min(12, ninth.free) + fromBoth + rest.free
    let exam = exams.contains("B") ? 48 : exams.contains("B3") ? 36 : 0
    return [
      OracleOutcome(
        missing: max(0, 48 - counted - exam), missingWithoutExams: 48 - counted, taken: max(0, counted - free))
    ]
  }

  // MARK: C

  private func mathematics(_ units: [OracleUnit]) -> [OracleOutcome] {
    var taken = 0
    var slots: [Set<Int>] = []
    for tags in OracleDiscipline.slots {
      let own = units.filter { tags.contains($0.discipline) }
      slots.append(Set(own.flatMap(\.cells)))
      for cell in slots[slots.count - 1] {
        let costs = own.filter { $0.cells.contains(cell) }.map { $0.surplusServesElective ? 1 : 0 }
        taken += costs.min() ?? 0
      }
    }
    func passed(_ disciplines: [String]) -> Bool { disciplines.contains { knowledge.has("C:" + $0) } }
    let firstHalf = Set(0..<6)
    let secondHalf = Set(6..<12)
    let year = Set(0..<12)
    for (slot, tags) in OracleDiscipline.slots.enumerated()
    where tags.contains(where: { knowledge.hasSecondHalf("C:" + $0) }) { slots[slot].formUnion(firstHalf) }

    let standIns = OracleDiscipline.advanced.filter {
      OracleDiscipline.ended.contains($0) ? knowledge.inTime.contains($0) : knowledge.has("C:" + $0)
    }
    if edition.advancedFillsThirdYear {
      let advanced = amounts(units) { standIns.contains($0.discipline) && $0.standsIn }
      let filled = min(12 - slots[2].count, advanced.all)
      taken += max(0, filled - advanced.free)
    }
    if !standIns.isEmpty || passed(["ALG2", "M3", "M2"]) { slots[0] = year }
    if !standIns.isEmpty { slots[2] = year }
    let overGeometry = passed(["TRIG", "PRECALC", "CALC"])
    for (half, cells) in [(1, firstHalf), (2, secondHalf)] {
      if overGeometry && ["GEO", "M2"].contains(where: { knowledge.failedHalf("C:" + $0, half) }) {
        slots[1].formUnion(cells)
      }
      if passed(["M3"]) && knowledge.failedHalf("C:M2", half) { slots[1].formUnion(cells) }
    }
    if overGeometry && edition.omittedGeometryValidated { slots[1] = year }
    let missing = slots.map { 12 - $0.count }
    return [
      OracleOutcome(
        missing: exams.contains("CALCULUS") ? missing[1] : missing.reduce(0, +),
        missingWithoutExams: missing.reduce(0, +), taken: taken)
    ]
  }

  // MARK: E

  private func language(_ units: [OracleUnit]) -> [OracleOutcome] {
    let spoken = Set(units.map(\.language)).union(knowledge.passed.keys.compactMap(languageOfTag))
      .union(exams.compactMap { $0.hasPrefix("LANGUAGE-") ? String($0.dropFirst(9)) : nil })
    var outcomes = [OracleOutcome(missing: 24, missingWithoutExams: 24, taken: 0)]
    for language in spoken.sorted() {
      var missing = 0
      var taken = 0
      for (index, level) in OracleDiscipline.levels.prefix(2).enumerated() {
        let own = units.filter { $0.language == language && $0.discipline == level }
        var cells = Set(own.flatMap(\.cells))
        for cell in cells {
          let costs = own.filter { $0.cells.contains(cell) }.map { $0.surplusServesElective ? 1 : 0 }
          taken += costs.min() ?? 0
        }
        if knowledge.hasSecondHalf("E:\(language):\(level)") { cells.formUnion(0..<6) }
        if OracleDiscipline.levels.dropFirst(index + 1).contains(where: { knowledge.has("E:\(language):\($0)") }) {
          cells.formUnion(0..<12)
        }
        missing += 12 - cells.count
      }
      outcomes.append(
        OracleOutcome(
          missing: exams.contains("LANGUAGE-\(language)") ? 0 : missing, missingWithoutExams: missing, taken: taken))
    }
    return outcomes
  }

  private func languageOfTag(_ tag: String) -> String? {
    let pieces = tag.split(separator: ":", omittingEmptySubsequences: false)
    return pieces.count == 3 && pieces[0] == "E" ? String(pieces[1]) : nil
  }

  // MARK: F

  private func arts(_ units: [OracleUnit]) -> [OracleOutcome] {
    let groups: [[OracleUnit]]
    switch edition.artsRule {
    case .anyTwoSemesters: groups = [units]
    case .oneYearlongCourse: groups = Set(units.map(\.key)).sorted().map { key in units.filter { $0.key == key } }
    case .oneDiscipline:
      groups = Set(units.map(\.discipline)).sorted().map { name in units.filter { $0.discipline == name } }
    }
    var outcomes = [OracleOutcome(missing: 12, missingWithoutExams: 12, taken: 0)]
    for group in groups {
      let found = amounts(group) { _ in true }
      let real = min(12, found.all)
      outcomes.append(
        OracleOutcome(missing: 12 - real, missingWithoutExams: 12 - real, taken: max(0, real - found.free)))
    }
    if exams.contains("F") { for index in outcomes.indices { outcomes[index].missing = 0 } }
    return outcomes
  }
}
