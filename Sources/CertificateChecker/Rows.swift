/// A row of the verdicts; the amounts are required, earned, in progress and missing, in twelfths of a year.
struct VerdictLine {
  static let columns =
    ["student_id", "system", "edition", "subject_area", "status", "required", "earned", "in_progress", "missing"]
    + ["required_12", "earned_12", "in_progress_12", "missing_12"]
  let line: Int, key: String, system: String, edition: String, area: String, status: String, printed: [String]
  let required: Int, earned: Int, running: Int, missing: Int
  var amounts: [Int] { [required, earned, running, missing] }

  init?(_ file: CSVFile) throws(UnreadableFile) {
    guard let field = try file.next() else { return nil }
    (line, key, system, edition) = (file.line, plain(field[0]) + "\0" + field[1], field[1], field[2])
    (area, status, printed) = (field[3], field[4], Array(field[5..<9]))
    (required, earned) = (try file.number(field, 9), try file.number(field, 10))
    (running, missing) = (try file.number(field, 11), try file.number(field, 12))
  }
}

/// A row of the certificate.
struct UseLine {
  static let columns =
    ["student_id", "system", "subject_area", "semesters", "how", "school_id", "school_year", "term", "course_id"]
    + ["part", "because", "twelfths"]
  let line: Int, key: String, area: String, printed: String, how: String, term: String, part: String, rule: String
  /// The record as `because` names records, the course, the record that validates, and the amount.
  let record: String, course: String, validator: String, twelfths: Int
  var isRecord: Bool { ["earned", "repeated", "college", "surplus"].contains(how) }
  var isPassed: Bool { isRecord || ["g.not-needed", "g.eligible", "repeat.already-passed"].contains(rule) }

  init?(_ file: CSVFile) throws(UnreadableFile) {
    guard let field = try file.next() else { return nil }
    let (school, course) = (plain(field[5]), plain(field[8]))
    let because = field[10].split(separator: " ", maxSplits: 2)
    (line, key, area, printed, how) = (file.line, plain(field[0]) + "\0" + field[1], field[2], field[3], field[4])
    (term, part, rule) = (field[7], field[9], String(because.first ?? ""))
    (record, self.course) = (school + "/" + field[6] + "/" + term + "/" + course, school + "/" + course)
    (validator, twelfths) = (because.count == 3 ? String(because[2]) : "", try file.number(field, 11))
  }
}

/// Without the apostrophe that keeps a spreadsheet from running the text.
private func plain(_ text: String) -> String {
  guard text.utf8.first == UInt8(ascii: "'"), let next = text.dropFirst().first else { return text }
  return "=+-@\t\r".contains(next) ? String(text.dropFirst()) : text
}
