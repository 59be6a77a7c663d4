public import Postgres

/// What becomes of each check in a run whose data is that of the published run.
public struct CarriedChecks: Sendable {
  enum Way: Sendable {
    /// It answers as it did.
    case asBefore
    /// It compares the run with the one before: nothing differs.
    case nothing
    /// It is asked again, as the day has a part in it.
    case again
  }

  let previous: Int32
  let ways: [(check: Check, way: Way, before: CheckOutcome)]

  /// - Parameter asOf: day of the run, in days since 1970-01-01.
  /// - Returns: nil where a check must be asked of the records: the published run did not answer it, or the day may have
  ///   changed the answer.
  public static func plan(
    _ connection: borrowing Connection, since previous: PublishedRun, asOf: Int32, schoolYear: Int16,
    settings: [String: CheckSetting]
  ) throws -> CarriedChecks? {
    let stored = try outcomes(connection, run: previous.id)
    var ways: [(Check, Way, CheckOutcome)] = []
    for check in try Check.all() where settings[check.id]?.action != .off {
      guard let before = stored[check.id] else { return nil }
      if check.compares {
        ways.append((check, .nothing, before))
      } else if !check.asksTheDay || asOf == previous.asOf {
        ways.append((check, .asBefore, before))
      } else if !check.asksTheTally {
        ways.append((check, .again, before))
      } else {
        var values: [String: Parameter] = [
          "before": .date(previous.asOf), "as_of": .date(asOf), "school_year": .integer(Int32(schoolYear)),
        ]
        for parameter in check.parameters {
          let value = settings[check.id]?.parameters[parameter.name] ?? parameter.value
          values[parameter.name] = .integer(Int32(clamping: value))
        }
        guard let later = check.later else { return nil }
        let (sql, bound) = try Check.bound(later, of: check.id, values)
        let mayDiffer = try connection.first("SELECT \(sql)", bound, name: "check \(check.id)") { try $0.bool(0) }
        if mayDiffer != false { return nil }
        ways.append((check, .asBefore, before))
      }
    }
    return CarriedChecks(previous: previous.id, ways: ways)
  }

  private static func outcomes(_ connection: borrowing Connection, run: Int32) throws -> [String: CheckOutcome] {
    var found: [String: CheckOutcome] = [:]
    for check in try CheckReader.checks(connection, run: run) {
      guard let severity = Check.Severity(rawValue: check.severity), let action = Check.Action(rawValue: check.action),
        let counts = Check.Unit(rawValue: check.counts), let limit = CheckLimit(check.limit)
      else { throw StoreError.damaged("a stored check is one that this program does not know") }
      found[check.id] = CheckOutcome(
        id: check.id, severity: severity, action: action, counts: counts, found: check.found, base: check.base,
        limit: limit, isBreached: check.isBreached, parameters: check.parameters, milliseconds: 0,
        places: check.places.map {
          CheckOutcome.Place(
            schoolID: $0.schoolID, subject: $0.subject, occurrences: $0.occurrences, measured: $0.measured,
            expected: $0.expected)
        })
    }
    return found
  }
}

extension Check {
  private func mentions(_ name: String) -> Bool {
    // A value stands behind one colon, a type behind two.
    statement.ranges(of: ":\(name)").contains { range in
      let before = statement[..<range.lowerBound].last
      let after = statement[range.upperBound...].first
      return before != ":" && !(after.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false)
    }
  }

  /// Whether it compares the run with the one before.
  var compares: Bool { mentions("previous") }
  /// Whether the day of the run has a part in it.
  var asksTheDay: Bool { mentions("as_of") }
  /// Whether it reads the counts of records that only a night that reads the extract makes.
  var asksTheTally: Bool { mentions("empty_transcripts") || statement.contains("check_tally") }

  /// Stands for all checks that are built in.
  public static func digest() throws -> String {
    Digest.sha256(try all().map { "\($0.id)\n\($0.later ?? "")\n\($0.statement)" }.joined(separator: "\n"))
  }
}

extension CheckSetting {
  /// Equal for equal settings.
  public var fingerprint: String {
    let values = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return ([action?.rawValue ?? "", limit?.text ?? ""] + values).joined(separator: " ")
  }
}
