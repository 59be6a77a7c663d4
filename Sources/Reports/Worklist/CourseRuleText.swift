/// What the rules that decide courses say, as sentences. The ids stand in `docs/forms-course-lists.md`.
public enum CourseRuleText {
  /// - Parameter rule: With or without what follows a plus sign.
  public static func sentence(_ rule: String) -> String {
    let parts = rule.split(separator: "+", maxSplits: 1).map(String.init)
    guard let base = parts.first, let text = sentences[base] else { return "" }
    guard parts.count == 2, let tie = ties[parts[1]] else { return text }
    return "\(text.dropLast()); \(tie)."
  }

  private static let sentences = [
    "decision.courses-file": "The district's own courses.csv has the course.",
    "decision.person": "A person decided.",
    "match.abbreviation": "The name on transcripts is an abbreviation of UC's list.",
    "match.title": "The name on transcripts is a title of UC's list.",
    "match.normalised-abbreviation": "Apart from punctuation and tags the name is an abbreviation of UC's list.",
    "match.normalised-title": "Apart from punctuation and tags the name is a title of UC's list.",
    "match.half": "Apart from the half that it names the name is on UC's list.",
    "match.words": "With its words spelled out the name is on UC's list.",
    "match.course-id": "The local course code is an abbreviation of UC's list.",
    "list.absent": "UC's list of the school and year does not name the course.",
    "list.not-approved": "The course is not on the list of the school year.",
    "list.unmatched": "No course list and no catalogue knows the course.",
    "claim.no-list": "There is no list; what the system claims holds.",
    "claim.other-year": "There is neither a list nor a claim of the year; the nearest year's claim holds.",
    "undecided.ambiguous": "UC's list names several courses so, and they differ.",
    "undecided.list-row-rejected": "The row of UC's list that names the course was rejected.",
    "undecided.claims-differ": "There is no list, and the system claims different areas.",
    "undecided.nothing-known": "There is no list, and the system claims nothing.",
  ]

  private static let ties = [
    "title": "the title told several of that name apart", "same": "several of that name say the same",
    "area": "the claimed area told several of that name apart", "honors": "honors told several of that name apart",
  ]
}
