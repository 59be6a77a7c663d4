public import Rules

/// What some changes would do to a student's verdicts, against now.
public struct WhatIfReport: Sendable {
  public struct Comparison: Sendable {
    public var system: System
    public var editionBefore: String
    public var editionAfter: String
    public var before: Standing
    public var after: Standing
    /// Areas in order A to G.
    public var areas: [(area: SubjectArea, before: Standing, after: Standing)]
    /// Where the three answers stand, if the student is one to plan for.
    public var feasibilityBefore: Feasibility?
    public var feasibilityAfter: Feasibility?

    public init(
      system: System, editionBefore: String, editionAfter: String, before: Standing, after: Standing,
      areas: [(area: SubjectArea, before: Standing, after: Standing)], feasibilityBefore: Feasibility? = nil,
      feasibilityAfter: Feasibility? = nil
    ) {
      (self.system, self.editionBefore, self.editionAfter) = (system, editionBefore, editionAfter)
      (self.before, self.after, self.areas) = (before, after, areas)
      (self.feasibilityBefore, self.feasibilityAfter) = (feasibilityBefore, feasibilityAfter)
    }
  }

  /// The changes as they were written.
  public var changes: [String]
  /// What to know of them, in whole sentences.
  public var notes: [String]
  public var comparisons: [Comparison]

  public init(changes: [String], notes: [String], comparisons: [Comparison]) {
    (self.changes, self.notes, self.comparisons) = (changes, notes, comparisons)
  }
}

extension WhatIfReport {
  /// The items of the page's part "What if".
  var items: [String] {
    var items = notes
    for one in comparisons {
      var text = "\(one.system.words): \(standing(one.before)) now, \(standing(one.after)) then"
      if one.editionBefore != one.editionAfter { text += " (edition \(one.editionAfter))" }
      items.append(text + ".")
      let changed = one.areas.filter { $0.before != $0.after }
      for area in changed {
        items.append(
          "\(one.system.words) \(area.area.letter): \(standing(area.before)) now, \(standing(area.after)) then.")
      }
      if changed.isEmpty && one.before == one.after { items.append("\(one.system.words): nothing changes.") }
      if let before = one.feasibilityBefore, let after = one.feasibilityAfter, before != after {
        items.append("\(one.system.words): \(before.words) now, \(after.words) then.")
      }
    }
    return items
  }

  private func standing(_ standing: Standing) -> String {
    var text = "\(standing.status.words), \(Amounts.semesters(twelfths: standing.earned)) of "
    text += Amounts.semesters(twelfths: standing.required)
    if standing.inProgress > 0 { text += " and \(Amounts.semesters(twelfths: standing.inProgress)) in progress" }
    return text
  }

  /// The value of `what_if`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("changes")
      json.array(of: changes) { $0.string($1) }
      json.key("notes")
      json.array(of: notes) { $0.string($1) }
      json.key("systems")
      json.object { json in
        for one in comparisons {
          json.key(one.system.rawValue)
          json.object { json in
            for (name, edition, standing, feasibility) in [
              ("before", one.editionBefore, one.before, one.feasibilityBefore),
              ("after", one.editionAfter, one.after, one.feasibilityAfter),
            ] {
              json.key(name)
              json.object { json in
                json.field("edition", edition)
                standing.writeFields(to: &json)
                json.field("feasibility", feasibility?.rawValue)
                json.key("areas")
                json.object { json in
                  for area in one.areas {
                    json.key(area.area.letter)
                    json.object { (name == "before" ? area.before : area.after).writeFields(to: &$0) }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
