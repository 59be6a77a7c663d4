import ArgumentParser
import Rules
import Store

/// A run as a person names it: by number, or by a day.
enum RunName: ExpressibleByArgument {
  case run(Int32)
  case day(CalendarDay)

  init?(argument text: String) {
    if let day = CalendarDay(code: text) {
      self = .day(day)
    } else if let number = Int32(text), number > 0 {
      self = .run(number)
    } else {
      return nil
    }
  }

  /// The number of the published run that is meant: the one named, or the last one whose day is not later.
  /// - Throws: `Failure` (exit 6) where no such run was published.
  func number(_ session: borrowing Session) throws -> Int32 {
    switch self {
    case .run(let number):
      guard let found = try RunState.find(session.connection, run: number), found.state == .published else {
        throw Failure(.notFound, "run \(number) was never published")
      }
      return number
    case .day(let day):
      guard let found = try PublishedRun.last(session.connection, upTo: day.dayNumber) else {
        throw Failure(.notFound, "no run of \(day.code) or before was published")
      }
      return found.id
    }
  }

  /// Makes the session show the run. Whom it shows is decided by row-level security.
  /// - Throws: `Failure` (exit 6) where there is none, or where it was pruned.
  func show(_ session: borrowing Session) throws {
    let number = try number(session)
    if try PastRun.isPruned(session.connection, run: number) {
      var run = "run \(number)"
      if case .day(let day) = self { run += ", which was published on \(day.code) or last before it," }
      let oldest = try PastRun.oldest(session.connection).map { "; the oldest run that can be read is \($0)" } ?? ""
      throw Failure(.notFound, "\(run) was pruned\(oldest)")
    }
    try PastRun.show(session.connection, run: number)
  }
}

extension DayArgument {
  /// Makes the session show the run that was published on the day, or last before it.
  func show(_ session: borrowing Session) throws { try RunName.day(day).show(session) }
}
