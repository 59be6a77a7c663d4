import Rules

/// How values of foreign files are read, with the repairs that their form proves.
enum ForeignValues {
  /// What came of a value that may be mended.
  enum Mended: Equatable {
    case absent
    case asIs(String)
    /// A repair and the code under which it is counted.
    case mended(String, FindingCode)
    case unreadable
  }

  /// A 14-digit county-district-school code. Blanks and hyphens are dropped; 13 digits have lost the zero of counties 01
  /// to 09; all zeros or all nines stand for no code.
  static func cds(_ bytes: Bytes) -> Mended {
    if bytes.isEmpty { return .absent }
    var digits: [UInt8] = []
    for index in 0..<bytes.count {
      switch bytes[index] {
      case 48...57: digits.append(bytes[index])
      case 32, 45: continue
      default: return .unreadable
      }
    }
    if digits.allSatisfy({ $0 == 48 }) || digits.allSatisfy({ $0 == 57 }) { return .absent }
    if digits.count == 14 { return .asIs(String(decoding: digits, as: UTF8.self)) }
    if digits.count == 13, digits[0] != 48 {
      return .mended("0" + String(decoding: digits, as: UTF8.self), .zerosRestored)
    }
    return .unreadable
  }

  /// A College Board code: six digits for schools, four for colleges; five have lost a zero. `111111` and zeros stand
  /// for no code.
  static func ceeb(_ bytes: Bytes) -> Mended {
    if bytes.isEmpty { return .absent }
    guard bytes.count <= 6, (0..<bytes.count).allSatisfy({ bytes[$0] &- 48 < 10 }) else { return .unreadable }
    let text = bytes.string
    if text == "111111" || text.utf8.allSatisfy({ $0 == 48 }) { return .absent }
    switch text.utf8.count {
    case 4, 6: return .asIs(text)
    case 5: return .mended("0" + text, .zerosRestored)
    default: return .unreadable
    }
  }

  /// A number that a spreadsheet turned into `1.23E+13`.
  static func isScientific(_ bytes: Bytes) -> Bool {
    guard bytes.count >= 4, bytes.count <= 24 else { return false }
    var exponent = -1
    for index in 0..<bytes.count {
      switch bytes[index] {
      case 48...57, UInt8(ascii: "."): continue
      case UInt8(ascii: ","): if exponent >= 0 { return false }
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        if exponent >= 0 || index == 0 { return false }
        exponent = index
      case UInt8(ascii: "+"), UInt8(ascii: "-"): if exponent < 0 || index != exponent + 1 { return false }
      default: return false
      }
    }
    return exponent > 0 && exponent < bytes.count - 2 && (bytes[exponent + 1] == 43 || bytes[exponent + 1] == 45)
  }

