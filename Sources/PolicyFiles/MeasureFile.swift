public import Equity
import Rules

/// `policies/measures.yaml`: the dictionary of measures.
public enum MeasureFile {
  public static let path = "policies/measures.yaml"

  /// - Throws: `PolicyFileError` with the line, also where measures contradict each other.
  public static func read(_ text: String) throws(PolicyFileError) -> MeasureDictionary {
    let root = try StrictMapping.root(text, file: path, known: ["cohorts", "measures"])
    let cohorts = try StrictMapping(try root.node("cohorts"), file: path, known: nil)
    guard case .sequence(let rows) = try root.node("measures").content else {
      throw root.error("measures must be a list", at: "measures")
    }
    var measures: [Measure] = []
    var lines: [String: Int] = [:]
    var used: Set<String> = []
    for row in rows {
      let entry = try StrictMapping(
        row, file: path,
        known: [
          "number", "id", "title", "numerator", "cohort", "unit", "source", "kind", "direction", "comparable_with",
          "areas", "across_areas",
        ])
      used.insert(try entry.text("cohort"))
      for measure in try expanded(entry, cohorts: cohorts) {
        lines[measure.id] = entry.line
        measures.append(measure)
      }
    }
    for cohort in cohorts.keys where !used.contains(cohort) {
      throw cohorts.error("no measure is about the cohort \(cohort)", at: cohort)
    }
    do throws(MeasureDictionary.Contradiction) {
      return try MeasureDictionary(measures)
    } catch {
      throw PolicyFileError(file: path, line: lines[error.id], message: error.description)
    }
  }

  /// One measure, or one for each subject area.
  private static func expanded(
    _ entry: StrictMapping, cohorts: StrictMapping
  ) throws(PolicyFileError) -> [Measure] {
    let measure = try measure(entry, cohorts: cohorts)
    let isOfAreas = entry.optional("areas") == nil ? false : try entry.flag("areas")
    let isAcross = entry.optional("across_areas") == nil ? false : try entry.flag("across_areas")
    if !isOfAreas {
      if isAcross { throw entry.error("across_areas is for measures of areas", at: "across_areas") }
      return [measure]
    }
    guard measure.id.contains(placeholder) else {
      throw entry.error("the id of a measure of areas must hold {area}", at: "id")
    }
    return SubjectArea.allCases.map { area in
      var own = measure.filled(for: area)
      if isAcross {
        own.comparableWith += SubjectArea.allCases.filter { $0 != area }.map { measure.filled(for: $0).id }
      }
      // The denominator is about the one area.
      if !isAcross {
        own.cohort += "_\(area.letter.lowercased())"
        own.denominator = own.denominator.replacing("the one area", with: "area \(area.letter) (\(area.name))")
      }
      own.number += Int(area.rawValue)
      return own
    }
  }

  private static let placeholder = "{area}"

  private static func measure(
    _ entry: StrictMapping, cohorts: StrictMapping
  ) throws(PolicyFileError) -> Measure {
    let cohort = try entry.text("cohort")
    guard cohorts.optional(cohort) != nil else {
      throw entry.error("there is no cohort \(cohort); they are \(cohorts.keys.joined(separator: ", "))", at: "cohort")
    }
    let id = try entry.text("id")
    guard id.utf8.allSatisfy({ isLetter($0) || "0123456789_{}".utf8.contains($0) }) else {
      throw entry.error("an id has small letters, digits and _ only", at: "id")
    }
    return Measure(
      number: try entry.integer("number", in: 1...10_000), id: id, title: try entry.text("title"),
      numerator: try entry.text("numerator"), denominator: try cohorts.text(cohort), cohort: cohort,
      unit: try word(entry, "unit"), source: try entry.text("source"), kind: try word(entry, "kind"),
      direction: try word(entry, "direction"),
      comparableWith: entry.optional("comparable_with") == nil ? [] : try entry.texts("comparable_with"))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ entry: StrictMapping, _ key: String
  ) throws(PolicyFileError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try entry.text(key)) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw entry.error("\(key) must be one of \(words)", at: key)
    }
    return word
  }
}

extension Measure {
  fileprivate func filled(for area: SubjectArea) -> Measure {
    func filled(_ text: String) -> String {
      text.replacing("{area}", with: area.letter.lowercased()).replacing(
        "{AREA}", with: "\(area.letter) (\(area.name))")
    }
    var own = self
    (own.id, own.title, own.numerator) = (filled(id), filled(title), filled(numerator))
    own.comparableWith = comparableWith.map(filled)
    return own
  }
}
