import CXLSXWriter
import Glibc

/// Why a workbook could not be written.
public struct SpreadsheetError: Error, Equatable {
  public let message: String
}

/// An Excel workbook that is written sheet after sheet, by libxlsxwriter. The same calls give the same bytes.
public final class Spreadsheet {
  /// What stands on every sheet when it is printed.
  public struct PrintedMargins: Sendable {
    /// Above the table; empty for nothing.
    public var header: String
    /// Below it, before the page number.
    public var footer: String

    public init(header: String, footer: String) { (self.header, self.footer) = (header, footer) }
  }

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let descriptor: Int32
  private let margins: PrintedMargins
  private let heading: UnsafeMutablePointer<lxw_format>
  private let wrapped: UnsafeMutablePointer<lxw_format>
  private let percent: UnsafeMutablePointer<lxw_format>
  private let whole: UnsafeMutablePointer<lxw_format>
  private var names: Set<String> = []

  /// - Parameter created: Seconds since 1970 that the file tells as its time of creation.
  public static func bytes(
    title: String, created: Int, margins: PrintedMargins, _ fill: (Spreadsheet) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) -> [UInt8] {
    // The library writes to a path; a file in memory has one too, and no folder must be writable for it.
    let descriptor = agtrack_memory_file()
    guard descriptor >= 0 else { throw SpreadsheetError(message: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let book = try Spreadsheet(descriptor, title: title, created: created, margins)
    do throws(SpreadsheetError) {
      try fill(book)
    } catch {
      _ = workbook_close(book.book)
      throw error
    }
    try Spreadsheet.check(workbook_close(book.book))
    return try Spreadsheet.contents(descriptor)
  }

  private init(_ descriptor: Int32, title: String, created: Int, _ margins: PrintedMargins) throws(SpreadsheetError) {
    var options = lxw_workbook_options()
    // Row after row goes to a file of its own, so that a large release needs no memory.
    options.constant_memory = 1
    guard let book = workbook_new_opt("/proc/self/fd/\(descriptor)", &options) else {
      throw SpreadsheetError(message: "libxlsxwriter cannot begin a workbook")
    }
    (self.book, self.descriptor, self.margins) = (book, descriptor, margins)
    (heading, wrapped) = (workbook_add_format(book), workbook_add_format(book))
    (percent, whole) = (workbook_add_format(book), workbook_add_format(book))
    format_set_bold(heading)
    format_set_text_wrap(heading)
    format_set_align(heading, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_num_format(percent, "0%")
    format_set_num_format(whole, "#,##0")
    var properties = lxw_doc_properties()
    properties.created = time_t(created)
    let code = title.withCString { text in
      properties.title = UnsafeMutablePointer(mutating: text)
      return workbook_set_properties(book, &properties)
    }
    try Spreadsheet.check(code)
  }

  /// Adds a sheet whose first row stays in sight and stands on every printed page.
  ///
  /// - Parameter name: Shortened, and made different from those before, where Excel asks for it.
  public func sheet(
    _ name: String, _ columns: [Sheet.Column], _ fill: (Sheet) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    guard let page = workbook_add_worksheet(book, Spreadsheet.name(name, &names)) else {
      throw SpreadsheetError(message: "libxlsxwriter refuses the sheet \(name)")
    }
    for (index, column) in columns.enumerated() {
      let place = lxw_col_t(index)
      try Spreadsheet.check(
        worksheet_set_column(page, place, place, Double(column.width), column.isLong ? wrapped : nil))
    }
    worksheet_freeze_panes(page, 1, 0)
    worksheet_repeat_rows(page, 0, 0)
    worksheet_set_landscape(page)
    worksheet_fit_to_pages(page, 1, 0)
    if !margins.header.isEmpty {
      try Spreadsheet.check(worksheet_set_header(page, "&L&B" + Spreadsheet.inMargin(margins.header)))
    }
    try Spreadsheet.check(
      worksheet_set_footer(page, "&L&8" + Spreadsheet.inMargin(margins.footer) + "&R&8&P / &N"))
    let sheet = Sheet(page, percent: percent, whole: whole, wrapped: wrapped, columns)
    for column in columns { try sheet.heading(column.title, heading) }
    sheet.endRow()
    try fill(sheet)
    if sheet.rows > 1 {
      try Spreadsheet.check(
        worksheet_autofilter(page, 0, 0, lxw_row_t(sheet.rows - 1), lxw_col_t(columns.count - 1)))
    }
  }

  /// Excel allows 31 characters, none of `[]:*?/\`, no apostrophe at an end, and each name once whatever its case.
  static func name(_ text: String, _ taken: inout Set<String>) -> String {
    let plain = String(text.map { "[]:*?/\\'".contains($0) || $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 })
    var base = plain.prefix(31)
    while base.utf16.count > 31 { base.removeLast() }
    var name = base.isEmpty ? "Sheet" : String(base)
    var number = 1
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base.prefix(27)) \(number)"
    }
    return name
  }

  /// `&` begins a command in a header or footer, which has room for 255 characters.
  private static func inMargin(_ text: String) -> String { String(text.replacing("&", with: "&&").prefix(220)) }

  static func check(_ code: lxw_error) throws(SpreadsheetError) {
    if code == LXW_NO_ERROR { return }
    throw SpreadsheetError(
      message: lxw_strerror(code).map { String(cString: $0) } ?? "libxlsxwriter error \(code.rawValue)")
  }

  private static func contents(_ descriptor: Int32) throws(SpreadsheetError) -> [UInt8] {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size > 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw SpreadsheetError(message: "libxlsxwriter wrote nothing")
    }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw SpreadsheetError(message: String(cString: strerror(errno))) }
      done += count
    }
    return bytes
  }
}
