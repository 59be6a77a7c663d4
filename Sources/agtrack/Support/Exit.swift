import ArgumentParser
import EmbeddedServer
import Glibc
import Intake
import Night
import PolicyFiles
import Postgres
import Rules
import SampleData
import Store

/// The exit codes of every command.
enum Exit: Int32 {
  case needsPerson = 1
  case usage = 2
  case refused = 3
  case environment = 4
  case notPermitted = 5
  case notFound = 6
  case locked = 75

  var code: ExitCode { ExitCode(rawValue) }

  /// Says what went wrong on standard error and ends with the right code.
  static func end(_ error: any Error) -> Never {
    // ArgumentParser's own errors: help and version end with 0.
    if let answer = answer(error) { end(answer) }
    let message = Agtrack.fullMessage(for: error)
    if Agtrack.exitCode(for: error) == .success { show(message) }
    let isUsage = Agtrack.exitCode(for: error) == .validationFailure || error is ValidationError
    let lines = message.isEmpty ? ["agtrack: \(error)"] : [message]
    end(Answer(exit: isUsage ? .usage : .environment, messages: lines))
  }

  /// What an error comes to.
  struct Answer {
    let exit: Exit
    /// Lines for standard error; the first says most.
    let messages: [String]

    init(exit: Exit, messages: [String]) { (self.exit, self.messages) = (exit, messages) }

    init(_ exit: Exit, _ message: String) { self.init(exit: exit, messages: ["agtrack: \(message)"]) }
  }

  /// - Returns: nil for errors that are not this program's own.
  static func answer(_ error: any Error) -> Answer? {
    if let failure = error as? Failure { return Answer(failure.exit, failure.message) }
    if let error = error as? PostgresError { return Answer(of(error), "\(error)") }
    if let error = error as? StoreError { return Answer(of(error), "\(error)") }
    if let error = error as? NightError { return answer(error) }
    if let error = error as? EmbeddedServerError { return Answer(.environment, "\(error)") }
    if let error = error as? PolicyFileError { return Answer(.environment, "\(error)") }
    if let error = error as? SampleError { return answer(error) }
    if case IntakeError.environment(let message)? = error as? IntakeError { return Answer(.environment, message) }
    return nil
  }

  /// Help and version go where data goes.
  private static func show(_ text: String) -> Never {
    do {
      let output = try Output(nil)
      try output.write(text + "\n")
      try output.finish()
    } catch {
      end(Answer(.environment, (error as? Failure)?.message ?? "cannot write standard output"))
    }
    exit(0)
  }

  private static func end(_ answer: Answer) -> Never {
    for message in answer.messages { Messages.say(message, level: .error) }
    exit(answer.exit.rawValue)
  }

  private static func answer(_ error: NightError) -> Answer {
    switch error {
    case .refused(let refusals, let report):
      let lines =
        refusals.map { "agtrack: \(Messages.place($0)): \($0.message)" } + report.concerns.map { "agtrack: \($0)" }
      let reasons = refusals.count == 1 ? "1 reason" : "\(refusals.count) reasons"
      return Answer(
        exit: .refused, messages: lines + ["agtrack: the extract is refused (\(reasons) above); nothing changed"])
    case .backInTime(let published):
      return Answer(
        .usage, "--as-of lies before the last published run's day, \(published.code); give --rewind if that is meant")
    case .stopped: return Answer(.environment, "stopped; nothing was published")
    case .environment(let message): return Answer(.environment, message)
    }
  }

  private static func answer(_ error: SampleError) -> Answer {
    switch error {
    case .unusableRequest: Answer(.usage, "\(error)")
    case .cannotWrite: Answer(.environment, "\(error)")
    }
  }

  private static func of(_ error: PostgresError) -> Exit {
    error.sqlState == "42501" ? .notPermitted : .environment
  }

  private static func of(_ error: StoreError) -> Exit {
    switch error {
    case .locked: .locked
    case .nothingPublished: .notFound
    default: .environment
    }
  }
}

/// A failure of a command, with the code it ends with.
struct Failure: Error {
  let exit: Exit
  let message: String

  init(_ exit: Exit, _ message: String) { (self.exit, self.message) = (exit, message) }
}
