import Foundation
import TestSupport

/// Reads the published run over and over while nights run and break, and remembers whether each reading was one run whole.
final class WholeReader: Sendable {
  private struct Seen {
    var whole = 0
    var refused = 0
    var mixed = 0
    /// The new run was seen, and later the old one again.
    var wentBack = 0
    var hasSeenNew = false
    var isEnding = false
  }

  private let seen = Locked(Seen())
  private let thread: Threads

  /// - Parameter old: nil where nothing has been published: then readers may be told so.
  init(_ home: FaultHome, old: TrialDistrict.Exports?, new: TrialDistrict.Exports) {
    let seen = seen
    thread = Threads.start {
      while !seen.value.isEnding {
        guard let answer = try? TrialDistrict.read(home, name: "reader", again: false) else { continue }
        seen.change { seen in
          guard let exports = answer.exports else {
            seen.refused += 1
            return
          }
          func isSame(_ other: TrialDistrict.Exports?) -> Bool {
            other?.verdicts == exports.verdicts && other?.uses == exports.uses
          }
          if isSame(new) {
            seen.whole += 1
            seen.hasSeenNew = true
          } else if isSame(old) {
            seen.whole += 1
            if seen.hasSeenNew { seen.wentBack += 1 }
          } else {
            seen.mixed += 1
          }
        }
      }
    }
  }

  /// Ends the reading and tells what was seen.
  func end() -> (whole: Int, refused: Int, mixed: Int, wentBack: Int) {
    seen.change { $0.isEnding = true }
    thread.wait()
    let all = seen.value
    return (all.whole, all.refused, all.mixed, all.wentBack)
  }
}

/// A value that several threads use.
final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: Value

  init(_ value: Value) { stored = value }

  var value: Value { lock.withLock { stored } }

  func change(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}
