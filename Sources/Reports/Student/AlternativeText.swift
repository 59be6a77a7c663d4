public import Rules

/// What the same courses could do instead, as a sentence.
public enum AlternativeText {
  /// - Parameters:
  ///   - area: The area that would be met.
  ///   - records: Records that would serve it instead; empty where courses of the elective list would stay in area G.
  ///   - costs: What other areas would then miss in addition; empty where exams or waivers would stand in.
  public static func sentence(_ area: SubjectArea, records: [RecordName], costs: [AreaCost]) -> String {
    let takers = costs.isEmpty ? "area A or D" : ReasonText.list(costs.map { "area \($0.area.letter)" })
    let how =
      records.isEmpty
      ? "courses of the elective list were not used in \(takers)"
      : "\(RecordName.list(records)) served area \(area.letter)"
    let more = costs.enumerated().map { index, cost in
      "area \(cost.area.letter) \(index == 0 ? "would then lack " : "")\(Amounts.semestersPhrase(twelfths: cost.twelfths)) more"
    }
    let then = more.isEmpty ? "an exam or a waiver would stand in for them elsewhere" : ReasonText.list(more)
    return "Would be met if \(how); \(then)."
  }
}
