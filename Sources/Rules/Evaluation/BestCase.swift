/// What each area would miss if the records that no course list knows served it: the best case of each area for itself.
struct BestCase {
  private(set) var missing = PerArea<Int>(repeating: 0)
  /// Areas that may miss more than this: the search ended before it had proved it.
  private(set) var unproven: SubjectAreas = []

  /// Where every record is matched and every search came to its end.
  init(_ fills: PerArea<Fill>) { missing = PerArea { fills[$0].missing } }

  /// - Parameters:
  ///   - assignment: The answer without those records; where it is cut, everything that follows from it is.
  ///   - budget: What the searches for this may cost together; less what they took afterwards.
  ///   - worth: Twelfths that those records may serve an area with.
  init(
    _ assignment: Assignment, _ sifted: Sifted, _ question: Question, _ budget: inout Int,
    worth: (Sifted, SubjectArea) -> Int
  ) {
    for area in SubjectArea.allCases {
      let helps = worth(sifted, area)
      let now = assignment.ledger.fills[area].missing
      if assignment.isCut {
        missing[area] = assignment.leastMissing[area] - helps
      } else if now > 0, helps > 0, assignment.hadChoice, area != .g {
        search(area, helps, assignment, sifted, question, &budget)
      } else {
        // What fills area G changes no choice before it.
        missing[area] = now - helps
      }
    }
  }

  private mutating func search(
    _ area: SubjectArea, _ helps: Int, _ assignment: Assignment, _ sifted: Sifted, _ question: Question,
    _ budget: inout Int
  ) {
    // They fill it alone.
    if helps >= question.policy.required[area] { return }
    let now = assignment.ledger.fills[area].missing
    // What is no longer searched misses at least what it would if nothing else had a claim to the courses.
    var least = assignment.leastMissing[area] - helps
    if budget > 0 {
      var asked = question
      asked.wildcard = (area, helps)
      var again = Assignment()
      again.budget = budget
      again.solve(sifted.units, asked)
      budget = again.budget
      least = again.isCut ? again.leastMissing[area] : again.ledger.fills[area].missing
      // The best assignment of all may give this area less; its own best case is at least as good as the worst.
      if !again.isCut || least >= now {
        missing[area] = min(now, least)
        return
      }
    }
    missing[area] = least
    unproven.insert(SubjectAreas(area))
  }
}
