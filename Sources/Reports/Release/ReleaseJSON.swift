import Rules

/// `summary.json`: the rows of `cells.csv` with real numbers, what they mean and where they come from.
///
/// A row is an array in the order of `columns`: a limit is a text (`"<=0.05"`) and so is what is hidden (`"*"`); what is undefined is null.
struct ReleaseJSON {
  let printed: PrintedCells
  /// nil for a public release.
  let marking: String?
  private var input: ReleaseInput { printed.cells.input }

  func bytes() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("kind", marking == nil ? "public" : "internal")
      if let marking { json.field("marking", marking) }
      json.field("run_id", Int(input.runID))
      json.field("as_of", input.asOf.code)
      json.field("school_year", input.schoolYear.code)
      json.field("program", input.program)
      json.key("editions")
      json.object { json in for edition in input.editions { json.field(edition.id, edition.sha256) } }
      json.key("definitions")
      json.array(of: input.measures) { json, measure in
        json.object { json in
          json.field("measure", measure.id)
          json.field("title", measure.title)
          json.field("topic", measure.topic)
          json.field("numerator", measure.numerator)
          json.field("denominator", measure.denominator)
          json.field("source", measure.source)
          json.key("comparable_with")
          json.array(of: measure.comparableWith) { $0.string($1) }
          json.key("as_of")
          if let day = printed.days[measure.id] { json.string(day.code) } else { json.null() }
        }
      }
      json.key("cases")
      json.array(of: printed.cases) { json, study in
        json.object { json in
          json.field("scope", study.place.scope.rawValue)
          json.field("scope_id", study.place.id)
          json.field("system", study.system)
          json.field("position", study.position)
          json.field("way", study.way)
          json.field("students", study.students)
          json.field("could_be_seen", study.term)
        }
      }
      json.key("columns")
      json.array(of: ReleaseFiles.cellColumns) { $0.string($1) }
      json.key("rows")
      json.array { json in
        for measure in input.measures { printed.each(of: measure) { json.row($0) } }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

extension JSONWriter {
  fileprivate mutating func row(_ cell: PastCell) {
    array { json in
      for text in [cell.measure, cell.schoolYear, cell.place.scope.rawValue, cell.place.id, cell.placeName] {
        json.string(text)
      }
      json.string(cell.family)
      json.string(cell.group)
      for number in [cell.row.n, cell.row.rate, cell.row.gap, cell.row.needed] { json.printed(number) }
      json.bool(cell.row.isHidden)
    }
  }

  private mutating func printed(_ text: String) {
    if text.isEmpty {
      null()
    } else if text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) {
      number(formatted: text)
    } else {
      string(text)
    }
  }
}
