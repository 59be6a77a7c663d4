import Night
import Reports
import Rules
import Store

/// Tries changes on a student's transcript and editions.
struct WhatIfTrial {
  private let specs: [(text: String, change: WhatIfChange)]

  /// - Throws: `Failure` (exit 2) for a text that is no change, with what would be understood.
  init(_ texts: [String]) throws {
    var specs: [(text: String, change: WhatIfChange)] = []
    for text in texts {
      do throws(WhatIfChange.Problem) {
        specs.append((TerminalSafe.line(text), try WhatIfChange(text)))
      } catch {
        throw Failure(.usage, "--what-if: \(error.message). What is understood:\n\(WhatIfChange.forms)")
      }
    }
    self.specs = specs
  }

  var isEmpty: Bool { specs.isEmpty }
  var texts: [String] { specs.map(\.text) }

  /// The one system that the changes name, or nil.
  var system: System? {
    for case .system(let system) in specs.map(\.change).reversed() { return system }
    return nil
  }

  /// Whether a system is shown: the one that the changes name, else what the option says.
  func shows(_ system: System, else option: VerdictsCommand.Systems) -> Bool {
    self.system.map { $0 == system } ?? option.has(system.rawValue)
  }

  /// The fall whose edition the changes name, or nil.
  var entering: Int? {
    for case .entering(let year) in specs.map(\.change).reversed() { return year }
    return nil
  }

  /// The changed transcript, what to know of it, and the day on which all of it has come to pass.
  struct Changed {
    var transcript: Transcript
    var notes: [String] = []
    let today: CalendarDay
    var asOf: CalendarDay

    /// What is later than today counts neither now nor then.
    init(_ transcript: Transcript, today: CalendarDay) {
      let year = today.schoolYear
      self.transcript = Transcript(
        records: transcript.records.filter { $0.year <= year }, exams: transcript.exams.filter { $0.year <= year },
        waivers: transcript.waivers.filter { $0.grantedOn.map { $0 <= today } ?? true })
      (self.today, asOf) = (today, today)
    }
  }

  /// - Throws: `Failure`: exit 6 for a course or exam that nobody knows or that the transcript does not have, exit 2 for
  ///   a term that cannot be.
  func apply(
    to student: StoredStudent, _ transcript: Transcript, again: Reevaluation, codes: CourseCodes, asOf: CalendarDay
  ) throws -> Changed {
    var changed = Changed(transcript, today: asOf)
    let places = Dictionary(
      student.transcripts.map { (Int32($0.seq), codes[$0.courseCode]?.courseID ?? "") },
      uniquingKeysWith: { first, _ in first })
    for (_, change) in specs {
      switch change {
      case .mark(let course, let year, let term, let mark):
        let found = matches(course, year, term, changed.transcript, places)
        guard let last = found.max(by: { changed.transcript.records[$0].year < changed.transcript.records[$1].year })
        else { throw missing("mark", course, again) }
        changed.transcript.records[last].mark = mark
      case .drop(let course, let year, let term):
        let found = Set(matches(course, year, term, changed.transcript, places))
        if found.isEmpty { throw missing("drop", course, again) }
        let kept = changed.transcript.records.indices.filter { !found.contains($0) }
        changed.transcript.records = kept.map { changed.transcript.records[$0] }
      case .add(let course, let year, let term, let mark):
        try add(course, year, term, mark, of: student, again, to: &changed)
      case .exam(let program, let subject, let score):
        let table = again.editions.policies.last?.exams
        guard table?.knows(program, subject: subject) == true else {
          throw Failure(.notFound, "--what-if: no exam table knows this subject of \(program.rawValue)")
        }
        changed.transcript.exams.append(
          ExamResult(
            sequence: Int32(changed.transcript.exams.count + 1), program: program, subject: subject,
            year: asOf.schoolYear, score: Int32(score * 100)))
      case .system, .entering: break
      }
    }
    return changed
  }

  private func matches(
    _ course: String, _ year: SchoolYear?, _ term: Term?, _ transcript: Transcript, _ places: [Int32: String]
  ) -> [Int] {
    transcript.records.indices.filter { index in
      let record = transcript.records[index]
      return (places[record.sequence] ?? "").lowercased() == course.lowercased()
        && (year.map { $0 == record.year } ?? true) && (term.map { $0 == record.term } ?? true)
    }
  }

  private func missing(_ verb: String, _ course: String, _ again: Reevaluation) -> Failure {
    let isKnown = again.courses.contains { $0.courseID.lowercased() == course.lowercased() }
    return Failure(
      .notFound,
      isKnown
        ? "--what-if: there is nothing to \(verb): the transcript has no such record of this course"
        : "--what-if: no course list knows this course; course codes are those of the transcript and of courses.csv")
  }

  /// At the student's own school, else wherever the code is known; of several places the first by id.
  private func add(
    _ course: String, _ year: SchoolYear, _ term: Term?, _ mark: Mark, of student: StoredStudent,
    _ again: Reevaluation, to changed: inout Changed
  ) throws {
    let profile = student.profile
    let known = again.courses.filter { $0.courseID.lowercased() == course.lowercased() }.sorted {
      ($0.schoolID == profile.schoolID ? 0 : 1, $0.schoolID) < ($1.schoolID == profile.schoolID ? 0 : 1, $1.schoolID)
    }
    guard let row = known.first else { throw missing("add", course, again) }
    let grade = Int(profile.gradeLevel) + Int(year.fall) - Int(changed.today.schoolYear.fall)
    guard (7...12).contains(grade) else {
      throw Failure(.usage, "--what-if: the student is in no grade from 7 to 12 in \(year.code)")
    }
    if let graduation = profile.graduationYear, year.fall >= graduation {
      throw Failure(.usage, "--what-if: \(year.code) lies after graduation")
    }
    let printed = PrintedCourse(schoolID: row.schoolID, courseID: row.courseID, title: row.title)
    let listing = again.transcripts.listing(of: printed, in: year)
    if case .listed = listing {
    } else {
      changed.notes.append("\(row.title) is not on the A-G list of \(year.code), so it adds nothing.")
    }
    let isCollege = again.transcripts.isCollege(row.schoolID)
    let isOneTerm = isCollege || row.length == "semester" || row.part != nil
    let terms: [Term] = term.map { [$0] } ?? (isOneTerm ? [row.part == 2 ? .s2 : .s1] : [.s1, .s2])
    for term in terms {
      changed.transcript.records.append(
        TranscriptRecord(
          sequence: (changed.transcript.records.map(\.sequence).max() ?? 0) &+ 1, year: year, term: term,
          gradeLevel: UInt8(clamping: grade), mark: mark, part: UInt8(clamping: row.part ?? 0), isCollege: isCollege,
          listing: listing))
    }
    if year > changed.asOf.schoolYear, let day = CalendarDay(year: Int(year.fall) + 1, month: 6, day: 30) {
      if !changed.notes.contains(WhatIfTrial.laterNote) { changed.notes.append(WhatIfTrial.laterNote) }
      changed.asOf = day
    }
  }

  private static let laterNote = "The courses added lie in the future; then is when they are passed."
}
