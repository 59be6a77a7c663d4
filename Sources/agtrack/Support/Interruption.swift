import Glibc
import Synchronization

/// What SIGINT, SIGTERM and SIGHUP do: unfinished output files are removed and the process ends by the signal, so that
/// whoever started it sees why. A night takes the first signal itself, to remove what it wrote; the second ends it.
enum Interruption {
  /// Paths that a handler may read at any moment: written whole before the place is filled, never freed.
  private static let placeCount = 64
  nonisolated(unsafe) private static let places: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let places = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: placeCount)
    places.initialize(repeating: nil, count: placeCount)
    return places
  }()
  private static let writing = Mutex(())

  /// Where the first signal is written to while a night listens; -1 otherwise.
  private static let listener = Atomic<Int32>(-1)

  static let signals: [(number: Int32, name: String)] = [
    (SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP"),
  ]

  static func name(_ number: Int32) -> String { signals.first { $0.number == number }?.name ?? "signal \(number)" }

  /// To be called once, before anything is written. A signal that the caller ignores (nohup) stays ignored.
  static func install() {
    _ = places
    for (number, _) in signals {
      var before = sigaction()
      sigaction(number, nil, &before)
      if unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        continue
      }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interruption.handle($0) }
      sigfillset(&action.sa_mask)
      sigaction(number, &action, nil)
    }
    // A caller's thread that blocks signals hands that on to what it starts.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for (number, _) in signals { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// Runs in a signal handler: nothing here allocates or waits.
  private static func handle(_ number: Int32) {
    let kept = errno
    let pipe = listener.exchange(-1, ordering: .acquiringAndReleasing)
    if pipe >= 0 {
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(pipe, &byte, 1)
      errno = kept
      return
    }
    for index in 0..<placeCount {
      if let path = places[index] { unlink(path) }
    }
    signal(number, SIG_DFL)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, number)
    raise(number)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
  }

  /// Ends this process as the signal would have without a handler, unfinished files removed.
  static func end(by number: Int32) -> Never {
    listener.store(-1, ordering: .releasing)
    raise(number)
    // Only where the signal is blocked or ignored.
    exit(128 + number)
  }

  /// Remembers an unfinished file. Its place stays filled until `forget`.
  static func remember(_ path: String) {
    writing.withLock { _ in
      for index in 0..<placeCount where places[index] == nil {
        places[index] = strdup(path)
        return
      }
    }
  }

  static func forget(_ path: String) {
    writing.withLock { _ in
      // A few bytes stay: a handler may be reading them.
      for index in 0..<placeCount {
        if let place = places[index], strcmp(place, path) == 0 { places[index] = nil }
      }
    }
  }

  /// Lets a thread of its own take the first signal.
  static func listen(_ stop: @escaping @Sendable (Int32) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    let (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    detach {
      var byte: UInt8 = 0
      while read(reading, &byte, 1) < 0 && errno == EINTR {}
      stop(Int32(byte))
    }
    listener.store(writing, ordering: .releasing)
  }

  /// From here on a signal ends the process.
  static func ignoreListener() { listener.store(-1, ordering: .releasing) }

  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func detach(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(run)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, body)
    if code == 0 { pthread_detach(thread) } else { Unmanaged<Body>.fromOpaque(body).release() }
  }
}
