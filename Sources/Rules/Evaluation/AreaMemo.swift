/// What an area misses with what its accounts hold, kept by these contents: a search meets the same few amounts of an area
/// again and again, and each time they are found here they need not be spent anew.
struct AreaMemo: Sendable {
  struct Amounts {
    var missing: Int
    /// The same before exams and waivers.
    var short: Int
  }

  /// Contents that are too many for a number: nothing is remembered of them.
  static let none = UInt128.max
  private let places: Int
  private let shift: UInt64
  private var keys: [UInt128]
  private var values: [UInt16]

  /// - Parameter places: For each area; a power of two.
  init(places: Int) {
    self.places = places
    shift = UInt64(64 - places.trailingZeroBitCount)
    keys = Array(repeating: AreaMemo.none, count: 6 * places)
    values = Array(repeating: 0, count: 6 * places)
  }

  private func place(_ area: Int, _ contents: UInt128) -> Int {
    let (low, high) = (UInt64(truncatingIfNeeded: contents), UInt64(truncatingIfNeeded: contents >> 64))
    return area * places
      + Int(truncatingIfNeeded: (low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xBF58_476D_1CE4_E5B9) >> shift)
  }

  func find(_ area: Int, _ contents: UInt128) -> Amounts? {
    let place = self.place(area, contents)
    guard keys[place] == contents, contents != AreaMemo.none else { return nil }
    return Amounts(missing: Int(values[place] >> 8), short: Int(values[place] & 0xFF))
  }

  mutating func keep(_ area: Int, _ contents: UInt128, _ amounts: Amounts) {
    if contents == AreaMemo.none { return }
    let place = self.place(area, contents)
    keys[place] = contents
    values[place] = UInt16(truncatingIfNeeded: amounts.missing << 8 | amounts.short)
  }
}

/// What of the accounts of an area decides what it misses, as one number: of a bucket its total as far
/// as any area needs it, of a slot its places, of the arts the fullest discipline. Accounts that no open unit changes
/// are the same throughout a search and left out. Different contents are different numbers; where there are more accounts than a
/// number has room for, it is `AreaMemo.none`.
struct AreaContents: Sendable {
  private enum Form { case amount, places, fullest }
  private struct Part {
    var cell: Int
    var form: Form
    /// Where it lies in the number.
    var shift: UInt8
  }

  private var parts: [Part] = []
  private var starts = InlineArray<7, Int>(repeating: 0)
  private var isTooLarge = InlineArray<6, Bool>(repeating: false)

  /// - Parameters:
  ///   - order: The accounts of A to F, area by area, beginning at `starts`.
  ///   - open: What open units hold in each account.
  init(_ plan: CellPlan, order: [Int], starts: InlineArray<7, Int>, open: [Cell]) {
    for area in 0..<6 {
      self.starts[area] = parts.count
      var shift: UInt8 = 0
      for place in starts[area]..<starts[area + 1] where open[order[place]] != .empty {
        let cell = order[place]
        if cell >= CellPlan.languages && cell < plan.arts && (cell - CellPlan.languages) % 4 > 1 { continue }
        let form: Form = cell < CellPlan.slots ? .amount : cell < plan.arts ? .places : .fullest
        let width: UInt8 = form == .places ? 12 : 6
        if shift + width > 120 {
          isTooLarge[area] = true
          break
        }
        parts.append(Part(cell: cell, form: form, shift: shift))
        // The fullest of the arts is all that is kept of them.
        if form != .fullest { shift += width }
      }
    }
    self.starts[6] = parts.count
  }

  /// - Parameter rest: What is added to each cell before it is read, if anything.
  func contents(of area: Int, _ cells: [Cell], with rest: [Cell]?) -> UInt128 {
    if isTooLarge[area] { return AreaMemo.none }
    var contents: UInt128 = 0
    for place in starts[area]..<starts[area + 1] {
      let part = parts[place]
      var cell = cells[part.cell]
      if let rest { cell = cell.joined(rest[part.cell]) }
      let amount = UInt128(min(cell.eligible + cell.fixed, 48))
      switch part.form {
      case .fullest: contents = max(contents, min(amount, 12))
      case .amount: contents |= amount << part.shift
      case .places: contents |= UInt128(cell.slot.real.rawValue) << part.shift
      }
    }
    return contents
  }
}
