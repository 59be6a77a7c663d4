import Glibc

/// Who runs the program.
enum Account {
  /// The account of the operating system, as the login of a private database is the same for everybody.
  static var name: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
    return String(cString: name)
  }
}
