import Night
import Synchronization

/// Tells how far a night is: a line that moves on a terminal, else one line per stage and one every half minute.
final class NightLog: Sendable {
  private struct State {
    var stage = ""
    var began = ContinuousClock.now
    var lastSaid = ContinuousClock.now
    var students: (done: Int, all: Int)?
  }

  private let state = Mutex(State())
  private let isTerminal = Messages.isTerminal && !Messages.isJSON

  func take(_ progress: NightProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      switch progress {
      case .stage(let name):
        state = State(stage: name, began: now, lastSaid: now)
        if isTerminal { Messages.progress("\(name) ...") }
      case .students(let done, let all):
        // Workers may report in another order than they count.
        guard done > state.students?.done ?? -1 else { return }
        state.students = (done, all)
        guard now - state.lastSaid >= (isTerminal ? .milliseconds(200) : .seconds(30)) else { return }
        state.lastSaid = now
        sayProgress(state, now)
      case .finished(let name, let milliseconds): finish(name, milliseconds, state.students)
      }
    }
  }

  private func sayProgress(_ state: State, _ now: ContinuousClock.Instant) {
    guard let students = state.students else { return }
    let rate = NightLog.rate(students.done, now - state.began)
    let share = students.all == 0 ? 100 : students.done * 100 / students.all
    var text =
      "\(state.stage): \(students.done) of \(students.all) \(students.all == 1 ? "student" : "students") (\(share)%)"
    var fields = [("students", "\(students.done)"), ("students_all", "\(students.all)")]
    if rate > 0 {
      let left = (students.all - students.done) / rate
      text += ", \(rate)/s, about \(left) s left"
      fields += [("students_per_second", "\(rate)"), ("seconds_left", "\(left)")]
    }
    if isTerminal { Messages.progress(text) } else { Messages.say("agtrack: \(text)", fields: fields) }
  }

  private func finish(_ name: String, _ milliseconds: Int, _ students: (done: Int, all: Int)?) {
    let seconds = NightLog.seconds(milliseconds)
    var text = "agtrack: \(name) \(seconds) s"
    var fields = [("stage", "\"\(name)\""), ("seconds", seconds)]
    if let students {
      let rate = NightLog.rate(students.done, .milliseconds(milliseconds))
      text += ", \(students.done) \(students.done == 1 ? "student" : "students"), \(rate)/s"
      fields += [("students", "\(students.done)"), ("students_per_second", "\(rate)")]
    }
    Messages.say(text, fields: fields)
  }

  private static func rate(_ count: Int, _ time: Duration) -> Int {
    let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    return milliseconds <= 0 ? 0 : Int(Int64(count) * 1000 / milliseconds)
  }

  /// Milliseconds as seconds with three decimals.
  static func seconds(_ milliseconds: Int) -> String {
    "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
  }
}
