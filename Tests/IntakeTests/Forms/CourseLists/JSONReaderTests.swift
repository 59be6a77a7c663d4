import TestSupport
import Testing

@testable import Intake

struct JSONReaderTests {
  /// All tokens, or where the text is no JSON.
  private func tokens(_ text: String) -> Result<[JSONToken], JSONFault> { tokens(Array(text.utf8)) }

  private func tokens(_ bytes: [UInt8]) -> Result<[JSONToken], JSONFault> {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return .success([]) }
      return Result { () throws(JSONFault) in
        var reader = JSONReader(Bytes(start: start, count: bytes.count))
        var tokens: [JSONToken] = []
        while true {
          let token = try reader.next()
          tokens.append(token)
          if token == .end { return tokens }
        }
      }
    }
  }

  @Test("Tokens come in order, with names, numbers as they stand and decoded strings")
  func order() throws {
    let found = try tokens(#" {"a": [1, -2.5e+3, true, null], "b\n": "\u00e9\ud83d\ude00\/", "c": {}} "#).get()
    #expect(
      found == [
        .beginObject, .name("a"), .beginArray, .number("1"), .number("-2.5e+3"), .bool(true), .null, .endArray,
        .name("b\n"), .string("é😀/", isCut: false), .name("c"), .beginObject, .endObject, .endObject, .end,
      ])
  }

  @Test(
    "What is not JSON is refused",
    arguments: [
      "", " ", "[", "{", "[1,]", "{\"a\":1,}", "{a:1}", "[1 2]", "{\"a\" 1}", "[01]", "[1.]", "[.5]", "[+1]", "[1e]",
      "[-]",
      "[tru]", "[nul", "[\"a]", "[\"\\x\"]", "[\"\\ud800\"]", "[\"\\ud800\\u0041\"]", "[\"\\udc00\"]", "[\"\\u00g0\"]",
      "[\"\t\"]", "[1]]", "[1] x", "]", "}", "[}", "{]", "'a'", "[NaN]", "// c\n[]", "[1]\u{FEFF}",
    ])
  func malformed(text: String) {
    #expect(throws: JSONFault.self) { try tokens(text).get() }
  }

  @Test("A fault names its line")
  func line() {
    guard case .failure(let fault) = tokens("[\n1,\n\n]") else {
      Issue.record("it was read")
      return
    }
    #expect(fault.line == 4)
  }

  @Test("Deep nesting is refused without recursion, and a long number too")
  func limits() {
    #expect(throws: JSONFault.self) { try tokens(String(repeating: "[", count: 2_000_000)).get() }
    #expect(throws: JSONFault.self) { try tokens("[" + String(repeating: "1", count: 100) + "]").get() }
  }

  @Test("Bytes that are no text do not trap")
  func noText() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = tokens([UInt8(ascii: "[")] + bytes)
      _ = tokens([UInt8(ascii: "["), UInt8(ascii: "\"")] + bytes)
    }
  }
}
