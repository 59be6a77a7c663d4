/// Turns transcript records into units: keeps what may count, resolves repeats, parts, terms and two-year courses.
///
/// Reads each course's records in time order, so that the order of the transcript never matters.
struct Sifter: Sendable {
  let scale: CreditScale
  private var keys: [SortKey] = []
  private var order: [Int32] = []

  init(scale: CreditScale) { self.scale = scale }

  /// - Parameters:
  ///   - currentYear: The school year of the evaluation; later records are ignored.
  ///   - projecting: Take every running course as passed with C.
  mutating func sift(
    _ transcript: Transcript, policy: Policy, currentYear: SchoolYear, projecting: Bool, into sifted: inout Sifted
  ) {
    let records = transcript.records
    sifted.reset(recordCount: records.count)
    keys.removeAll(keepingCapacity: true)
    for index in records.indices {
      let record = records[index]
      if record.year > currentYear {
        sifted.outcome[index] = .termLater
        continue
      }
      if record.gradeLevel <= 6 {
        sifted.outcome[index] = .gradeSix
        continue
      }
      switch record.listing {
      case .notListed: sifted.outcome[index] = .listNotApproved
      case .unmatched: countUnmatched(record, index, policy: policy, into: &sifted)
      case .listed(let course):
        if record.mark == nil { sifted.hasRunning = true }
        if record.gradeLevel < 9 && course.areas.isDisjoint(with: .mathematicsAndLanguage) {
          sifted.outcome[index] = .gradeMiddleSchool
        } else {
          keys.append(SortKey(record, course: course, index: index))
        }
      }
    }
    keys.sortSmall(by: <)
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end].course == keys[start].course { end += 1 }
      order.removeAll(keepingCapacity: true)
      for position in start..<end { order.append(keys[position].index) }
      var course = CourseHistory(scale: scale, projecting: projecting)
      course.read(records, order: order, policy: policy, into: &sifted)
      start = end
    }
  }

  private func countUnmatched(_ record: TranscriptRecord, _ index: Int, policy: Policy, into sifted: inout Sifted) {
    sifted.outcome[index] = .listUnmatched
    let running: Bool
    switch MarkStanding(record, windows: policy.passWindows, projecting: false) {
    case .passed: running = false
    case .running: running = true
    case .deficient:
      sifted.outcome[index] = .markDeficient
      return
    case .nothing(let rule):
      sifted.outcome[index] = rule
      return
    }
    let worth = record.worth(scale: scale, college: policy.college, civics: false)
    let areas: SubjectAreas = record.gradeLevel >= 9 ? .all : .mathematicsAndLanguage
    sifted.unmatchedRecords.append(
      UnmatchedRecord(record: Int32(truncatingIfNeeded: index), areas: areas, worth: worth, isRunning: running))
    for area in SubjectArea.allCases where areas.has(area) {
      if running {
        sifted.unmatchedRunning[area] += worth
        sifted.hasRunning = true
      } else {
        sifted.unmatched[area] += worth
      }
    }
  }
}

/// Orders records by course, then time, then best mark first, then sequence.
private struct SortKey: Comparable, Sendable {
  let course: Int32
  let time: UInt64
  let sequence: Int32
  let index: Int32

  init(_ record: TranscriptRecord, course: ListedCourse, index: Int) {
    self.course = course.sameCourse
    // In one summer, records that name their half come before those that fill what is left.
    let namesHalf = record.part != 0 || course.part != 0
    time = namesHalf || record.term != .summer ? record.time : record.time | 1 << 32
    sequence = record.sequence
    self.index = Int32(truncatingIfNeeded: index)
  }

  static func < (left: SortKey, right: SortKey) -> Bool {
    if left.course != right.course { return left.course < right.course }
    if left.time != right.time { return left.time < right.time }
    return left.sequence < right.sequence
  }
}

extension TranscriptRecord {
  /// School year, term, then the content that breaks ties, so that equal keys mean interchangeable records.
  var time: UInt64 {
    let yearBits = UInt64(UInt16(bitPattern: year.fall))
    let markBits = mark?.rank ?? 20
    // No credits stated means a full record; the fuller record first.
    let creditBits = UInt64(creditsAttempted < 0 ? 0 : 10_000 - min(creditsAttempted, 9_999))
    return yearBits << 40 | term.order << 33 | markBits << 25 | creditBits << 8 | UInt64(part & 3) << 4
      | UInt64(gradeLevel & 15)
  }
}
