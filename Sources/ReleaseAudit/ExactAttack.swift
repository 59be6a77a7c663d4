/// Finds the unknowns that the equations alone determine, by elimination; bounds are not used.
///
/// Arithmetic is modulo a prime of 61 bits, so that nothing is rounded. An unknown that is not determined would come out
/// as determined, or the other way round, only if the prime divided a number that the elimination meets.
public struct ExactAttack {
  private static let prime: UInt64 = (1 << 61) - 31

  private var rows: [[Int: UInt64]] = []
  /// The rows in which an unknown may stand.
  private var holders: [Set<Int>]

  private init(_ system: LinearSystem) {
    holders = Array(repeating: [], count: system.bounds.count)
    for equation in system.equations { add(equation) }
  }

  /// The unknowns that follow from the equations, in ascending order.
  public static func determined(_ system: LinearSystem) -> [Int] {
    ExactAttack(system).rows.compactMap { $0.count == 1 ? $0.keys.first : nil }.sorted()
  }

  private mutating func add(_ equation: LinearSystem.Equation) {
    var row: [Int: UInt64] = [:]
    for term in equation.terms { row[term.variable] = term.isAdded ? 1 : ExactAttack.prime - 1 }
    // Each unknown that a row is solved for stands in no other row, so that one pass reduces the new one.
    for (index, solved) in pivots.enumerated() {
      if let factor = row[solved] { ExactAttack.subtract(rows[index], times: factor, from: &row) }
    }
    guard let pivot = row.keys.min(by: { (holders[$0].count, $0) < (holders[$1].count, $1) }), let lead = row[pivot]
    else { return }
    let inverse = ExactAttack.inverse(lead)
    for key in row.keys { row[key] = ExactAttack.product(row[key] ?? 0, inverse) }
    for index in holders[pivot].sorted() {
      guard let factor = rows[index][pivot] else { continue }
      ExactAttack.subtract(row, times: factor, from: &rows[index])
      for key in row.keys where rows[index][key] != nil { holders[key].insert(index) }
    }
    for key in row.keys { holders[key].insert(rows.count) }
    rows.append(row)
    pivots.append(pivot)
  }

  private var pivots: [Int] = []

  private static func subtract(_ other: [Int: UInt64], times factor: UInt64, from row: inout [Int: UInt64]) {
    for (key, value) in other {
      let taken = product(value, factor)
      let old = row[key] ?? 0
      let new = old >= taken ? old - taken : old + (prime - taken)
      row[key] = new == 0 ? nil : new
    }
  }

  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let wide = left.multipliedFullWidth(by: right)
    return prime.dividingFullWidth(wide).remainder
  }

  /// By Fermat: the power of prime - 2.
  private static func inverse(_ value: UInt64) -> UInt64 {
    var (result, square, exponent): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      exponent >>= 1
    }
    return result
  }
}
