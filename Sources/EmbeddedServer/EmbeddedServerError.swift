/// Why the private PostgreSQL cluster cannot be used. Every message says what is wrong, where, and what to do; commands answer with exit 4.
public enum EmbeddedServerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No folder holds `initdb`, `postgres` and `psql`.
  case binariesNotFound(searched: [String])
  /// The cluster was made by a major version that is not installed.
  case versionNotInstalled(version: String, folder: String)
  /// A folder cannot be made, read or written.
  case folderUnusable(path: String, reason: String)
  /// The disk of this folder has no room.
  case diskFull(path: String)
  /// Another program holds the lock for too long.
  case busy(lock: String)
  /// One of PostgreSQL's programs failed.
  case programFailed(program: String, reason: String, log: String?)
  /// The server does not end.
  case doesNotStop(process: Int32)
  /// Privileges cannot be dropped.
  case cannotDropPrivileges(reason: String)

  public var description: String {
    switch self {
    case .binariesNotFound(let searched):
      "no PostgreSQL server is installed (looked in \(searched.joined(separator: ", "))). Install one, on Debian or "
        + "Ubuntu with: apt-get install postgresql. Or name its folder of programs in AGTRACK_PG_BIN, or give an "
        + "existing server with --database."
    case .versionNotInstalled(let version, let folder):
      "the cluster in \(folder) was made by PostgreSQL \(version), which is not installed. Install version \(version) "
        + "or name its folder of programs in AGTRACK_PG_BIN."
    case .folderUnusable(let path, let reason):
      "the folder \(path) cannot be used for the private database: \(reason). Name another folder in AGTRACK_HOME, or "
        + "give an existing server with --database."
    case .diskFull(let path):
      "the disk that holds \(path) is full; the private database needs about \(Self.neededMegabytes) MB to begin with. "
        + "Free some space or name a folder on another disk in AGTRACK_HOME. Nothing was left half made."
    case .busy(let lock):
      "another program has been starting or stopping the private database for minutes (it holds \(lock)). Try again, "
        + "or end that program."
    case .programFailed(let program, let reason, let log):
      "\(program) failed: \(reason)." + (log.map { " Its log is \($0)." } ?? "")
    case .doesNotStop(let process):
      "the private database (process \(process)) does not stop within a minute. Look at its log; it ends when its last "
        + "statement does."
    case .cannotDropPrivileges(let reason):
      "PostgreSQL does not run as root, and another user cannot be taken: \(reason). Run as an ordinary user, or give an "
        + "existing server with --database."
    }
  }

  /// A new cluster takes about 60 MB; the rest is for the first tables.
  static let neededMegabytes = 100
}
