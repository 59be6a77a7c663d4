/// The changes that are tried on one transcript.
struct CounterfactualTrials {
  let transcript: Transcript
  private let policy: Policy
  private let asOf: CalendarDay

  init(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) {
    (self.transcript, self.policy, self.asOf) = (transcript, policy, asOf)
  }

  /// Indices of the records whose mark earns no credit, in record order; of several attempts at one piece of a course
  /// the last.
  var markedRecords: [Int] {
    var found: [Int] = []
    for index in transcript.records.indices {
      let record = transcript.records[index]
      guard let course = record.course, !course.areas.isEmpty, record.mark != nil, record.gradeLevel > 6,
        record.year <= asOf.schoolYear
      else { continue }
      if case .passed = MarkStanding(record, windows: policy.passWindows, projecting: false) { continue }
      let earlier = found.firstIndex {
        let other = transcript.records[$0]
        return other.course?.sameCourse == course.sameCourse && other.term == record.term && other.part == record.part
      }
      if let earlier {
        if transcript.records[found[earlier]].year <= record.year { found[earlier] = index }
      } else {
        found.append(index)
      }
    }
    return found.sorted()
  }

  /// The transcript with the same piece of the course taken once more, in the running school year, and passed.
  func retaking(_ index: Int) -> Transcript {
    var changed = transcript
    var again = transcript.records[index]
    (again.sequence, again.year, again.mark) = (last &+ 1, asOf.schoolYear, .c)
    again.gradeLevel = max(again.gradeLevel, transcript.records.map(\.gradeLevel).max() ?? 12)
    changed.records.append(again)
    return changed
  }

  /// Whether a summer's attempt says the same as one in a regular term of the same course that is listed too.
  func isRepeated(_ change: Counterfactual, in all: [Counterfactual]) -> Bool {
    func record(_ change: Counterfactual) -> TranscriptRecord? {
      guard case .mark(let sequence) = change.change else { return nil }
      return transcript.records.first { $0.sequence == sequence }
    }
    guard let own = record(change), own.term == .summer, let course = own.course?.sameCourse else { return false }
    return all.contains { other in
      record(other).map { $0.term != .summer && $0.course?.sameCourse == course && other.gained == change.gained }
        ?? false
    }
  }

  private var last: Int32 { transcript.records.map(\.sequence).max() ?? 0 }

  /// The first half and the whole of courses that were never begun, and the halves of those that were.
  var higherCourses: [[HigherCourse]] {
    var found: [[HigherCourse]] = []
    func add(_ area: SubjectArea, _ discipline: Discipline, halves: [UInt8] = [1, 2], like record: Int32 = 0) {
      let language = transcript.records.first { $0.sequence == record }?.course?.language
      let isBegun = hasRecord { $0.discipline == discipline && (language == nil || $0.language == language) }
      found.append(
        (isBegun ? halves : [1, 0]).map {
          HigherCourse(area: area, discipline: discipline, half: $0, likeRecord: record)
        })
    }
    for discipline in nextMathematics where !isRunning({ $0.discipline == discipline }) { add(.c, discipline) }
    if policy.science.chemistrySecondHalfValidatesFirst, hasRecord({ $0.discipline == .chemistry }),
      !isRunning({ $0.discipline == .chemistry })
    {
      add(.d, .chemistry, halves: [2])
    }
    for language in languages {
      for level in language.nextLevels {
        let discipline = CounterfactualTrials.levels[level]
        if isRunning({ $0.language == language.key && $0.discipline == discipline }) { continue }
        add(.e, discipline, like: language.record)
      }
    }
    return found
  }

  /// The transcript with a new course, or one half of it, passed in the running school year.
  func adding(_ course: HigherCourse) -> Transcript {
    var changed = transcript
    let language = transcript.records.first { $0.sequence == course.likeRecord }?.course?.language ?? .none
    let used = transcript.records.map { $0.course?.sameCourse ?? 0 }.max() ?? 0
    let listed = ListedCourse(
      areas: SubjectAreas(course.area), discipline: course.discipline, language: language,
      sameCourse: used &+ 1)
    for half: UInt8 in [1, 2] where course.half == 0 || course.half == half {
      changed.records.append(
        TranscriptRecord(
          sequence: last &+ Int32(half), year: asOf.schoolYear, term: half == 1 ? .s1 : .s2,
          gradeLevel: 12, mark: .c, listing: .listed(listed)))
    }
    return changed
  }

  private static let levels: [Discipline] = [.languageLevel1, .languageLevel2, .languageLevel3, .languageLevel4]

  /// What follows the mathematics that the student has attempted.
  private var nextMathematics: [Discipline] {
    var found: [Discipline] = []
    let integrated = hasRecord { [.mathematics1, .mathematics2, .mathematics3].contains($0.discipline) }
    if hasRecord({ $0.areas.has(.c) && $0.discipline.mathematicsSlot ?? 0 > 0 }) {
      found.append(integrated ? .mathematics3 : .algebra2)
    }
    if hasRecord({ $0.areas.has(.c) && $0.discipline.mathematicsSlot == 2 }) {
      found.append(.preCalculus)
      if asOf.schoolYear.fall <= policy.mathematics.statisticsThrough { found.append(.statistics) }
    }
    return found
  }

  /// A language on the transcript; levels are 0 to 3, or -1 where there is none.
  private struct Language {
    var key: NameKey
    var passed = -1
    /// With D or better, which schools take as enough to go on.
    var credited = -1
    var record: Int32

    /// The level after the highest passed one, and the one after that if the former was taken with a D.
    var nextLevels: Range<Int> {
      let first = max(1, passed + 1)
      return first..<max(first, min(4, (credited >= first ? first + 2 : first + 1)))
    }
  }

  /// In record order. Courses that name no language are left out.
  private var languages: [Language] {
    var found: [Language] = []
    for record in transcript.records where record.year <= asOf.schoolYear {
      guard let course = record.course, course.areas.has(.e), course.language != .none,
        let level = course.discipline.languageLevel
      else { continue }
      var index = found.firstIndex { $0.key == course.language } ?? -1
      if index < 0 {
        found.append(Language(key: course.language, record: record.sequence))
        index = found.count - 1
      }
      if record.mark != .f { found[index].credited = max(found[index].credited, level) }
      if case .passed = MarkStanding(record, windows: policy.passWindows, projecting: false) {
        found[index].passed = max(found[index].passed, level)
      }
    }
    return found
  }

  private func hasRecord(_ matches: (ListedCourse) -> Bool) -> Bool {
    transcript.records.contains { $0.course.map(matches) ?? false }
  }

  private func isRunning(_ matches: (ListedCourse) -> Bool) -> Bool {
    transcript.records.contains { $0.mark == nil && ($0.course.map(matches) ?? false) }
  }
}
