/// What a student would miss if records were added to the transcript: the amounts of a verdict and nothing else.
///
/// For who compares many ways on from one transcript. What it holds already is read once; then only the courses that
/// something is added to are read again, nothing is projected, and neither verdict, certificate nor reasons are written.
public struct Supposition: Sendable {
  private var records: [TranscriptRecord]
  private let count: Int
  private let currentYear: SchoolYear
  private var sides: [Side]

  /// One edition.
  fileprivate struct Side {
    let policy: Policy
    var sifter: Sifter
    var base = Sifted()
    var supposed = Sifted()
    var question: Question
    var assignment = Assignment()
  }

  /// - Parameters:
  ///   - asOf: The day of the evaluation, for the records that are added too.
  ///   - scale: The district's credits of a full record.
  public init(
    _ transcript: Transcript, under policies: [Policy], asOf: CalendarDay, scale: CreditScale = .california
  ) {
    (records, count, currentYear) = (transcript.records, transcript.records.count, asOf.schoolYear)
    sides = []
    for policy in policies {
      var side = Side(
        policy: policy, sifter: Sifter(scale: scale),
        question: Question(policy: policy, outside: OutsideCredit(transcript, policy: policy, asOf: asOf)))
      side.sifter.sift(transcript, policy: policy, currentYear: currentYear, into: &side.base)
      sides.append(side)
    }
  }

  /// What an edition's pattern misses.
  public struct Lack: Sendable {
    /// Twelfths of a year by area.
    public fileprivate(set) var byArea: PerArea<Int>
    /// Of area C, by year of mathematics.
    public fileprivate(set) var mathematics = InlineArray<3, Int>(repeating: 0)
    /// Of area E, by level of the language that misses least.
    public fileprivate(set) var language = InlineArray<2, Int>(repeating: 0)

    public subscript(area: SubjectArea) -> Int { byArea[area] }
  }

  /// What each edition's pattern misses with these records beside the transcript's own.
  public mutating func lacks(with added: [TranscriptRecord]) -> [Lack] {
    var lacks: [Lack] = []
    lacks.reserveCapacity(sides.count)
    for (index, missing) in missing(with: added).enumerated() {
      var lack = Lack(byArea: missing)
      for shortfall in sides[index].assignment.ledger.shortfalls {
        switch shortfall.need {
        case .firstMathematics: lack.mathematics[0] += shortfall.twelfths
        case .secondMathematics: lack.mathematics[1] += shortfall.twelfths
        case .thirdMathematics: lack.mathematics[2] += shortfall.twelfths
        case .languageLevel1: lack.language[0] += shortfall.twelfths
        case .languageLevel2: lack.language[1] += shortfall.twelfths
        default: break
        }
      }
      lacks.append(lack)
    }
    return lacks
  }

  /// Twelfths that are missing by area, for each edition: as `Evaluator.outlines` finds them for the transcript with these
  /// records after its own.
  public mutating func missing(with added: [TranscriptRecord]) -> [PerArea<Int>] {
    records.append(contentsOf: added)
    var missing: [PerArea<Int>] = []
    missing.reserveCapacity(sides.count)
    for index in sides.indices { missing.append(sides[index].missing(records, after: count, currentYear: currentYear)) }
    records.removeLast(records.count - count)
    return missing
  }
}

extension Supposition.Side {
  fileprivate mutating func missing(
    _ records: [TranscriptRecord], after count: Int, currentYear: SchoolYear
  ) -> PerArea<Int> {
    sifter.extend(
      records, after: count, policy: policy, currentYear: currentYear, from: base, into: &supposed)
    question.evidence.gather(supposed.attempts, policy: policy)
    assignment.budget = Assignment.mostCost
    assignment.solve(supposed.units, question)
    return PerArea { max(0, assignment.ledger.fills[$0].missing) }
  }
}
