extension Sifted {
  /// The unmatched records that decide an area, and how many of them it takes.
  ///
  /// - Parameters:
  ///   - missing: What the area misses now, and `later` once the running courses are passed.
  func openRecords(
    _ area: SubjectArea, missing: Int, later: Int, in transcript: Transcript
  ) -> OpenRecords? {
    let passed = unmatchedRecords.filter { !$0.isRunning && $0.areas.has(area) && $0.worth > 0 }
    let decidesNow = passed.reduce(0) { $0 + $1.worth } >= missing
    let candidates = decidesNow ? passed : unmatchedRecords.filter { $0.areas.has(area) && $0.worth > 0 }
    let wanted = decidesNow ? missing : later
    var open = wanted
    var least = 0
    for worth in candidates.map(\.worth).sorted(by: >) where open > 0 {
      open -= worth
      least += 1
    }
    let deciding = least == 1 ? candidates.filter { $0.worth >= wanted } : candidates
    guard !deciding.isEmpty else { return nil }
    return OpenRecords(
      area: area, records: deciding.map { transcript.records[Int($0.record)].sequence }.sorted(), least: least)
  }
}
