import Equity
import Foundation
import TestSupport
import Testing

/// The same question to a linear program solver that shares no code with ours: GLPK's `glpsol` (Debian's glpk-utils). Left out
/// where it is not installed.
@Suite("An outside solver", .enabled(if: LinearPuzzle.isSolvable))
struct OutsideSolverTests {
  /// What an outsider knows of a table: the printed cells as they are, the rest within bounds, and that sums add up.
  private struct Puzzle {
    private var puzzle = LinearPuzzle()
    var bounds: [Int: ClosedRange<Int>] { puzzle.bounds }

    init(_ table: DisclosureTable, _ range: (Int) -> ClosedRange<Int>) {
      func add(_ whole: Int, _ parts: [Int]) { puzzle.add(whole, parts, range) }
      for cell in 0..<table.places * table.width where range(cell).count > 1 { puzzle.bounds[cell] = range(cell) }
      for place in 0..<table.places {
        var column = 1
        for family in table.families {
          let parts = (column..<column + family.groups).map { place * table.width + $0 }
          if family.groups > 1 { add(place * table.width, parts) }
          column += family.groups
        }
      }
      for column in 0..<table.width { add(column, (1..<table.places).map { $0 * table.width + column }) }
    }

    func room(_ cell: Int, _ scratch: String) throws -> Double { try puzzle.room(cell, scratch) }
  }

  @Test("over random districts no hidden n has room of less than 3, and no hidden or coded numerator is exact")
  func nothingFollows() throws {
    let scratch = "/tmp/agtrack-solver-\(UInt64.random(in: .min ... .max))"
    defer { for end in [".lp", ".txt"] { try? FileManager.default.removeItem(atPath: scratch + end) } }
    var random = SplitMix64.printed(for: "outside solver")
    var asked = 0
    for _ in 0..<DisclosureControlTests.rounds(8) {
      let sizes = (0..<Int.random(in: 2...5, using: &random)).map { _ in Int.random(in: 10...200, using: &random) }
      let table = RandomDistrict(sizes: sizes, measures: 1, random: &random).table
      let pattern = try DisclosureControl.pattern(table, DisclosurePolicy(), attack: RandomDistrict.attack)
      let students = Puzzle(table) { pattern.isHidden[$0] ? 1...1_000_000 : table.n[$0]...table.n[$0] }
      let hidden = table.n.indices.filter { pattern.isHidden[$0] }.shuffled(using: &random).prefix(12)
      for cell in hidden { #expect(try students.room(cell, scratch) >= 3 - 1e-6) }
      let (counts, coding) = (table.counts[0], pattern.coding[0])
      let outcome = Puzzle(table) { cell in
        if pattern.isHidden[cell] { return 0...1_000_000 }
        let count = counts[cell]
        switch coding[cell] {
        case .atMost(let step)?: return 0...(count.n * step / 100)
        case .atLeast(let step)?: return ((count.n * step + 99) / 100)...count.n
        default: return count.x...count.x
        }
      }
      let secret = outcome.bounds.keys.sorted().shuffled(using: &random).prefix(12)
      for cell in secret { #expect(try outcome.room(cell, scratch) > 1e-6) }
      asked += hidden.count + secret.count
    }
    #expect(asked > 50)
  }
}
