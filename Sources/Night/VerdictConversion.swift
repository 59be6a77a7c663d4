public import Rules
public import Store

/// The numbers under which the database knows the rules.
public struct StoredRules: Sendable {
  private let numbers: [Int16]

  /// - Throws: Where the database cannot number a rule.
  public init(_ known: RuleNumbers) {
    var numbers = [Int16](repeating: 0, count: Int(Rule.allCases.map(\.rawValue).max() ?? 0) + 1)
    for rule in Rule.allCases { numbers[Int(rule.rawValue)] = known.number(of: rule.id) ?? 0 }
    self.numbers = numbers
  }

  func number(_ rule: Rule) -> Int16 { numbers[Int(rule.rawValue)] }
}

extension VerdictRow {
  public init(
    _ verdict: Verdict, system: System, edition: String, enteringYear: Int16, digest: RecordDigest, rules: StoredRules
  ) {
    self.init(
      system: system.rawValue, edition: edition, enteringYear: enteringYear, status: StoredStatus(verdict.overall),
      areaStatus: SubjectArea.allCases.map { StoredStatus(verdict.status[$0]) },
      required: SubjectArea.allCases.map { Int16(clamping: verdict.required[$0]) },
      earned: SubjectArea.allCases.map { Int16(clamping: verdict.earned[$0]) },
      inProgress: SubjectArea.allCases.map { Int16(clamping: verdict.inProgress[$0]) },
      uses: verdict.uses.map { UseRow($0, rules: rules) }, digest: digest)
    shortfalls = verdict.shortfalls.map {
      ShortfallRow(need: $0.need.rawValue, twelfths: Int16(clamping: $0.twelfths))
    }
    electiveServesOtherArea = verdict.electiveServesOtherArea
    grounds = VerdictGrounds(verdict)
  }
}

extension VerdictGrounds {
  init(_ verdict: Verdict) {
    self.init()
    isCut = verdict.isCut
    if SubjectArea.allCases.contains(where: { verdict.bestMissing[$0] != verdict.missing($0) }) {
      bestMissing = SubjectArea.allCases.map { Int16(clamping: verdict.bestMissing[$0]) }
    }
    reasons = verdict.reasons.map {
      ReasonRow(areas: Int16($0.areas.rawValue), twelfths: Int16(clamping: $0.twelfths))
    }
    open = verdict.openRecords.flatMap { open in
      open.records.map {
        OpenRow(area: Int16(open.area.rawValue), seq: Int16(clamping: $0), least: Int16(clamping: open.least))
      }
    }
    otherUses = verdict.alternatives.flatMap { other -> [OtherUseRow] in
      let area = Int16(other.area.rawValue)
      let records = other.records.map {
        OtherUseRow(area: area, kind: OtherUseRow.record, value: Int16(clamping: $0))
      }
      let costs = other.costs.map {
        OtherUseRow(area: area, kind: Int16($0.area.rawValue), value: Int16(clamping: $0.twelfths))
      }
      return records + (costs.isEmpty ? [OtherUseRow(area: area, kind: OtherUseRow.nothing, value: 0)] : costs)
    }
  }
}

extension UseRow {
  init(_ use: Use, rules: StoredRules) {
    let source: UseSource = use.kind == .exam ? .exam : (use.kind == .waiver ? .waiver : .transcript)
    self.init(
      source: source, seq: Int16(clamping: source == .transcript ? use.record : use.source),
      area: use.area.map { Int16($0.rawValue) } ?? -1, how: StoredUse(use.kind), rule: rules.number(use.rule),
      twelfths: Int16(clamping: use.twelfths), part: Int16(use.part), because: Int16(clamping: use.because))
  }
}

extension StoredStatus {
  init(_ status: Status) {
    switch status {
    case .met: self = .met
    case .inProgress: self = .inProgress
    case .notMet: self = .notMet
    case .unknown: self = .unknown
    }
  }
}

extension StoredUse {
  init(_ kind: UseKind) {
    switch kind {
    case .earned: self = .earned
    case .repeated: self = .repeated
    case .validated: self = .validated
    case .exam: self = .exam
    case .college: self = .college
    case .waiver: self = .waiver
    case .surplus: self = .surplus
    case .notCounted: self = .notCounted
    }
  }
}
