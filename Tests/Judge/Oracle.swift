/// A brute-force judge of the A-G pattern, written from the rules' text alone: every way of giving the halves of
/// dual-listed courses to areas is tried, and the best by rules 15.1 and 15.33 is the answer.
package enum Oracle {
  static let areas: [Character] = ["A", "B", "C", "D", "E", "F", "G"]
  package static let required = [24, 48, 36, 24, 24, 12, 12]

  /// `asOf` is the fall of the school year in which the reader stands.
  package static func evaluate(_ transcript: OracleTranscript, _ edition: OracleEdition, asOf: Int) -> OracleVerdict {
    var transcript = transcript
    transcript.records.removeAll { $0.year > asOf || $0.grade < 7 }
    transcript.exams.removeAll { $0.year > asOf }
    transcript.waivers.removeAll { $0.year > asOf }

    let now = optimum(transcript, edition, running: false, serving: nil)
    let isRunning = transcript.records.contains { $0.mark == nil }
    let projected = isRunning ? optimum(transcript, edition, running: true, serving: nil) : now
    let unmatched = transcript.records.contains { $0.match == .unmatched }
    var found: [OracleArea] = []
    for (index, area) in areas.enumerated() {
      var status = word(now.missing[index], projected.missing[index])
      if unmatched && status != "met" {
        let bestNow = optimum(transcript, edition, running: false, serving: area).missing[index]
        let bestProjected =
          isRunning ? optimum(transcript, edition, running: true, serving: area).missing[index] : bestNow
        // A best case is at least as good as the worst.
        let best = word(min(bestNow, now.missing[index]), min(bestProjected, projected.missing[index]))
        if best != status { status = "unknown" }
      }
      found.append(
        OracleArea(
          required: required[index], missing: now.missing[index],
          inProgress: max(0, now.missing[index] - projected.missing[index]), status: status))
    }
    let statuses = found.map(\.status)
    let status =
      if statuses.contains("not_met") { "not_met" } else if statuses.contains("unknown") {
        "unknown"
      } else if statuses
        .contains("in_progress")
      {
        projected.missing.allSatisfy { $0 == 0 } ? "in_progress" : "not_met"
      } else { "met" }
    return OracleVerdict(areas: found, status: status, electiveSupply: now.supply)
  }

  private static func word(_ missing: Int, _ projected: Int) -> String {
    missing == 0 ? "met" : projected == 0 ? "in_progress" : "not_met"
  }

  struct Optimum {
    var missing: [Int]
    var supply: Int
    /// Most areas of A to F met, fewest missing, fewest from exams, least missing in G, earlier areas first.
    var order: [Int]
  }

  /// What decides the outcome of one area.
  private struct Asked: Hashable {
    var area: Character
    var units: [OracleUnit]
    var elective: [OracleUnit]
  }

  /// `serving`: the area that unmatched records serve in the best case.
  private static func optimum(
    _ transcript: OracleTranscript, _ edition: OracleEdition, running: Bool, serving: Character?
  ) -> Optimum {
    let world = OracleWorld(transcript, edition, running: running)
    var lifted: [Character: Int] = [:]
    for waiver in transcript.waivers { lifted[waiver.area, default: 0] += waiver.twelfths }
    var served: [Character: Int] = [:]
    if let serving {
      for record in transcript.records where record.match == .unmatched {
        guard let mark = record.mark ?? (running ? "C" : nil), OracleMarks.passes(mark, record) else { continue }
        if record.grade < 9 && serving != "C" && serving != "E" { continue }
        served[serving, default: 0] += OracleTerms.worth(record, civics: false)
      }
    }
    let exams = Set(transcript.exams.map(\.clears))
    let rules = OracleAreas(edition: edition, knowledge: world.knowledge, exams: exams, lifted: lifted, served: served)

    var best: Optimum?
    var memo: [Asked: OracleOutcome] = [:]
    for choice in world.choices() {
      let elective = choice.filter { $0.area == "G" }.map(\.unit)
      var missing: [Int] = []
      var withoutExams = 0
      var supply = world.retakes + elective.reduce(0) { $0 + $1.amount }
      for area in areas.prefix(6) {
        let units = choice.filter { $0.area == area }.map(\.unit)
        let asked = Asked(area: area, units: units, elective: area == "A" || area == "D" ? elective : [])
        let outcome = memo[asked] ?? rules.outcome(area, units, elective: elective)
        memo[asked] = outcome
        missing.append(outcome.missing)
        withoutExams += outcome.missingWithoutExams - outcome.missing
        supply += units.reduce(0) { $0 + ($1.surplusServesElective ? $1.amount : 0) } - outcome.taken
      }
      let sum = missing.reduce(0, +)
      let unmet = missing.filter { $0 > 0 }.count
      let exam = exams.contains("G") ? 12 : 0
      let elsewhere = max(0, 12 - supply - exam - (lifted["G"] ?? 0) - (served["G"] ?? 0))
      let order = [unmet, sum, withoutExams, elsewhere] + missing
      if best.map({ order.lexicographicallyPrecedes($0.order) || (order == $0.order && supply > $0.supply) }) ?? true {
        best = Optimum(missing: missing + [elsewhere], supply: supply, order: order)
      }
    }
    return best ?? Optimum(missing: required, supply: 0, order: [])
  }
}

