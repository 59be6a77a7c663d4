import Foundation

/// Threads for tests of blocking code.
public struct Threads: Sendable {
  private let done = DispatchSemaphore(value: 0)

  /// Runs `body` on a thread of its own.
  public static func start(_ body: @escaping @Sendable () -> Void) -> Threads {
    let handle = Threads()
    Thread.detachNewThread {
      body()
      handle.done.signal()
    }
    return handle
  }

  /// Waits for its end.
  public func wait() { done.wait() }

  public static func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }
}

/// Texts that several threads collect.
public final class Collected: @unchecked Sendable {
  private let lock = NSLock()
  private var texts: [String] = []

  public init() {}

  public func add(_ text: String) { lock.withLock { texts.append(text) } }

  public var all: [String] { lock.withLock { texts } }
}
