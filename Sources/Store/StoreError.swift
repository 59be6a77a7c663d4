/// Why the store cannot do what it is asked; the database's own refusals are `PostgresError`.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The server or database cannot carry the product: too old, another encoding, read-only (exit 4).
  case unsuitable(String)
  /// Nothing was ever migrated here (exit 4).
  case notMigrated
  /// The database has a migration that this program does not know (exit 4).
  case newerDatabase(number: Int)
  /// An applied migration file differs from the one in this program (exit 4).
  case changedMigration(name: String)
  /// Another run or migration holds the lock (exit 75).
  case locked
  /// No night was published yet (exit 6).
  case nothingPublished
  /// What the database holds contradicts itself (exit 4).
  case damaged(String)

  public var description: String {
    switch self {
    case .unsuitable(let reason): reason
    case .notMigrated: "the database has no agtrack tables or not all of them; run `agtrack migrate`"
    case .newerDatabase(let number):
      "the database is newer than this program (migration \(number) is unknown to it); install the newer program"
    case .changedMigration(let name):
      "the applied migration \(name) differs from the one in this program; applied migrations are never edited"
    case .locked: "another run holds the lock of this database; try again later"
    case .nothingPublished: "no night has been published in this database yet; run `agtrack nightly`"
    case .damaged(let what): what
    }
  }
}
