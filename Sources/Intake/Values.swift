/// How single values are read.
enum Values {
  /// Only digits, at most `digits` of them.
  @inline(__always) static func number(_ bytes: Bytes, digits: Int) -> Int? {
    guard bytes.count > 0, bytes.count <= digits else { return nil }
    var value = 0
    for index in 0..<bytes.count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// A number of 0 or more with at most two decimals (zeros behind them are allowed), in hundredths.
  @inline(__always) static func hundredths(_ bytes: Bytes, upTo limit: Int32) -> Int32? {
    var value: Int32 = 0
    var decimals = -1
    var digits = 0
    if bytes.count > 20 { return nil }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      let digit = byte &- 48
      guard digit < 10 else { return nil }
      digits += 1
      if decimals >= 2 {
        guard digit == 0 else { return nil }
        continue
      }
      if decimals >= 0 { decimals += 1 }
      value = value &* 10 &+ Int32(digit)
      // Checked at every digit, so that the product cannot overflow.
      guard value <= limit else { return nil }
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(0, decimals)..<2 {
      value = value &* 10
      guard value <= limit else { return nil }
    }
    return value
  }

  /// Exactly so many digits; kept as text because zeros in front belong to it.
  static func digits(_ bytes: Bytes, count: Int) -> String? {
    guard bytes.count == count, (0..<count).allSatisfy({ bytes[$0] &- 48 < 10 }) else { return nil }
    return bytes.string
  }

  static func code<Code: RawRepresentable>(_ bytes: Bytes) -> Code? where Code.RawValue == String {
    // No code of the format is longer than this; do not copy a long text to find that out.
    bytes.count <= 40 ? Code(rawValue: bytes.string) : nil
  }

  /// `Y` or `N`.
  static func yesNo(_ bytes: Bytes) -> Bool? {
    guard bytes.count == 1 else { return nil }
    return bytes[0] == UInt8(ascii: "Y") ? true : bytes[0] == UInt8(ascii: "N") ? false : nil
  }
}
