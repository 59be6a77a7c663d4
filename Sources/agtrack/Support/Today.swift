import ArgumentParser
import Glibc
import Rules

enum Today {
  /// The calendar day by the machine's clock and time zone; only commands ask it.
  static func day() throws -> CalendarDay {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil,
      let day = CalendarDay(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else { throw Failure(.environment, "the machine's clock cannot be read; give --as-of") }
    return day
  }
}

/// A day on the command line, as 2027-03-15.
struct DayArgument: ExpressibleByArgument {
  let day: CalendarDay

  init?(argument: String) {
    guard let day = CalendarDay(code: argument) else { return nil }
    self.day = day
  }
}
