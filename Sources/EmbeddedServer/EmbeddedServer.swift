import Glibc

/// The private PostgreSQL cluster that agtrack uses when no database is named: made, started and stopped with the installed server's own
/// programs, reached through a Unix socket only, for an ordinary user and for root.
public struct EmbeddedServer: Sendable {
  /// The folder named by the user, without links and relative parts.
  public let home: String
  private let settings: [Setting]

  private struct Setting: Sendable {
    let name: String
    let value: String
  }

  /// What there is.
  public enum Status: Sendable, Equatable {
    /// No cluster has been made.
    case absent
    case stopped(folder: String)
    /// - conninfo: for libpq; login `agtrack`, database `agtrack`.
    case running(folder: String, process: Int32, conninfo: String)
  }

  /// The home by the rule: `$AGTRACK_HOME`, else `.agtrack` in the current folder.
  public static var defaultHome: String { Files.environment("AGTRACK_HOME") ?? ".agtrack" }

  /// Does nothing yet.
  /// - Parameters:
  ///   - home: the folder; it need not exist.
  ///   - settings: configuration parameters that win over the built-in ones (tests turn `fsync` off).
  public init(home: String = EmbeddedServer.defaultHome, settings: [(name: String, value: String)] = []) {
    self.home = Files.canonical(home)
    self.settings = settings.map { Setting(name: $0.name, value: $0.value) }
  }

  /// Makes, repairs and starts what is missing; quick if the server runs. Safe to call from several programs at once.
  /// - Parameter progress: gets a line for each step that takes time.
  /// - Returns: libpq's connection string for login `agtrack` in database `agtrack`.
  /// - Throws: `EmbeddedServerError`.
  public func ensureRunning(progress: (String) -> Void = { _ in }) throws -> String {
    if let place = ClusterPlace.existing(home: home), let server = try usable(place) {
      return conninfo(server.socketFolder)
    }
    let place = try ClusterPlace.make(home: home, progress: progress)
    return try FolderLock.holding(place, progress: progress) {
      if let server = try usable(place) { return conninfo(server.socketFolder) }
      return try start(place, progress: progress)
    }
  }

  private func start(_ place: ClusterPlace, progress: (String) -> Void) throws -> String {
    let version = try place.account.performing { Files.read(place.data + "/PG_VERSION") }
    let binaries = try ServerBinaries.find(
      version: version?.split(separator: "\n").first.map(String.init), cluster: place.folder)
    let setup = ClusterSetup(
      place: place, binaries: binaries, settings: settings.map { ($0.name, $0.value) })
    try setup.removeUnfinished()
    let isNew = version == nil
    if isNew {
      progress("creating a private PostgreSQL \(binaries.version) cluster in \(place.folder) (once)")
      try setup.makeData()
    }
    do {
      // A server whose socket was cleaned away cannot be reached by anybody.
      if let server = try Postmaster.running(place), server.isReady, !server.hasSocket { try server.stop() }
      let server = try Postmaster.running(place) ?? launch(place, setup, progress: progress)
      if try !place.account.performing({ Files.exists(place.readyMark) }) {
        try setup.makeDatabase(socketFolder: server.socketFolder)
      }
      return conninfo(server.socketFolder)
    } catch {
      if isNew {
        // Nobody has put anything into it yet.
        try? Postmaster.running(place)?.stop()
        setup.removeFolder(place.data)
      }
      throw error
    }
  }

  private func launch(_ place: ClusterPlace, _ setup: ClusterSetup, progress: (String) -> Void) throws -> Postmaster {
    progress("starting the private database in \(place.folder)")
    let socketFolder = try place.socketFolder()
    try setup.writeConfiguration(socketFolder: socketFolder)
    return try Postmaster.start(place, setup.binaries, socketFolder: socketFolder, progress: progress)
  }

  /// Looks, and changes nothing.
  public func status() throws -> Status {
    guard let place = ClusterPlace.existing(home: home) else { return .absent }
    if let server = try Postmaster.running(place) {
      return .running(folder: place.folder, process: server.process, conninfo: conninfo(server.socketFolder))
    }
    let hasData = try place.account.performing { Files.exists(place.data + "/PG_VERSION") }
    return hasData ? .stopped(folder: place.folder) : .absent
  }

  /// Stops the server; open statements of other programs are broken off, what was committed stays.
  /// - Returns: whether one was running.
  @discardableResult
  public func stop(progress: (String) -> Void = { _ in }) throws -> Bool {
    guard let place = ClusterPlace.existing(home: home) else { return false }
    return try FolderLock.holding(place, progress: progress) {
      guard let server = try Postmaster.running(place) else { return false }
      try server.stop()
      try place.account.performing { _ = rmdir(server.socketFolder) }
      return true
    }
  }

  /// The connection string of the set-up's superuser, for tests that make databases.
  public func superuserConninfo() throws -> String? {
    guard let place = ClusterPlace.existing(home: home), let server = try Postmaster.running(place) else { return nil }
    return conninfo(server.socketFolder, user: "postgres", database: "postgres")
  }

  private func usable(_ place: ClusterPlace) throws -> Postmaster? {
    guard let server = try Postmaster.running(place), server.isReady, server.hasSocket else { return nil }
    return try place.account.performing { Files.exists(place.readyMark) } ? server : nil
  }

  /// Names everything that the caller's environment could otherwise turn against a private socket.
  private func conninfo(_ socketFolder: String, user: String = "agtrack", database: String = "agtrack") -> String {
    let host = socketFolder.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "host='\(host)' port=5432 dbname=\(database) user=\(user) channel_binding=disable sslmode=disable "
      + "gssencmode=disable target_session_attrs=any options=''"
  }
}

extension EmbeddedServer.Status {
  public var isRunning: Bool {
    if case .running = self { return true }
    return false
  }

  /// The status for a person.
  public var sentence: String {
    switch self {
    case .absent: "no cluster has been made"
    case .stopped(let folder): "stopped: \(folder)"
    case .running(let folder, let process, let conninfo): "running: process \(process) in \(folder), \(conninfo)"
    }
  }
}
