import Equity
import ReleaseAudit
import TestSupport
import Testing

/// Tables which a suppressor that reads less out of them than the audit would hand over, so that the release refused itself.
@Suite("What is hidden withstands the audit that is to come")
struct RefusalTests {
  private static let families = [
    DisclosureTable.Family(name: "race", groups: 5), DisclosureTable.Family(name: "low_income", groups: 1),
  ]
  private static let columns = ["all all", "race a", "race b", "race c", "race d", "race e", "low_income Y"]

  /// A district and its schools, in this order.
  private static func table(_ counts: [[(n: Int, x: Int)]]) throws -> DisclosureTable {
    DisclosureTable(
      families: families, districtOf: [nil] + counts.dropFirst().map { _ in 0 },
      isDistrict: [true] + counts.dropFirst().map { _ in false },
      counts: [try counts.flatMap { try $0.map { try #require(Count(n: $0.n, x: $0.x)) } }])
  }

  /// The table as it is printed, as the audit reads it.
  private static func printed(_ table: DisclosureTable, _ pattern: DisclosurePattern) throws -> PublishedCells {
    func digits(_ value: Int) -> String { value < 10 ? "0.0\(value)" : value == 100 ? "1.00" : "0.\(value)" }
    var rows = ""
    for cell in 0..<table.places * table.width {
      let place = cell / table.width
      let (scope, count) = (place == 0 ? "district D" : "school D\(place)", table.counts[0][cell])
      let rate =
        switch pattern.coding[0][cell] {
        case _ where pattern.isHidden[cell]: "*"
        case .atMost(let most)?: "\(count.n) <=\(digits(most)) * *"
        case .atLeast(let least)?: "\(count.n) >=\(digits(least)) * *"
        case .shown?: "\(count.n) \(digits(count.rate?.value ?? 0))"
        case nil: "0 -"
        }
      rows += "\(scope) \(columns[cell % table.width]) \(rate)\n"
    }
    return try Fixture.release(rows)
  }

  @Test("a 0 that an earlier release hid is read as somebody, where that leaves a small group too little room")
  func hiddenNobody() throws {
    // The 6 of b share with three that are hidden though nobody is there: 1 to 3 each, for whoever takes * for somebody.
    let table = try Self.table([[(200, 100), (194, 97), (6, 3), (0, 0), (0, 0), (0, 0), (90, 45)]])
    let pattern = try DisclosureControl.pattern(
      table, DisclosurePolicy(), hiddenBefore: [3, 4, 5], attack: RandomDistrict.attack)
    #expect(try ReleaseAudit.findings(Self.printed(table, pattern)) == [])
    #expect(pattern.isHidden == [false, true, true, true, true, true, false])
  }

  @Test("a hidden 0 of a school whose district has nobody else there is read without the district")
  func hiddenNobodyBesideTheDistrict() throws {
    // Who takes the hidden c, d and e of the first school for somebody finds none of them in the district, which prints 0.
    let table = try Self.table([
      [(400, 200), (300, 150), (100, 50), (0, 0), (0, 0), (0, 0), (90, 45)],
      [(200, 100), (194, 97), (6, 3), (0, 0), (0, 0), (0, 0), (45, 20)],
      [(200, 100), (106, 53), (94, 47), (0, 0), (0, 0), (0, 0), (45, 25)],
    ])
    let hiddenBefore: Set = [7 + 3, 7 + 4, 7 + 5]
    let pattern = try DisclosureControl.pattern(
      table, DisclosurePolicy(), hiddenBefore: hiddenBefore, attack: RandomDistrict.attack)
    #expect(try ReleaseAudit.findings(Self.printed(table, pattern)) == [])
  }

  @Test("no more can have the outcome than there are of those whom a family leaves out")
  func outcomesOfTheOtherSide() throws {
    // The second school's other 30 all have it, and so at least 10 of its low-income students, whose rate `<=0.50` says at most 10.
    let groups: [(n: Int, x: Int)] = [(0, 0), (0, 0), (0, 0), (0, 0)]
    let table = try Self.table([
      [(130, 80), (130, 80)] + groups + [(60, 11)], [(80, 40), (80, 40)] + groups + [(40, 1)],
      [(50, 40), (50, 40)] + groups + [(20, 10)],
    ])
    let pattern = try DisclosureControl.pattern(table, DisclosurePolicy(), attack: RandomDistrict.attack)
    #expect(try ReleaseAudit.findings(Self.printed(table, pattern)) == [])
    #expect(pattern.isHidden.allSatisfy { !$0 })
    #expect(pattern.coding[0][20] != .shown || pattern.coding[0][6] != .shown)
  }

  @Test("over random districts whose hidden groups are nobody's now, what is printed withstands the audit")
  func releasesPass() throws {
    var random = SplitMix64.printed(for: "hidden before")
    var nobody = 0
    for _ in 0..<DisclosureControlTests.rounds(40) {
      let table = try Self.random(&random)
      let hiddenBefore = Set(table.n.indices.filter { table.n[$0] < 11 && Bool.random(using: &random) })
      nobody += hiddenBefore.count { table.n[$0] == 0 }
      let pattern = try DisclosureControl.pattern(
        table, DisclosurePolicy(), hiddenBefore: hiddenBefore, attack: RandomDistrict.attack)
      #expect(try ReleaseAudit.findings(Self.printed(table, pattern)) == [])
    }
    #expect(nobody > 20)
  }

  /// A district of a few schools, some groups of which have nobody, with rates from 0 to 1.
  private static func random(_ random: inout SplitMix64) throws -> DisclosureTable {
    let schools = Int.random(in: 1...4, using: &random)
    var counts = [[(n: Int, x: Int)]](repeating: columns.map { _ in (0, 0) }, count: schools + 1)
    for school in 1...schools {
      let weights = (1...5).map { _ in [0, 0, 1, 4, 30].randomElement(using: &random) ?? 1 }
      let (low, rate) = (Int.random(in: 0...100, using: &random), Int.random(in: 0...100, using: &random))
      for _ in 0..<Int.random(in: 12...200, using: &random) {
        var left = Int.random(in: 0...max(0, weights.reduce(0, +) - 1), using: &random)
        let group = weights.firstIndex { weight in
          left -= weight
          return left < 0
        }
        let reached = Int.random(in: 0..<100, using: &random) < rate ? 1 : 0
        let isLow = Int.random(in: 0..<100, using: &random) < low
        for place in [0, school] {
          for column in [0, 1 + (group ?? 0)] + (isLow ? [6] : []) {
            counts[place][column].n += 1
            counts[place][column].x += reached
          }
        }
      }
    }
    return try table(counts)
  }
}
