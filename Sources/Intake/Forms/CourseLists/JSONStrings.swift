/// Strings of JSON and their escapes.
extension JSONReader {
  mutating func string() throws(JSONFault) -> (text: String, isCut: Bool) {
    guard peek() == UInt8(ascii: "\"") else { throw malformed }
    position += 1
    var bytes: [UInt8] = []
    var isCut = false
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "\"") { return (String(decoding: bytes, as: UTF8.self), isCut) }
      if byte < 32 { throw fault("holds a control character in a string; it is not JSON") }
      let isFull = bytes.count >= JSONReader.stringBytes
      if isFull { isCut = true }
      if byte == UInt8(ascii: "\\") {
        let scalar = try escape()
        if !isFull { bytes.append(contentsOf: String(Character(scalar)).utf8) }
      } else if !isFull {
        bytes.append(byte)
      }
    }
    throw truncated
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    guard let byte = peek() else { throw truncated }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw malformed
    }
    let first = try fourDigits()
    if !(0xD800..<0xE000).contains(first), let scalar = Unicode.Scalar(first) { return scalar }
    // The first half of a pair must be followed by the second.
    guard first < 0xDC00, peek() == UInt8(ascii: "\\") else { throw malformed }
    position += 1
    guard peek() == UInt8(ascii: "u") else { throw malformed }
    position += 1
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw malformed }
    return scalar
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
      position += 1
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
