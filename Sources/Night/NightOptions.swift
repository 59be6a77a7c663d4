public import Intake
public import Rules
public import Store

/// What a night is asked to do.
public struct NightOptions: Sendable {
  /// Folder or zip of the extract.
  public var extract: String
  /// "Today".
  public var asOf: CalendarDay
  /// Does everything and takes it back: nothing stays in the database.
  public var isDryRun = false
  /// Evaluates every student and reads every file, whatever stands as it was.
  public var isFull = false
  /// Allows an `asOf` before that of the last published run.
  public var rewinds = false
  /// Encodings, shrink guard and scratch folder; the counts of the last published run are filled in by the night.
  public var input = InputConfiguration()
  public var creditScale = CreditScale.california
  /// Share of a file's rows that may be rejected before a dry run asks for a person, 0 to 1; a night asks its checks.
  public var rejectShare = 0.02
  /// What the district wants of the checks of data quality, by id; what is not named is as the check says.
  public var checks: [String: CheckSetting] = [:]
  /// Who counts as on track.
  public var pace: PaceTable
  /// What plans may ask of students.
  public var plan = PlanSettings()
  public var workers = 1
  /// Of the part of the program that finds out what students took; only tests set another.
  var takingVersion = TakingRow.version
  /// Lets another thread stop the night.
  public var stop = StopRequest()
  /// Name and version of the program, part of every verdict's digest.
  public var program: String

  public init(extract: String, asOf: CalendarDay, program: String, pace: PaceTable) {
    (self.extract, self.asOf, self.program, self.pace) = (extract, asOf, program, pace)
  }
}

extension NightOptions {
  /// Stands for the settings that decide verdicts.
  var settingsSHA256: String {
    let credits = [creditScale.semester, creditScale.fullYear, creditScale.trimester, creditScale.quarter]
    return Digest.sha256(credits.map { "\($0)" }.joined(separator: " "))
  }

  /// Stands for the settings that decide what is kept for counselors: no verdict depends on them.
  var counselFingerprint: String { Digest.sha256("\(pace) \(plan)") }
}

/// Why a night ended without publishing.
public enum NightError: Error, Sendable {
  /// The extract cannot be used; nothing changed. Holds the report for the manifest.
  case refused([Refusal], NightReport)
  /// `asOf` lies before the last published run's.
  case backInTime(published: CalendarDay)
  /// A `StopRequest` ended it; what it had written is removed.
  case stopped
  /// The machine did not let the night work.
  case environment(String)
}
