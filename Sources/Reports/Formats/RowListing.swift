/// A table that a command writes, as CSV or as JSON with the same names.
public struct RowListing: Sendable {
  public enum Cell: Sendable {
    /// A word of the program's own.
    case word(String)
    /// An identifier, a name, anything that came from outside.
    case text(String?)
    case number(Int?)
    /// A number that is already formatted.
    case formatted(String?)
    case flag(Bool?)
  }

  private let columns: [String]
  /// Members of the JSON document beside `rows`.
  private let head: [(name: String, value: Cell)]
  private var rows: [[Cell]] = []

  public init(columns: [String], head: [(name: String, value: Cell)] = []) {
    (self.columns, self.head) = (columns, head)
  }

  public var count: Int { rows.count }

  /// - Parameter cells: One for each column.
  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count)
    rows.append(cells)
  }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: columns)
    for row in rows {
      for cell in row {
        switch cell {
        case .word(let word): csv.word(word)
        case .text(let text): csv.text(text)
        case .number(let number): csv.number(number)
        case .formatted(let number): csv.number(formatted: number)
        case .flag(let flag): csv.word(flag.map { $0 ? "Y" : "N" } ?? "")
        }
      }
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for (name, value) in head {
        json.key(name)
        RowListing.write(value, &json)
      }
      json.key("rows")
      json.array(of: rows) { json, row in
        json.object { json in
          for (name, cell) in zip(columns, row) {
            json.key(name)
            RowListing.write(cell, &json)
          }
        }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }

  private static func write(_ cell: Cell, _ json: inout JSONWriter) {
    switch cell {
    case .word(let word): json.string(word)
    case .text(let text): json.string(text)
    case .number(let number): json.number(number)
    case .formatted(let number): if let number { json.number(formatted: number) } else { json.null() }
    case .flag(let flag): if let flag { json.bool(flag) } else { json.null() }
    }
  }
}
