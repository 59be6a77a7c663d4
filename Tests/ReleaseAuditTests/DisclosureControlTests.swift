import Equity
import Foundation
import ReleaseAudit
import Synchronization
import TestSupport
import Testing

struct DisclosureControlTests {
  /// What the release of a district's table leaves to be known, in the words of the audit.
  private struct Outsider {
    let table: DisclosureTable
    let pattern: DisclosurePattern

    /// The secret cells that the sums of groups and of schools determine.
    func recovered(secret: (Int) -> Bool) -> [Int] {
      var variable: [Int: Int] = [:]
      for cell in 0..<table.places * table.width where secret(cell) { variable[cell] = variable.count }
      var rows: [[Int: Int]] = []
      func add(_ whole: Int, _ parts: [Int]) {
        var row: [Int: Int] = [:]
        for part in parts { if let unknown = variable[part] { row[unknown] = 1 } }
        if let unknown = variable[whole] { row[unknown] = -1 }
        rows.append(row)
      }
      for place in 0..<table.places {
        var column = 1
        for family in table.families {
          let cells = (column..<column + family.groups).map { place * table.width + $0 }
          if family.groups > 1 { add(place * table.width, cells) }
          column += family.groups
        }
      }
      for column in 0..<table.width {
        add(column, (1..<table.places).map { $0 * table.width + column })
      }
      return RationalElimination.determined(rows)
    }
  }

  /// `AGTRACK_DISCLOSURE_DISTRICTS=500` tries more than a test has time for.
  static func rounds(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["AGTRACK_DISCLOSURE_DISTRICTS"].flatMap { Int($0) } ?? usual
  }

  /// Random districts of one to six schools, some of them tiny, with what is printed of them.
  private func patterns(_ rounds: Int, _ what: String) throws -> [Outsider] {
    var random = SplitMix64.printed(for: what)
    var patterns: [Outsider] = []
    for _ in 0..<rounds {
      let sizes = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: 3...220, using: &random) }
      let district = RandomDistrict(sizes: sizes, measures: 2, random: &random)
      let pattern = try DisclosureControl.pattern(
        district.table, DisclosurePolicy(), attack: RandomDistrict.attack)
      patterns.append(Outsider(table: district.table, pattern: pattern))
    }
    return patterns
  }

  @Test("over random districts nothing hidden or coded follows exactly, by row reduction in fractions")
  func nothingExact() throws {
    for outsider in try patterns(Self.rounds(120), "disclosure") {
      let (table, pattern) = (outsider.table, outsider.pattern)
      #expect(outsider.recovered { pattern.isHidden[$0] }.isEmpty)
      for coding in pattern.coding {
        let recovered = outsider.recovered { cell in
          pattern.isHidden[cell] || (coding[cell].map { $0 != .shown } ?? false)
        }
        #expect(recovered.isEmpty)
      }
      for (cell, n) in table.n.enumerated() {
        if (1...10).contains(n) { #expect(pattern.isHidden[cell]) }
        if n == 0 { #expect(!pattern.isHidden[cell]) }
      }
    }
  }

  @Test("any number of workers, and an attack that is told no solution to begin with, hide and code the same")
  func sameEachTime() throws {
    var random = SplitMix64.printed(for: "workers")
    for _ in 0..<12 {
      let sizes = (0..<Int.random(in: 2...9, using: &random)).map { _ in Int.random(in: 3...220, using: &random) }
      let table = RandomDistrict(sizes: sizes, measures: 5, random: &random).table
      func pattern(_ workers: any Workers, _ attack: @escaping UnknownNumbers.Attack) throws -> DisclosurePattern {
        try DisclosureControl.pattern(table, DisclosurePolicy(), workers: workers, attack: attack)
      }
      let one = try pattern(OneWorker(), RandomDistrict.attack)
      #expect(try pattern(Backwards(), RandomDistrict.attack) == one)
      #expect(try pattern(OneWorker()) { RandomDistrict.attack($0, isTold: false) } == one)
    }
  }

  /// Does the last piece first, on threads of its own.
  private struct Backwards: Workers {
    func map<Product: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Product) -> [Product] {
      let done = Mutex([Product?](repeating: nil, count: pieces))
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        let product = work(pieces - 1 - piece)
        done.withLock { $0[pieces - 1 - piece] = product }
      }
      return done.withLock { $0.compactMap(\.self) }
    }
  }

  @Test("each coded rate lies in its band, and none near the ends is shown")
  func codes() throws {
    for outsider in try patterns(60, "coding") {
      let (table, pattern) = (outsider.table, outsider.pattern)
      for (coding, counts) in zip(pattern.coding, table.counts) {
        for (cell, count) in counts.enumerated() {
          switch coding[cell] {
          case nil: #expect(pattern.isHidden[cell] || count.n == 0)
          case .shown?: #expect(!pattern.isHidden[cell] && (6...94).contains(count.rate?.value ?? 0))
          case .atMost(let most)?: #expect(count.x * 100 <= most * count.n)
          case .atLeast(let least)?: #expect(count.x * 100 >= least * count.n)
          }
        }
      }
    }
  }
}

/// Row reduction in exact fractions, for small tables.
enum RationalElimination {
  /// The unknowns that the equations determine, whatever their sums are.
  static func determined(_ equations: [[Int: Int]]) -> [Int] {
    var rows = equations.filter { !$0.isEmpty }
    var done = 0
    while done < rows.count {
      guard let pivot = rows[done].keys.min() else {
        rows.remove(at: done)
        continue
      }
      for index in rows.indices where index != done {
        guard let factor = rows[index][pivot], let lead = rows[done][pivot] else { continue }
        // Both are multiplied so that whole numbers stay whole; the common divisor is taken out again.
        var row: [Int: Int] = [:]
        for key in Set(rows[index].keys).union(rows[done].keys) {
          let value = (rows[index][key] ?? 0) * lead - (rows[done][key] ?? 0) * factor
          if value != 0 { row[key] = value }
        }
        let divisor = row.values.reduce(0) { gcd($0, $1) }
        rows[index] = divisor > 1 ? row.mapValues { $0 / divisor } : row
      }
      done += 1
    }
    return rows.filter { $0.count == 1 }.compactMap(\.keys.first)
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? abs(a) : gcd(b, a % b) }
}
