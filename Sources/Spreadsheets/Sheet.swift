import CXLSXWriter

/// One sheet on its way into a workbook: cell after cell, row after row.
public final class Sheet {
  public struct Column: Sendable {
    public var title: String
    /// In characters.
    public var width: Int
    /// Its text is wrapped.
    public var isLong: Bool

    public init(_ title: String, width: Int, isLong: Bool = false) {
      (self.title, self.width, self.isLong) = (title, width, isLong)
    }
  }

  /// Rows of a sheet of Excel.
  private static let most = 1_048_576

  private let page: UnsafeMutablePointer<lxw_worksheet>
  private let percent: UnsafeMutablePointer<lxw_format>
  private let whole: UnsafeMutablePointer<lxw_format>
  private let wrapped: UnsafeMutablePointer<lxw_format>
  private let columns: [Column]
  private(set) var rows = 0
  private var column = 0

  init(
    _ page: UnsafeMutablePointer<lxw_worksheet>, percent: UnsafeMutablePointer<lxw_format>,
    whole: UnsafeMutablePointer<lxw_format>, wrapped: UnsafeMutablePointer<lxw_format>, _ columns: [Column]
  ) {
    (self.page, self.percent, self.whole, self.wrapped) = (page, percent, whole, wrapped)
    self.columns = columns
  }

  /// A text cell, whatever the text looks like: a number in it stays text. The empty text is the empty cell.
  public func text(_ value: String) throws(SpreadsheetError) {
    let isLong = column < columns.count && columns[column].isLong
    try write(value, isLong ? wrapped : nil)
  }

  public func number(_ value: Int) throws(SpreadsheetError) {
    try Spreadsheet.check(worksheet_write_number(page, row, place, Double(value), whole))
    column += 1
  }

  /// A share in hundredths, shown as a percentage.
  public func share(hundredths: Int) throws(SpreadsheetError) {
    try Spreadsheet.check(worksheet_write_number(page, row, place, Double(hundredths) / 100, percent))
    column += 1
  }

  public func endRow() { (rows, column) = (rows + 1, 0) }

  func heading(_ title: String, _ format: UnsafeMutablePointer<lxw_format>) throws(SpreadsheetError) {
    try write(title, format)
  }

  private func write(_ value: String, _ format: UnsafeMutablePointer<lxw_format>?) throws(SpreadsheetError) {
    if rows >= Sheet.most { throw SpreadsheetError(message: "a sheet has room for \(Sheet.most) rows") }
    if !value.isEmpty {
      try Spreadsheet.check(worksheet_write_string(page, row, place, Sheet.printable(value), format))
    }
    column += 1
  }

  private var row: lxw_row_t { lxw_row_t(rows) }
  private var place: lxw_col_t { lxw_col_t(column) }

  /// XML has no control characters but tab and line ends.
  private static func printable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 }) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      safe.unicodeScalars.append(scalar.value < 32 && scalar != "\t" && scalar != "\n" ? "\u{FFFD}" : scalar)
    }
    return safe
  }
}
