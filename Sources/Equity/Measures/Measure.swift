/// What a measure counts, of whom, and what it may be compared with.
public struct Measure: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case leading, trailing }
  /// Which way is better.
  public enum Direction: String, Sendable, CaseIterable { case up, down, none }
  public enum Unit: String, Sendable, CaseIterable { case students, exams }

  public var number: Int
  public var id: String
  public var title: String
  public var numerator: String
  /// Who is looked at, in words; measures of one cohort have the same.
  public var denominator: String
  public var cohort: String
  public var unit: Unit
  public var source: String
  public var kind: Kind
  public var direction: Direction
  /// Ids of the measures that it may be compared with.
  public var comparableWith: [String]

  public init(
    number: Int, id: String, title: String, numerator: String, denominator: String, cohort: String, unit: Unit,
    source: String, kind: Kind, direction: Direction, comparableWith: [String]
  ) {
    (self.number, self.id, self.title, self.numerator) = (number, id, title, numerator)
    (self.denominator, self.cohort, self.unit, self.source) = (denominator, cohort, unit, source)
    (self.kind, self.direction, self.comparableWith) = (kind, direction, comparableWith)
  }

  /// Why this may not be set beside another measure; nil if it may. A measure may always be set beside itself: at another
  /// place, for another group, in another year.
  public func refusal(beside other: Measure) -> String? {
    if id == other.id || comparableWith.contains(other.id) { return nil }
    let follow = "each may be followed over time, but they are not to be set side by side"
    if unit != other.unit {
      return "\(id) counts \(unit.rawValue), \(other.id) counts \(other.unit.rawValue): \(follow)"
    }
    if cohort != other.cohort {
      return "\(id) is a share of \(denominator); \(other.id) is a share of \(other.denominator): \(follow)"
    }
    if direction != other.direction {
      return "more is not better or worse alike in \(id) and \(other.id): \(follow)"
    }
    return "\(id) and \(other.id) count different things (\(numerator); \(other.numerator)), "
      + "and the dictionary names neither beside the other: \(follow)"
  }
}

/// All measures, in the order of their numbers, without contradiction.
public struct MeasureDictionary: Sendable, Equatable {
  public let measures: [Measure]

  /// What is wrong with a list of measures.
  public struct Contradiction: Error, Equatable, CustomStringConvertible {
    /// The measure at fault.
    public let id: String
    public let description: String
  }

  public init(_ measures: [Measure]) throws(Contradiction) {
    for (place, measure) in measures.enumerated() {
      if measure.number != place + 1 {
        throw Contradiction(id: measure.id, description: "\(measure.id) must have the number \(place + 1)")
      }
      for other in measures[..<place] {
        if let fault = MeasureDictionary.repetition(measure, other) {
          throw Contradiction(id: measure.id, description: fault)
        }
      }
    }
    let known = Dictionary(measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for measure in measures {
      for name in measure.comparableWith {
        if let fault = MeasureDictionary.mismatch(measure, name, known[name]) {
          throw Contradiction(id: measure.id, description: fault)
        }
      }
    }
    self.measures = measures
  }

  public subscript(id: String) -> Measure? { measures.first { $0.id == id } }

  private static func repetition(_ measure: Measure, _ other: Measure) -> String? {
    if measure.id == other.id { return "the id \(measure.id) stands twice" }
    if measure.title == other.title { return "\(measure.id) has the title of \(other.id)" }
    if measure.numerator == other.numerator && measure.denominator == other.denominator {
      return "\(measure.id) counts the same as \(other.id)"
    }
    if (measure.cohort == other.cohort) != (measure.denominator == other.denominator) {
      return "\(measure.id) and \(other.id) differ in what the cohort \(measure.cohort) is"
    }
    return nil
  }

  private static func mismatch(_ measure: Measure, _ name: String, _ other: Measure?) -> String? {
    guard let other else { return "\(measure.id) is comparable with \(name), which is no measure" }
    if name == measure.id { return "\(name) is declared comparable with itself, which needs no saying" }
    if measure.comparableWith.filter({ $0 == name }).count > 1 { return "\(measure.id) names \(name) twice" }
    if !other.comparableWith.contains(measure.id) {
      return "\(measure.id) is comparable with \(name), but \(name) not with \(measure.id)"
    }
    let pair = "\(measure.id) and \(name) are declared comparable, but"
    if measure.unit != other.unit { return "\(pair) one counts \(measure.unit.rawValue), one \(other.unit.rawValue)" }
    if measure.cohort != other.cohort {
      return "\(pair) have different denominators: \(measure.cohort), \(other.cohort)"
    }
    if measure.direction != other.direction {
      return "\(pair) differ in direction: \(measure.direction.rawValue), \(other.direction.rawValue)"
    }
    return nil
  }
}