/// The passed halves and the knowledge of one transcript, with running courses passed or left out.
struct OracleWorld {
  var knowledge = OracleKnowledge()
  /// Per half of a course the ways it can be cut into units: one, unless it was passed under differing listings.
  var halves: [[[OracleUnit]]] = []
  /// Twelfths of retaken arts courses.
  var retakes = 0

  init(_ transcript: OracleTranscript, _ edition: OracleEdition, running: Bool) {
    // Before grade 9 a course outside C and E is as if it had not been taken.
    let listed = transcript.records.filter { record in
      guard let areas = record.course?.areas else { return false }
      return record.grade >= 9 || areas.contains("C") || areas.contains("E")
    }
    for key in Set(listed.compactMap { $0.course?.key }).sorted() {
      let placed = OraclePlacer.place(listed.filter { $0.course?.key == key }, running: running)
      learn(placed)
      count(placed.filter { $0.passed }, edition)
    }
  }

  private mutating func learn(_ placed: [OraclePlacement]) {
    for placement in placed {
      let course = placement.course
      for area in course.areas where placement.record.grade >= 9 || area == "C" || area == "E" {
        let discipline = area == "D" && course.discipline == "CHEM/ES" ? "CHEM" : course.discipline
        let tag = area == "E" ? "E:\(course.language):\(discipline)" : "\(area):\(discipline)"
        if placement.passed { knowledge.passed[tag, default: []].formUnion(placement.cells) }
        if placement.failed { knowledge.failed[tag, default: []].formUnion(placement.cells) }
        if placement.passed, area == "C", placement.record.year <= 2024 { knowledge.inTime.insert(discipline) }
      }
    }
  }

  private mutating func count(_ passes: [OraclePlacement], _ edition: OracleEdition) {
    var seen: [Int: Set<String>] = [:]
    for pass in passes where pass.course.areas.contains("F") {
      let when = "\(pass.record.year) \(pass.record.term)"
      for cell in pass.cells {
        if let times = seen[cell], !times.contains(when), Self.unit(pass, edition).surplusServesElective {
          retakes += 1
        }
        seen[cell, default: []].insert(when)
      }
    }
    for half in [1, 2] {
      var kinds: [OracleUnit: Set<Int>] = [:]
      for pass in passes {
        let kind = Self.unit(pass, edition)
        // What was passed in time and is passed again too late is still passed in time.
        var inTime = kind
        inTime.standsIn = true
        let known = kind.standsIn ? [] : kinds[inTime] ?? []
        let cells = Set(pass.cells).intersection(OracleTerms.half(half)).subtracting(known)
        guard !cells.isEmpty, !kind.areas.isEmpty else { continue }
        kinds[kind, default: []].formUnion(cells)
      }
      guard !kinds.isEmpty else { continue }
      halves.append(
        Self.orders(Array(kinds.keys)).map { order in
          var left = Set(OracleTerms.half(half))
          var units: [OracleUnit] = []
          for kind in order {
            var unit = kind
            unit.cells = (kinds[kind] ?? []).intersection(left).sorted()
            left.subtract(unit.cells)
            if !unit.cells.isEmpty { units.append(unit) }
          }
          return units
        })
    }
  }

  /// What a pass may be used for, without its cells.
  private static func unit(_ pass: OraclePlacement, _ edition: OracleEdition) -> OracleUnit {
    let course = pass.course
    var areas = course.areas
    if pass.record.grade < 9 { areas = areas.filter { $0 == "C" || $0 == "E" } }
    if course.discipline == "ELD", !edition.csu, pass.record.grade >= 12 { areas = "" }
    return OracleUnit(
      key: course.key, cells: [], areas: areas, discipline: course.discipline, language: course.language,
      ninthGradeOnly: course.ninthGradeOnly,
      surplusServesElective: pass.record.grade >= 9 && course.discipline != "ELD"
        && (course.electiveEligible || !edition.diamond),
      standsIn: !OracleDiscipline.ended.contains(course.discipline) || pass.record.year <= 2024)
  }

  private static func orders(_ kinds: [OracleUnit]) -> [[OracleUnit]] {
    guard kinds.count > 1 else { return [kinds] }
    return kinds.indices.flatMap { index in
      var rest = kinds
      let first = rest.remove(at: index)
      return orders(rest).map { [first] + $0 }
    }
  }

  /// Every way of giving each unit whole to one area.
  func choices() -> [[(unit: OracleUnit, area: Character)]] {
    var found: [[(unit: OracleUnit, area: Character)]] = [[]]
    for half in halves {
      var ways: [[(unit: OracleUnit, area: Character)]] = []
      for units in half {
        var own: [[(unit: OracleUnit, area: Character)]] = [[]]
        for unit in units { own = own.flatMap { before in unit.areas.map { before + [(unit, $0)] } } }
        ways += own
      }
      found = found.flatMap { before in ways.map { before + $0 } }
    }
    return found
  }
}
