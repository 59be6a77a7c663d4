import Testing

@testable import Intake

/// One record as text, for comparing ways of cutting the same bytes.
private func scan(_ text: [UInt8], chunk: Int) -> [String] {
  let pipe = ChunkPipe(BOMSource(MemorySource(text)), chunkBytes: chunk)
  var scanner = RecordScanner(pipe)
  defer {
    pipe.finish()
    scanner.deallocate()
  }
  var found: [String] = []
  do throws(SourceFault) {
    while try scanner.next() {
      var fields: [String] = []
      for index in 0..<scanner.fieldCount {
        let start = scanner.base + Int(scanner.starts[index])
        fields.append(Bytes(start: start, count: Int(scanner.ends[index] - scanner.starts[index])).string)
      }
      found.append(
        "\(scanner.recordLine) \(fields) blank \(scanner.isBlank) quotes \(scanner.hasBadQuotes)"
          + " nul \(scanner.nulField ?? -1) end \(scanner.endsWithFile)")
    }
  } catch {
    found.append("\(error.code.rawValue) \(error.line ?? 0)")
  }
  return found
}

@Suite struct RecordScannerTests {
  static let texts: [String] = [
    "", "\n", "a", "a,b\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\n1,", "\"a\",\"b\"\n\"1\"\"x\",\"2\n3\"\r\nq,r\n",
    "a\n\n  \n\t\nb\n", "a,b\n\"1", "a,b\nx\"y,2\n\"x\"y,2\nz,\"\"\n\"\"\n", "a,\u{0}b,c\n\u{0}\n\"\u{0}\",1\n",
    "\u{FEFF}a,b\n", "\u{FEFF}", "é,ü\n€,😀\n", "a\rb,c\r\n\r\n", "\"a\"\r\n\"b\"\rx\n\"c\"\r", "a,b\r",
    "a,b\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18\n,,,,,,,,,,,,,,,,,,,,\n", "\"\n\n\n\",x\ny\n",
  ]

  @Test(arguments: texts) func `Chunks of every size give the same records`(_ text: String) {
    let whole = scan(Array(text.utf8), chunk: 1 << 16)
    for size in 1...64 { #expect(scan(Array(text.utf8), chunk: size) == whole) }
  }

  @Test func `Quotes, line ends and blank lines are read by RFC 4180`() {
    #expect(
      scan(Array("\"a\",\"b\"\"\n\",c\r\n\r\n \nx,y\"\n".utf8), chunk: 4096) == [
        "1 [\"a\", \"b\\\"\\n\", \"c\"] blank false quotes false nul -1 end false",
        "3 [\"\"] blank true quotes false nul -1 end false", "4 [\" \"] blank true quotes false nul -1 end false",
        "5 [\"x\", \"y\\\"\"] blank false quotes true nul -1 end false",
      ])
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0xC3, 0x28, 0x0A], 2), ([0x61, 0x0A, 0x0A, 0xED, 0xA0, 0x80], 3), ([0xC0, 0x80], 1),
      ([0x61, 0xF4, 0x90, 0x80, 0x80], 1), ([0x61, 0x0A, 0xE2, 0x82], 2), ([0xFF, 0xFE, 0x61, 0x00], 1),
    ] as [([UInt8], Int)])
  func `Bytes that are not UTF-8 are found with their line`(_ bytes: [UInt8], _ line: Int) {
    for size in 1...8 { #expect(scan(bytes, chunk: size).last == "bad_encoding \(line)") }
  }

  @Test func `An open quote is reported where its record begins`() {
    #expect(scan(Array("a,b\n1,2\n3,\"4\n5\n6".utf8), chunk: 5).last == "unclosed_quote 3")
  }

  @Test func `Random text gives the same records in chunks of every size`() {
    var random = Random(seed: 7)
    let alphabet = Array(",,,\n\n\r\"\"ab \t\u{0}".utf8)
    for _ in 0..<150 {
      let text = (0..<(1 + random.below(60))).map { _ in alphabet[random.below(alphabet.count)] }
      let whole = scan(text, chunk: 1 << 12)
      for size in [1, 2, 3, 5, 8, 13, 64] { #expect(scan(text, chunk: size) == whole) }
    }
  }
}

/// A small generator that gives the same numbers everywhere.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % max(1, limit)
  }
}
