import Postgres

extension CheckOutcome {
  /// Writes the row of `meta.run_check`.
  func append(to rows: inout BinaryRowBuffer, run: Int32) {
    rows.startRow(columns: 11)
    rows.int32(run)
    rows.text(id)
    rows.text(severity.rawValue)
    rows.text(action.rawValue)
    rows.text(counts.rawValue)
    rows.int64(Int64(found))
    rows.int64(base.map(Int64.init))
    rows.text(limit.text)
    rows.bool(isBreached)
    rows.text(parameters)
    rows.int32(Int32(clamping: milliseconds))
  }
}

extension CheckOutcome.Place {
  init(schoolID: String, occurrences: Int) {
    self.init(
      schoolID: schoolID.isEmpty ? nil : schoolID, subject: nil, occurrences: occurrences, measured: nil,
      expected: nil)
  }

  /// Most occurrences first, then bytewise by school and subject.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    if left.occurrences != right.occurrences { return left.occurrences > right.occurrences }
    let (leftSchool, rightSchool) = (left.schoolID ?? "", right.schoolID ?? "")
    if leftSchool != rightSchool { return leftSchool.utf8.lexicographicallyPrecedes(rightSchool.utf8) }
    let (leftSubject, rightSubject) = (left.subject ?? "", right.subject ?? "")
    if leftSubject != rightSubject { return leftSubject.utf8.lexicographicallyPrecedes(rightSubject.utf8) }
    return (left.measured ?? 0) < (right.measured ?? 0)
  }

  /// Writes the row of `record.check_finding`.
  func append(to rows: inout BinaryRowBuffer, run: Int32, check: String, seq: Int32) {
    rows.startRow(columns: 8)
    rows.int32(run)
    rows.text(check)
    rows.int32(seq)
    rows.text(schoolID)
    rows.text(subject)
    rows.int64(Int64(occurrences))
    if let measured { rows.double(measured) } else { rows.null() }
    if let expected { rows.double(expected) } else { rows.null() }
  }
}
