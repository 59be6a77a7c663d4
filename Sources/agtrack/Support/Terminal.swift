import ArgumentParser
import Glibc
import Reports

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// What the place where data goes can show.
enum Terminal {
  /// Whether standard output is a terminal that can do more than print.
  static var isCapable: Bool { isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb" }

  /// Columns of the terminal: what `COLUMNS` says, else what the terminal does, else 80.
  static var columns: Int {
    if let stated = environment("COLUMNS").flatMap({ Int($0) }), (1...10_000).contains(stated) { return stated }
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Lines of a terminal that can show pages; nil where there is none.
  static var lines: Int? {
    var size = winsize()
    guard isCapable, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  static func style(_ color: ColorChoice, plain: Bool) -> PageStyle {
    let colour =
      switch color {
      case .always: true
      case .never: false
      case .auto: isCapable && environment("NO_COLOR") == nil
      }
    return PageStyle(colour: colour, plain: plain, columns: columns)
  }

  /// A variable that says something.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
