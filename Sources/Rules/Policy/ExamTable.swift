/// The subjects of exams as they are compared: names without case and punctuation, AP codes without leading zeros.
public enum ExamSubject {
  public static func folded(_ subject: String) -> String {
    var bytes: [UInt8] = []
    for byte in subject.lowercased().utf8
    where (48...57).contains(byte) || (97...122).contains(byte) || byte >= 128 {
      bytes.append(byte)
    }
    if bytes.allSatisfy({ (48...57).contains($0) }) {
      let kept = bytes.drop { $0 == 48 }
      return String(decoding: kept.isEmpty ? bytes.suffix(1) : kept, as: UTF8.self)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What an exam score clears.
public enum ExamCredit: Sendable, Equatable {
  case unitedStatesHistory, worldHistory, civics
  /// What area B lacks, up to this amount.
  case english(most: Int)
  /// The first and the third year of mathematics, never geometry.
  case mathematics
  case biology, chemistry, physics, interdisciplinaryScience
  /// Two years of one language.
  case language(NameKey)
  case arts
  case elective

  public var area: SubjectArea { kind.area }
}

/// One line of the exam table.
public struct ExamRule: Sendable, Equatable {
  public var program: ExamProgram
  /// Folded by `ExamSubject.folded`.
  public var subjects: [String]
  /// Hundredths of a point.
  public var minimumScore: Int32
  public var credit: ExamCredit

  public init(program: ExamProgram, subjects: [String], minimumScore: Int32, credit: ExamCredit) {
    self.program = program
    self.subjects = subjects.map(ExamSubject.folded)
    self.minimumScore = minimumScore
    self.credit = credit
  }
}

/// Which exams clear which requirements in an edition.
public struct ExamTable: Sendable, Equatable {
  public var rules: [ExamRule]
  /// Who counts as ready for an AP course; clears nothing.
  public var ready: AdvancedPlacementReadiness
  private var index: [String: [Int]]
  /// AP exam codes of subjects that are given by name.
  private var codes: [String: Int] = [:]

  /// - Parameters:
  ///   - withoutCredit: Subjects that are known and clear nothing.
  public init(
    rules: [ExamRule], withoutCredit: [(ExamProgram, String)] = [],
    ready: AdvancedPlacementReadiness = AdvancedPlacementReadiness()
  ) {
    (self.rules, self.ready) = (rules, ready)
    index = [:]
    for (program, subject) in withoutCredit { index["\(program.rawValue) \(ExamSubject.folded(subject))"] = [] }
    for (position, rule) in rules.enumerated() {
      for subject in rule.subjects { index["\(rule.program.rawValue) \(subject)", default: []].append(position) }
    }
    // A name belongs to the code before it.
    for rule in rules where rule.program == .ap { addCodes(rule.subjects) }
    addCodes(withoutCredit.filter { $0.0 == .ap }.map { ExamSubject.folded($0.1) })
  }

  private mutating func addCodes(_ subjects: [String]) {
    var code: Int?
    for subject in subjects {
      if let number = Int(subject) { code = number } else if codes[subject] == nil { codes[subject] = code }
    }
  }

  /// The AP exam code of a subject, which may be given by code or by name; nil for a name that is not known.
  public func advancedPlacementCode(_ subject: String) -> Int? {
    let folded = ExamSubject.folded(subject)
    return Int(folded) ?? codes[folded]
  }

  /// Whether the table knows the subject at all; one it does not know is a finding.
  public func knows(_ program: ExamProgram, subject: String) -> Bool {
    index["\(program.rawValue) \(ExamSubject.folded(subject))"] != nil
  }

  /// The most generous credit that the score reaches, or nil.
  public func credit(for exam: ExamResult) -> ExamCredit? {
    guard let positions = index["\(exam.program.rawValue) \(exam.subject)"] else { return nil }
    var best: ExamRule?
    for position in positions where exam.score >= rules[position].minimumScore {
      if best.map({ $0.minimumScore < rules[position].minimumScore }) ?? true { best = rules[position] }
    }
    return best?.credit
  }
}
