/// The worked cases as files that any system can read: the canonical extract, and what must come out of it.
package enum ConformanceKit {
  /// The day on which everybody in the kit is read.
  package static let asOf = "2026-06-30"
  /// Fall of its school year.
  static let asOfFall = 2025

  /// An invented student: one case, read for one entering year.
  struct Student {
    var worked: WorkedCase
    var entering: Int
    var id: String { "\(worked.id)-\(entering)" }
    /// 9 to 12; graduates keep 12.
    var gradeLevel: Int { min(12, 12 - (entering - 1 - ConformanceKit.asOfFall)) }
    /// The editions that the case answers for, csu before uc.
    var editions: [OracleEdition] = []
  }

  /// Every file of the kit that is made from the cases, by its path in `samples/conformance`.
  /// - Throws: `CaseFileError` for a case that cannot be told in files.
  package static func files() throws -> [(path: String, text: String)] {
    let students = try CaseFiles.all().flatMap(students)
    let extract = try KitExtract(students, catalogue: CaseFiles.catalogue())
    return extract.files.map { ("extract/\($0.name)", $0.text) } + KitAnswers.files(students)
  }

  /// The students of a case. An answer for all editions is told by one student of the newest; where a case names
  /// editions, each has its student.
  static func students(_ worked: WorkedCase) throws -> [Student] {
    var found: [Student] = []
    for (id, isGeneral) in worked.answers {
      guard let edition = OracleEdition.named(id), let entering = try entering(worked, edition, isGeneral) else {
        continue
      }
      if let index = found.firstIndex(where: { $0.entering == entering }) {
        if !found[index].editions.contains(edition) { found[index].editions.append(edition) }
      } else {
        found.append(Student(worked: worked, entering: entering, editions: [edition]))
      }
    }
    guard !found.isEmpty else {
      throw CaseFileError.bad(worked.file, worked.line, "\(worked.id) answers for no student who can be in the kit")
    }
    for index in found.indices { found[index].editions.sort { $0.csu && !$1.csu } }
    return found.sorted { $0.entering < $1.entering }
  }

  /// The entering year of the student who tells an answer; nil where another one tells it.
  private static func entering(_ worked: WorkedCase, _ edition: OracleEdition, _ isGeneral: Bool) throws -> Int? {
    let isNewest = OracleEdition.all.last { $0.csu == edition.csu } == edition
    if worked.asOfGrade < 12 || (worked.isRunning && worked.entering == nil) {
      // Who is still at school on the day of reading.
      let entering = asOfFall + 13 - worked.asOfGrade
      guard worked.entering ?? entering == entering else {
        throw CaseFileError.bad(worked.file, worked.line, "\(worked.id) must be entering \(entering)")
      }
      return isNewest ? entering : nil
    }
    if isGeneral && worked.entering == nil { return isNewest ? CaseTranscript.entering(worked, edition: edition) : nil }
    return CaseTranscript.entering(worked, edition: edition)
  }

  static func csv(_ fields: [String]) -> String {
    fields.map { field in
      field.contains { $0 == "," || $0 == "\"" }
        ? "\""
          + field.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\"" : field
    }.joined(separator: ",") + "\n"
  }

  static func schoolYear(_ fall: Int) -> String {
    let end = (fall + 1) % 100
    return "\(fall)-\(end < 10 ? "0" : "")\(end)"
  }
}

extension WorkedCase {
  /// The editions that the case answers for, with repetitions.
  fileprivate var answers: [(edition: String, isGeneral: Bool)] {
    expectations.map { ($0.edition, $0.isGeneral) } + gradePoints.map { ($0.edition, $0.isGeneral) }
      + timings.map { ($0.edition, $0.isGeneral) }
  }
}
