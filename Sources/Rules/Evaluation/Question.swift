/// What is asked of a transcript: under which edition, with which evidence, exams and waivers.
struct Question: Sendable {
  let policy: Policy
  let outside: OutsideCredit
  var evidence: Evidence
  /// What an unmatched record may add to one area at best.
  var wildcard: (area: SubjectArea, twelfths: Int)?
  /// Where set, another question is asked: how few twelfths these areas can miss together, over all assignments and with
  /// exams and waivers. What the other areas miss is ignored, and CSU's areas A and D, where they are not in focus,
  /// take nothing from the elective list, so that a focus on G finds what G could have. Exams still come after records
  /// in their own area, and an area keeps its own courses before it leaves a surplus.
  /// Read the answer with `Assignment.missing(in:)`.
  var focus: SubjectAreas?
  /// Of CSU's areas A and D, those that take nothing from the elective list.
  var sparing: SubjectAreas = []

  init(policy: Policy, outside: OutsideCredit, evidence: Evidence = Evidence()) {
    (self.policy, self.outside, self.evidence) = (policy, outside, evidence)
  }

  /// Fills all areas of a booked ledger in order; A to F first, then G, exams and waivers after records.
  func fill(_ ledger: inout Ledger) {
    for area in SubjectArea.allCases { fill(&ledger, area) }
  }

  func fill(_ ledger: inout Ledger, _ area: SubjectArea) {
    let required = policy.required[area]
    switch area {
    case .a:
      ledger.fillHistory(policy.history, required: required, outside: outside, takesElective: takesElective(.a))
    case .b: ledger.fillEnglish(policy.english, required: required, outside: outside)
    case .c: ledger.fillMathematics(policy.mathematics, required: required, evidence: evidence, outside: outside)
    case .d:
      ledger.fillScience(
        policy.science, required: required, evidence: evidence, outside: outside,
        takesElective: takesElective(.d))
    case .e: ledger.fillLanguage(required: required, evidence: evidence, outside: outside)
    case .f: ledger.fillArts(required: required, outside: outside)
    case .g: ledger.fillElective(required: required, outside: outside)
    }
    if let wildcard, wildcard.area == area {
      ledger.fills[area].records += min(wildcard.twelfths, max(0, ledger.fills[area].missing))
    }
    if outside.waived[area] > 0 {
      ledger.fills[area].waiver = min(outside.waived[area], max(0, ledger.fills[area].missing))
    }
  }

  private func takesElective(_ area: SubjectArea) -> Bool { focus?.has(area) ?? true && !sparing.has(area) }

  func score(_ fills: PerArea<Fill>) -> Score { focus.map { Score(fills, focus: $0) } ?? Score(fills) }

  /// Exams or waivers stand beside the records.
  var hasOutside: Bool { outside.isAny }

  var requiredBeforeElective: Int {
    var sum = 0
    for area in SubjectArea.beforeElective { sum += policy.required[area] }
    return sum
  }

  /// CSU: the areas that may take from an account of the elective list.
  func areasTaking(from bucket: Bucket) -> SubjectAreas {
    switch bucket {
    case .electiveHistory:
      policy.history.secondYear == .anyHistory && takesElective(.a) ? SubjectAreas(.a) : []
    case .electiveLife, .electivePhysical, .electiveFlexible:
      policy.science.pattern == .lifeAndPhysical && takesElective(.d) ? SubjectAreas(.d) : []
    default: []
    }
  }

  /// The most that validation and unmatched records may fill in A to F.
  var freeMost: Int {
    var free = wildcard.map { $0.area == .g ? 0 : $0.twelfths } ?? 0
    for slot in 0..<3 {
      let bySecondHalf: CourseSpan = evidence.secondHalfOfSlot[slot] >= 0 ? .firstHalf : []
      free += bySecondHalf.union(evidence.validatedSlot(slot, policy: policy.mathematics)).twelfths
    }
    if evidence.languageCount > 0 { free += policy.required[.e] }
    if policy.science.chemistrySecondHalfValidatesFirst { free += evidence.validatedChemistry.twelfths }
    return free
  }
}
