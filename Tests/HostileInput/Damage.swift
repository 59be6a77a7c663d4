/// Damages bytes in the ways in which files get damaged, and in those in which somebody would who wants harm.
struct Damage {
  var random: Choices

  /// Pieces that mean something to some form, or that should mean nothing.
  private static let pieces: [[UInt8]] =
    [
      [0], [0xFF], [0xC3], [0xE2, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC2, 0xA0], [0xE2, 0x80, 0x8B], [0x81],
      [0x93],
      [0xF0, 0x9F, 0x8E, 0x93], [10], [13], [13, 10], [10, 13], [34], [34, 34], [44], [94], [9], [59], [124], [92],
    ] + texts.map { Array($0.utf8) }

  private static let texts = [
    "2024-25", "2024-2025", "20242025", "24-25", "9999-9999", "0", "-1", "-0", "+", "1e9", "1.23E+13", "5,00", "5.005",
    "99999999999999999999", "0.0000000000000000001", "4294967295", "2147483648", "-2147483649", "1000000001", "0020",
    "R1", "Y", "N", "S1", "SU", "FY", "SS", "Z9", "A", "IP", "GO", "a;b;;g", "9;10;11", "|", "||", "&amp;",
    "&#x110000;",
    "&#0;", "\\u0000", "\\ud800", "\\ud83d\\ude00", "{", "}", "[", "]", "[[[[", "{\"a\":", "null", "true",
    "\"courses\":",
    "=1+1", "@SUM(A1)", "-cmd", "SENR", "SCSC", "SCSC-R", "CRSC", "SINF", "SELA", "SPRG", "SPED", "CENR", "D", "R",
    "^^^^^^^^", ",,,,,,,,", "student_id", "school_id", "StateID", "title", "subjectAreaCode", "Admin Year 01",
    "course_id",
    "2026-02-30", "02/29/2023", "022900", "20240815", "00000000000000", "99999999999999", "1900000000001", "111111",
    "English 9 (P)", "AP ", "ALG 1A", "Algebra I B", "e\u{301}", "\u{202E}abc", "\u{FEFF}", "*a", "&a ", "<<: *a",
    "!!binary ",
    "? ", "- ", ": ", "'", "`", "%00", "../../etc/passwd", "<script>", "{{7*7}}", "${x}",
  ]

  mutating func bytes(_ original: [UInt8], beside other: [UInt8]) -> [UInt8] {
    var text = original
    for _ in 0...random.below(3) {
      // Mostly behind the header, so that files are still read that far.
      let header = random.below(5) == 0 ? 0 : text.firstIndex(of: 10).map { $0 + 1 } ?? 0
      var rest = Array(text[header...])
      once(&rest, other)
      text.replaceSubrange(header..., with: rest)
    }
    return text
  }

  private mutating func once(_ text: inout [UInt8], _ other: [UInt8]) {
    let place = random.below(text.count + 1)
    func end(_ most: Int, _ random: inout Choices) -> Int { min(text.count, place + 1 + random.below(most)) }
    switch random.below(20) {
    case 0...4: text.insert(contentsOf: piece(), at: place)
    case 5: if place < text.count { text[place] = UInt8(truncatingIfNeeded: random.next()) }
    case 6: if place < text.count { text[place] ^= 1 << UInt8(random.below(8)) }
    case 7: text.removeSubrange(place..<end(8, &random))
    case 8: text.removeSubrange(place..<end(200, &random))
    case 9: text.insert(contentsOf: text[place..<end(200, &random)], at: place)
    case 10...12: replaceField(&text, near: place)
    case 13: swapLines(&text)
    case 14: repeatLine(&text, near: place)
    case 15:
      if !other.isEmpty {
        let start = random.below(other.count)
        text.insert(contentsOf: other[start..<min(other.count, start + 1 + random.below(300))], at: place)
      }
    case 16: text.removeSubrange(place...)
    case 17: respell(&text)
    case 18: text.insert(contentsOf: repeatElement(piece(), count: 1 + random.below(300)).joined(), at: place)
    default: dropColumn(&text)
    }
    // Grown again and again, an input would only take time.
    if text.count > 200_000 { text.removeSubrange(200_000...) }
  }

  private mutating func piece() -> [UInt8] { Damage.pieces[random.below(Damage.pieces.count)] }

  private static func isBoundary(_ byte: UInt8) -> Bool { [10, 13, 34, 44, 94, 58].contains(byte) }

  /// Puts something else in the place of a field.
  private mutating func replaceField(_ text: inout [UInt8], near place: Int) {
    let first = text[..<place].lastIndex(where: Damage.isBoundary).map { $0 + 1 } ?? 0
    let last = text[place...].firstIndex(where: Damage.isBoundary) ?? text.count
    var field = random.below(8) == 0 ? [] : piece()
    // Past the lengths at which identifiers, titles, kept values and packed values are cut.
    if random.below(12) == 0 { field = [UInt8](repeating: 0x41, count: [201, 1001, 4096, 70_000][random.below(4)]) }
    text.replaceSubrange(first..<last, with: field)
  }

  private mutating func swapLines(_ text: inout [UInt8]) {
    var lines = text.split(separator: 10, omittingEmptySubsequences: false)
    guard lines.count > 1 else { return }
    lines.swapAt(random.below(lines.count), random.below(lines.count))
    text = Array(lines.joined(separator: [10]))
  }

  private mutating func repeatLine(_ text: inout [UInt8], near place: Int) {
    let first = text[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let last = text[place...].firstIndex(of: 10).map { $0 + 1 } ?? text.count
    let count = random.below(20) == 0 ? 200 : 1 + random.below(3)
    text.insert(contentsOf: repeatElement(text[first..<last], count: count).joined(), at: last)
  }

  /// The same text in other line ends or another encoding.
  private mutating func respell(_ text: inout [UInt8]) {
    switch random.below(6) {
    case 0: text = text.flatMap { $0 == 10 ? [13, 10] : [$0] }
    case 1: text = text.map { $0 == 10 ? 13 : $0 }
    case 2: text = [0xEF, 0xBB, 0xBF] + text
    case 3: text = [0xFF, 0xFE] + text.flatMap { [$0, 0] }
    case 4: text = text.map { $0 >= 0x80 ? 0xE9 : $0 }
    default: text = text.map { $0 == 44 ? 9 : $0 == 9 ? 44 : $0 }
    }
  }

  /// Takes the same field out of every line.
  private mutating func dropColumn(_ text: inout [UInt8]) {
    let delimiter: UInt8 = text.contains(94) ? 94 : 44
    let number = random.below(12)
    text = Array(
      text.split(separator: 10, omittingEmptySubsequences: false).map { line -> [UInt8] in
        var fields = line.split(separator: delimiter, omittingEmptySubsequences: false)
        if number < fields.count { fields.remove(at: number) }
        return Array(fields.joined(separator: [delimiter]))
      }.joined(separator: [10]))
  }
}

/// Random choices that are the same for the same seed on every machine (SplitMix64).
struct Choices {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }
}
