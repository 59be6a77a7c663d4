import CLibPQ

/// Why a request to PostgreSQL failed, in words that hold no data.
///
/// The server's DETAIL, HINT, CONTEXT and the bound values never get in here: they quote the rows of students. Messages of
/// data exceptions (SQLSTATE class 22) quote the bad input, so what stands between quotation marks is cut out of them.
public struct PostgresError: Error, Sendable, CustomStringConvertible {
  /// What a caller can do about it.
  public enum Kind: Sendable, Equatable {
    /// No connection could be made: wrong address, no rights, server not running.
    case connectionFailed
    /// A connection that worked is gone. Whether an unanswered COMMIT took effect is unknown.
    case connectionLost
    /// The server refused a statement and the connection goes on.
    case server
    /// A result does not have the column or type that the program reads.
    case decoding
    /// The program asked for something this module does not do (a defect of the caller).
    case usage
  }

  public let kind: Kind
  /// Five characters as in the manual's appendix A; empty where the server did not speak.
  public let sqlState: String
  /// The primary message, cleaned of quoted input.
  public let message: String
  /// Name of the violated constraint, if any.
  public let constraint: String?
  /// The name given to the statement, or empty.
  public let statementName: String

  /// An error found on this side of the connection.
  public init(kind: Kind, sqlState: String = "", message: String, constraint: String? = nil, statementName: String = "")
  {
    self.kind = kind
    self.sqlState = sqlState
    self.message = message
    self.constraint = constraint
    self.statementName = statementName
  }

  public var description: String {
    var text = message
    if !statementName.isEmpty { text = "\(statementName): \(text)" }
    if !sqlState.isEmpty { text += " (SQLSTATE \(sqlState))" }
    return text
  }
}

extension PostgresError {
  /// Reads the error out of a failed result, or out of the connection if there is no result.
  static func from(result: OpaquePointer?, connection: OpaquePointer, statementName: String) -> PostgresError {
    let state = field(result, 67)  // PG_DIAG_SQLSTATE is the character C
    let primary = field(result, 77)  // PG_DIAG_MESSAGE_PRIMARY is the character M
    let constraint = field(result, 110)  // PG_DIAG_CONSTRAINT_NAME is the character n
    let lost = PQstatus(connection) == CONNECTION_BAD || endsConnection(state ?? "")
    let message: String
    if let primary {
      message = clean(primary, sqlState: state ?? "")
    } else if lost {
      message = "the connection to the server was lost"
    } else {
      message = firstLine(text(PQerrorMessage(connection)))
    }
    return PostgresError(
      kind: lost ? .connectionLost : .server, sqlState: state ?? "", message: message,
      constraint: constraint, statementName: statementName)
  }

  private static func endsConnection(_ state: String) -> Bool {
    state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05"].contains(state)
  }

  /// Cuts what stands between the first and the last quotation mark out of messages that quote input.
  static func clean(_ message: String, sqlState: String) -> String {
    guard sqlState.hasPrefix("22") else { return message }
    if sqlState == "22021" { return "a text holds a byte sequence that is not valid in the database's encoding" }
    let bytes = message.utf8
    guard let first = bytes.firstIndex(of: 34), let last = bytes.lastIndex(of: 34), first < last else { return message }
    return message[...first] + "..." + message[last...]
  }

  static func firstLine(_ message: String) -> String {
    String(message.split(separator: "\n", maxSplits: 1).first ?? "the server gave no reason")
  }

  static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  private static func field(_ result: OpaquePointer?, _ code: Int32) -> String? {
    guard let result, let value = PQresultErrorField(result, code) else { return nil }
    return String(cString: value)
  }
}
