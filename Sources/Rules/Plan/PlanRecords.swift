/// Records as far as planning tells them apart.
///
/// What was passed years ago decides by what it is, not by when it was passed or how often it was tried before: so
/// students who stand alike share what is found, whatever way they came.
struct PlanRecords {
  private let scale: CreditScale
  private let colleges: [CollegePolicy]
  private let currentYear: SchoolYear

  init(_ policies: [Policy], scale: CreditScale, currentYear: SchoolYear) {
    (self.scale, colleges, self.currentYear) = (scale, policies.map(\.college), currentYear)
  }

  /// The records of one course, with each half once where nothing but its best attempt matters.
  func alike(_ records: [TranscriptRecord]) -> [TranscriptRecord] {
    guard let first = records.first?.course, records.allSatisfy({ isPlain($0, beside: first) }) else { return records }
    let inTime = records.indices.sorted {
      SortKey(records[$0], course: first, index: $0) < SortKey(records[$1], course: first, index: $1)
    }
    var passed: UInt8 = 0
    var lost: (Mark?, Mark?)
    for record in inTime.map({ records[$0] }) {
      let half = half(record, passed: passed)
      if record.mark == .c {
        passed |= half
      } else {
        let mark = record.mark == .d ? Mark.d : .f
        if half == 1 { lost.0 = lost.0 == .d ? .d : mark } else { lost.1 = lost.1 == .d ? .d : mark }
      }
    }
    var kept: [TranscriptRecord] = []
    for (half, lost) in [(UInt8(1), lost.0), (2, lost.1)] {
      if passed & half != 0 { kept.append(record(of: first, half, .c)) }
      // A lost half may be validated, or allow that another is, even where it is passed by now.
      if let lost, passed & half == 0 || first.discipline.canValidate { kept.append(record(of: first, half, lost)) }
    }
    return kept
  }

  /// One half of a yearlong course in high school, of which neither the year nor the grade level matters.
  private func isPlain(_ record: TranscriptRecord, beside first: ListedCourse) -> Bool {
    guard var course = record.course, course.length == .year, !record.isCollege, record.gradeLevel >= 9,
      record.year <= currentYear, record.term == .s1 || record.term == .s2 || record.term == .summer
    else { return false }
    switch record.mark {
    case .c, .d, .f: break
    // Neither passed nor failed: as good as failed where nothing could validate it.
    case .withdrawn, .incomplete, .noCredit, .noPass: if course.discipline.canValidate { return false }
    default: return false
    }
    course.part = first.part
    return course == first && !course.areas.has(.f) && course.discipline != .englishLanguageDevelopment
      && !course.discipline.isStatisticsKind
      && colleges.allSatisfy {
        record.worth(scale: scale, college: $0, civics: course.discipline == .civics) == 6
      }
  }

  /// The half that a record is, 1 or 2: as the evaluator reads it.
  private func half(_ record: TranscriptRecord, passed: UInt8) -> UInt8 {
    let stated = record.part != 0 ? record.part : record.course?.part ?? 0
    if stated != 0 { return stated }
    if record.term == .summer { return passed & 1 == 0 || passed & 2 != 0 ? 1 : 2 }
    return record.term == .s1 ? 1 : 2
  }

  private func record(of course: ListedCourse, _ half: UInt8, _ mark: Mark) -> TranscriptRecord {
    var course = course
    course.part = 0
    return TranscriptRecord(
      sequence: 0, year: SchoolYear(fall: currentYear.fall - 1), term: half == 1 ? .s1 : .s2, gradeLevel: 10,
      mark: mark, listing: .listed(course))
  }
}
