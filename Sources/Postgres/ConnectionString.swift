import CLibPQ

/// What a connection string says, found out before anything connects.
public enum ConnectionString: Sendable {
  /// Fit for a command line.
  case plain
  /// Holds a password, of the login or of a key file.
  case password
  /// libpq cannot read it.
  case unreadable

  /// - Parameter text: libpq's `key=value` form, a URI, or the bare name of a database.
  public init(_ text: String) {
    let isAddress = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    guard isAddress || text.utf8.contains(UInt8(ascii: "=")) else {
      self = .plain
      return
    }
    guard let options = PQconninfoParse(text, nil) else {
      self = .unreadable
      return
    }
    defer { PQconninfoFree(options) }
    var found = ConnectionString.plain
    var option = options
    while let keyword = option.pointee.keyword {
      let name = String(cString: keyword)
      if name.hasSuffix("password"), option.pointee.val != nil { found = .password }
      option += 1
    }
    self = found
  }
}
