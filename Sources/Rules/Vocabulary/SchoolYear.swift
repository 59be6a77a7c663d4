/// A school year, 1 July to 30 June, named by the calendar year of its fall: `2024-25` is 2024.
public struct SchoolYear: Hashable, Comparable, Sendable {
  public var fall: Int16
  @inlinable public init(fall: Int16) { self.fall = fall }

  @inlinable public static func < (left: SchoolYear, right: SchoolYear) -> Bool { left.fall < right.fall }

  /// `2024-25`.
  public var code: String {
    let end = (Int(fall) + 1) % 100
    return "\(fall)-\(end < 10 ? "0" : "")\(end)"
  }

  /// Reads `2024-25` and `2024-2025`; anything else, also years that do not follow each other, is nil.
  public init?(code: String) {
    let parts = code.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2 || parts[1].count == 4,
      parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }),
      let fall = Int16(String(parts[0]) ?? ""), let end = Int16(String(parts[1]) ?? "")
    else { return nil }
    guard end == (parts[1].count == 2 ? (fall + 1) % 100 : fall + 1) else { return nil }
    self.fall = fall
  }
}

/// A calendar day as year, month and day, without clock, time zone or locale.
public struct CalendarDay: Hashable, Comparable, Sendable {
  public let year: Int, month: Int, day: Int

  /// 9999-12-31.
  public static let last = CalendarDay(year: 9999, month: 12, lastDay: 31)

  private init(year: Int, month: Int, lastDay: Int) { (self.year, self.month, day) = (year, month, lastDay) }

  /// nil unless the three form a day that exists.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDay.length(month: month, year: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2026-11-21`.
  public init?(code: String) {
    let bytes = Array(code.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var code: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The school year that this day lies in; it begins on 1 July (rule `time.school-year`).
  public var schoolYear: SchoolYear { SchoolYear(fall: Int16(month >= 7 ? year : year - 1)) }

  /// Days since 1970-01-01, as databases and files count them.
  public var dayNumber: Int32 {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// nil outside the years 1 to 9999.
  public init?(dayNumber: Int32) {
    // From 1 March of the year 0, so that a leap day ends its year.
    let days = Int(dayNumber) + 719_468
    guard days >= 0 else { return nil }
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func length(month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }
}
