/// The judge's answer to the question behind a reason: how little some areas can miss together.
extension Oracle {
  /// For every set of areas, over every way of giving the halves of dual-listed courses to areas, the fewest twelfths
  /// that the set misses together, with an area's own records before exams and waivers. CSU's areas A and D may leave
  /// any part of the elective list to area G. Sets are bits, A the lowest.
  package static func lacks(_ transcript: OracleTranscript, _ edition: OracleEdition, asOf: Int) -> [Int] {
    var transcript = transcript
    transcript.records.removeAll { $0.year > asOf || $0.grade < 7 }
    transcript.exams.removeAll { $0.year > asOf }
    transcript.waivers.removeAll { $0.year > asOf }
    let world = OracleWorld(transcript, edition, running: false)
    var lifted: [Character: Int] = [:]
    for waiver in transcript.waivers { lifted[waiver.area, default: 0] += waiver.twelfths }
    let exams = Set(transcript.exams.map(\.clears))
    let rules = OracleAreas(edition: edition, knowledge: world.knowledge, exams: exams, lifted: lifted)
    var least = [Int](repeating: .max, count: 128)
    least[0] = 0
    for choice in world.choices() {
      let elective = choice.filter { $0.area == "G" }.map(\.unit)
      var supply = world.retakes + elective.reduce(0) { $0 + $1.amount }
      var ways: [[OracleOutcome]] = []
      for area in areas.prefix(6) {
        let units = choice.filter { $0.area == area }.map(\.unit)
        supply += units.reduce(0) { $0 + ($1.surplusServesElective ? $1.amount : 0) }
        ways.append(worthwhile(area, units, elective, rules, edition))
      }
      let lifted = (exams.contains("G") ? 12 : 0) + (lifted["G"] ?? 0)
      // By how much A and D take of the list; the other areas have one way each.
      for history in ways[0] {
        for science in ways[3] {
          let found = [history, ways[1][0], ways[2][0], science, ways[4][0], ways[5][0]]
          // An area that is not asked for leaves the list to G.
          let unasked = [ways[0][0], ways[1][0], ways[2][0], ways[3][0], ways[4][0], ways[5][0]]
          for set in 1..<128 {
            var missing = 0
            var taken = 0
            for index in 0..<6 {
              let isAsked = set >> index & 1 == 1
              taken += isAsked ? found[index].taken : unasked[index].taken
              if isAsked { missing += found[index].missing }
            }
            if set >> 6 == 1 { missing += max(0, 12 - (supply - taken) - lifted) }
            least[set] = min(least[set], missing)
          }
        }
      }
    }
    return least
  }

  /// The best way without the elective list, then those that take from it: of equal missing twelfths the one that leaves
  /// most to G. An area keeps its own courses before exams stand in.
  private static func worthwhile(
    _ area: Character, _ units: [OracleUnit], _ elective: [OracleUnit], _ rules: OracleAreas, _ edition: OracleEdition
  ) -> [OracleOutcome] {
    let alone = rules.outcome(area, units, elective: [])
    guard edition.csu, area == "A" || area == "D", !elective.isEmpty else { return [alone] }
    let ways = rules.ways(area, units, elective: elective)
    func open(_ way: OracleOutcome) -> Int { way.missingWithoutExams + way.fromElective }
    let least = ways.map(open).min() ?? 0
    var leastTaken: [Int: OracleOutcome] = [:]
    for way in ways where open(way) == least && way.taken < leastTaken[way.missing]?.taken ?? .max {
      leastTaken[way.missing] = way
    }
    return [alone] + leastTaken.keys.sorted().compactMap { leastTaken[$0] }
  }
}
