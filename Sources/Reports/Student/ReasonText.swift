public import Rules

/// Why a pattern or an area is not met, in one sentence that a counselor can read out.
public struct ReasonText {
  public var overall: Status
  public var status: PerArea<Status>
  /// Twelfths of a year, as `Verdict` has them.
  public var missing: PerArea<Int>
  public var bestMissing: PerArea<Int>
  public var shortfalls: [Shortfall]
  public var reasons: [Reason]
  public var openRecords: [OpenRecords]
  public var isCut: Bool
  /// Names a transcript record by its sequence.
  public var recordName: (Int32) -> RecordName

  public init(
    overall: Status, status: PerArea<Status>, missing: PerArea<Int>, bestMissing: PerArea<Int>,
    shortfalls: [Shortfall], reasons: [Reason], openRecords: [OpenRecords], isCut: Bool,
    recordName: @escaping (Int32) -> RecordName
  ) {
    (self.overall, self.status, self.missing, self.bestMissing) = (overall, status, missing, bestMissing)
    (self.shortfalls, self.reasons, self.openRecords) = (shortfalls, reasons, openRecords)
    (self.isCut, self.recordName) = (isCut, recordName)
  }

  /// The whole pattern; empty where it is met.
  public var whole: String {
    switch overall {
    case .met: return ""
    case .inProgress: return "The courses running now complete it if all of them are passed with C or better."
    case .notMet: return ([closed, unproved] + unknown(named: true)).filter { !$0.isEmpty }.joined(separator: " ")
    case .unknown:
      let areas = SubjectArea.allCases.filter { status[$0] == .unknown }
      return unknown(named: areas.count > 1).joined(separator: " ")
    }
  }

  /// One area, without a capital and a full stop, to stand beside its name; empty where it is met.
  public func area(_ area: SubjectArea) -> String {
    let lacks = "lacks \(amount(missing[area]))"
    switch status[area] {
    case .met: return ""
    case .inProgress: return "\(lacks)\(needs(of: area)), which the courses running now complete"
    case .unknown: return "\(range(area)): \(whatDecides(area))"
    case .notMet:
      guard let shared = reasons.first(where: { $0.areas.has(area) && $0.areas.count > 1 }) else {
        return lacks + needs(of: area)
      }
      return clause(shared)
    }
  }

  /// At best and at worst, and what decides, for an area of unknown status, as a sentence.
  public func openSentence(_ area: SubjectArea) -> String {
    "\(sentence(range(area))): \(whatDecides(area))."
  }

  // MARK: - Not met

  /// What no assignment can do.
  private var closed: String {
    let clauses = reasons.filter { reason in reason.areas.areas.contains { status[$0] != .unknown } }.map(clause)
    return clauses.isEmpty
      ? "" : "However the courses so far are counted, they do not meet it: \(clauses.joined(separator: "; "))."
  }

  /// Areas that miss something without a reason: exams come last, or the search was ended.
  private var unproved: String {
    let explained = reasons.reduce(into: SubjectAreas.none) { $0.formUnion($1.areas) }
    let areas = SubjectArea.allCases.filter {
      missing[$0] > 0 && !explained.has($0) && (status[$0] == .notMet || status[$0] == .inProgress)
    }
    guard !areas.isEmpty else { return "" }
    let list = areas.map { "area \($0.letter) lacks \(amount(missing[$0]))\(needs(of: $0))" }
    let why = isCut ? "; not every assignment of the courses was tried" : ", as courses are used before exams"
    return "\(sentence(list.joined(separator: "; ")))\(why)."
  }

  private func clause(_ reason: Reason) -> String {
    let letters = reason.areas.areas.map(\.letter)
    let isRunning = reason.areas.areas.allSatisfy { status[$0] == .inProgress || status[$0] == .met }
    let then = isRunning ? ", which the courses running now complete" : ""
    guard letters.count > 1 else {
      return "area \(letters.joined()) lacks \(amount(reason.twelfths))\(phrase(reason.needs))\(then)"
    }
    return "areas \(ReasonText.list(letters)) together lack \(amount(reason.twelfths)) of courses, "
      + "whichever way they are used\(then)"
  }

  private func needs(of area: SubjectArea) -> String { phrase(shortfalls.filter { $0.need.area == area }) }

  private func phrase(_ needs: [Shortfall]) -> String {
    var phrases: [String] = []
    for shortfall in needs where !phrases.contains(shortfall.need.phrase) { phrases.append(shortfall.need.phrase) }
    return phrases.isEmpty ? "" : " (\(phrases.joined(separator: "; ")))"
  }

  // MARK: - Unknown

  private func unknown(named: Bool) -> [String] {
    SubjectArea.allCases.filter { status[$0] == .unknown }.map {
      named ? "Area \($0.letter): \(range($0)): \(whatDecides($0))." : openSentence($0)
    }
  }

  private func range(_ area: SubjectArea) -> String {
    let best = bestMissing[area] == 0 ? "none" : Amounts.semesters(twelfths: bestMissing[area])
    return "at worst \(amount(missing[area])) missing, at best \(best)"
  }

  private func whatDecides(_ area: SubjectArea) -> String {
    guard let open = openRecords.first(where: { $0.area == area }), !open.records.isEmpty else {
      return isCut
        ? "not every assignment of the courses was tried" : "matching records to the course list decides"
    }
    let names = open.records.map(recordName)
    if open.least >= names.count { return "matching \(RecordName.list(names)) to the course list decides" }
    let count = open.least == 1 ? "one" : "\(open.least)"
    return "matching \(count) of \(ReasonText.list(names.map(\.text))) to the course list decides"
  }

  // MARK: - Words

  private func amount(_ twelfths: Int) -> String { Amounts.semestersPhrase(twelfths: twelfths) }

  private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// `A, B and G`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// A transcript record as a sentence names it.
public struct RecordName: Sendable, Equatable {
  public var courseID: String
  public var schoolYear: String
  public var term: String

  public init(courseID: String, schoolYear: String, term: String) {
    (self.courseID, self.schoolYear, self.term) = (courseID, schoolYear, term)
  }

  /// `CHEM1 (2024-25 S1)`.
  var text: String { "\(courseID) (\(schoolYear) \(term))" }

  /// Records of one course and school year together: `CHEM1 (2024-25 S1, S2) and BIO (2023-24 FY)`.
  public static func list(_ names: [RecordName]) -> String {
    var groups: [RecordName] = []
    for name in names {
      let known = groups.firstIndex { $0.courseID == name.courseID && $0.schoolYear == name.schoolYear }
      if let known { groups[known].term += ", \(name.term)" } else { groups.append(name) }
    }
    return ReasonText.list(groups.map(\.text))
  }
}
