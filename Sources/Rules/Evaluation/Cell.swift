/// What one account holds, in one number: amounts and places, each split by whether it may serve area G.
///
/// The search adds, sets and restores cells; the requirements read them through a `Ledger`.
struct Cell: Sendable, Equatable {
  /// 16 bits each: eligible amount, fixed amount, eligible places, fixed places.
  private var bits: UInt64

  private static let amounts: UInt64 = 0xFFFF_FFFF_0000_0000
  /// More matters to no requirement, and sums of a search stay inside their bits.
  private static let most = 8_192

  static let empty = Cell(bits: 0)

  private init(bits: UInt64) { self.bits = bits }

  init(_ account: Account) {
    bits = UInt64(min(account.eligible, Cell.most)) << 48 | UInt64(min(account.fixed, Cell.most)) << 32
  }

  init(_ slot: Slot) {
    bits = Cell(slot.account).bits | UInt64(slot.eligible.rawValue) << 16 | UInt64(slot.fixed.rawValue)
  }

  init(_ span: CourseSpan, eligible: Bool) {
    let amount = UInt64(span.twelfths)
    bits = eligible ? amount << 48 | UInt64(span.rawValue) << 16 : amount << 32 | UInt64(span.rawValue)
  }

  var eligible: Int { Int(bits >> 48) }
  var fixed: Int { Int(bits >> 32 & 0xFFFF) }
  var places: UInt64 { bits & ~Cell.amounts }

  var account: Account { Account(eligible: eligible, fixed: fixed) }

  var slot: Slot {
    var slot = Slot()
    slot.eligible = CourseSpan(rawValue: UInt16(truncatingIfNeeded: bits >> 16))
    slot.fixed = CourseSpan(rawValue: UInt16(truncatingIfNeeded: bits))
    slot.account = account
    return slot
  }

  /// Amounts add up, places are united.
  func joined(_ other: Cell) -> Cell {
    let sum = (bits & Cell.amounts) &+ (other.bits & Cell.amounts)
    return Cell(bits: sum | ((bits | other.bits) & ~Cell.amounts))
  }
}

/// Where each account of a ledger stands among the cells of a search: buckets, mathematics slots, levels of languages,
/// arts disciplines.
struct CellPlan: Sendable {
  static let slots = 21
  static let languages = 24
  let arts: Int
  let count: Int

  init(_ ledger: Ledger) {
    arts = CellPlan.languages + 4 * ledger.languages.count
    count = arts + ledger.arts.count
  }
}

extension Ledger {
  /// Opens the account that `book` would add the unit to.
  mutating func open(_ unit: Unit, in area: SubjectArea, policy: Policy) {
    if area == .e, unit.discipline.languageLevel != nil {
      _ = languageIndex(unit.language)
    } else if area == .f {
      _ = artsIndex(unit.artsKey(policy.arts))
    }
  }

  /// The cell that `book` adds the unit to, or nil where it serves nothing; its accounts are open.
  func cell(of unit: Unit, in area: SubjectArea, policy: Policy, plan: CellPlan) -> Int? {
    if area == .e, let level = unit.discipline.languageLevel {
      return languages.firstIndex { $0.key == unit.language }.map { CellPlan.languages + 4 * $0 + level }
    }
    if area == .f {
      let key = unit.artsKey(policy.arts)
      return arts.firstIndex { $0.key == key }.map { plan.arts + $0 }
    }
    if area == .c, let slot = unit.discipline.mathematicsSlot { return CellPlan.slots + slot }
    return unit.bucket(in: area, policy: policy)?.rawValue
  }

  /// All cells as they stand.
  func cells(_ plan: CellPlan) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(plan.count)
    let (accounts, slots) = (accounts.span, slots.span)
    for index in accounts.indices { cells.append(Cell(accounts[index])) }
    for index in slots.indices { cells.append(Cell(slots[index])) }
    for language in languages {
      for level in 0..<4 { cells.append(Cell(language.levels[level])) }
    }
    for entry in arts { cells.append(Cell(entry.account)) }
    return cells
  }

  /// Sets one account, spent nowhere yet.
  mutating func load(_ cell: Cell, at index: Int, plan: CellPlan) {
    if index < CellPlan.slots {
      accounts[index] = cell.account
    } else if index < CellPlan.languages {
      slots[index - CellPlan.slots] = cell.slot
    } else if index < plan.arts {
      let place = index - CellPlan.languages
      languages[place / 4].levels[place % 4] = cell.slot
    } else {
      arts[index - plan.arts].account = cell.account
    }
  }
}
