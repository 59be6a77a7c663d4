extension Ledger {
  /// Area F (rule `f.year`): one discipline, one yearlong course or any two semesters, as the edition says.
  mutating func fillArts(required: Int, outside: OutsideCredit) {
    var fill = Fill(required: required)
    var best: (index: Int, amount: Int, cost: Int)?
    for index in arts.indices {
      let account = arts[index].account
      let amount = min(required, account.total)
      let cost = max(0, amount - account.fixed)
      if best.map({ (amount, -cost) > ($0.amount, -$0.cost) }) ?? true { best = (index, amount, cost) }
    }
    if let best {
      bestArts = best.index
      fill.records = arts[best.index].account.spend(required)
    }
    if outside.arts { fill.exams = fill.missing }
    clear(.arts, fill.exams)
    fallShort(.arts, fill.missing)
    fills[.f] = fill
  }
}
