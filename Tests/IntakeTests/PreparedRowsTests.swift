import Testing

@testable import Intake

@Suite struct PreparedRowsTests {
  /// Fields of each record that was split, `later` for those left to the scanner, and where the prepared part lies.
  private func split(_ text: String) -> (records: [String], start: Int, end: Int) {
    var bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
    let rows = PreparedRows()
    var (starts, ends) = ([Int32](repeating: 0, count: 9), [Int32](repeating: 0, count: 9))
    var records: [String] = []
    let copy = bytes
    bytes.withUnsafeMutableBufferPointer { buffer in
      let chunk = UnsafeMutableBufferPointer(rebasing: buffer[..<text.utf8.count])
      starts.withUnsafeMutableBufferPointer { starts in
        ends.withUnsafeMutableBufferPointer { ends in
          guard let first = starts.baseAddress, let last = ends.baseAddress else { return }
          rows.split(chunk, FieldSplitter(delimiter: 44), stored: 9, starts: first, ends: last) { count in
            let fields = (0..<count).map { String(decoding: copy[Int(first[$0])..<Int(last[$0])], as: UTF8.self) }
            records.append(fields.joined(separator: "|"))
            return nil
          }
        }
      }
    }
    return (records, rows.start, rows.end)
  }

  @Test func `What lies between the first and the last newline is split, quotes taken off`() {
    let (records, start, end) = split("x,y\n1,2\r\n\"a,b\",\"\"\n,,\n3,\"4\"\r\n5,6")
    #expect(records == ["1|2", "a,b|", "||", "3|4"])
    #expect((start, end) == (4, 28))
  }

  @Test func `Doubled quotes are left to the scanner, and what follows them is split`() {
    let (records, _, end) = split("x\n1,\"a \"\"b\"\"\"\n2,c\n")
    #expect(records == ["2|c"])
    #expect(end == 18)
  }

  @Test(arguments: ["1,\"a\n", "1,a\"b\n", "1,\"a\"b\n", "\"\"\"\n"])
  func `Where quotes leave a doubt nothing behind them is split`(_ line: String) {
    let (records, start, end) = split("x\n0,0\n" + line + "2,c\n")
    #expect(records == ["0|0"])
    #expect((start, end) == (2, 6))
  }

  @Test(arguments: ["", "x", "x\n", "x\n1,2", "x\n1\u{0},2\n"])
  func `Nothing is prepared of a piece without a whole record or with NUL`(_ text: String) {
    let (records, start, end) = split(text)
    #expect(records.isEmpty)
    #expect(start >= end)
  }

  @Test func `Lines of nothing do not fill the memory`() {
    let (records, _, end) = split(String(repeating: "\n", count: PreparedRows.limit * 2))
    #expect(records.count == PreparedRows.limit)
    #expect(end == PreparedRows.limit + 1)
  }
}
