import Reports

/// The files that one export of verdicts writes; those that were not asked for are nil.
struct VerdictFiles {
  let verdicts: Output
  let uses: Output?
  let gradePoints: Output?
  let timing: Output?

  /// Hands over what the tables hold, once it is worth a write.
  func write(
    _ verdicts: inout CSVWriter, _ uses: inout CSVWriter, _ gradePoints: inout CSVWriter, _ timing: inout CSVWriter,
    atLeast bytes: Int
  ) throws {
    if verdicts.waiting >= bytes { try self.verdicts.write(verdicts.take()) }
    if let output = self.uses, uses.waiting >= bytes { try output.write(uses.take()) }
    if let output = self.gradePoints, gradePoints.waiting >= bytes { try output.write(gradePoints.take()) }
    if let output = self.timing, timing.waiting >= bytes { try output.write(timing.take()) }
  }

  func finish() throws {
    for output in [verdicts, uses, gradePoints, timing] { try output?.finish() }
  }
}