  /// Credits with two decimals. A decimal comma is read as a point; more decimals are rounded half up.
  static func credits(_ bytes: Bytes) -> Mended {
    if bytes.isEmpty { return .absent }
    guard bytes.count <= 24 else { return .unreadable }
    if Values.hundredths(bytes, upTo: .max / 20) != nil { return .asIs(bytes.string) }
    var whole = 0
    var decimals: [Int] = []
    var point: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        if point != 0 { return .unreadable }
        point = byte
      } else if byte &- 48 < 10 {
        if point == 0 { whole = whole * 10 + Int(byte - 48) } else { decimals.append(Int(byte - 48)) }
        if whole > 1_000_000 { return .unreadable }
      } else {
        return .unreadable
      }
    }
    // Three digits behind a comma may as well be thousands.
    if point == UInt8(ascii: ","), decimals.count == 3 || decimals.isEmpty { return .unreadable }
    if whole == 0, decimals.isEmpty { return .unreadable }
    var hundredths = whole * 100 + (decimals.first ?? 0) * 10 + (decimals.count > 1 ? decimals[1] : 0)
    let isRounded = decimals.dropFirst(2).contains { $0 != 0 }
    if decimals.count > 2, decimals[2] >= 5 { hundredths += 1 }
    let rest = hundredths % 100
    let text = "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    if isRounded { return .mended(text, .creditsRounded) }
    return point == UInt8(ascii: ",") ? .mended(text, .decimalComma) : .asIs(text)
  }

  /// A calendar day as `2009-02-08`, `2/8/2009`, `02-08-2009` or `20090208`, also with a time of midnight behind it.
  static func day(_ bytes: Bytes) -> CalendarDay? {
    var parts: [(value: Int, digits: Int)] = []
    var current = (value: 0, digits: 0)
    for index in 0..<min(bytes.count, 40) {
      let byte = bytes[index]
      switch byte {
      case 48...57:
        current.value = min(current.value * 10 + Int(byte - 48), 1 << 30)
        current.digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
        parts.append(current)
        current = (0, 0)
      case 32, UInt8(ascii: "T"):
        // Only nothing may stand in the time of day.
        guard (index + 1..<bytes.count).allSatisfy({ isMidnight(bytes[$0]) }) else { return nil }
        parts.append(current)
        return day(parts)
      default: return nil
      }
    }
    parts.append(current)
    return day(parts)
  }

  private static func isMidnight(_ byte: UInt8) -> Bool { byte == 48 || byte == UInt8(ascii: ":") || byte == 46 }

  private static func day(_ parts: [(value: Int, digits: Int)]) -> CalendarDay? {
    if parts.count == 1, parts[0].digits == 8 {
      return CalendarDay(
        year: parts[0].value / 10_000, month: parts[0].value / 100 % 100, day: parts[0].value % 100)
    }
    guard parts.count == 3 else { return nil }
    if parts[0].digits == 4, parts[1].digits <= 2, parts[2].digits <= 2 {
      return CalendarDay(year: parts[0].value, month: parts[1].value, day: parts[2].value)
    }
    if parts[2].digits == 4, parts[0].digits <= 2, parts[1].digits <= 2 {
      return CalendarDay(year: parts[2].value, month: parts[0].value, day: parts[1].value)
    }
    return nil
  }

  /// `2024-2025`, `2024-25`, `2024/25`, `24-25`, `20242025`, each also with a long hyphen or blanks; one calendar year
  /// alone only as the district says.
  static func schoolYear(_ bytes: Bytes, _ single: SingleYear?) -> SchoolYear? {
    var parts: [(value: Int, digits: Int)] = [(0, 0)]
    var index = 0
    while index < bytes.count, bytes.count <= 24 {
      let byte = bytes[index]
      switch byte {
      case 48...57:
        let last = parts.count - 1
        parts[last] = (min(parts[last].value * 10 + Int(byte - 48), 1 << 40), parts[last].digits + 1)
      case 32: break
      case UInt8(ascii: "-"), UInt8(ascii: "/"): parts.append((0, 0))
      case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (0x90...0x95).contains(bytes[index + 2]):
        parts.append((0, 0))
        index += 2
      default: return nil
      }
      index += 1
    }
    let fall: Int
    switch parts.map(\.digits) {
    case [4, 4], [4, 2]: fall = parts[0].value
    case [2, 2]: fall = parts[0].value + (parts[0].value < 70 ? 2000 : 1900)
    case [8]:
      fall = parts[0].value / 10_000
      parts = [(fall, 4), (parts[0].value % 10_000, 4)]
    case [4]:
      guard let single, (1901...2199).contains(parts[0].value) else { return nil }
      return SchoolYear(fall: Int16(single == .begins ? parts[0].value : parts[0].value - 1))
    default: return nil
    }
    let end = parts[1].digits == 4 ? fall + 1 : (fall + 1) % 100
    guard (1900...2199).contains(fall), parts[1].value == end else { return nil }
    return SchoolYear(fall: Int16(fall))
  }
}

/// Reads school years and remembers how they were spelt.
struct SchoolYearReader {
  private let single: SingleYear?
  private var met = TextIndex()
  private var years: [SchoolYear?] = []

  init(_ single: SingleYear?) { self.single = single }

  mutating func year(_ bytes: Bytes) -> SchoolYear? {
    if let number = met.find(bytes) { return years[number] }
    let year = ForeignValues.schoolYear(bytes, single)
    if met.count < 1000, met.insert(bytes) == years.count { years.append(year) }
    return year
  }

  /// Whether a value would be a year if the district said how single years are meant.
  func needsDistrict(_ bytes: Bytes) -> Bool { single == nil && ForeignValues.schoolYear(bytes, .ends) != nil }
}
