public import Postgres

/// A public release that the registry knows.
public struct RegisteredRelease: Sendable, Equatable {
  public let id: Int32
  public let schoolYear: String
  /// Days since 1970-01-01.
  public let asOf: Int32?
  public let run: Int32?
  /// When it was written, in UTC.
  public let writtenAt: String
  /// The login, and the account of the operating system where it is known.
  public let writtenBy: String
  public let program: String
  public let isTakenOver: Bool
  public let withdrawnBecause: String?
  /// SHA-256 of `cells.csv`.
  public let cells: String

  public var isWithdrawn: Bool { withdrawnBecause != nil }
}

/// The registry of everything that was published.
public enum PublicReleases {
  /// A file of a release.
  public struct File: Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  }

  /// A release on its way into the registry.
  public struct Entry: Sendable {
    public var schoolYear: String
    public var asOf: Int32?
    public var run: Int32?
    public var account: String?
    public var program: String
    public var isTakenOver: Bool
    public var files: [File]

    public init(
      schoolYear: String, asOf: Int32?, run: Int32?, account: String?, program: String, isTakenOver: Bool, files: [File]
    ) {
      (self.schoolYear, self.asOf, self.run, self.account) = (schoolYear, asOf, run, account)
      (self.program, self.isTakenOver, self.files) = (program, isTakenOver, files)
    }
  }

  /// The files whose bytes are kept: what a later release and its audit read.
  public static let kept = ["cells.csv", "definitions.csv", "cases.csv"]

  /// All releases, the first written first.
  public static func list(_ connection: borrowing Connection) throws -> [RegisteredRelease] {
    var found: [RegisteredRelease] = []
    try connection.query(
      """
      SELECT r.release_id, r.school_year, r.as_of, r.run_id, to_char(r.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), \
      concat_ws(' as ', r.account, r.written_by), r.program, r.is_taken_over, r.withdrawn_because, f.sha256 \
      FROM meta.public_release AS r JOIN meta.public_release_file AS f ON f.release_id = r.release_id AND f.name = 'cells.csv' \
      ORDER BY r.release_id
      """, name: "public releases"
    ) { row in
      found.append(
        RegisteredRelease(
          id: try row.int32(0), schoolYear: try row.text(1), asOf: try row.optionalDate(2),
          run: try row.optionalInt32(3),
          writtenAt: try row.text(4), writtenBy: try row.text(5), program: try row.text(6),
          isTakenOver: try row.bool(7), withdrawnBecause: try row.optionalText(8), cells: try row.text(9)))
    }
    return found
  }

  /// The files of a release that are kept; nil if one is not there or is not what was published.
  public static func files(_ connection: borrowing Connection, of release: Int32) throws -> [File]? {
    var (files, isWhole): ([File], Bool) = ([], true)
    try connection.query(
      "SELECT name, sha256, content FROM meta.public_release_file WHERE release_id = $1 AND name = ANY ($2) ORDER BY name",
      [.integer(release), .texts(kept)], name: "public release"
    ) { row in
      guard let bytes = try row.optionalBytes(2), try Digest.sha256(bytes) == row.text(1) else {
        isWhole = false
        return
      }
      files.append(File(name: try row.text(0), bytes: bytes))
    }
    return isWhole && files.contains { $0.name == "cells.csv" } ? files : nil
  }

  /// Adds releases in their order; call it inside a transaction.
  ///
  /// - Parameter last: The last number that the caller has seen: of two releases that are made at the same time only one is
  ///   entered, as neither has looked at the other.
  /// - Returns: false, and nothing is added, if another was entered since.
  public static func add(
    _ connection: borrowing Connection, _ entries: [Entry], after last: Int32
  ) throws -> Bool {
    try connection.execute("LOCK TABLE meta.public_release IN SHARE ROW EXCLUSIVE MODE", name: "public releases")
    let now = try connection.first("SELECT coalesce(max(release_id), 0) FROM meta.public_release") { try $0.int32(0) }
    if now != last { return false }
    for (index, entry) in entries.enumerated() {
      let id = last + Int32(index) + 1
      try connection.run(
        """
        INSERT INTO meta.public_release (release_id, school_year, as_of, run_id, account, program, is_taken_over) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          .integer(id), .text(entry.schoolYear), .date(orNull: entry.asOf), entry.run.map(Parameter.integer) ?? .null,
          .text(orNull: entry.account), .text(entry.program), .bool(entry.isTakenOver),
        ], name: "enter release")
      for file in entry.files {
        try connection.run(
          "INSERT INTO meta.public_release_file (release_id, name, sha256, bytes, content) VALUES ($1, $2, $3, $4, $5)",
          [
            .integer(id), .text(file.name), .text(Digest.sha256(file.bytes)), .int(file.bytes.count),
            kept.contains(file.name) ? .bytes(file.bytes) : .null,
          ], name: "enter release")
      }
    }
    return true
  }

  /// Says of a release that nobody outside ever had it, so that it binds nothing.
  ///
  /// - Returns: false if there is none of the number that counts.
  public static func withdraw(
    _ connection: borrowing Connection, release: Int32, account: String, reason: String
  ) throws -> Bool {
    try connection.run(
      """
      UPDATE meta.public_release SET withdrawn_at = now(), withdrawn_by = $2, withdrawn_because = $3 \
      WHERE release_id = $1 AND withdrawn_at IS NULL
      """, [.integer(release), .text(account), .text(reason)], name: "withdraw release") == 1
  }
}
