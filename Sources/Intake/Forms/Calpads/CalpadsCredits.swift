/// Credits as CALPADS files carry them.
enum CalpadsCredits {
  static let absent: Int32 = -1

  /// A number of credits in hundredths, and what had to be repaired; nil if it is none.
  ///
  /// A decimal comma is one where nothing else can be meant: no point, at most three digits behind it.
  static func read(_ bytes: Bytes) -> (hundredths: Int32, repair: FindingCode?)? {
    if let exact = Values.hundredths(bytes, upTo: TranscriptValues.creditsLimit) { return (exact, nil) }
    guard bytes.count <= 20 else { return nil }
    var (whole, decimals, digits): (Int, Int, Int) = (0, -1, 0)
    var thousandths = 0
    var hasComma = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        guard decimals < 0 else { return nil }
        decimals = 0
        hasComma = byte == UInt8(ascii: ",")
        continue
      }
      let digit = Int(byte &- 48)
      guard digit < 10 else { return nil }
      digits += 1
      if decimals < 0 {
        whole = whole * 10 + digit
        guard whole <= 1000 else { return nil }
      } else {
        // The fourth digit and those behind it are of no weight.
        if decimals < 3 { thousandths = thousandths * 10 + digit }
        decimals += 1
      }
    }
    guard digits > 0, decimals > 0, !hasComma || decimals <= 3 else { return nil }
    for _ in min(decimals, 3)..<3 { thousandths *= 10 }
    let value = whole * 100 + (thousandths + 5) / 10
    guard value <= Int(TranscriptValues.creditsLimit) else { return nil }
    return (Int32(value), hasComma ? .decimalComma : .creditsRounded)
  }

  /// `5.00`; empty for none.
  static func text(_ hundredths: Int32) -> String {
    if hundredths < 0 { return "" }
    let cents = hundredths % 100
    return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

/// In which unit the completed rows of one reporting LEA and school year give credits.
///
/// CALPADS asks for Carnegie units, districts mostly send their own credits of 5.00 a semester, and no element says
/// which. A year whose rows all lie within Carnegie units cannot be in credits of 5.00: that proves the unit.
struct CalpadsCreditScale {
  private var rows = 0
  private var isCarnegie = true

  /// Rows that are needed for a proof.
  static let leastRows = 10

  mutating func note(attempted: Int32, length: Int) {
    guard attempted > 0 else { return }
    rows += 1
    // A session of unknown length is a semester at most.
    let full = Int32(length == 0 ? 50 : 100 * length / 36)
    if attempted > full + 2 { isCarnegie = false }
  }

  /// What credits are multiplied by.
  var factor: Int32 { isCarnegie && rows >= CalpadsCreditScale.leastRows ? 10 : 1 }
}
