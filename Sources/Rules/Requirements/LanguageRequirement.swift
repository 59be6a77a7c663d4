extension Ledger {
  /// Area E (rules `e.two-levels`, `e.second-half-validates`, `e.higher-level-validates`): levels 1 and 2 of one
  /// language, the language that misses least.
  mutating func fillLanguage(required: Int, evidence: Evidence, outside: OutsideCredit) {
    let level = required / 2
    // What a waiver lifts asks for no exam.
    let waived = outside.waived[.e]
    var best: (index: Int, filled: Int, records: Int, exams: Int, surplus: Int)?
    var unused = 0
    for account in languages { unused += account.unused }
    for index in languages.indices {
      validate(index, evidence: evidence)
      let records = (0..<2).reduce(0) { $0 + min(level, languages[index].levels[$1].filled.twelfths) }
      let exams = outside.hasLanguage(languages[index].key) ? required - records : 0
      let surplus = unused - languages[index].unused + languages[index].surplus
      let filled = min(required, records + exams + waived)
      guard let old = best else {
        best = (index, filled, records, exams, surplus)
        continue
      }
      if (filled, records, surplus) > (old.filled, old.records, old.surplus) {
        best = (index, filled, records, exams, surplus)
      }
    }
    var fill = Fill(required: required)
    if outside.hasAnyLanguage, (best?.filled ?? min(required, waived)) < required {
      // An exam in a language without records.
      bestLanguage = nil
      fill.exams = required
    } else if let best {
      bestLanguage = best.records > 0 ? best.index : nil
      fill.records = best.records
      fill.exams = best.exams
    }
    clear(.language, fill.exams)
    if fill.missing > 0 {
      let filled1 = bestLanguage.map { min(level, languages[$0].levels[0].filled.twelfths) } ?? 0
      let filled2 = bestLanguage.map { min(level, languages[$0].levels[1].filled.twelfths) } ?? 0
      fallShort(.languageLevel1, level - filled1)
      fallShort(.languageLevel2, level - filled2)
    }
    fills[.e] = fill
  }

  private mutating func validate(_ index: Int, evidence: Evidence) {
    let known = languages[index].evidence
    guard known >= 0 else { return }
    for level in 0..<2 {
      if evidence.secondHalf(known, level: level) >= 0 {
        languages[index].levels[level].validated
          .formUnion(CourseSpan.firstHalf.subtracting(languages[index].levels[level].real))
      }
      if evidence.level(above: level, known) >= 0 {
        languages[index].levels[level].validated = CourseSpan.year.subtracting(languages[index].levels[level].real)
      }
    }
  }
}

extension Discipline {
  /// 0 to 3 for levels 1 to 4 and more.
  var languageLevel: Int? {
    switch self {
    case .languageLevel1: 0
    case .languageLevel2: 1
    case .languageLevel3: 2
    case .languageLevel4: 3
    default: nil
    }
  }
}
