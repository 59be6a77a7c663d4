import Rules
import Store

/// What became of one transcript record from one version of a student to the next.
struct RecordChange {
  /// nil where nothing changed that decides a verdict.
  var cause: ChangeCause?
  /// nil for a record that is new.
  var old: Store.TranscriptRow?
  /// nil for a record that is gone.
  var new: Store.TranscriptRow?
}

/// Finds which record of one version of a student is which of the next, and what happened to it.
///
/// Records pair first where all is the same, then by record_id, then by course, school year and term, last by course and
/// school year; each record once, in the order of the transcript.
struct RecordComparison {
  private(set) var changes: [RecordChange] = []

  init(old: [Store.TranscriptRow], new: [Store.TranscriptRow], codes: CourseCodes) {
    var oldLeft = Array(old.indices)
    var newLeft = Array(new.indices)
    var pairs: [(Int, Int)] = []
    for key in RecordKey.ways {
      var places: [RecordKey: [Int]] = [:]
      for index in newLeft.reversed() {
        if let key = key(new[index], codes) { places[key, default: []].append(index) }
      }
      var taken: Set<Int> = []
      oldLeft.removeAll { index in
        guard let key = key(old[index], codes), let place = places[key]?.popLast() else { return false }
        pairs.append((index, place))
        taken.insert(place)
        return true
      }
      newLeft.removeAll { taken.contains($0) }
    }
    pairs.sort { $0.0 < $1.0 }
    for (before, after) in pairs {
      changes.append(
        RecordChange(
          cause: RecordComparison.cause(old[before], new[after], codes), old: old[before], new: new[after]))
    }
    changes += oldLeft.map { RecordChange(cause: .recordWithdrawn, old: old[$0], new: nil) }
    changes += newLeft.map { RecordChange(cause: .recordAdded, old: nil, new: new[$0]) }
  }

  private static func cause(
    _ old: Store.TranscriptRow, _ new: Store.TranscriptRow, _ codes: CourseCodes
  ) -> ChangeCause? {
    if old.mark == nil && new.mark != nil { return .markPosted }
    if old.mark != new.mark { return .markCorrected }
    return RecordKey.deciding(old, codes) == RecordKey.deciding(new, codes) ? nil : .recordCorrected
  }

  /// The transcript with some causes taken and the others not.
  func rows(taking: Set<ChangeCause>) -> [Store.TranscriptRow] {
    var rows = changes.compactMap { change in
      guard let cause = change.cause else { return change.new }
      return taking.contains(cause) ? change.new : change.old
    }
    for index in rows.indices { rows[index].seq = Int16(clamping: index + 1) }
    return rows
  }
}

/// Values by which records of two versions pair.
private struct RecordKey: Hashable {
  var course: String?
  var year: Int16?
  var term: String?
  var part: Int16?
  var rest: [String?] = []

  /// From the surest way to the weakest; nil where a record has no such key.
  static let ways: [@Sendable (Store.TranscriptRow, CourseCodes) -> RecordKey?] = [
    { row, codes in
      var key = deciding(row, codes)
      key.rest += [row.recordID, row.creditsEarned.map { "\($0)" }]
      return key
    },
    { row, codes in deciding(row, codes) },
    { row, _ in row.recordID.map { RecordKey(rest: [$0]) } },
    { row, codes in
      RecordKey(course: course(row, codes), year: row.schoolYear, term: row.term, part: row.part)
    },
    { row, codes in RecordKey(course: course(row, codes), year: row.schoolYear) },
  ]

  /// Everything of a record that decides a verdict.
  static func deciding(_ row: Store.TranscriptRow, _ codes: CourseCodes) -> RecordKey {
    RecordKey(
      course: course(row, codes), year: row.schoolYear, term: row.term, part: row.part,
      rest: [row.mark, "\(row.gradeLevel)", row.creditsAttempted.map { "\($0)" }, row.inProgress ? "running" : nil])
  }

  /// The printed title decides nothing.
  private static func course(_ row: Store.TranscriptRow, _ codes: CourseCodes) -> String {
    guard let course = codes[row.courseCode] else { return "\(row.courseCode)" }
    return "\(course.schoolID)\u{1F}\(course.courseID)"
  }
}
