import Reports
import Store

/// The checks of a run with what to do, for a person or a program.
struct CheckListing {
  let run: RunState
  let asOf: String
  let stored: [StoredCheck]
  /// What this program knows of the checks; one that it no longer has is shown without advice.
  let checks: [Check]

  private static let shownPlaces = 10

  private func check(_ stored: StoredCheck) -> Check? { checks.first { $0.id == stored.id } }

  /// Shortest decimal, without `.0`.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  // MARK: For a person

  var text: String {
    var text = "run \(run.id) as of \(asOf), \(run.state.rawValue)"
    if let by = run.publishedBy, let account = run.publishedAccount { text += " by \(by) (\(account))" }
    if let reason = run.publishReason { text += ": \(TerminalSafe.line(reason))" }
    text += "\n"
    let found = stored.filter { $0.found > 0 }
    for check in found.filter(\.isBreached) + found.filter({ !$0.isBreached }) {
      text += CheckListing.paragraph(check, self.check(check), run: run.id)
    }
    let clean = stored.filter { $0.found == 0 }.map(\.id)
    if !clean.isEmpty { text += "\nnothing found by \(clean.joined(separator: ", "))\n" }
    return text
  }

  /// - Parameter run: Where more can be asked about it; nil of a dry run, of which nothing is kept.
  static func paragraph(_ stored: StoredCheck, _ check: Check?, run: Int32?) -> String {
    let whole = stored.base ?? stored.found
    let counted = Check.Unit(rawValue: stored.counts)?.counted(whole) ?? "\(whole) \(stored.counts)"
    let found = stored.base == nil ? counted : "\(stored.found) of \(counted)"
    let judgement = stored.isBreached ? "over the limit of \(stored.limit) (\(stored.action))" : "limit \(stored.limit)"
    var text = "\n\(stored.severity) \(stored.id): \(found), \(judgement)\n"
    if let check { text += "  \(check.title)\n" }
    for place in stored.places.prefix(CheckListing.shownPlaces) {
      let names = [place.schoolName ?? place.schoolID, place.subject].compactMap { $0 }.map(TerminalSafe.line)
      text += "    \(names.joined(separator: ", ")): \(place.occurrences)"
      if place.measured != nil { text += ", measured \(CheckListing.number(place.measured))" }
      if place.expected != nil { text += ", expected \(CheckListing.number(place.expected))" }
      text += "\n"
    }
    let rest = stored.places.count - CheckListing.shownPlaces
    if rest > 0 {
      text += "    and \(rest) more places\(run.map { ": agtrack checks --run \($0) --csv" } ?? "")\n"
    }
    if let check { text += "  What to do: \(check.resolve)\n" }
    if stored.counts == "students", let run {
      text += "  Students: agtrack checks --run \(run) --students \(stored.id)\n"
    }
    return text
  }

  // MARK: For a program

  var csv: [UInt8] {
    var csv = CSVWriter(columns: [
      "run_id", "check", "severity", "action", "counts", "found", "base", "limit", "breached", "school_id", "school",
      "subject", "occurrences", "measured", "expected", "resolve",
    ])
    for check in stored {
      let places = check.places.map(Optional.some)
      for place in places.isEmpty ? [nil] : places {
        csv.number(Int(run.id))
        for word in [check.id, check.severity, check.action, check.counts] { csv.text(word) }
        csv.number(check.found)
        csv.number(check.base)
        csv.word(check.limit)
        csv.word(check.isBreached ? "Y" : "N")
        csv.text(place?.schoolID)
        csv.text(place?.schoolName)
        csv.text(place?.subject)
        csv.number(place?.occurrences)
        csv.number(formatted: CheckListing.number(place?.measured))
        csv.number(formatted: CheckListing.number(place?.expected))
        csv.text(self.check(check)?.resolve)
        csv.endLine()
      }
    }
    return csv.take()
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("run_id", Int(run.id))
      json.field("as_of", asOf)
      json.field("state", run.state.rawValue)
      json.field("published_by", run.publishedBy)
      json.field("published_account", run.publishedAccount)
      json.field("publish_reason", run.publishReason)
      json.key("checks")
      json.array(of: stored) { json, stored in write(stored, to: &json) }
    }
    return json.document + [UInt8(ascii: "\n")]
  }

  private func write(_ stored: StoredCheck, to json: inout JSONWriter) {
    let check = check(stored)
    json.object { json in
      json.field("check", stored.id)
      json.field("title", check?.title)
      json.field("severity", stored.severity)
      json.field("action", stored.action)
      json.field("counts", stored.counts)
      json.field("found", stored.found)
      json.field("base", stored.base)
      json.field("limit", stored.limit)
      json.key("breached")
      json.bool(stored.isBreached)
      json.field("parameters", stored.parameters)
      json.field("finds", check?.finds)
      json.field("matters", check?.matters)
      json.field("resolve", check?.resolve)
      json.key("places")
      json.array(of: stored.places) { json, place in
        json.object { json in
          json.field("school_id", place.schoolID)
          json.field("school", place.schoolName)
          json.field("subject", place.subject)
          json.field("occurrences", place.occurrences)
          for (name, value) in [("measured", place.measured), ("expected", place.expected)] {
            json.key(name)
            if let value { json.number(formatted: CheckListing.number(value)) } else { json.null() }
          }
        }
      }
    }
  }
}
