public import Rules

/// The rules with the values that each edition gives them, as values to print.
public struct RuleBook: Sendable {
  public struct Edition: Sendable, Equatable {
    /// `uc-2022`.
    public var id: String
    public var system: System
    public var first: Int
    public var last: Int

    public init(id: String, system: System, first: Int, last: Int) {
      (self.id, self.system, self.first, self.last) = (id, system, first, last)
    }
  }

  /// Where a value comes from.
  public struct Origin: Sendable, Equatable {
    public var source: String
    /// The day of the last look at the source, as `2026-11-22`.
    public var verifiedOn: String
    /// No authority settles it.
    public var isOpen: Bool

    public init(source: String, verifiedOn: String, isOpen: Bool) {
      (self.source, self.verifiedOn, self.isOpen) = (source, verifiedOn, isOpen)
    }
  }

  /// What one edition says about a parameter.
  public struct Value: Sendable {
    public var edition: Edition
    /// As it stands in the file, and in words.
    public var value: String
    public var phrase: String
    public var origin: Origin

    public init(edition: Edition, value: String, phrase: String, origin: Origin) {
      (self.edition, self.value, self.phrase, self.origin) = (edition, value, phrase, origin)
    }
  }

  public struct Parameter: Sendable {
    public var id: String
    public var meaning: String
    /// In the order of the editions.
    public var values: [Value]

    public init(id: String, meaning: String, values: [Value]) {
      (self.id, self.meaning, self.values) = (id, meaning, values)
    }
  }

  public struct Entry: Sendable {
    public var id: String
    public var text: RuleText
    public var parameters: [Parameter]
    /// Titles of the worked cases that decide the rule.
    public var cases: [String]

    public init(id: String, text: RuleText, parameters: [Parameter], cases: [String]) {
      (self.id, self.text, self.parameters, self.cases) = (id, text, parameters, cases)
    }
  }

  /// One line of the exam table.
  public struct Exam: Sendable {
    public var program: String
    public var name: String
    public var minimumScore: Int
    public var area: SubjectArea
    public var clears: String
    public var origin: Origin

    public init(
      program: String, name: String, minimumScore: Int, area: SubjectArea, clears: String, origin: Origin
    ) {
      (self.program, self.name, self.minimumScore) = (program, name, minimumScore)
      (self.area, self.clears, self.origin) = (area, clears, origin)
    }
  }

  /// Terms of a school year in which P and CR count.
  public struct PassWindow: Sendable {
    public var year: String
    public var terms: [String]
    public var origin: Origin

    public init(year: String, terms: [String], origin: Origin) {
      (self.year, self.terms, self.origin) = (year, terms, origin)
    }
  }

  /// UC first, by first entering year.
  public var editions: [Edition]
  public var entries: [Entry]
  public var exams: [Exam]
  public var passWindows: [PassWindow]

  public init(editions: [Edition], entries: [Entry], exams: [Exam], passWindows: [PassWindow]) {
    (self.editions, self.entries, self.exams, self.passWindows) = (editions, entries, exams, passWindows)
  }
}

extension RuleBook.Parameter {
  /// Equal neighbouring editions of a system as one: `fall 2003 to 2014: yes; from fall 2015: no`.
  func ranges(_ system: System) -> String {
    RuleBook.merged(values.filter { $0.edition.system == system }, by: \.phrase).map(\.text).joined(separator: "; ")
  }

  /// The editions of a system in which no authority settles the value; empty where all are settled.
  func openRanges(_ system: System) -> String {
    let own = values.filter { $0.edition.system == system }
    let merged = RuleBook.merged(own) { $0.origin.isOpen ? "open" : "settled" }
    return merged.filter { $0.value == "open" }.map(\.range).joined(separator: ", ")
  }
}

extension RuleBook {
  /// The order of columns.
  static let systems: [System] = [.uc, .csu]

  struct Merged {
    var value: String
    /// Empty where the value holds throughout.
    var range: String
    var text: String { range.isEmpty ? value : "\(range): \(value)" }
  }

  static func merged(_ values: [Value], by value: (Value) -> String) -> [Merged] {
    var runs: [(value: String, first: Int, last: Int)] = []
    for own in values {
      if let last = runs.last, last.value == value(own) {
        runs[runs.count - 1].last = own.edition.last
      } else {
        runs.append((value(own), own.edition.first, own.edition.last))
      }
    }
    return runs.enumerated().map { index, run in
      if runs.count == 1 { return Merged(value: run.value, range: "") }
      if index == runs.count - 1 { return Merged(value: run.value, range: "from fall \(run.first)") }
      return Merged(value: run.value, range: "fall \(run.first) to \(run.last)")
    }
  }
}
