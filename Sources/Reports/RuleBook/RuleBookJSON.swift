import Rules

extension RuleBook {
  /// The book as one JSON document.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.key("editions")
      json.array(of: editions) { json, edition in
        json.object {
          $0.field("edition", edition.id)
          $0.field("system", edition.system.rawValue)
          $0.field("first_entering_year", edition.first)
          $0.field("last_entering_year", edition.last)
        }
      }
      json.key("rules")
      json.array(of: entries) { json, entry in json.object { write(entry, &$0) } }
      json.key("exams")
      json.array(of: exams) { json, exam in
        json.object {
          $0.field("program", exam.program)
          $0.field("subject", exam.name)
          $0.field("minimum_score", exam.minimumScore)
          $0.field("area", exam.area.letter)
          $0.field("clears", exam.clears)
          write(exam.origin, &$0)
        }
      }
      json.key("pass_windows")
      json.array(of: passWindows) { json, window in
        json.object {
          $0.field("school_year", window.year)
          $0.key("terms")
          $0.array(of: window.terms) { $0.string($1) }
          write(window.origin, &$0)
        }
      }
    }
    return writer.document
  }

  private func write(_ entry: Entry, _ json: inout JSONWriter) {
    json.field("rule", entry.id)
    json.field("title", entry.text.title)
    json.field("text", entry.text.paragraph)
    json.key("how")
    json.array(of: entry.text.kinds) { $0.string($1.rawValue) }
    json.key("parameters")
    json.array(of: entry.parameters) { json, parameter in
      json.object {
        $0.field("parameter", parameter.id)
        $0.field("meaning", parameter.meaning)
        $0.key("values")
        $0.array(of: parameter.values) { json, value in
          json.object {
            $0.field("edition", value.edition.id)
            $0.field("value", value.value)
            $0.field("in_words", value.phrase)
            write(value.origin, &$0)
          }
        }
      }
    }
    json.key("cases")
    json.array(of: entry.cases) { $0.string($1) }
  }

  private func write(_ origin: Origin, _ json: inout JSONWriter) {
    json.field("source", origin.source)
    json.field("verified_on", origin.verifiedOn)
    json.key("open")
    json.bool(origin.isOpen)
  }
}
