/// What a search settles before it decides single units: the one discipline of the arts, the sciences and the language that
/// open units may fill areas F, D and E with. What they hold of others is surplus.
///
/// Each of these areas counts one such choice alone, the best. So the best assignment of all is the best of one of the
/// choices; and given a choice, a unit that fits no other is no longer counted as what might fill the area.
struct Restriction: Sendable {
  /// The account of the discipline, or -1 where nothing is settled.
  var arts = -1
  /// Buckets of area D, by their bits; 0 where nothing is settled.
  var sciences: UInt32 = 0
  /// The first account of the language, or -1.
  var language = -1

  /// Whether what lies in an account may fill its area.
  func allows(_ cell: Int, plan: CellPlan) -> Bool {
    if cell >= plan.arts { return arts < 0 || cell == arts }
    if cell >= CellPlan.languages {
      let level = (cell - CellPlan.languages) % 4
      return language < 0 || level > 1 || cell - level == language
    }
    if Restriction.sciences.contains(cell) { return sciences == 0 || sciences & 1 << UInt32(cell) != 0 }
    return true
  }

  static let sciences = Bucket.biology.rawValue...Bucket.interdisciplinary.rawValue

  /// Which sciences may stand together in UC's area D.
  static func sciencePatterns(_ policy: SciencePolicy) -> [UInt32] {
    func bits(_ buckets: Bucket...) -> UInt32 { buckets.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
    var patterns = [bits(.biology, .chemistry), bits(.biology, .physics), bits(.chemistry, .physics)]
    if policy.earthOrInterdisciplinaryYear {
      for foundation in [Bucket.biology, .chemistry, .physics] {
        patterns += [bits(foundation, .earthAndSpace), bits(foundation, .interdisciplinary)]
      }
    }
    return patterns + [bits(.integrated)]
  }
}

extension SearchProblem {
  /// The choices that are to be settled, each with its values. An area that misses nothing leaves none; nor does the one that
  /// an unmatched record serves, which takes less of its own courses then.
  ///
  /// - Parameter open: Areas that miss something before open units come in.
  func choices(_ open: SubjectAreas) -> [[(Restriction) -> Restriction]] {
    let cells = Set(options.indices.map { options[$0].own }).sorted()
    var choices: [[(Restriction) -> Restriction]] = []
    func isOpen(_ area: SubjectArea) -> Bool { open.has(area) && question.wildcard?.area != area }
    if isOpen(.f) {
      let arts = cells.filter { $0 >= plan.arts }
      choices.append(
        arts.map { cell in
          {
            var next = $0
            next.arts = cell
            return next
          }
        })
    }
    if isOpen(.d), question.policy.science.pattern == .twoFoundations {
      let held = cells.filter(Restriction.sciences.contains).reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
      let patterns = Restriction.sciencePatterns(question.policy.science).map { $0 & held }
      // A pattern inside another one is no choice of its own.
      var settled: [UInt32] = []
      for (index, own) in patterns.enumerated() where own != 0 {
        let isInside = patterns.enumerated().contains { $1 & own == own && ($1 != own || $0 < index) }
        if !isInside { settled.append(own) }
      }
      choices.append(
        settled.map { own in
          {
            var next = $0
            next.sciences = own
            return next
          }
        })
    }
    if isOpen(.e) {
      let languages = cells.filter { $0 >= CellPlan.languages && $0 < plan.arts }
        .map { ($0 - CellPlan.languages) / 4 * 4 + CellPlan.languages }
      choices.append(
        Set(languages).sorted().map { cell in
          {
            var next = $0
            next.language = cell
            return next
          }
        })
    }
    return choices.filter { $0.count > 1 }
  }
}
