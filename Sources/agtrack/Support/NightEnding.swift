import ArgumentParser
import Night
import PolicyFiles
import Rules
import Synchronization

/// What is told to others when a night has ended, once and in any case: the figures, and the notice where it did not do
/// what it should. A dry run tells nobody.
final class NightEnding: @unchecked Sendable {
  private let settings: EffectiveSettings
  private let extract: String
  private let asOf: CalendarDay
  private let isDryRun: Bool
  // Set before the night begins, and used by whoever ends it first.
  private var metrics: NightMetrics?
  private let hasEnded = Mutex(false)

  init(_ settings: EffectiveSettings, extract: String, asOf: CalendarDay, isDryRun: Bool) {
    (self.settings, self.extract, self.asOf, self.isDryRun) = (settings, extract, asOf, isDryRun)
  }

  /// - Throws: `Failure` (exit 4) where the file cannot be written, before anything runs.
  func openMetrics() throws {
    guard !isDryRun, let path = settings.metricsFile.value else { return }
    metrics = try NightMetrics(path)
  }

  /// The night published, or a check holds its run.
  func done(_ report: NightReport, messages: [String]) throws {
    guard begin() else { return }
    let code = report.needsPerson ? Exit.needsPerson.rawValue : 0
    if report.isHeld { notify(.held, code, report.runID, messages) }
    try metrics?.write(report, asOf: asOf, exitCode: code)
  }

  /// The night failed or was refused.
  func failed(_ error: any Error) {
    // What ends with its code alone has been told.
    if error is ExitCode { return }
    guard begin() else { return }
    let answer = Exit.answer(error)
    let exit = answer?.exit ?? .environment
    let event: FailureNotice.Event =
      switch exit {
      case .refused: .refused
      case .locked: .locked
      default: .failed
      }
    var report: NightReport?
    if case NightError.refused(_, let refused)? = error as? NightError { report = refused }
    writeMetrics(report, exit.rawValue)
    notify(event, exit.rawValue, nil, answer?.messages ?? [])
  }

  /// A signal ended the night.
  func stopped(by signal: Int32, message: String) {
    guard begin() else { return }
    writeMetrics(nil, 128 + signal)
    notify(.stopped, 128 + signal, nil, [message])
  }

  /// Whether somebody is told already.
  var hasBegun: Bool { hasEnded.withLock { $0 } }

  private func begin() -> Bool {
    hasEnded.withLock { hasEnded in
      defer { hasEnded = true }
      return !hasEnded
    }
  }

  /// The night has failed already: that the figures cannot be written is said beside it.
  private func writeMetrics(_ report: NightReport?, _ code: Int32) {
    do {
      try metrics?.write(report, asOf: asOf, exitCode: code)
    } catch {
      Messages.say("agtrack: \((error as? Failure)?.message ?? "\(error)")", level: .warning)
    }
  }

  private func notify(_ event: FailureNotice.Event, _ code: Int32, _ run: Int32?, _ messages: [String]) {
    guard !isDryRun, let command = settings.onFailure.value else { return }
    var notice = FailureNotice(event: event, exitCode: code, messages: messages)
    (notice.run, notice.asOf, notice.extract) = (run, asOf.code, extract)
    notice.send(command, seconds: settings.onFailureSeconds.value)
  }
}
