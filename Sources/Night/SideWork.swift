import Dispatch
import Postgres
import Store
import Synchronization

/// Work on a connection of its own, beside what the night does meanwhile: what takes one of the server's processes leaves
/// the other cores idle.
final class SideWork: Sendable {
  private struct State {
    var spent = Duration.zero
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Begins at once.
  /// - Parameter stop: Cancels what runs there too.
  init(conninfo: String, stop: StopRequest, _ body: @escaping @Sendable (borrowing Session) throws -> Void) {
    DispatchQueue.global().async { [self] in
      let clock = ContinuousClock()
      let start = clock.now
      var failure: (any Error)?
      do {
        let session = try Session.open(conninfo)
        stop.watch(session.connection)
        try RunLog.joinWriters(session.connection)
        try body(session)
        try RunLog.leaveWriters(session.connection)
      } catch { failure = error }
      let end = State(spent: clock.now - start, failure: failure)
      state.withLock { $0 = end }
      hasEnded.signal()
    }
  }

  /// Waits for the end; to be called once, whatever else failed: nothing may be cleared away beside it.
  /// - Returns: How long it took, and why it failed.
  func wait() -> (spent: Duration, failure: (any Error)?) {
    hasEnded.wait()
    return state.withLock { ($0.spent, $0.failure) }
  }
}

extension NightlyRun {
  /// Does two things at once, the second on a connection of its own; one after the other where what the night writes can
  /// be seen on its own connection alone.
  ///
  /// - Returns: What the first one found, and how long the second took.
  func atOnce<Value>(
    _ session: borrowing Session, conninfo: String, _ first: (borrowing Session) throws -> Value,
    beside second: @escaping @Sendable (borrowing Session) throws -> Void
  ) throws -> (value: Value, second: Duration) {
    if session.connection.isTrial {
      let value = try first(session)
      let clock = ContinuousClock()
      let start = clock.now
      try second(session)
      return (value, clock.now - start)
    }
    let side = SideWork(conninfo: conninfo, stop: options.stop, second)
    let own = Result { try first(session) }
    let (spent, failure) = side.wait()
    let value = try own.get()
    if let failure { throw failure }
    return (value, spent)
  }
}
