import Night
import Reports
import Rules
import Store

/// Adds to one student's page what the tables do not hold: on track, the plan, and what changes would do.
struct StudentCounsel {
  private var again: Reevaluation
  private let asOf: CalendarDay
  private var builder: CounselBuilder

  /// - Parameter table: The district's pace table.
  init(_ again: Reevaluation, asOf: CalendarDay, scale: CreditScale, table: PaceTable) throws {
    (self.again, self.asOf) = (again, asOf)
    builder = try CounselBuilder(
      offers: again.offers, schools: again.schools, table: table, asOf: asOf, scale: scale)
  }

  /// - Parameter whole: Reads the course lists of all schools.
  /// - Throws: `Failure` where a change cannot be tried.
  mutating func complete(
    _ report: inout StudentReport, _ student: StoredStudent, _ trial: WhatIfTrial, codes: CourseCodes,
    whole: () throws -> Reevaluation
  ) throws {
    let transcript = again.transcripts.transcript(of: student)
    let verdicts = student.verdicts.map(\.verdict).filter { row in
      report.systems.contains { $0.system.rawValue == row.system }
    }
    let standings = verdicts.compactMap { row -> Counselor.Standing? in
      guard let policy = again.policy(of: row) else { return nil }
      return Counselor.Standing(
        policy: policy, earned: PerArea { Int(row.earned[Int($0.rawValue)]) },
        inProgress: PerArea { Int(row.inProgress[Int($0.rawValue)]) }, status: Status(row.status))
    }
    if let question = builder.question(student, transcript: transcript, standings: standings) {
      var known: Reevaluation?
      report.counsel = try builder.report(question, school: student.profile.schoolID) {
        let all = try known ?? whole()
        known = all
        return (all.offers, all.transcripts.transcript(of: student))
      }
    }
    if !trial.isEmpty { report.whatIf = try whatIf(report, student, transcript, standings, trial, codes) }
  }

  private mutating func whatIf(
    _ report: StudentReport, _ student: StoredStudent, _ transcript: Transcript, _ standings: [Counselor.Standing],
    _ trial: WhatIfTrial, _ codes: CourseCodes
  ) throws -> WhatIfReport {
    let changed = try trial.apply(to: student, transcript, again: again, codes: codes, asOf: asOf)
    let policies = standings.map { standing in
      trial.entering.map { again.editions.edition(standing.policy.system, entering: $0) } ?? standing.policy
    }
    let now = again.outlines(transcript, under: standings.map(\.policy), asOf: asOf)
    let then = again.outlines(changed.transcript, under: policies, asOf: changed.asOf)
    let after = zip(policies, then).map { policy, verdict in
      Counselor.Standing(
        policy: policy, earned: verdict.earned, inProgress: verdict.inProgress, status: verdict.overall)
    }
    var later: CounselReport?
    if var question = builder.question(student, transcript: changed.transcript, standings: after) {
      question.keepsLater = true
      let everywhere = (again.offers, question.transcript)
      later = try builder.report(question, school: student.profile.schoolID, isWhole: false) { everywhere }
    }
    var comparisons: [WhatIfReport.Comparison] = []
    for index in standings.indices {
      let (before, then) = (now[index], then[index])
      let system = standings[index].policy.system
      comparisons.append(
        WhatIfReport.Comparison(
          system: system, editionBefore: standings[index].policy.edition, editionAfter: policies[index].edition,
          before: before.whole, after: then.whole,
          areas: SubjectArea.allCases.map { ($0, before.standing($0), then.standing($0)) },
          feasibilityBefore: report.counsel?.feasibility(system), feasibilityAfter: later?.feasibility(system)))
    }
    return WhatIfReport(
      changes: trial.texts, notes: changed.notes, comparisons: comparisons.sorted { $0.system > $1.system })
  }
}

extension Verdict {
  fileprivate func standing(_ area: SubjectArea) -> Standing {
    Standing(
      required: required[area], earned: earned[area], inProgress: inProgress[area], missing: missing(area),
      status: status[area])
  }

  fileprivate var whole: Standing {
    Standing(
      required: required.sum, earned: earned.sum, inProgress: inProgress.sum, missing: required.sum - earned.sum,
      status: overall)
  }
}
