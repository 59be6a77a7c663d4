public import Postgres

/// A night that has begun and holds the lock; its rows are invisible until it is published.
public struct Run: Sendable, Equatable {
  public let id: Int32
  /// The day that the run takes as today, in days since 1970-01-01.
  public let asOf: Int32
  /// The published run at the start; nil before the first night.
  public let previous: PublishedRun?

  init(id: Int32, asOf: Int32, previous: PublishedRun?) { (self.id, self.asOf, self.previous) = (id, asOf, previous) }

  /// A run that stands, to be compared with what would be written for it.
  public init(verifying id: Int32, asOf: Int32) { self.init(id: id, asOf: asOf, previous: nil) }
}

/// The run that readers see.
public struct PublishedRun: Sendable, Equatable {
  public let id: Int32
  /// The day that the run took as today, in days since 1970-01-01.
  public let asOf: Int32
  /// Fall of the school year that `asOf` lies in.
  public let schoolYear: Int16

  /// - Returns: nil before the first night.
  public static func current(_ connection: borrowing Connection) throws -> PublishedRun? {
    try connection.first("SELECT run_id, as_of, school_year FROM meta.published", name: "published run") { row in
      PublishedRun(id: try row.int32(0), asOf: try row.date(1), schoolYear: try row.int16(2))
    }
  }

  /// The published run of that day, else the last one of an earlier day; of several the last.
  /// - Parameter day: days since 1970-01-01.
  public static func last(_ connection: borrowing Connection, upTo day: Int32) throws -> PublishedRun? {
    try connection.first(
      """
      SELECT run_id, as_of, meta.school_year(as_of) FROM meta.run WHERE state = 'published' AND as_of <= $1 \
      ORDER BY as_of DESC, run_id DESC LIMIT 1
      """, [.date(day)], name: "run of a day"
    ) { row in PublishedRun(id: try row.int32(0), asOf: try row.date(1), schoolYear: try row.int16(2)) }
  }

  /// The run that was published before this one; 0 where there was none.
  public static func before(_ connection: borrowing Connection, _ run: PublishedRun) throws -> Int32 {
    try connection.first(
      "SELECT coalesce(max(run_id), 0) FROM meta.run WHERE state = 'published' AND run_id < $1", [.integer(run.id)],
      name: "run before"
    ) { try $0.int32(0) } ?? 0
  }

  /// - Throws: `StoreError.nothingPublished`.
  public static func required(_ connection: borrowing Connection) throws -> PublishedRun {
    guard let run = try current(connection) else { throw StoreError.nothingPublished }
    return run
  }
}

/// What a run read out of one file of the extract.
public struct FileCount: Sendable, Equatable {
  /// Canonical name, `courses.csv`, also when the file was compressed.
  public var file: String
  /// SHA-256 of the bytes in hexadecimal; nil for an optional file that is not there.
  public var sha256: String?
  /// SHA-256 over the rows as loaded, for shared tables: it decides whether an earlier generation is used again.
  public var contentSHA256: String?
  /// The run whose rows hold; the run's own id unless rows of an earlier run are used again.
  public var generation: Int32
  public var rowsRead: Int
  public var rowsLoaded: Int
  public var rowsRejected: Int
  public var rowsUnchanged: Int
  public var rowsDuplicate: Int

  public init(
    file: String, sha256: String?, contentSHA256: String? = nil, generation: Int32, rowsRead: Int, rowsLoaded: Int,
    rowsRejected: Int, rowsUnchanged: Int = 0, rowsDuplicate: Int = 0
  ) {
    self.file = file
    self.sha256 = sha256
    self.contentSHA256 = contentSHA256
    self.generation = generation
    self.rowsRead = rowsRead
    self.rowsLoaded = rowsLoaded
    self.rowsRejected = rowsRejected
    self.rowsUnchanged = rowsUnchanged
    self.rowsDuplicate = rowsDuplicate
  }
}

/// An edition that a run evaluated with.
public struct RunEdition: Sendable, Equatable {
  /// `uc-2022`.
  public let id: String
  /// SHA-256 of everything that decides it, in hexadecimal.
  public let sha256: String
  /// Last fall that the edition was verified for.
  public let lastEnteringYear: Int16

  public init(id: String, sha256: String, lastEnteringYear: Int16) {
    (self.id, self.sha256, self.lastEnteringYear) = (id, sha256, lastEnteringYear)
  }
}
