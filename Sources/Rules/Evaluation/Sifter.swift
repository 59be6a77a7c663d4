/// Turns transcript records into units: keeps what may count, resolves repeats, parts, terms and two-year courses.
///
/// Reads each course's records in time order, so that the order of the transcript never matters.
struct Sifter: Sendable {
  let scale: CreditScale
  private var keys: [SortKey] = []
  private var added: [SortKey] = []
  private var order: [Int32] = []
  private var courses: [SiftedCourse] = []

  private var course: CourseHistory

  init(scale: CreditScale) {
    self.scale = scale
    course = CourseHistory(scale: scale)
  }

  /// Reads the records as they stand.
  ///
  /// - Parameter currentYear: The school year of the evaluation; later records are ignored.
  mutating func sift(_ transcript: Transcript, policy: Policy, currentYear: SchoolYear, into sifted: inout Sifted) {
    let records = transcript.records
    sifted.reset(recordCount: records.count)
    keys.removeAll(keepingCapacity: true)
    for index in records.indices {
      if let key = key(records[index], index, policy: policy, currentYear: currentYear, into: &sifted) {
        keys.append(key)
      }
    }
    keys.sortSmall(by: <)
    courses.removeAll(keepingCapacity: true)
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end].course == keys[start].course { end += 1 }
      courses.append(SiftedCourse(keys: start..<end, before: sifted))
      read(start..<end, records, policy, projecting: false, into: &sifted)
      start = end
    }
  }

  /// Where a record stands in the order of reading; nil where it cannot count or no list knows it.
  private func key(
    _ record: TranscriptRecord, _ index: Int, policy: Policy, currentYear: SchoolYear, into sifted: inout Sifted
  ) -> SortKey? {
    if record.year > currentYear {
      sifted.outcome[index] = .termLater
      return nil
    }
    if record.gradeLevel <= 6 {
      sifted.outcome[index] = .gradeSix
      return nil
    }
    switch record.listing {
    case .notListed: sifted.outcome[index] = .listNotApproved
    case .unmatched: countUnmatched(record, index, policy: policy, into: &sifted)
    case .listed(let course):
      if record.mark == nil { sifted.hasRunning = true }
      if record.gradeLevel >= 9 || !course.areas.isDisjoint(with: .mathematicsAndLanguage) {
        return SortKey(record, course: course, index: index)
      }
      sifted.outcome[index] = .gradeMiddleSchool
    }
    return nil
  }

  /// The records that were sifted last, with more after them: what is passed and attempted, not what each record gives.
  ///
  /// - Parameters:
  ///   - records: Those that were sifted, then the others.
  ///   - sifted: As `sift` left it. Courses of which nothing is added are taken from there.
  mutating func extend(
    _ records: [TranscriptRecord], after count: Int, policy: Policy, currentYear: SchoolYear, from sifted: Sifted,
    into extended: inout Sifted
  ) {
    extended.reset(recordCount: records.count)
    added.removeAll(keepingCapacity: true)
    for index in count..<records.count {
      if let key = key(records[index], index, policy: policy, currentYear: currentYear, into: &extended) {
        added.append(key)
      }
    }
    added.sortSmall(by: <)
    var (start, copied) = (0, 0)
    while start < added.count {
      let number = added[start].course
      var end = start + 1
      while end < added.count && added[end].course == number { end += 1 }
      let place = firstCourse(from: number, after: copied)
      extended.append(from: sifted, of: courses[copied..<place], until: boundary(place, sifted))
      copied = place
      order.removeAll(keepingCapacity: true)
      var next = start
      if place < courses.count && keys[courses[place].keys.lowerBound].course == number {
        copied += 1
        for position in courses[place].keys {
          while next < end && added[next] < keys[position] {
            order.append(added[next].index)
            next += 1
          }
          order.append(keys[position].index)
        }
      }
      while next < end {
        order.append(added[next].index)
        next += 1
      }
      course.read(records, order: order, policy: policy, projecting: false, into: &extended)
      start = end
    }
    extended.append(from: sifted, of: courses[copied...], until: boundary(courses.count, sifted))
  }

  /// The first course of that number or a greater one.
  private func firstCourse(from number: Int32, after first: Int) -> Int {
    var (low, high) = (first, courses.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[courses[middle].keys.lowerBound].course < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func boundary(_ place: Int, _ sifted: Sifted) -> SiftedCourse {
    place < courses.count ? courses[place] : SiftedCourse(keys: 0..<0, before: sifted)
  }

  /// The transcript that was sifted last, with every running course passed with C.
  ///
  /// - Parameter sifted: As `sift` left it. Courses of which nothing is running are taken from there.
  mutating func project(_ transcript: Transcript, policy: Policy, from sifted: Sifted, into later: inout Sifted) {
    later.reset(recordCount: transcript.records.count)
    (later.unmatched, later.unmatchedRunning) = (sifted.unmatched, sifted.unmatchedRunning)
    for index in courses.indices {
      let course = courses[index]
      let isRunning = course.keys.contains { transcript.records[Int(keys[$0].index)].mark == nil }
      if isRunning {
        read(course.keys, transcript.records, policy, projecting: true, into: &later)
      } else {
        let next = index + 1 < courses.count ? courses[index + 1] : SiftedCourse(keys: course.keys, before: sifted)
        later.append(from: sifted, course, until: next)
      }
    }
  }

  private mutating func read(
    _ places: Range<Int>, _ records: [TranscriptRecord], _ policy: Policy, projecting: Bool, into sifted: inout Sifted
  ) {
    order.removeAll(keepingCapacity: true)
    for position in places { order.append(keys[position].index) }
    course.read(records, order: order, policy: policy, projecting: projecting, into: &sifted)
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

/// Where the records of one course stand in the order of the sifting, and where what was made of them begins.
private struct SiftedCourse: Sendable {
  let keys: Range<Int>
  let firstUnit: Int
  let firstContribution: Int
  let firstAttempt: Int

  init(keys: Range<Int>, before sifted: Sifted) {
    self.keys = keys
    (firstUnit, firstContribution, firstAttempt) = (
      sifted.units.count, sifted.contributions.count, sifted.attempts.count
    )
  }
}

extension Sifted {
  /// Appends what was passed and attempted in some courses that stand side by side.
  fileprivate mutating func append(from other: Sifted, of courses: ArraySlice<SiftedCourse>, until next: SiftedCourse) {
    guard let first = courses.first else { return }
    units.append(contentsOf: other.units[first.firstUnit..<next.firstUnit])
    attempts.append(contentsOf: other.attempts[first.firstAttempt..<next.firstAttempt])
  }

  /// Appends what was made of one course.
  fileprivate mutating func append(from other: Sifted, _ course: SiftedCourse, until next: SiftedCourse) {
    let moved = Int32(truncatingIfNeeded: contributions.count - course.firstContribution)
    for index in course.firstUnit..<next.firstUnit {
      units.append(other.units[index])
      units[units.count - 1].firstContribution += moved
    }
    contributions.append(contentsOf: other.contributions[course.firstContribution..<next.firstContribution])
    attempts.append(contentsOf: other.attempts[course.firstAttempt..<next.firstAttempt])
  }
}

/// Orders records by course, then time, then best mark first, then sequence.
struct SortKey: Comparable, Sendable {
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
