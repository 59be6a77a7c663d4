public import Postgres

/// Why a status changed. The order is that in which the causes of one night are taken, each on top of those before it.
public enum ChangeCause: String, CaseIterable, Sendable {
  case movedSchool = "moved_school"
  case studentNew = "student_new"
  case studentGone = "student_gone"
  case programChanged = "program_changed"
  case editionChanged = "edition_changed"
  case settingsChanged = "settings_changed"
  case courseListChanged = "course_list_changed"
  case classChanged = "class_changed"
  case dateMoved = "date_moved"
  case recordWithdrawn = "record_withdrawn"
  case markCorrected = "mark_corrected"
  case recordCorrected = "record_corrected"
  case markPosted = "mark_posted"
  case recordAdded = "record_added"
  case exam
  case waiver
}

/// Where a student stands in one system: the whole pattern and areas A to G.
public struct StoredStanding: Sendable, Equatable {
  public var status: StoredStatus
  public var areas: [StoredStatus]

  public init(status: StoredStatus, areas: [StoredStatus]) { (self.status, self.areas) = (status, areas) }

  /// - Parameters:
  ///   - code: as `evaluation.verdict.all_status`; nil where there is no verdict.
  ///   - letters: as `evaluation.verdict.area_status`.
  init?(code: String?, letters: String?) throws {
    guard let code, let letters else { return nil }
    let areas = Array(letters.utf8).compactMap(StoredStatus.init(rawValue:))
    guard let status = StoredStatus(code: code), areas.count == 7 else {
      throw StoreError.damaged("a stored status is one that this program does not know")
    }
    self.init(status: status, areas: areas)
  }

  var letters: String { String(decoding: areas.map(\.rawValue), as: UTF8.self) }
}

/// One cause that changed where a student stands in one system.
public struct StatusChange: Sendable, Equatable {
  public var key: Int64
  /// `csu` or `uc`.
  public var system: String
  /// From 1, for one student and system.
  public var step: Int16
  public var cause: ChangeCause
  /// School of enrollment in the run; the last one of a student who is gone.
  public var schoolID: String
  public var fromSchoolID: String?
  /// nil for a new student.
  public var before: StoredStanding?
  /// nil for a student who is gone.
  public var after: StoredStanding?
  /// What changed, in words; holds marks.
  public var details: [String]

  public init(
    key: Int64, system: String, step: Int16, cause: ChangeCause, schoolID: String, fromSchoolID: String? = nil,
    before: StoredStanding?, after: StoredStanding?, details: [String] = []
  ) {
    (self.key, self.system, self.step, self.cause) = (key, system, step, cause)
    (self.schoolID, self.fromSchoolID) = (schoolID, fromSchoolID)
    (self.before, self.after, self.details) = (before, after, details)
  }
}

/// Writes the journal of a run.
public struct ChangeWriter {
  private let run: Int32
  private var rows = BinaryRowBuffer()

  public init(run: Run) { self.run = run.id }

  public mutating func append(_ change: StatusChange) {
    rows.startRow(columns: 12)
    rows.int64(change.key)
    rows.int32(run)
    rows.int16(change.step)
    rows.text(change.system)
    rows.text(change.cause.rawValue)
    rows.text(change.schoolID)
    rows.text(change.fromSchoolID)
    rows.text(change.before?.status.code)
    rows.text(change.after?.status.code)
    rows.text(change.before?.letters)
    rows.text(change.after?.letters)
    rows.textArray(change.details)
  }

  /// Sends everything in one transaction.
  public mutating func flush(_ connection: borrowing Connection) throws {
    if rows.isEmpty { return }
    _ = try connection.transaction { try BulkLoad.send(connection, to: "evaluation.change", rows) }
    rows.removeAll()
  }
}
