import Reports
import Store

/// Prints the students who fit a search. Who they are is data about students, so it goes where data goes and never where
/// messages go.
enum Candidates {
  /// The student of a search that found one.
  /// - Throws: `Failure` (exit 6) otherwise; who fits, or almost does, is printed before.
  static func one(
    _ found: StudentLookUp, asJSON: Bool, style: PageStyle, _ session: borrowing Session
  ) throws -> StoredStudent {
    switch found {
    case .one(let student): return student
    case .nobody: throw Failure(.notFound, "no such student among those you may see")
    case .near(let matches):
      try write(matches, asJSON: asJSON, style: style, session)
      throw Failure(.notFound, "no such student among those you may see; did you mean one of these?")
    case .several(let matches, let isCut):
      try write(matches, asJSON: asJSON, style: style, session)
      throw Failure(
        .notFound, "\(isCut ? "more than " : "")\(matches.count) students fit; ask again with one of their ids")
    }
  }

  private static func write(_ matches: [StudentMatch], asJSON: Bool, style: PageStyle, _ session: borrowing Session)
    throws
  {
    let schools = Dictionary(
      try SharedTables.schools(session.connection).map { ($0.schoolID, $0.name) },
      uniquingKeysWith: { first, _ in first })
    let list = CandidateList(
      matches.map {
        CandidateList.Candidate(
          studentID: $0.studentID, name: "\($0.firstName) \($0.lastName)", gradeLevel: Int($0.gradeLevel),
          school: schools[$0.schoolID] ?? $0.schoolID)
      })
    let output = try Output(nil)
    try output.write(asJSON ? list.json() : Array(list.text(style: style).utf8))
    try output.finish()
  }
}
