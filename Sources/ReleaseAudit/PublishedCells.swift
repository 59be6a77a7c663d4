/// Why a release cannot be attacked. The column is empty where none is at fault.
public struct UnreadableRelease: Error, Equatable {
  public let file: String
  public let line: Int
  public let column: String
  public let message: String
}

/// A rate as a release prints it, in hundredths.
public enum PrintedRate: Hashable, Sendable {
  case exactly(Int)
  case atMost(Int)
  case atLeast(Int)
  /// Empty: nobody, or not shown.
  case none

  init?(_ text: String) {
    if text.isEmpty || text == "*" {
      self = .none
    } else if text.hasPrefix("<="), let value = PrintedRate.hundredths(String(text.dropFirst(2))) {
      self = .atMost(value)
    } else if text.hasPrefix(">="), let value = PrintedRate.hundredths(String(text.dropFirst(2))) {
      self = .atLeast(value)
    } else if let value = PrintedRate.hundredths(text) {
      self = .exactly(value)
    } else {
      return nil
    }
  }

  /// A number from -1 to 1 with two decimals.
  static func hundredths(_ text: String) -> Int? {
    let isNegative = text.hasPrefix("-")
    let parts = (isNegative ? String(text.dropFirst()) : text).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (0...1).contains(whole) else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard (1...2).contains(decimals.utf8.count), var hundredths = Int(decimals), hundredths >= 0 else { return nil }
    if decimals.utf8.count == 1 { hundredths *= 10 }
    let value = whole * 100 + hundredths
    return value > 100 ? nil : isNegative ? -value : value
  }

  /// The students who can have the outcome, of `n`.
  func possible(of n: Int) -> ClosedRange<Int>? {
    switch self {
    case .none: return n == 0 ? 0...0 : nil
    case .exactly(let value):
      // Rounded half up: value - 1/2 <= 100 x / n < value + 1/2.
      let low = max(0, ((2 * value - 1) * n + 199) / 200)
      let high = min(n, ((2 * value + 1) * n + 199) / 200 - 1)
      return low <= high ? low...high : nil
    case .atMost(let value): return 0...(value * n / 100)
    case .atLeast(let value): return ((value * n + 99) / 100)...n
    }
  }
}

/// A row of `cells.csv`.
public struct PublishedCell: Sendable {
  public let measure: String
  public let schoolYear: String
  public let scope: String
  public let scopeID: String
  public let scopeName: String
  public let family: String
  public let group: String
  /// nil = hidden.
  public let n: Int?
  public let rate: PrintedRate
  private let countText: String
  private let rateText: String
  private let gapText: String
  private let neededText: String
  public let isHidden: Bool
  public let line: Int

  init(_ fields: [String], n: Int?, rate: PrintedRate, line: Int) {
    (measure, schoolYear, scope, scopeID) = (fields[0], fields[1], fields[2], fields[3])
    (scopeName, family, group) = (fields[4], fields[5], fields[6])
    (countText, rateText, gapText, neededText) = (fields[7], fields[8], fields[9], fields[10])
    (self.n, self.rate, isHidden, self.line) = (n, rate, fields[11] == "Y", line)
  }

  /// The fields of n, rate, gap and needed as they are printed.
  public var printed: [String] { [countText, rateText, gapText, neededText] }
  /// As in the page: `measure|school_year|scope|scope_id|family|student_group`.
  public var name: String { [measure, schoolYear, scope, scopeID, family, group].joined(separator: "|") }
  var gap: Int? { PrintedRate.hundredths(gapText) }
  var needed: Int? { Int(neededText) }
}

/// The two tables of a release that its numbers can be read from.
public struct PublishedCells: Sendable {
  public let cells: [PublishedCell]
  /// The denominator of each measure in words; measures with the same words count the same students.
  public let denominators: [String: String]
  /// The numerator of each measure in words, where the release says it.
  public let numerators: [String: String]
  /// The day of which the numbers of each measure are, where the release says it.
  public let days: [String: String]
  /// Families whose groups add up to everybody.
  let partitions: Set<String>

