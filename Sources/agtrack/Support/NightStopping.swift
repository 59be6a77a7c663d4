import Glibc
import Night
import Synchronization

/// Stops a night on SIGINT, SIGTERM or SIGHUP: what it wrote is removed, then the process ends by that signal. A second
/// signal ends it at once; the next night then removes what is left.
final class NightStopping: Sendable {
  /// Longest that the removal may take, in steps of 50 ms.
  private static let patience = 200

  private let request: StopRequest
  private let ending: NightEnding
  private let received = Atomic<Int32>(0)

  init(_ request: StopRequest, _ ending: NightEnding) { (self.request, self.ending) = (request, ending) }

  func listen() {
    Interruption.listen { [self] number in
      received.store(number, ordering: .sequentiallyConsistent)
      guard request.request() else { end() }
      for _ in 0..<NightStopping.patience {
        usleep(50_000)
        // The night has ended and others are told so, which may take longer.
        if ending.hasBegun { return }
        _ = request.request()
      }
      end()
    }
  }

  /// Says what happened and ends the process.
  func end() -> Never {
    let number = received.load(ordering: .sequentiallyConsistent)
    let message = "agtrack: stopped by \(Interruption.name(number)); the last published run stays"
    Messages.say(message, level: .error)
    ending.stopped(by: number, message: message)
    Interruption.end(by: number)
  }
}
