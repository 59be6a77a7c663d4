public import Equity

/// The dictionary of measures, as text, CSV or JSON.
public struct MeasureListing: Sendable {
  private let measures: [Measure]

  public init(_ measures: [Measure]) { self.measures = measures }

  public func text() -> String {
    var text = ""
    for measure in measures {
      text += "\(measure.number) \(measure.id): \(measure.title)\n"
      text += "  counts: \(measure.numerator)\n"
      text += "  of: \(measure.denominator)\n"
      text += "  source: \(measure.source)\n"
      text += "  \(measure.kind.rawValue); \(MeasureListing.phrase(measure.direction))\n"
      let others = measure.comparableWith
      text +=
        others.isEmpty ? "  comparable with itself only\n" : "  comparable with \(others.joined(separator: ", "))\n"
    }
    return text
  }

  private static func phrase(_ direction: Measure.Direction) -> String {
    switch direction {
    case .up: "more is better"
    case .down: "less is better"
    case .none: "neither more nor less is better"
    }
  }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "number", "measure", "title", "numerator", "denominator", "cohort", "unit", "source", "kind", "direction",
      "comparable_with",
    ])
    for measure in measures {
      csv.number(measure.number)
      csv.word(measure.id)
      csv.text(measure.title)
      csv.text(measure.numerator)
      csv.text(measure.denominator)
      csv.word(measure.cohort)
      csv.word(measure.unit.rawValue)
      csv.text(measure.source)
      csv.word(measure.kind.rawValue)
      csv.word(measure.direction.rawValue)
      csv.text(measure.comparableWith.joined(separator: ";"))
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.array(of: measures) { json, measure in
      json.object { json in
        json.field("number", measure.number)
        json.field("measure", measure.id)
        json.field("title", measure.title)
        json.field("numerator", measure.numerator)
        json.field("denominator", measure.denominator)
        json.field("cohort", measure.cohort)
        json.field("unit", measure.unit.rawValue)
        json.field("source", measure.source)
        json.field("kind", measure.kind.rawValue)
        json.field("direction", measure.direction.rawValue)
        json.key("comparable_with")
        json.array(of: measure.comparableWith) { $0.string($1) }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }
}
