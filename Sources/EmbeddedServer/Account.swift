import Glibc

/// The system account that PostgreSQL runs as. It refuses to run as root, so root lends its work to another account.
struct Account: Equatable {
  let user: uid_t
  let group: gid_t
  /// True if this process is root and must become the account for everything it does in the account's folders.
  let dropsPrivileges: Bool

  static var isRoot: Bool { geteuid() == 0 }

  static var current: Account { Account(user: geteuid(), group: getegid(), dropsPrivileges: false) }

  /// The account with this number, if the system knows it and it is not root.
  static func ordinary(user: uid_t) -> Account? {
    guard user != 0, let entry = getpwuid(user) else { return nil }
    return Account(user: user, group: entry.pointee.pw_gid, dropsPrivileges: true)
  }

  static func ordinary(name: String) -> Account? {
    guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { return nil }
    return Account(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid, dropsPrivileges: true)
  }

  /// Reads and writes files with the rights of the account and no more, so that nothing planted in its folders can make root write
  /// elsewhere, and new files belong to it.
  func performing<Value>(_ body: () throws -> Value) throws -> Value {
    guard dropsPrivileges else { return try body() }
    // Linux changes these two per thread; other threads go on as root.
    guard let setGroup = Self.perThread("setfsgid"), let setUser = Self.perThread("setfsuid") else {
      throw EmbeddedServerError.cannotDropPrivileges(reason: "this system has no setfsuid")
    }
    _ = setGroup(group)
    _ = setUser(user)
    defer {
      _ = setUser(geteuid())
      _ = setGroup(getegid())
    }
    // A second call tells whether the first one worked: it answers with the number in force.
    guard UInt32(bitPattern: setUser(user)) == user else {
      throw EmbeddedServerError.cannotDropPrivileges(reason: "the system refused it")
    }
    return try body()
  }

  /// The two functions stand in a header that Swift's Glibc module leaves out.
  private static func perThread(_ name: String) -> (@convention(c) (UInt32) -> Int32)? {
    dlsym(nil, name).map { unsafeBitCast($0, to: (@convention(c) (UInt32) -> Int32).self) }
  }

  /// What to put before a program so that it runs as the account.
  func prefix() throws -> [String] {
    guard dropsPrivileges else { return [] }
    guard let setpriv = Files.executable("setpriv") else {
      throw EmbeddedServerError.cannotDropPrivileges(reason: "the program setpriv (package util-linux) is missing")
    }
    return [setpriv, "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--no-new-privs", "--"]
  }
}
