import Glibc
import Intake
import Reports
import Synchronization

/// What goes to standard error; never student data. Lines of text, or with `--log-format json` one JSON object per line.
enum Messages {
  enum Level: String { case information, warning, error }

  private struct State {
    var isJSON = false
    /// A progress line without its end stands on the terminal.
    var hasOpenLine = false
  }

  private static let state = Mutex(State())

  /// - Parameter format: `text` or `json`.
  static func use(format: String) { state.withLock { $0.isJSON = format == "json" } }

  static var isJSON: Bool { state.withLock { $0.isJSON } }

  /// Writes a message.
  /// - Parameters:
  ///   - text: the line; in JSON without the program's name in front.
  ///   - fields: further members of the JSON object, in their order; the values are JSON.
  static func say(_ text: String, level: Level = .information, fields: [(name: String, json: String)] = []) {
    state.withLock { state in
      if state.isJSON {
        write(object(text, level, fields))
      } else {
        write((state.hasOpenLine ? "\r\u{1B}[K" : "") + text + "\n")
        state.hasOpenLine = false
      }
    }
  }

  /// Writes a line on a terminal that the next one replaces.
  static func progress(_ text: String) {
    state.withLock { state in
      if state.isJSON { return }
      write("\r\u{1B}[K" + text)
      state.hasOpenLine = true
    }
  }

  /// Whether standard error is a terminal that can replace a line.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 && Variable.value("TERM") != "dumb" }

  static func place(_ refusal: Refusal) -> String {
    var place = refusal.file
    if let line = refusal.line { place += ":\(line)" }
    if let column = refusal.column { place += " column \(column)" }
    return place
  }

  private static func object(_ text: String, _ level: Level, _ fields: [(name: String, json: String)]) -> String {
    let prefix = "agtrack: "
    var json = JSONWriter()
    json.object { json in
      json.field("time", Moment.now.text)
      json.field("level", level.rawValue)
      json.field("message", text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
      for field in fields {
        json.key(field.name)
        json.number(formatted: field.json)
      }
    }
    return String(decoding: json.document, as: UTF8.self) + "\n"
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        guard written > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      }
    }
  }
}

/// An instant of the machine's clock.
struct Moment {
  /// Since 1970-01-01 in UTC.
  let seconds: Int
  let milliseconds: Int

  static var now: Moment {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Moment(seconds: now.tv_sec, milliseconds: now.tv_nsec / 1_000_000)
  }

  /// `2027-03-15T02:15:04.250Z`
  var text: String {
    var (time, parts) = (time_t(seconds), tm())
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = String(1000 + milliseconds).dropFirst()
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):"
      + "\(two(parts.tm_min)):\(two(parts.tm_sec)).\(fraction)Z"
  }
}
