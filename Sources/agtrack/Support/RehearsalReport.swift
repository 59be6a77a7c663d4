import Night
import Reports
import Rules
import Store

/// A rehearsal for a person or a program.
struct RehearsalReport {
  let run: PublishedRun
  let asOf: CalendarDay
  /// What was changed, in words.
  let changes: [String]
  let schoolNames: [String: String]
  let counts: RehearsalCounts
  /// Students whose stored status is not what the unchanged side gives: the run was evaluated by another program or
  /// with other settings.
  let storedOtherwise: Int

  var text: String {
    var text = "rehearsal on run \(run.id) as of \(asOf.code); nothing is published or stored\n"
    for change in changes { text += "  changed: \(TerminalSafe.line(change))\n" }
    if storedOtherwise > 0 {
      text +=
        "  \(Amounts.counted(storedOtherwise, "students")) with another status in the run itself (another program or --config); both sides are evaluated anew here\n"
    }
    text += "\n\(Amounts.counted(counts.students, "students"))\n"
    for system in System.allCases {
      guard let count = counts.all[system] else { continue }
      text +=
        "  \(system.rawValue.uppercased()): \(count.flips == 1 ? "1 changes its" : "\(count.flips) change their") status, met \(count.metBefore) -> \(count.metAfter)"
      text += "; \(count.otherChanges) more change inside an area\n"
      for (transition, students) in counts.orderedTransitions where transition.system == system {
        text +=
          "    \(RehearsalReport.word(transition.before)) -> \(RehearsalReport.word(transition.after)): \(students)\n"
      }
    }
    let schools = counts.orderedSchools.filter { $0.count.flips > 0 }
    if !schools.isEmpty { text += "\nBy school\n" }
    for (place, count) in schools {
      text += RehearsalReport.line(schoolNames[place.name] ?? place.name, place.system, count)
    }
    let groups = counts.orderedGroups.filter { $0.count.flips > 0 }
    if !groups.isEmpty { text += "\nBy student group\n" }
    for (group, count) in groups {
      text += RehearsalReport.line("\(group.family) \(group.group)", group.system, count)
    }
    return text
  }

  private static func line(_ name: String, _ system: System, _ count: RehearsalCounts.Count) -> String {
    "  \(TerminalSafe.line(name)), \(system.rawValue.uppercased()): \(count.flips) of \(count.students) change, met "
      + "\(count.metBefore) -> \(count.metAfter)\n"
  }

  private static func word(_ status: Status) -> String { status.rawValue.replacing("_", with: " ") }

  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("run_id", Int(run.id))
      json.field("as_of", asOf.code)
      json.key("changed")
      json.array(of: changes) { $0.string($1) }
      json.field("students", counts.students)
      json.field("stored_otherwise", storedOtherwise)
      json.key("systems")
      json.object { json in
        for system in System.allCases {
          json.key(system.rawValue)
          json.object { json in write(counts.all[system] ?? RehearsalCounts.Count(), system, to: &json) }
        }
      }
      json.key("schools")
      json.array(of: counts.orderedSchools) { json, entry in
        json.object { json in
          json.field("school_id", entry.place.name)
          json.field("school", schoolNames[entry.place.name])
          json.field("system", entry.place.system.rawValue)
          write(entry.count, nil, to: &json)
        }
      }
      json.key("groups")
      json.array(of: counts.orderedGroups) { json, entry in
        json.object { json in
          json.field("family", entry.group.family)
          json.field("student_group", entry.group.group)
          json.field("system", entry.group.system.rawValue)
          write(entry.count, nil, to: &json)
        }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }

  private func write(_ count: RehearsalCounts.Count, _ system: System?, to json: inout JSONWriter) {
    json.field("students", count.students)
    json.field("flips", count.flips)
    json.field("other_changes", count.otherChanges)
    json.field("met_before", count.metBefore)
    json.field("met_after", count.metAfter)
    guard let system else { return }
    json.key("transitions")
    json.array(of: counts.orderedTransitions.filter { $0.transition.system == system }) { json, entry in
      json.object { json in
        json.field("before", entry.transition.before.rawValue)
        json.field("after", entry.transition.after.rawValue)
        json.field("students", entry.students)
      }
    }
  }
}
