import Glibc

/// Where the cluster lies and whose it is.
///
/// In the home there is one folder, `cluster`, that belongs to the account PostgreSQL runs as and that only this account may enter: the
/// data, the socket, the log and the lock. If that account cannot reach the home (root's own folder, say), the folder lies under
/// `/var/lib/agtrack` and the home holds a pointer to it.
struct ClusterPlace {
  let folder: String
  let account: Account

  var data: String { folder + "/data" }
  var lock: String { folder + "/lock" }
  var log: String { folder + "/server.log" }
  /// Written when roles and database are there; without it the set-up is done (again).
  var readyMark: String { data + "/agtrack-ready" }
  var processFile: String { data + "/postmaster.pid" }

  private static let pointerName = "cluster-location"
  private static let sharedFolder = "/var/lib/agtrack"

  /// The place of an existing cluster; nil if there is none.
  static func existing(home: String) -> ClusterPlace? {
    for folder in [pointer(home), home + "/cluster"].compactMap({ $0 }) {
      guard let entry = Files.entry(folder), entry.st_mode & S_IFMT == S_IFDIR else { continue }
      if !Account.isRoot { return ClusterPlace(folder: folder, account: .current) }
      if let account = Account.ordinary(user: entry.st_uid) { return ClusterPlace(folder: folder, account: account) }
    }
    return nil
  }

  /// The place of the cluster, made if need be.
  static func make(home: String, progress: (String) -> Void) throws -> ClusterPlace {
    if let place = existing(home: home) {
      try place.check()
      return place
    }
    guard Account.isRoot else {
      try Files.makeFolders(home, mode: 0o700)
      let place = ClusterPlace(folder: home + "/cluster", account: .current)
      try Files.makeFolders(place.folder, mode: 0o700)
      try place.check()
      return place
    }
    let homeOwner = Files.entry(home).flatMap { Account.ordinary(user: $0.st_uid) }
    guard let account = homeOwner ?? Account.ordinary(name: "postgres") ?? Account.ordinary(name: "nobody") else {
      throw EmbeddedServerError.cannotDropPrivileges(reason: "there is no user postgres and no user nobody")
    }
    let place = ClusterPlace(folder: home + "/cluster", account: account)
    if homeOwner != nil {
      try account.performing { try Files.makeFolders(place.folder, mode: 0o700) }
      try place.check()
      return place
    }
    try Files.makeFolders(home, mode: 0o755)
    try handOver(place.folder, to: account)
    if place.isReachable { return place }
    rmdir(place.folder)
    return try elsewhere(home: home, account: account, progress: progress)
  }

  private static func elsewhere(home: String, account: Account, progress: (String) -> Void) throws -> ClusterPlace {
    let folder = "\(sharedFolder)/\(digest(home))"
    progress("the user PostgreSQL runs as cannot enter \(home); the private database is kept in \(folder)")
    try Files.makeFolders(sharedFolder, mode: 0o755)
    try handOver(folder, to: account)
    let place = ClusterPlace(folder: folder, account: account)
    try place.check()
    try Files.write("\(home)/\(pointerName)", folder + "\n", mode: 0o644)
    return place
  }

  /// Makes a folder as root and gives it to the account.
  private static func handOver(_ folder: String, to account: Account) throws {
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Files.problem(folder) }
    guard Files.isFolder(folder), lchown(folder, account.user, account.group) == 0 else { throw Files.problem(folder) }
  }

  /// The folder a pointer names. Only root writes pointers, only below its own folder.
  private static func pointer(_ home: String) -> String? {
    let path = "\(home)/\(pointerName)"
    guard let entry = Files.entry(path), entry.st_uid == 0, let text = Files.read(path) else { return nil }
    let folder = text.split(separator: "\n").first.map(String.init) ?? ""
    guard folder.hasPrefix(sharedFolder + "/"), !folder.contains("/../") else { return nil }
    return folder
  }

  private var isReachable: Bool {
    let opened = try? account.performing { () -> Bool in
      let file = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if file >= 0 { close(file) }
      return file >= 0
    }
    return opened ?? false
  }

  private func check() throws {
    try account.performing {
      let probe = open(lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard probe >= 0 else { throw Files.problem(folder) }
      close(probe)
    }
  }

  // MARK: - The socket

  /// The name of PostgreSQL's socket in its folder.
  static let socketName = ".s.PGSQL.5432"
  /// Linux keeps a socket's path in 108 bytes, the last of them zero.
  private static let longestSocketPath = 107

  /// The folder of the socket: in the cluster's folder, or where that path does not suit a socket, in the user's runtime folder or `/tmp`.
  func socketFolder() throws -> String {
    var folder = folder + "/socket"
    let digest = Self.digest(self.folder)
    if !Self.fits(folder) {
      let runtime = account.dropsPrivileges ? nil : Files.environment("XDG_RUNTIME_DIR")
      let choices = [runtime.map { "\($0)/agtrack-\(digest)" }, "/tmp/agtrack-\(account.user)-\(digest)"]
      folder = choices.compactMap { $0 }.first { $0.hasPrefix("/") && Self.fits($0) && Self.parentExists($0) } ?? folder
    }
    try account.performing {
      if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Files.problem(folder) }
      // In a folder that all may write to, someone else may have been there first.
      guard let entry = Files.entry(folder), entry.st_mode & S_IFMT == S_IFDIR, entry.st_uid == account.user,
        chmod(folder, 0o700) == 0
      else { throw EmbeddedServerError.folderUnusable(path: folder, reason: "it belongs to another user") }
    }
    return folder
  }

  private static func fits(_ folder: String) -> Bool {
    // libpq takes a comma for the border between two servers.
    !folder.contains(",") && folder.utf8.count + 1 + socketName.utf8.count <= longestSocketPath
  }

  private static func parentExists(_ path: String) -> Bool { Files.parent(path).map { access($0, W_OK) == 0 } ?? false }

  /// FNV-1a, 64 bits: short and the same for ever.
  static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
