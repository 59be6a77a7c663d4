/// Two-sided score tests: how often chance alone brings a difference as large as this one.
enum ScoreTest {
  /// Of two groups, with the pooled variance; 1 where that is 0. Both groups have students.
  static func p(_ first: Count, _ second: Count) -> Double {
    let (n, m) = (UInt128(first.n), UInt128(second.n))
    let (left, right) = (UInt128(first.x) * m, UInt128(second.x) * n)
    let with = first.x + second.x
    let without = first.n + second.n - with
    guard with > 0, without > 0 else { return 1 }
    // z^2 = (x m - y n)^2 (n + m) / (n m with without), with the difference taken exactly.
    let difference = Double(left > right ? left - right : right - left)
    let whole = Double(first.n + second.n)
    let z = difference / (Double(n) * Double(m)).squareRoot() * (whole / Double(with) / Double(without)).squareRoot()
    return NormalTail.twoSided(z)
  }

  /// Of a group against a fixed rate; 1 where the rate is 0 or 1. The group has students.
  static func p(_ group: Count, against rate: Fraction) -> Double {
    guard rate.over > 0, rate.over < rate.under else { return 1 }
    let (left, right) = (UInt128(group.x) * rate.under, UInt128(group.n) * rate.over)
    let difference = Double(left > right ? left - right : right - left)
    let variance = Double(rate.over) * Double(rate.under - rate.over) * Double(group.n)
    return NormalTail.twoSided(difference / variance.squareRoot())
  }

  /// The adjusted p-values of Benjamini and Hochberg (1995), in the order given: the smallest share of false findings
  /// among those called different at which each would be called so.
  static func adjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] > values[$1] }
    var result = values
    var smallest = 1.0
    for (place, index) in order.enumerated() {
      let rank = values.count - place
      smallest = min(smallest, values[index] * (Double(values.count) / Double(rank)))
      result[index] = smallest
    }
    return result
  }
}
