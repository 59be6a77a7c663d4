import Rules
import Store

/// Puts into words what changed for one student; the words hold marks and belong to the student's record.
struct ChangeDetails {
  let codes: CourseCodes
  let oldLists: StoredTranscripts
  let newLists: StoredTranscripts

  /// - Parameter areas: the areas whose status changed; records of other areas are left out if any record is of these.
  func records(_ changes: [RecordChange], touching areas: SubjectAreas) -> [String] {
    // What is left over of any area may serve area G.
    guard !areas.isEmpty, !areas.has(.g) else { return changes.map(line) }
    let own = changes.filter { change in
      [change.old, change.new].compactMap { $0 }.contains { row in
        guard let course = codes[row.courseCode] else { return true }
        let year = SchoolYear(fall: row.schoolYear)
        return [oldLists, newLists].contains { lists in
          guard let listed = lists.areas(of: course, in: year) else { return true }
          return !listed.isDisjoint(with: areas)
        }
      }
    }
    return (own.isEmpty ? changes : own).map(line)
  }

  private func line(_ change: RecordChange) -> String {
    switch (change.old, change.new) {
    case (let old?, nil): return "\(name(old)): \(mark(old)), withdrawn"
    case (nil, let new?): return "\(name(new)): \(mark(new)), added"
    case (let old?, let new?):
      if old.mark != new.mark { return "\(name(new)): \(mark(old)) -> \(mark(new))" }
      var parts: [String] = []
      if name(old) != name(new) { parts.append("was \(name(old))") }
      if old.creditsAttempted != new.creditsAttempted {
        parts.append("credits \(credits(old)) -> \(credits(new))")
      }
      if old.gradeLevel != new.gradeLevel { parts.append("grade level \(old.gradeLevel) -> \(new.gradeLevel)") }
      if old.part != new.part { parts.append("another half") }
      return "\(name(new)): \(parts.isEmpty ? "corrected" : parts.joined(separator: ", "))"
    case (nil, nil): return ""
    }
  }

  private func name(_ row: Store.TranscriptRow) -> String {
    let course = codes[row.courseCode]?.courseID ?? "?"
    return "\(course) \(SchoolYear(fall: row.schoolYear).code) \(row.term)"
  }

  private func mark(_ row: Store.TranscriptRow) -> String { row.mark ?? "running" }

  private func credits(_ row: Store.TranscriptRow) -> String {
    guard let hundredths = row.creditsAttempted else { return "none" }
    let rest = hundredths % 100
    return rest == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Courses of a student that the two course lists take differently.
  func courses(of rows: [Store.TranscriptRow]) -> [String] {
    var lines: [String] = []
    for row in rows where isListedOtherwise(row) {
      guard let course = codes[row.courseCode] else { continue }
      let year = SchoolYear(fall: row.schoolYear)
      let (before, after) = (listing(oldLists, course, year), listing(newLists, course, year))
      let change = before == after ? "\(before), other values" : "\(before) -> \(after)"
      let line = "\(course.courseID) \(year.code): \(change)"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  func isListedOtherwise(_ row: Store.TranscriptRow) -> Bool {
    guard let course = codes[row.courseCode] else { return false }
    let year = SchoolYear(fall: row.schoolYear)
    return oldLists.digest(of: course, in: year) != newLists.digest(of: course, in: year)
  }

  private func listing(_ lists: StoredTranscripts, _ course: PrintedCourse, _ year: SchoolYear) -> String {
    guard let areas = lists.areas(of: course, in: year) else { return "unknown" }
    return areas.isEmpty ? "not listed" : areas.code
  }

  static func exams(_ old: [Store.ExamRow], _ new: [Store.ExamRow]) -> [String] {
    func line(_ row: Store.ExamRow) -> String {
      let year = row.schoolYear.map { " \(SchoolYear(fall: $0).code)" } ?? ""
      return "\(row.program) \(row.subject)\(year) \(row.score.map { "\($0)" } ?? "-")"
    }
    return differences(old.map(line), new.map(line))
  }

  static func waivers(_ old: [Store.WaiverRow], _ new: [Store.WaiverRow]) -> [String] {
    func line(_ row: Store.WaiverRow) -> String {
      let day = row.grantedOn.flatMap(CalendarDay.init(dayNumber:)).map { " of \($0.code)" } ?? ""
      return "\(row.subjectArea) \(Double(row.semesters) / 100) semesters\(day)"
    }
    return differences(old.map(line), new.map(line))
  }

  private static func differences(_ old: [String], _ new: [String]) -> [String] {
    var left = old
    var added: [String] = []
    for line in new {
      if let index = left.firstIndex(of: line) { left.remove(at: index) } else { added.append("\(line), added") }
    }
    return left.map { "\($0), withdrawn" } + added
  }
}
