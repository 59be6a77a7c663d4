import Rules

/// How the values that decide a verdict are read, byte by byte: there are millions of them.
enum TranscriptValues {
  /// The most California credits or college units that one row can carry, in hundredths.
  static let creditsLimit: Int32 = 10_000

  /// 6 to 12; a zero in front is allowed.
  @inline(__always) static func gradeLevel(_ bytes: Bytes) -> UInt8? {
    guard let level = Values.number(bytes, digits: 2), (6...12).contains(level) else { return nil }
    return UInt8(level)
  }

  /// `2024-25` or `2024-2025`.
  @inline(__always) static func schoolYear(_ bytes: Bytes) -> SchoolYear? {
    guard bytes.count == 7 || bytes.count == 9, bytes[4] == UInt8(ascii: "-"),
      let fall = Values.number(Bytes(start: bytes.start, count: 4), digits: 4),
      let end = Values.number(Bytes(start: bytes.start + 5, count: bytes.count - 5), digits: 4),
      (1900...2199).contains(fall), end == (bytes.count == 7 ? (fall + 1) % 100 : fall + 1)
    else { return nil }
    return SchoolYear(fall: Int16(fall))
  }

  @inline(__always) static func term(_ bytes: Bytes) -> Term? {
    guard bytes.count == 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (UInt8(ascii: "S"), UInt8(ascii: "1")): return .s1
    case (UInt8(ascii: "S"), UInt8(ascii: "2")): return .s2
    case (UInt8(ascii: "S"), UInt8(ascii: "U")): return .summer
    case (UInt8(ascii: "F"), UInt8(ascii: "Y")): return .fullYear
    case (UInt8(ascii: "T"), UInt8(ascii: "1")): return .t1
    case (UInt8(ascii: "T"), UInt8(ascii: "2")): return .t2
    case (UInt8(ascii: "T"), UInt8(ascii: "3")): return .t3
    case (UInt8(ascii: "Q"), UInt8(ascii: "1")): return .q1
    case (UInt8(ascii: "Q"), UInt8(ascii: "2")): return .q2
    case (UInt8(ascii: "Q"), UInt8(ascii: "3")): return .q3
    case (UInt8(ascii: "Q"), UInt8(ascii: "4")): return .q4
    default: return nil
    }
  }

  @inline(__always) static func mark(_ bytes: Bytes) -> Mark? {
    if bytes.count == 1 {
      switch bytes[0] {
      case UInt8(ascii: "A"): return .a
      case UInt8(ascii: "B"): return .b
      case UInt8(ascii: "C"): return .c
      case UInt8(ascii: "D"): return .d
      case UInt8(ascii: "F"): return .f
      case UInt8(ascii: "P"): return .pass
      case UInt8(ascii: "I"): return .incomplete
      case UInt8(ascii: "W"): return .withdrawn
      default: return nil
      }
    }
    guard bytes.count == 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (UInt8(ascii: "A"), UInt8(ascii: "+")): return .aPlus
    case (UInt8(ascii: "A"), UInt8(ascii: "-")): return .aMinus
    case (UInt8(ascii: "B"), UInt8(ascii: "+")): return .bPlus
    case (UInt8(ascii: "B"), UInt8(ascii: "-")): return .bMinus
    case (UInt8(ascii: "C"), UInt8(ascii: "+")): return .cPlus
    case (UInt8(ascii: "C"), UInt8(ascii: "-")): return .cMinus
    case (UInt8(ascii: "D"), UInt8(ascii: "+")): return .dPlus
    case (UInt8(ascii: "D"), UInt8(ascii: "-")): return .dMinus
    default: return Mark(rawValue: bytes.string)
    }
  }

  /// 1 or 2.
  @inline(__always) static func part(_ bytes: Bytes) -> UInt8? {
    guard bytes.count == 1, bytes[0] == UInt8(ascii: "1") || bytes[0] == UInt8(ascii: "2") else { return nil }
    return bytes[0] - 48
  }
}
