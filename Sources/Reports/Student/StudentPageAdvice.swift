import Rules

// What the page says about what to do: flags, on track and plan, what-if, and the changes that would help.
extension StudentPage {
  // MARK: - Flags

  mutating func flags() {
    if report.flags.isEmpty { return }
    // What concerns the whole first, then area by area.
    let ordered = report.flags.enumerated().sorted {
      ($0.element.flag.area?.letter ?? "", $0.offset) < ($1.element.flag.area?.letter ?? "", $1.offset)
    }
    print("Flags", ordered.map(\.element.sentence))
  }

  // MARK: - On track and plan

  mutating func counsel() {
    guard let counsel = report.counsel else { return }
    for section in CounselText(report: counsel).sections { print(section.heading, section.items) }
  }

  /// The answer to a what-if stands for the rest of the page.
  mutating func whatIf() -> Bool {
    guard let whatIf = report.whatIf else { return false }
    print("What if: \(whatIf.changes.joined(separator: ", "))", whatIf.items)
    return true
  }

  // MARK: - What would help

  /// How many changes are named per system.
  static let mostChanges = 3

  mutating func helpfulChanges() {
    var systems = report.printed
    if let counsel = report.counsel {
      // Nothing can be taken any more.
      if !counsel.canStart { return }
      for index in systems.indices where counsel.feasibility(systems[index].system) == .pastNoReturn {
        // What would meet the pattern is not on offer, or it would be in the plan.
        systems[index].changes.removeAll { $0.overall == .met || $0.overall == .inProgress }
      }
    }
    systems.removeAll { $0.changes.isEmpty }
    guard let first = systems.first else { return }
    lines.append("")
    // Beside a pattern that is out of reach, a change must not read as a way to meet it.
    var heading = "One change that would help"
    if let counsel = report.counsel, systems.allSatisfy({ counsel.feasibility($0.system) == .pastNoReturn }) {
      heading = "One change that would bring it closer, though the courses on offer do not complete it"
    }
    for line in TerminalText.wrap(style.safe(heading), style.columns) { lines.append(style.strong(line)) }
    func beside(_ verdict: SystemVerdict) -> String {
      verdict.changes.contains(where: \.isBesideRunning) ? ", beside what the courses running now would add" : ""
    }
    func best(_ verdict: SystemVerdict) -> [String] {
      verdict.changes.prefix(StudentPage.mostChanges).map(\.sentence)
    }
    let areShared =
      systems.count == 2 && best(first) == best(systems[1]) && beside(first) == beside(systems[1])
    for verdict in areShared ? [first] : systems {
      let words = "\(areShared ? "UC and CSU" : verdict.system.words)\(beside(verdict))"
      for line in TerminalText.wrap(words, style.columns - 3) { lines.append("   \(line)") }
      for sentence in best(verdict) { item(sentence) }
    }
  }
}
