import CLibPQ

/// The open end of a `COPY ... FROM STDIN`, lent by `Connection.copyIn`.
public struct CopyWriter: ~Copyable {
  fileprivate let connection: OpaquePointer
  fileprivate let statementName: String

  /// Sends bytes as they are, in the format the COPY names. Lines or rows may be split between calls.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    // libpq copies what it is given into its own buffer, so large blocks go in pieces.
    let piece = 1 << 18
    var offset = 0
    while offset < bytes.count {
      let length = min(piece, bytes.count - offset)
      let start = bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
      guard PQputCopyData(connection, start, Int32(length)) == 1 else {
        throw PostgresError.from(result: nil, connection: connection, statementName: statementName)
      }
      offset += length
    }
  }

  /// Sends rows; the COPY must say `FORMAT binary` and have been opened with `binary: true`.
  public func write(_ rows: borrowing BinaryRowBuffer) throws(PostgresError) {
    guard rows.isComplete else {
      throw PostgresError(
        kind: .usage, message: "a row of the buffer does not have the number of fields it announced",
        statementName: statementName)
    }
    var problem: PostgresError?
    rows.withFilledBytes { bytes in
      do throws(PostgresError) { try write(bytes) } catch { problem = error }
    }
    if let problem { throw problem }
  }
}

extension Connection {
  /// Sends the rows of a buffer by one `COPY ... FROM STDIN (FORMAT binary)`.
  /// - Returns: number of rows the server took.
  /// - Throws: `server` (then no row was taken), `connectionLost`, `usage`.
  @discardableResult
  public func copyIn(_ sql: String, _ rows: borrowing BinaryRowBuffer, name: String = "") throws -> Int {
    try openCopy(sql, expecting: PGRES_COPY_IN, name: name)
    let writer = CopyWriter(connection: handle, statementName: name)
    do {
      try Self.frame(writer, Self.binaryHeader)
      try writer.write(rows)
      try Self.frame(writer, Self.binaryTrailer)
    } catch {
      throw abandonCopy(error, name: name)
    }
    return try closeCopy(name: name)
  }

  /// Runs a `COPY ... FROM STDIN` that `body` feeds. If `body` throws, no row is taken.
  /// - Parameter binary: true for `FORMAT binary`: the format's header and trailer are then written here.
  /// - Returns: number of rows the server took.
  @discardableResult
  public func copyIn(
    _ sql: String, binary: Bool = false, name: String = "", _ body: (borrowing CopyWriter) throws -> Void
  ) throws -> Int {
    try openCopy(sql, expecting: PGRES_COPY_IN, name: name)
    let writer = CopyWriter(connection: handle, statementName: name)
    do {
      if binary { try Self.frame(writer, Self.binaryHeader) }
      try body(writer)
      if binary { try Self.frame(writer, Self.binaryTrailer) }
    } catch {
      throw abandonCopy(error, name: name)
    }
    return try closeCopy(name: name)
  }

  /// Runs a `COPY ... TO STDOUT` and lends each row's bytes (with its line end, in text and CSV formats).
  /// - Returns: number of rows.
  @discardableResult
  public func copyOut(
    _ sql: String, name: String = "", _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    try openCopy(sql, expecting: PGRES_COPY_OUT, name: name)
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle, &buffer, 0)
      guard length > 0, let buffer else { break }
      defer { PQfreemem(buffer) }
      do {
        try body(UnsafeRawBufferPointer(start: buffer, count: Int(length)))
      } catch {
        canceller()?.cancel()
        discardCopyData()
        drain()
        throw error
      }
    }
    return try finish(name: name)
  }

  private func openCopy(_ sql: String, expecting: ExecStatusType, name: String) throws(PostgresError) {
    guard PQsendQuery(handle, sql) == 1 else { throw failure(nil, name) }
    guard let result = PQgetResult(handle) else { throw failure(nil, name) }
    defer { PQclear(result) }
    let status = PQresultStatus(result)
    if status == expecting { return }
    if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK {
      drain()
      throw PostgresError(kind: .usage, message: "the statement is not a COPY", statementName: name)
    }
    throw failureAfterDraining(result, name)
  }

  private func closeCopy(name: String) throws(PostgresError) -> Int {
    guard PQputCopyEnd(handle, nil) == 1 else { throw abandonCopy(failure(nil, name), name: name) }
    return try finish(name: name)
  }

  /// Ends a COPY that failed on this side. If the server refused a row meanwhile, its reason is the better one.
  private func abandonCopy<Problem: Error>(_ problem: Problem, name: String) -> Problem {
    PQputCopyEnd(handle, "given up by the program")
    var reason: PostgresError?
    do throws(PostgresError) { try finish(name: name) } catch { reason = error }
    let ownEnd = "57014"
    guard problem is PostgresError, let reason, reason.sqlState != ownEnd, let better = reason as? Problem else {
      return problem
    }
    return better
  }

  private static var binaryHeader: [UInt8] {
    [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]
  }

  private static var binaryTrailer: [UInt8] { [0xFF, 0xFF] }

  private static func frame(_ writer: borrowing CopyWriter, _ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try writer.write($0) }
  }
}
