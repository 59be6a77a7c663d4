import CLibPQ

/// One session with a PostgreSQL server, used by one thread at a time and closed when it goes out of scope.
///
/// Calls block. Open one connection per worker, inside the worker. libpq sends with SIGPIPE masked, so a vanished server is an error
/// of kind `connectionLost` and never a signal.
public struct Connection: ~Copyable {
  let handle: OpaquePointer
  private let notices: NoticeReceiver
  let trialState = TrialState()

  /// Connects.
  /// - Parameters:
  ///   - conninfo: libpq's connection string or URI; empty means libpq's environment (`PGHOST`, `PGSERVICE`, ...).
  ///   - onNotice: receives the primary message of each notice or warning; by default they are dropped.
  /// - Throws: `connectionFailed`.
  public init(conninfo: String, onNotice: (@Sendable (String) -> Void)? = nil) throws(PostgresError) {
    handle = try Self.open(conninfo)
    notices = NoticeReceiver(onNotice)
    notices.attach(to: handle)
  }

  deinit { PQfinish(handle) }

  private static func open(_ conninfo: String) throws(PostgresError) -> OpaquePointer {
    // Entries before `dbname` are defaults that the string may override; those after it hold in any case.
    var options = [("fallback_application_name", "agtrack")]
    if environment("PGCONNECT_TIMEOUT") == nil { options.append(("connect_timeout", "10")) }
    options += [("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3")]
    options += [("dbname", conninfo), ("client_encoding", "UTF8")]
    let opened = patiently {
      withCStrings(options.map(\.0)) { keywords in
        withCStrings(options.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
      }
    }
    guard let opened else {
      throw PostgresError(kind: .connectionFailed, message: "out of memory while connecting to the database")
    }
    guard PQstatus(opened) == CONNECTION_OK else {
      let reason = PostgresError.firstLine(PostgresError.text(PQerrorMessage(opened)))
      PQfinish(opened)
      throw PostgresError(kind: .connectionFailed, message: reason)
    }
    settle(opened)
    guard PQstatus(opened) == CONNECTION_OK else {
      PQfinish(opened)
      throw PostgresError(kind: .connectionLost, message: "the connection to the server was lost")
    }
    return opened
  }

  /// libpq takes the end of its time-out from the wall clock and never waits less than two seconds; a try that failed before them
  /// because the time was over was ended by a clock that was set, and is made again.
  private static func patiently(_ open: () -> OpaquePointer?) -> OpaquePointer? {
    let most = 10
    for _ in 1..<most {
      let start = ContinuousClock.now
      guard let opened = open() else { return nil }
      let wasOver =
        PQstatus(opened) != CONNECTION_OK
        && PostgresError.text(PQerrorMessage(opened)).contains(timeIsOver)
      guard wasOver, ContinuousClock.now - start < .seconds(2) else { return opened }
      PQfinish(opened)
    }
    return open()
  }

  /// libpq's words; the program sets no locale, so they are not translated.
  private static let timeIsOver = "timeout expired"

  /// Makes the session independent of defaults that an administrator set for the role or the database, and lets the server notice
  /// a killed client within seconds even in the middle of a long statement, so that its locks are free again.
  private static func settle(_ handle: OpaquePointer) {
    PQclear(PQexec(handle, "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET extra_float_digits = 1"))
    // A server whose system cannot watch a socket refuses this; only the speed of noticing is lost.
    if PQserverVersion(handle) >= 140_000 { PQclear(PQexec(handle, "SET client_connection_check_interval = '5s'")) }
  }

  /// The server's version as a number: 150018 is 15.18.
  public var serverVersion: Int { Int(PQserverVersion(handle)) }

  /// The process number of the server's side of this session.
  public var backendProcess: Int32 { PQbackendPID(handle) }

  /// A value the server reports by itself, such as `server_encoding`, `in_hot_standby` or `default_transaction_read_only`.
  public func reported(_ name: String) -> String? {
    PQparameterStatus(handle, name).map { String(cString: $0) }
  }

  /// True after the connection was lost; nothing but letting go of it helps.
  public var isLost: Bool { PQstatus(handle) == CONNECTION_BAD }

  /// An identifier in quotation marks, safe to put into a statement.
  public static func escapeIdentifier(_ name: String) -> String {
    var quoted = "\""
    for character in name.unicodeScalars where character != "\0" {
      if character == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }

  /// A way for another thread (or a signal watcher) to stop the statement that runs on this connection.
  public func canceller() -> Canceller? { PQgetCancel(handle).map(Canceller.init) }
}

/// Stops the running statement of a connection from any thread; harmless if none runs.
public final class Canceller: @unchecked Sendable {
  // libpq documents PQcancel as callable from any thread: it only reads this structure.
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQfreeCancel(handle) }

  /// - Returns: whether the request reached the server, not whether a statement was stopped.
  @discardableResult
  public func cancel() -> Bool {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { PQcancel(handle, $0.baseAddress, 256) == 1 }
  }
}

/// Keeps libpq from printing notices to standard error and hands their primary message on.
private final class NoticeReceiver {
  private let onNotice: (@Sendable (String) -> Void)?

  init(_ onNotice: (@Sendable (String) -> Void)?) { self.onNotice = onNotice }

  /// The receiver must outlive the connection; `Connection` holds both.
  func attach(to connection: OpaquePointer) {
    _ = PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context, let result else { return }
        let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
        guard let onNotice = receiver.onNotice, let message = PQresultErrorField(result, 77) else { return }
        onNotice(String(cString: message))
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
