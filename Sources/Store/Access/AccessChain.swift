public import Postgres

/// Checks the chain of the access log, with hashes computed here and not by the database.
public struct AccessChain: Sendable {
  /// A place in the chain and its seal, noted outside the database.
  public struct Anchor: Sendable, Equatable {
    public let position: Int64
    /// Seal in hexadecimal, or the beginning of one, at least 16 digits.
    public let seal: String

    /// Reads `12:9f86d0...`; nil where it is none.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let position = Int64(parts[0]), position > 0, (16...64).contains(parts[1].count),
        parts[1].allSatisfy({ $0.isHexDigit })
      else { return nil }
      self.position = position
      seal = parts[1].lowercased()
    }
  }

  /// What is wrong with the chain, first fault first.
  public enum Fault: Sendable, Equatable {
    /// Places that no entry has: entries were deleted.
    case missing(after: Int64, before: Int64)
    /// The entry does not give its seal: it, or the order, was changed.
    case changed(position: Int64, logID: Int64)
    /// The anchor is not in the chain: entries up to it were changed, or the end of the chain was cut off.
    case anchor(Anchor)
  }

  public private(set) var sealed: Int64 = 0
  /// Entries whose session ended before it could seal them; the next one does.
  public private(set) var waiting = 0
  public private(set) var faults: [Fault] = []
  /// Seal of the last entry, in hexadecimal; empty while nothing is sealed.
  public private(set) var head = ""

  private var previous = [UInt8](repeating: 0, count: 32)
  private let anchors: [Anchor]
  private var metAnchors: Set<Int64> = []

  init(anchors: [Anchor]) { self.anchors = anchors }

  /// Seals what waits, then reads the whole log.
  /// - Parameter anchors: what earlier checks printed.
  public static func verify(_ connection: borrowing Connection, anchors: [Anchor]) throws -> AccessChain {
    try AccessLog.seal(connection, waits: true)
    var chain = AccessChain(anchors: anchors)
    try connection.query(
      "SELECT \(AccessEntries.columns) FROM meta.access_log AS e ORDER BY e.position NULLS LAST, e.log_id",
      name: "access log"
    ) { chain.take(try AccessEntries.entry($0)) }
    chain.finish()
    return chain
  }

  /// Takes the entries in the order of their places, those without a place last.
  mutating func take(_ entry: AccessEntry) {
    guard let position = entry.position, let seal = entry.seal else {
      waiting += 1
      return
    }
    if position != sealed + 1 { faults.append(.missing(after: sealed, before: position)) }
    let expected = Digest.sha256Bytes(previous + Array(AccessChain.text(entry, position).utf8))
    // After a gap the seal before is unknown, so that only what follows can be judged.
    if expected != seal, position == sealed + 1 { faults.append(.changed(position: position, logID: entry.logID)) }
    sealed = position
    previous = seal
    head = Digest.hexadecimal(seal)
    for anchor in anchors where anchor.position == position && head.hasPrefix(anchor.seal) {
      metAnchors.insert(position)
    }
  }

  mutating func finish() {
    for anchor in anchors where !metAnchors.contains(anchor.position) { faults.append(.anchor(anchor)) }
  }

  /// What is sealed of an entry, as `meta.access_text` writes it.
  static func text(_ entry: AccessEntry, _ position: Int64) -> String {
    func field(_ value: String?) -> String { value.map { "\($0.utf8.count):\($0)" } ?? "-" }
    let ids = entry.studentIDs.flatMap { $0.isEmpty ? nil : $0.map(field).joined(separator: ",") }
    let values: [String?] = [
      String(position), String(entry.logID), String(entry.at), entry.login, entry.actingAs, entry.command,
      entry.purpose, entry.outcome, entry.studentKey.map { String($0) }, String(entry.rows),
      entry.run.map { String($0) },
      ids,
    ]
    return values.map(field).joined(separator: ",")
  }
}
