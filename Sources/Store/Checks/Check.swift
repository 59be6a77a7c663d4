/// A question about the data that every night asks of the run that it has loaded: a file of `sql/checks`.
public struct Check: Sendable, Equatable {
  public enum Severity: String, Sendable, CaseIterable { case note, warning, error }

  /// What a breach does.
  public enum Action: String, Sendable, CaseIterable {
    /// The check is not run.
    case off
    /// It is stored and shown, nothing more.
    case report
    /// The night ends with exit 1.
    case ask
    /// The night ends with exit 1 and does not publish.
    case hold
  }

  /// What is counted.
  public enum Unit: String, Sendable, CaseIterable {
    case students, records, courses, schools, files, groups

    /// `1 student`, `2 students`.
    public func counted(_ count: Int) -> String { "\(count) \(count == 1 ? String(rawValue.dropLast()) : rawValue)" }
  }

  /// A threshold of a check.
  public struct Parameter: Sendable, Equatable {
    public let name: String
    /// What holds unless the configuration says otherwise.
    public let value: Int
    public let range: ClosedRange<Int>
    public let meaning: String
  }

  /// The name of the file.
  public let id: String
  public let title: String
  public let severity: Severity
  public let counts: Unit
  /// How many may be found without a breach, unless the configuration says otherwise.
  public let limit: CheckLimit
  public let finds: String
  /// When it matters.
  public let matters: String
  public let resolve: String
  /// What the columns `occurrences`, `measured` and `expected` of a finding mean, where the check fills them.
  public let occurrences: String?
  public let measured: String?
  public let expected: String?
  public let parameters: [Parameter]
  /// For a check that asks the day and the counts of records: a condition on `:before` and `:as_of`, whether the same data may
  /// give another answer on the later day.
  let later: String?
  /// One SELECT of `school_id, subject, student_key, occurrences, measured, expected`, with values as `:name`.
  let statement: String

  /// What a breach does unless the configuration says otherwise.
  public var action: Action { severity == .note ? .report : .ask }

  private static let embedded: Result<[Check], any Error> = Result {
    try Asset.files(in: "sql/checks/").map { try CheckFile.read($0) }
  }

  /// The checks built into the program, by id.
  public static func all() throws -> [Check] { try embedded.get() }
}

/// How many may be found without a breach: a number, or a share of all there are.
public enum CheckLimit: Sendable, Equatable {
  case count(Int)
  /// Hundredths of a percent of all there are.
  case share(Int)

  /// - Parameter text: `20`, `1%` or `0.25%`.
  public init?(_ text: String) {
    guard text.hasSuffix("%") else {
      guard let count = CheckLimit.number(text), count <= 1_000_000_000 else { return nil }
      self = .count(count)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = CheckLimit.number(parts[0]), whole <= 100 else { return nil }
    var hundredths = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].utf8.count), let digits = CheckLimit.number(parts[1]) else { return nil }
      hundredths = parts[1].utf8.count == 1 ? digits * 10 : digits
    }
    self = .share(whole * 100 + hundredths)
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  public var text: String {
    switch self {
    case .count(let count): return String(count)
    case .share(let hundredths):
      let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
      if rest == 0 { return "\(whole)%" }
      return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
    }
  }

  /// A share of the students is not exceeded by fewer: of a small school a few are always a large share.
  static let fewStudents = 10

  /// Whether so many are more than the limit allows. Exact; of an unknown whole any share is exceeded by one.
  /// - Parameter base: how many there are in all.
  public func isExceeded(by found: Int, of base: Int?, counting unit: Check.Unit) -> Bool {
    switch self {
    case .count(let count): return found > count
    case .share(let hundredths):
      if unit == .students, found < CheckLimit.fewStudents { return false }
      let (left, tooMany) = found.multipliedReportingOverflow(by: 10_000)
      let (right, tooLarge) = (base ?? 0).multipliedReportingOverflow(by: hundredths)
      return tooMany || (!tooLarge && left > right)
    }
  }
}

/// What a district's configuration says about one check; what it leaves open is as the check's file says.
public struct CheckSetting: Sendable, Equatable {
  public var action: Check.Action?
  public var limit: CheckLimit?
  /// Threshold by name; names that the check does not have decide nothing.
  public var parameters: [String: Int] = [:]

  public init() {}
}
