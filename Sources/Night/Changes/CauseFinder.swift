import Rules
import Store

/// Finds why a student's status changed: takes one cause after the other, on top of those before it, and evaluates after
/// each. A status that flips on the way is put down to the cause after which it flipped, so that the causes of a student
/// add up to the whole change.
struct CauseFinder {
  struct Side {
    var conditions: RunConditions
    var asOf: CalendarDay
    var lists: StoredTranscripts
  }

  private let before: Side
  private let after: Side
  private let editions: EditionSet
  private let details: ChangeDetails
  private let codes: CourseCodes
  private var evaluator: Evaluator

  init(before: Side, after: Side, editions: EditionSet, codes: CourseCodes, scale: CreditScale) {
    (self.before, self.after, self.editions, self.codes) = (before, after, editions, codes)
    details = ChangeDetails(codes: codes, oldLists: before.lists, newLists: after.lists)
    evaluator = Evaluator(scale: scale)
  }

  /// The causes of one student and system, in order.
  /// - Parameters:
  ///   - old: the version that the published run shows; nil for a new student.
  ///   - new: the version of the run that is being made; nil for a student who is gone.
  mutating func causes(
    of difference: StatusDifference, old: StoredStudent?, new: StoredStudent?
  ) -> [StatusChange] {
    guard let school = difference.newSchool ?? difference.oldSchool, let system = System(rawValue: difference.system)
    else { return [] }
    var changes: [StatusChange] = []
    func append(
      _ cause: ChangeCause, _ standings: (StoredStanding?, StoredStanding?), from: String? = nil, _ details: [String]
    ) {
      changes.append(
        StatusChange(
          key: difference.key, system: difference.system, step: Int16(clamping: changes.count + 1), cause: cause,
          schoolID: school, fromSchoolID: from, before: standings.0, after: standings.1, details: details))
    }
    guard let old, let new, let start = difference.before, let end = difference.after else {
      append(difference.before == nil ? .studentNew : .studentGone, (difference.before, difference.after), [])
      return changes
    }
    if let from = difference.oldSchool, from != school { append(.movedSchool, (start, start), from: from, []) }
    guard start != end else { return changes }
    let comparison = RecordComparison(old: old.transcripts, new: new.transcripts, codes: codes)
    let candidates = candidates(difference, system, old: old, new: new, comparison)
    var taken = Set(ChangeCause.allCases).subtracting(candidates)
    var standing = start
    for cause in candidates {
      taken.insert(cause)
      let next =
        cause == candidates.last
        ? end : evaluate(difference, system, old: old, new: new, comparison.rows(taking: taken), taken) ?? standing
      if next != standing {
        append(
          cause, (standing, next),
          words(cause, difference, system, old, new, comparison, areas: areas(standing, next)))
      }
      standing = next
    }
    return changes
  }

  /// What differs for the student between the two runs, in the order in which causes are taken.
  private func candidates(
    _ difference: StatusDifference, _ system: System, old: StoredStudent, new: StoredStudent,
    _ comparison: RecordComparison
  ) -> [ChangeCause] {
    var found = Set(comparison.changes.compactMap(\.cause))
    if let rules = rulesCause(difference, system) { found.insert(rules) }
    if old.transcripts.contains(where: details.isListedOtherwise) { found.insert(.courseListChanged) }
    if difference.oldEntering != difference.newEntering { found.insert(.classChanged) }
    let days = (before.asOf, after.asOf)
    let waived = old.waivers.contains { row in
      guard let day = row.grantedOn.flatMap(CalendarDay.init(dayNumber:)) else { return false }
      return (day <= days.0) != (day <= days.1)
    }
    if waived || days.0.schoolYear != days.1.schoolYear { found.insert(.dateMoved) }
    if !ChangeDetails.exams(old.exams, new.exams).isEmpty { found.insert(.exam) }
    if !ChangeDetails.waivers(old.waivers, new.waivers).isEmpty { found.insert(.waiver) }
    // Settings of runs before they were kept are unknown; they are what is left where nothing else differs.
    if found.isEmpty { found.insert(.settingsChanged) }
    return ChangeCause.allCases.filter(found.contains)
  }

  /// What changed of program, edition and settings. Under the rules of before nothing can be evaluated any more, so that
  /// they are one cause even if several of them changed.
  private func rulesCause(_ difference: StatusDifference, _ system: System) -> ChangeCause? {
    if before.conditions.program != after.conditions.program { return .programChanged }
    if editionChange(difference, system) != nil { return .editionChanged }
    if let old = before.conditions.settingsSHA256, old != after.conditions.settingsSHA256 { return .settingsChanged }
    return nil
  }

  private func editionChange(_ difference: StatusDifference, _ system: System) -> String? {
    guard let entering = difference.oldEntering, let old = difference.oldEdition else { return nil }
    let now = editions.editions.edition(system, entering: Int(entering)).edition
    if now != old { return "\(old) -> \(now)" }
    return before.conditions.editions[old] == after.conditions.editions[old] ? nil : "\(old) has other values"
  }

  private mutating func evaluate(
    _ difference: StatusDifference, _ system: System, old: StoredStudent, new: StoredStudent,
    _ rows: [Store.TranscriptRow], _ taken: Set<ChangeCause>
  ) -> StoredStanding? {
    let year = taken.contains(.classChanged) ? difference.newEntering : difference.oldEntering
    guard let year else { return nil }
    var student = new
    student.transcripts = rows
    if !taken.contains(.exam) { student.exams = old.exams }
    if !taken.contains(.waiver) { student.waivers = old.waivers }
    let lists = taken.contains(.courseListChanged) ? after.lists : before.lists
    let verdict = evaluator.evaluate(
      lists.transcript(of: student), under: editions.editions.edition(system, entering: Int(year)),
      asOf: taken.contains(.dateMoved) ? after.asOf : before.asOf)
    return StoredStanding(
      status: StoredStatus(verdict.overall), areas: SubjectArea.allCases.map { StoredStatus(verdict.status[$0]) })
  }

  private func areas(_ before: StoredStanding, _ after: StoredStanding) -> SubjectAreas {
    SubjectAreas(
      SubjectArea.allCases.filter { before.areas[Int($0.rawValue)] != after.areas[Int($0.rawValue)] }
        .map(SubjectAreas.init))
  }

  private func words(
    _ cause: ChangeCause, _ difference: StatusDifference, _ system: System, _ old: StoredStudent,
    _ new: StoredStudent, _ comparison: RecordComparison, areas: SubjectAreas
  ) -> [String] {
    switch cause {
    case .programChanged:
      let edition = editionChange(difference, system).map { [$0] } ?? []
      return ["\(before.conditions.program) -> \(after.conditions.program)"] + edition
    case .editionChanged: return editionChange(difference, system).map { [$0] } ?? []
    case .courseListChanged: return details.courses(of: old.transcripts)
    case .classChanged: return ["\(difference.oldEntering ?? 0) -> \(difference.newEntering ?? 0)"]
    case .dateMoved: return ["\(before.asOf.code) -> \(after.asOf.code)"]
    case .exam: return ChangeDetails.exams(old.exams, new.exams)
    case .waiver: return ChangeDetails.waivers(old.waivers, new.waivers)
    case .recordWithdrawn, .markCorrected, .recordCorrected, .markPosted, .recordAdded:
      return details.records(comparison.changes.filter { $0.cause == cause }, touching: areas)
    case .movedSchool, .studentNew, .studentGone, .settingsChanged: return []
    }
  }
}