  private static let columns = [
    "measure", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "n", "rate", "gap",
    "needed",
    "hidden",
  ]

  /// - Parameters:
  ///   - cells: The text of `cells.csv`.
  ///   - definitions: The text of `definitions.csv`.
  public init(cells: [UInt8], definitions: [UInt8]) throws(UnreadableRelease) {
    var meaning = try CSVText(definitions, file: "definitions.csv", columns: ["measure", "denominator"])
    var partitions: Set<String> = ["race_ethnicity", "gender", "english_status"]
    let adding = meaning.place(of: "families_partition_all")
    let (name, numerator, denominator) = (
      meaning.place(of: "measure") ?? 0, meaning.place(of: "numerator"), meaning.place(of: "denominator") ?? 0
    )
    if adding != nil { partitions = [] }
    let day = meaning.place(of: "as_of")
    var (numerators, denominators): ([String: String], [String: String]) = ([:], [:])
    var days: [String: String] = [:]
    while let row = try meaning.nextWhole() {
      if let adding { partitions.formUnion(row.fields[adding].split(separator: ";").map(String.init)) }
      if let numerator { numerators[row.fields[name]] = row.fields[numerator] }
      denominators[row.fields[name]] = row.fields[denominator]
      if let day { days[row.fields[name]] = row.fields[day] }
    }
    self.days = days
    (self.partitions, self.numerators, self.denominators) = (partitions, numerators, denominators)
    var table = try CSVText(cells, file: "cells.csv", columns: PublishedCells.columns)
    var list: [PublishedCell] = []
    // Few texts stand in many rows: each is kept once.
    var (texts, seen): ([String: Int], Set<SIMD8<Int32>>) = ([:], [])
    var kept: [String] = []
    while let row = try table.next() {
      let numbers = row.fields[0...6].map { text in
        if let known = texts[text] { return known }
        texts[text] = kept.count
        kept.append(text)
        return kept.count - 1
      }
      let cell = try PublishedCells.cell(numbers.map { kept[$0] } + row.fields[7...], row.line)
      guard seen.insert(PublishedCells.key(numbers)).inserted else {
        throw UnreadableRelease(file: "cells.csv", line: row.line, column: "", message: "the cell stands here twice")
      }
      list.append(cell)
    }
    self.cells = list
  }

  /// What names a cell: all but the name of its place.
  private static func key(_ numbers: [Int]) -> SIMD8<Int32> {
    var key = SIMD8<Int32>(repeating: 0)
    for (index, number) in numbers.enumerated() where index != 4 { key[index] = Int32(truncatingIfNeeded: number) }
    return key
  }

  private static func cell(_ fields: [String], _ line: Int) throws(UnreadableRelease) -> PublishedCell {
    func fault(_ column: Int, _ message: String) -> UnreadableRelease {
      UnreadableRelease(file: "cells.csv", line: line, column: columns[column], message: message)
    }
    let n = Int(fields[7])
    guard fields[7] == "*" || n.map({ (0...LinearSystem.most).contains($0) }) == true else {
      throw fault(7, "is neither a count nor *")
    }
    guard let rate = PrintedRate(fields[8]) else { throw fault(8, "is no rate with two decimals") }
    for column in [9] where PrintedRate.hundredths(fields[column]) == nil && !["", "*"].contains(fields[column]) {
      throw fault(column, "is no difference of rates with two decimals")
    }
    guard ["", "*"].contains(fields[10]) || Int(fields[10]).map({ (0...LinearSystem.most).contains($0) }) == true else {
      throw fault(10, "is no count")
    }
    guard ["Y", "N"].contains(fields[11]) else { throw fault(11, "is neither Y nor N") }
    return PublishedCell(fields, n: n, rate: rate, line: line)
  }
}
