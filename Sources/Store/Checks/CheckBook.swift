/// The checks as Markdown, out of the headers of their files.
public enum CheckBook {
  /// The same files give the same bytes.
  public static func markdown(_ checks: [Check]) -> String {
    var text = """
      # Checks of data quality

      Generated from the headers of `sql/checks` by `agtrack checks --markdown`; edit those, not this page.

      Every night asks these questions of the run that it has loaded, before anybody sees it; the day of the run decides, never the
      clock. A dry run asks all of them too, and takes back what it loaded. A check that finds more than its limit is *breached*. What a breach does is the check's `action`:

      - `report`: it is stored and shown. The default of notes.
      - `ask`: the night publishes and ends with exit 1, as a person is needed. The default of warnings and errors.
      - `hold`: the night ends with exit 1 and the run is loaded, not published. Readers stay on the last published run until a person
        gives `agtrack publish RUN`, or until the next night, which loads anew and is checked anew.
      - `off`: the check is not run.

      `agtrack checks` lists what was found and what to do, `agtrack checks --students ID` the students, for those who may see them.
      Each setting can be changed in the configuration (`nightly --config FILE`):

          checks:
            students-vanished: { action: hold, percent: 3 }
            marks-missing: { limit: 50, grace_days: 14 }
            groups-unknown: { action: off }

      A limit is a number, or a share of all there are (`0.5%`); a share of the students is not exceeded by fewer than ten. Limits and thresholds not named keep the defaults below.

      | check | severity | action | limit | |
      |---|---|---|---|---|

      """
    for check in checks {
      text += "| [\(check.id)](#\(check.id)) | \(check.severity.rawValue) | \(check.action.rawValue) | "
      text += "\(check.limit.text) \(check.counts.rawValue) | \(check.title) |\n"
    }
    for check in checks { text += section(check) }
    return text
  }

  private static func section(_ check: Check) -> String {
    var text = "\n## \(check.id)\n\n**\(check.title).** \(check.finds)\n\n"
    text += "- *When it matters:* \(check.matters)\n- *What to do:* \(check.resolve)\n"
    text += "- *Severity* \(check.severity.rawValue), *action* \(check.action.rawValue), "
    text += "*counts* \(check.counts.rawValue), *limit* \(check.limit.text)\n"
    for (name, meaning) in [
      ("occurrences", check.occurrences), ("measured", check.measured), ("expected", check.expected),
    ] {
      if let meaning { text += "- `\(name)`: \(meaning)\n" }
    }
    if check.parameters.isEmpty { return text }
    text += "\n| threshold | default | from | to | |\n|---|---|---|---|---|\n"
    for parameter in check.parameters {
      text += "| `\(parameter.name)` | \(parameter.value) | \(parameter.range.lowerBound) | "
      text += "\(parameter.range.upperBound) | \(parameter.meaning) |\n"
    }
    return text
  }
}
