import Equity
import ReleaseAudit
import TestSupport

/// An invented district, drawn student by student, so that all sums are true.
struct RandomDistrict {
  let table: DisclosureTable

  static let families = [
    DisclosureTable.Family(name: "race_ethnicity", groups: 9), DisclosureTable.Family(name: "gender", groups: 4),
    DisclosureTable.Family(name: "english_status", groups: 6), DisclosureTable.Family(name: "disability", groups: 1),
    DisclosureTable.Family(name: "foster", groups: 1), DisclosureTable.Family(name: "low_income", groups: 1),
  ]

  /// - Parameter sizes: Students of each school.
  init(sizes: [Int], measures: Int, random: inout SplitMix64) {
    let width = RandomDistrict.families.reduce(1) { $0 + $1.groups }
    var n = [Int](repeating: 0, count: (sizes.count + 1) * width)
    var x = [[Int]](repeating: n, count: measures)
    let rates = (0..<measures).map { _ in Int.random(in: 0...100, using: &random) }
    for (school, size) in sizes.enumerated() {
      let mix = Int.random(in: 1...60, using: &random)
      for _ in 0..<size {
        var columns = [0]
        columns.append(1 + RandomDistrict.pick([mix, 1, 11, 3, 62, 1, 1, 3, 90 - mix], &random))
        columns.append(10 + RandomDistrict.pick([490, 500, 8, 2], &random))
        columns.append(14 + RandomDistrict.pick([16, 55, 6, 1, 22, 1], &random))
        for (column, percent) in [(20, 13), (21, 1), (22, 70)] where Int.random(in: 0..<100, using: &random) < percent {
          columns.append(column)
        }
        for place in [0, school + 1] { for column in columns { n[place * width + column] += 1 } }
        for (measure, rate) in rates.enumerated() where Int.random(in: 0..<100, using: &random) < rate {
          for place in [0, school + 1] { for column in columns { x[measure][place * width + column] += 1 } }
        }
      }
    }
    table = DisclosureTable(
      families: RandomDistrict.families, districtOf: [nil] + sizes.map { _ in 0 },
      isDistrict: [true] + sizes.map { _ in false },
      counts: x.map { x in zip(n, x).compactMap { Count(n: $0, x: $1) } })
  }

  private static func pick(_ weights: [Int], _ random: inout SplitMix64) -> Int {
    var left = Int.random(in: 0..<weights.reduce(0, +), using: &random)
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return 0
  }

  /// The attack of the audit.
  @Sendable static func attack(_ numbers: UnknownNumbers) -> [Int]? { attack(numbers, isTold: true) }

  /// - Parameter isTold: Whether it begins with the true numbers.
  static func attack(_ numbers: UnknownNumbers, isTold: Bool) -> [Int]? {
    var system = LinearSystem()
    for range in numbers.bounds { _ = system.add(range) }
    for equation in numbers.equations {
      system.require(
        equation.added.map { LinearSystem.Term($0) }
          + equation.subtracted.map { LinearSystem.Term($0, isAdded: false) }, sum: equation.sum)
    }
    return IntervalAttack.narrow(
      system, targets: numbers.targets, width: numbers.room, solution: isTold ? numbers.truth : nil)?.map(\.variable)
  }
}
