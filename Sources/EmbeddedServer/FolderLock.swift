import Glibc

/// Lets one program at a time create, start or stop the cluster. The system frees the lock when its holder ends, however it ends.
enum FolderLock {
  /// Runs `body` while holding the lock; waits for it up to two minutes.
  static func holding<Value>(
    _ place: ClusterPlace, progress: (String) -> Void, _ body: () throws -> Value
  ) throws -> Value {
    let path = place.lock
    let file = try place.account.performing { open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    guard file >= 0 else { throw Files.problem(path) }
    defer { close(file) }
    var waits = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, waits < 2_400 else { throw EmbeddedServerError.busy(lock: path) }
      if waits == 20 { progress("waiting for another program that starts or stops the private database") }
      waits += 1
      usleep(50_000)
    }
    return try body()
  }
}
