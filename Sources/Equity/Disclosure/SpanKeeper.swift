/// A sum of inner cells: their numbers with their coefficients, modulo a prime.
typealias SparseForm = [Int: UInt64]

/// Arithmetic modulo 2^61 - 1: exact, and far cheaper than fractions of long numbers. A form that is not zero would come
/// out as zero only if the prime divided what the elimination meets.
enum Modular {
  static let prime: UInt64 = (1 << 61) - 1
  static let minusOne = prime - 1

  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= prime ? sum - prime : sum
  }

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    if left == 1 { return right }
    if right == 1 { return left }
    let wide = left.multipliedFullWidth(by: right)
    let folded = (wide.high << 3 | wide.low >> 61) + (wide.low & prime)
    return folded >= prime ? folded - prime : folded
  }

  static func inverse(_ value: UInt64) -> UInt64 {
    if value == 1 || value == minusOne { return value }
    var (result, square, exponent): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      exponent >>= 1
    }
    return result
  }
}

/// What can be computed from what is published, and what must not be.
///
/// A cell follows exactly from published cells if its form is a combination of theirs. So cells are published one after
/// the other, most wanted first, each unless it would put a secret one into the span: Gaussian elimination as in Langsrud,
/// "Secondary Cell Suppression by Gaussian Elimination" (2024), doi 10.1007/978-3-031-69651-0_6. The result is safe for
/// all tables together, and nothing that is held back could be added.
struct SpanKeeper {
  /// The secret forms first, then a row for each published one; no row has another's pivot.
  private var rows: [SparseForm]
  private let secrets: Int
  private var pivotRow: [Int: Int] = [:]
  /// The rows in which an inner cell may stand.
  private var holders: [Int: Set<Int>] = [:]

  init(secrets: [SparseForm]) {
    rows = secrets
    self.secrets = secrets.count
    for (index, form) in secrets.enumerated() { for key in form.keys { holders[key, default: []].insert(index) } }
  }

  /// Publishes a form; false, and nothing is done, if a secret one would follow.
  mutating func publish(_ form: SparseForm) -> Bool {
    var row = form
    for (key, factor) in form {
      if let pivot = pivotRow[key] { SpanKeeper.subtract(rows[pivot], times: factor, from: &row) }
    }
    guard let pivot = row.keys.min(by: { (load($0), $0) < (load($1), $1) }), let lead = row[pivot] else { return true }
    if lead != 1 {
      let inverse = Modular.inverse(lead)
      for (key, value) in row { row[key] = Modular.product(value, inverse) }
    }
    let held = holders[pivot] ?? []
    for index in held where index < secrets {
      if let factor = rows[index][pivot], SpanKeeper.isMultiple(rows[index], of: row, factor) { return false }
    }
    for index in held {
      guard let factor = rows[index][pivot] else { continue }
      SpanKeeper.subtract(row, times: factor, from: &rows[index])
      for key in row.keys where rows[index][key] != nil { holders[key, default: []].insert(index) }
    }
    for key in row.keys { holders[key, default: []].insert(rows.count) }
    holders[pivot] = [rows.count]
    pivotRow[pivot] = rows.count
    rows.append(row)
    return true
  }

  /// The cells given and all others that follow from them.
  static func closure(_ cells: Set<Int>, _ forms: [SparseForm]) -> Set<Int> {
    if cells.isEmpty { return [] }
    var keeper = SpanKeeper(secrets: [])
    for cell in cells.sorted() { _ = keeper.publish(forms[cell]) }
    return Set(forms.indices.filter { keeper.follows(forms[$0]) })
  }

  /// Whether a form follows from those that were published.
  func follows(_ form: SparseForm) -> Bool {
    var row = form
    for (key, factor) in form {
      if let pivot = pivotRow[key] { SpanKeeper.subtract(rows[pivot], times: factor, from: &row) }
    }
    return row.isEmpty
  }

  private func load(_ key: Int) -> Int { holders[key]?.count ?? 0 }

  private static func isMultiple(_ form: SparseForm, of other: SparseForm, _ factor: UInt64) -> Bool {
    form.count == other.count && other.allSatisfy { form[$0.key] == Modular.product($0.value, factor) }
  }

  private static func subtract(_ other: SparseForm, times factor: UInt64, from row: inout SparseForm) {
    let negative = Modular.prime - factor
    for (key, value) in other {
      let new = Modular.sum(row[key] ?? 0, Modular.product(value, negative))
      row[key] = new == 0 ? nil : new
    }
  }
}
