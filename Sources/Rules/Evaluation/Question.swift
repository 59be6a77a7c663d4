/// What is asked of a transcript: under which edition, with which evidence, exams and waivers.
struct Question: Sendable {
  let policy: Policy
  let outside: OutsideCredit
  var evidence: Evidence
  /// What an unmatched record may add to one area at best.
  var wildcard: (area: SubjectArea, twelfths: Int)?
  /// Where set, another question is asked: how few twelfths these areas can miss together, over all assignments and with
  /// exams and waivers. What the other areas miss is ignored. If G is asked for, CSU's areas A and D leave it the elective
  /// list: all of it where they are not in focus, else what exams and waivers can stand in for. In their own area exams
  /// still come after records, and an area keeps its own courses before it leaves a surplus.
  /// Read the answer with `Assignment.missing(in:)`.
  var focus: SubjectAreas?

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
      ledger.fillHistory(policy.history, required: required, outside: outside, elective: takingElective(.a))
    case .b: ledger.fillEnglish(policy.english, required: required, outside: outside)
    case .c: ledger.fillMathematics(policy.mathematics, required: required, evidence: evidence, outside: outside)
    case .d:
      ledger.fillScience(
        policy.science, required: required, evidence: evidence, outside: outside,
        elective: takingElective(.d))
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

  private func takingElective(_ area: SubjectArea) -> ElectiveTaking {
    guard let focus else { return .beforeExams }
    return !focus.has(area) ? .nothing : focus.has(.g) ? .afterExams : .beforeExams
  }

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
      policy.history.secondYear == .anyHistory && takingElective(.a) != .nothing ? SubjectAreas(.a) : []
    case .electiveLife, .electivePhysical, .electiveFlexible:
      policy.science.pattern == .lifeAndPhysical && takingElective(.d) != .nothing ? SubjectAreas(.d) : []
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

/// What CSU's areas A and D take from area G's list for what their own courses leave open.
enum ElectiveTaking {
  case nothing
  /// All they can use.
  case beforeExams
  /// What neither exams nor waivers can fill.
  case afterExams
}
