import Rules

/// The parts "On track" and "Plan" of the student page, as sections of a heading and items.
struct CounselText {
  struct Section {
    var heading: String
    var items: [String]
  }

  let report: CounselReport

  var sections: [Section] { [onTrack] + joined(report.plans).map { plan($0.plan, $0.systems) } }

  private var onTrack: Section {
    var items: [String] = []
    for (systems, answer) in answers {
      let names = words(systems)
      items.append("\(names): \(feasibility(answer)).")
      items.append("\(names), earned so far: \(pace(answer.earned))")
      items.append("\(names), if the courses running now are passed: \(pace(answer.running))")
      items.append("\(names), if the plan is followed: \(followed(answer))")
    }
    let starts = SubjectArea.allCases.compactMap { area in
      report.lastStarts[area].words.map { "\(area.letter): \($0)" }
    }
    if !starts.isEmpty { items.append("Last term in which a start still suffices: \(starts.joined(separator: ", ")).") }
    return Section(heading: "On track? (\(report.paceName))", items: items)
  }

  /// One answer for both systems where both have the same.
  private var answers: [(systems: [System], answer: OnTrack)] {
    let all = zip(report.systems, report.onTrack).map { ([$0], $1) }
    guard all.count == 2, all[0].1.saysTheSame(as: all[1].1) else { return all }
    return [(report.systems, all[0].1)]
  }

  private func joined(_ plans: [PlanReport]) -> [(plan: PlanReport, systems: [System])] {
    let all = plans.map { ($0, $0.systems) }
    guard all.count == 2, plans[0].outcome == plans[1].outcome, plans[0].ways == plans[1].ways,
      plans[0].shortage == plans[1].shortage
    else { return all }
    return [(plans[0], plans[0].systems + plans[1].systems)]
  }

  private func words(_ systems: [System]) -> String { systems.map(\.words).joined(separator: " and ") }

  private func pace(_ answer: PaceAnswer) -> String {
    guard let grade = answer.grade else { return "nothing is due yet." }
    let measures = answer.measures.map(\.words).joined(separator: ", ")
    return "\(answer.isOnPace ? "on pace" : "below pace") for the end of grade \(grade): \(measures)."
  }

  private func followed(_ answer: OnTrack) -> String {
    switch answer.outcome {
    case .nothingToPlan:
      answer.feasibility == .complete ? "met already." : "met; nothing more has to be taken."
    case .plan: "met by graduation."
    case .none:
      answer.feasibility == .undecided && answer.outcome != .none([])
        ? "not met, unless records count that no list knows yet."
        : answer.feasibility == .undecided ? "not known; no plan was found." : "there is no plan that meets it."
    case .undecided: "not known."
    }
  }

  private func feasibility(_ answer: OnTrack) -> String {
    if answer.feasibility == .undecided, case .none(let areas) = answer.outcome, !areas.isEmpty {
      return
        "not decided: it rests on records that no list knows yet, as no courses that can still be started complete it"
    }
    return answer.feasibility.words
  }

  private func plan(_ plan: PlanReport, _ systems: [System]) -> Section {
    let names = words(systems)
    switch plan.outcome {
    case .nothingToPlan: return Section(heading: "Plan for \(names)", items: ["Nothing more has to be taken."])
    case .undecided:
      return Section(
        heading: "Plan for \(names)",
        items: ["None was found, and not every way was tried; look at the areas one by one."]
          + shortage(plan.shortage))
    case .none(let areas):
      return Section(heading: "No plan for \(names)", items: none(areas, plan.ways) + shortage(plan.shortage))
    case .plan(let found):
      var heading = "Plan for \(names): \(Amounts.semestersPhrase(twelfths: found.semesters * 6))"
      if found.summerCourses > 0 { heading += ", \(found.summerCourses) in summer" }
      if found.collegeCourses > 0 { heading += ", \(found.collegeCourses) at a college" }
      if !found.isProven { heading += " (a shorter one may exist)" }
      return Section(heading: heading, items: terms(plan.courses) + instead(plan.courses))
    }
  }

  private func terms(_ courses: [PlanReport.Course]) -> [String] {
    var lines: [(term: String, courses: [String])] = []
    for course in courses {
      let planned = course.planned
      let details = [
        planned.half, planned.isRepeat ? "again" : "", course.school.isEmpty ? "" : "at \(course.school)",
      ].filter { !$0.isEmpty }
      let text =
        "\(course.title) [\(planned.areas.code)]" + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
      if lines.last?.term == planned.term.code {
        lines[lines.count - 1].courses.append(text)
      } else {
        lines.append((planned.term.code, [text]))
      }
    }
    return lines.map { "\($0.term): \($0.courses.joined(separator: "; ")), with C or better." }
  }

  private func instead(_ courses: [PlanReport.Course]) -> [String] {
    var said: Set<String> = []
    return courses.compactMap { course in
      guard !course.instead.isEmpty, said.insert("\(course.schoolID) \(course.courseID)").inserted else { return nil }
      return "Instead of \(course.title): \(course.instead.joined(separator: "; "))."
    }
  }

  private func shortage(_ shortage: PlanShortage?) -> [String] {
    guard let shortage, shortage.semesters > 0 else { return [] }
    let room = [
      (shortage.regular, "semester courses in regular terms"), (shortage.summer, "in summer"),
      (shortage.college, "at a college (each may count as a year)"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return [
      "Areas A to F take at least \(Amounts.semestersPhrase(twelfths: shortage.semesters * 6)) more. The terms left have room"
        + " for \(room.isEmpty ? "nothing" : room.joined(separator: ", "))."
    ]
  }

  private func none(_ areas: SubjectAreas, _ ways: [PlanReport.Way]) -> [String] {
    if areas.isEmpty {
      return ["Each area could be met, but no way was found to meet all beside each other; look at them one by one."]
    }
    let names = areas.areas.map { "\($0.letter) (\($0.name))" }.joined(separator: ", ")
    let courses = report.canStart ? "No courses on offer meet" : "No course can be started any more that would meet"
    return ["\(courses) \(names) by graduation."]
      + ways.map { way in
        switch way.kind {
        case .exam: "\(way.area.letter) could still be met with an exam: \(way.names.joined(separator: "; "))."
        case .school: "\(way.area.letter) could still be met with courses of: \(way.names.joined(separator: "; "))."
        case .waiver: "\(way.area.letter) could still be met with a waiver, by whoever may grant one."
        }
      }
  }
}

extension OnTrack {
  fileprivate func saysTheSame(as other: OnTrack) -> Bool {
    earned == other.earned && running == other.running && feasibility == other.feasibility
      && outcome.code == other.outcome.code
  }
}
