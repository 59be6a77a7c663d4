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
  /// The fields of n, rate, gap and needed as they are printed.
  public let printed: [String]
  public let isHidden: Bool
  public let line: Int

  /// As in the page: `measure|school_year|scope|scope_id|family|student_group`.
  public var name: String { [measure, schoolYear, scope, scopeID, family, group].joined(separator: "|") }
  var gap: Int? { PrintedRate.hundredths(printed[2]) }
  var needed: Int? { Int(printed[3]) }
}

/// The two tables of a release that its numbers can be read from.
public struct PublishedCells: Sendable {
  public let cells: [PublishedCell]
  /// The denominator of each measure in words; measures with the same words count the same students.
  public let denominators: [String: String]
  /// The numerator of each measure in words, where the release says it.
  public let numerators: [String: String]
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
    if let place = meaning.place(of: "families_partition_all") {
      partitions = []
      for row in meaning.rows { partitions.formUnion(row.fields[place].split(separator: ";").map(String.init)) }
    }
    self.partitions = partitions
    var numerators: [String: String] = [:]
    if let name = meaning.place(of: "measure"), let place = meaning.place(of: "numerator") {
      for row in meaning.rows { numerators[row.fields[name]] = row.fields[place] }
    }
    self.numerators = numerators
    var denominators: [String: String] = [:]
    while let row = meaning.next() { denominators[row.fields[0]] = row.fields[1] }
    self.denominators = denominators
    var table = try CSVText(cells, file: "cells.csv", columns: PublishedCells.columns)
    var list: [PublishedCell] = []
    var seen: Set<String> = []
    while let row = table.next() {
      let cell = try PublishedCells.cell(row.fields, row.line)
      guard seen.insert(cell.name).inserted else {
        throw UnreadableRelease(file: "cells.csv", line: row.line, column: "", message: "the cell stands here twice")
      }
      list.append(cell)
    }
    self.cells = list
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
    return PublishedCell(
      measure: fields[0], schoolYear: fields[1], scope: fields[2], scopeID: fields[3], scopeName: fields[4],
      family: fields[5], group: fields[6], n: n, rate: rate, printed: Array(fields[7...10]),
      isHidden: fields[11] == "Y", line: line)
  }
}
