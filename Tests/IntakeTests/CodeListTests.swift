import Glibc
import Testing

@testable import Intake

@Suite struct CodeListTests {
  @Test func `Every code stands in the list of codes`() throws {
    let root = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/" + root + "/docs/extract-codes.md", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    let codes =
      RefusalCode.allCases.map(\.rawValue) + RejectCode.allCases.map(\.name) + FindingCode.allCases.map(\.name)
    for code in codes { #expect(text.contains("| `\(code)` |"), "\(code)") }
  }
}
