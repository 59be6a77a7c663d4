/// The judge's answer to the question behind a reason: how little some areas can miss together.
extension Oracle {
  /// For every set of areas, over every way of giving the halves of dual-listed courses to areas, the fewest twelfths
  /// that the set misses together, with records before exams and waivers in each area. CSU's areas A and D may each
  /// leave the elective list to area G. Sets are bits, A the lowest.
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
      var outcomes: [[OracleOutcome]] = []
      for area in areas.prefix(6) {
        let units = choice.filter { $0.area == area }.map(\.unit)
        supply += units.reduce(0) { $0 + ($1.surplusServesElective ? $1.amount : 0) }
        outcomes.append([rules.outcome(area, units, elective: []), rules.outcome(area, units, elective: elective)])
      }
      for spared in edition.csu ? [0, 1, 8, 9] : [0] {
        let found = outcomes.enumerated().map { $1[spared >> $0 & 1 == 1 ? 0 : 1] }
        for set in 1..<128 {
          var missing = 0
          // An area that is not asked for may leave the list to G as well.
          var taken = 0
          for index in 0..<6 {
            taken += found[index].taken
            if set >> index & 1 == 1 { missing += found[index].missing }
          }
          if set >> 6 == 1 {
            missing += max(0, 12 - (supply - taken) - (exams.contains("G") ? 12 : 0) - (lifted["G"] ?? 0))
          }
          least[set] = min(least[set], missing)
        }
      }
    }
    return least
  }
}
