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
    if let failure = error as? Failure { end(failure.exit, failure.message) }
    if let error = error as? PostgresError { end(of(error), "\(error)") }
    if let error = error as? StoreError { end(of(error), "\(error)") }
    if let error = error as? NightError { end(error) }
    if let error = error as? EmbeddedServerError { end(.environment, "\(error)") }
    if let error = error as? PolicyFileError { end(.environment, "\(error)") }
    if let error = error as? SampleError { end(error) }
    if case IntakeError.environment(let message)? = error as? IntakeError { end(.environment, message) }
    // ArgumentParser's own errors: help and version end with 0, everything else is usage.
    let parserCode = Agtrack.exitCode(for: error)
    let message = Agtrack.fullMessage(for: error)
    if parserCode == .success { show(message) }
    if parserCode == .validationFailure || error is ValidationError { end(.usage, message, prefix: "") }
    end(.environment, message.isEmpty ? "\(error)" : message, prefix: "")
  }

  /// Help and version go where data goes.
  private static func show(_ text: String) -> Never {
    do {
      let output = try Output(nil)
      try output.write(text + "\n")
      try output.finish()
    } catch {
      end(.environment, (error as? Failure)?.message ?? "cannot write standard output")
    }
    exit(0)
  }

  private static func end(_ exitCode: Exit, _ message: String, prefix: String = "agtrack: ") -> Never {
    Messages.say(prefix + message)
    exit(exitCode.rawValue)
  }

  private static func end(_ error: NightError) -> Never {
    switch error {
    case .refused(let refusals, _):
      for refusal in refusals { Messages.say("agtrack: \(Messages.place(refusal)): \(refusal.message)") }
      let reasons = refusals.count == 1 ? "1 reason" : "\(refusals.count) reasons"
      end(.refused, "the extract is refused (\(reasons) above); nothing changed")
    case .backInTime(let published):
      end(
        .usage,
        "--as-of lies before the last published run's day, \(published.code); give --rewind if that is meant")
    case .environment(let message): end(.environment, message)
    }
  }

  private static func end(_ error: SampleError) -> Never {
    switch error {
    case .unusableRequest: end(.usage, "\(error)")
    case .cannotWrite: end(.environment, "\(error)")
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

/// What goes to standard error; never student data.
enum Messages {
  static func say(_ text: String) {
    var line = text + "\n"
    line.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = write(STDERR_FILENO, rest.baseAddress, rest.count)
        guard written > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      }
    }
  }

  static func place(_ refusal: Refusal) -> String {
    var place = refusal.file
    if let line = refusal.line { place += ":\(line)" }
    if let column = refusal.column { place += " column \(column)" }
    return place
  }
}
