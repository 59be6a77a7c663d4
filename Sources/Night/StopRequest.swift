import Glibc
import Postgres
import Synchronization

/// Asks a night to stop: no further work is begun, and the statements that run are cancelled.
///
/// The night then removes what it has written and throws `NightError.stopped`. It cannot be stopped any more once it has
/// published.
public final class StopRequest: Sendable {
  private struct State {
    var isRequested = false
    /// The night has begun a run, so there is something to remove.
    var hasBegun = false
    /// The night removes what it wrote, or has published: nothing may be cancelled any more.
    var isEnding = false
    var cancellers: [Canceller] = []
  }

  private let state = Mutex(State())

  public init() {}

  public var isRequested: Bool { state.withLock { $0.isRequested } }

  /// Asks for the stop and cancels what runs; to be called again until the night has ended, as a statement may begin
  /// between the question whether to stop and the answer.
  /// - Returns: false where no run has begun yet: the caller may end the process at once.
  public func request() -> Bool {
    state.withLock { state in
      state.isRequested = true
      guard state.hasBegun else { return false }
      if !state.isEnding { for canceller in state.cancellers { canceller.cancel() } }
      return true
    }
  }

  /// - Throws: `NightError.stopped`.
  func check() throws {
    if isRequested { throw NightError.stopped }
  }

  /// Lets a stop cancel what runs on a connection.
  func watch(_ connection: borrowing Connection) {
    guard let canceller = connection.canceller() else { return }
    state.withLock { $0.cancellers.append(canceller) }
  }

  /// A run is about to begin.
  /// - Throws: `NightError.stopped`.
  func begin() throws {
    let isRequested = state.withLock { state in
      state.hasBegun = true
      return state.isRequested
    }
    if isRequested { throw NightError.stopped }
  }

  /// From here on nothing is cancelled.
  func end() { state.withLock { $0.isEnding = true } }
}
