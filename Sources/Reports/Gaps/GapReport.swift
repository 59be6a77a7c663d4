public import Equity

/// The lines of `agtrack gaps`, as CSV or JSON. Undefined numbers are empty, or null.
public struct GapReport {
  private static let columns = [
    "cohort", "group", "n", "x", "rate", "reference", "reference_rate", "gap", "moe", "flagged", "needed",
    "needed_parity", "pi", "index80", "risk_ratio", "ci_low", "ci_high", "p_adjusted",
  ]

  private let table: GapTable
  private let reference: String

  /// - Parameter reference: The word or name that was given for the reference.
  public init(_ table: GapTable, reference: String) { (self.table, self.reference) = (table, reference) }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: GapReport.columns)
    for line in table.lines {
      csv.text(line.row.cohort)
      csv.text(line.row.group)
      csv.number(line.row.count.n)
      csv.number(line.row.count.x)
      csv.number(formatted: line.rate.map(GapReport.text))
      csv.text(reference)
      for value in [line.referenceRate, line.gap, line.margin] { csv.number(formatted: value.map(GapReport.text)) }
      csv.word(line.isFlagged ? "Y" : "N")
      csv.number(line.needed)
      csv.number(line.neededForParity)
      for value in GapReport.last(line) { csv.number(formatted: value.map(GapReport.text)) }
      csv.endLine()
    }
    return csv.take()
  }

  /// An array with an object per line, whose keys are the columns.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.array(of: table.lines) { json, line in
      json.object { json in
        json.field("cohort", line.row.cohort)
        json.field("group", line.row.group)
        json.field("n", line.row.count.n)
        json.field("x", line.row.count.x)
        json.field("rate", line.rate)
        json.field("reference", reference)
        json.field("reference_rate", line.referenceRate)
        json.field("gap", line.gap)
        json.field("moe", line.margin)
        json.field("flagged", line.isFlagged ? "Y" : "N")
        json.field("needed", line.needed)
        json.field("needed_parity", line.neededForParity)
        for (name, value) in zip(GapReport.columns.suffix(6), GapReport.last(line)) { json.field(name, value) }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }

  private static func last(_ line: GapLine) -> [Double?] {
    [
      line.proportionality, line.index80, line.riskRatio, line.interval?.low, line.interval?.high, line.adjustedP,
    ]
  }

  /// The shortest text that reads back as the same number.
  fileprivate static func text(_ value: Double) -> String { "\(value == 0 ? 0 : value)" }
}

extension JSONWriter {
  fileprivate mutating func field(_ name: String, _ value: Double?) {
    key(name)
    if let value { number(formatted: GapReport.text(value)) } else { null() }
  }
}
