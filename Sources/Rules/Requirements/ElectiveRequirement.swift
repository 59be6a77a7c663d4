extension Ledger {
  /// Area G (rules `g.listed`, `g.surplus`): what is left of the elective list, then what A to F do not need.
  mutating func fillElective(required: Int, outside: OutsideCredit) {
    var fill = Fill(required: required)
    for bucket in Bucket.ofElective { self[bucket].closeOutside() }
    for bucket in Bucket.ofElective {
      fill.records += self[bucket].spend(required - fill.records)
    }
    electiveSurplus = min(required - fill.records, surplus())
    fill.records += electiveSurplus
    if outside.elective { fill.exams = fill.missing }
    clear(.elective, fill.exams)
    fallShort(.elective, fill.missing)
    fills[.g] = fill
  }

  /// Everything that A to F leave and that may serve area G.
  ///
  /// Changes nothing; but read in place, accounts are not copied one by one.
  private mutating func surplus() -> Int {
    var sum = artsRepeats
    for bucket in Bucket.allCases
    where bucket.rawValue < Bucket.electiveHistory.rawValue
      && bucket != .languageDevelopment
    { sum += self[bucket].surplus }
    for index in 0..<3 { sum += slots[index].surplus }
    for index in languages.indices {
      sum += index == bestLanguage ? languages[index].surplus : languages[index].unused
    }
    for account in arts { sum += account.account.surplus }
    return sum
  }
}
