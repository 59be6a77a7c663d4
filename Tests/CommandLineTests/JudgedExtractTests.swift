import Foundation
import Judge
import TestSupport
import Testing

/// The way through the files: what the night and `verdicts` answer, against the brute-force judge.
@Suite("What comes out of the files is what the judge says of the transcripts")
struct JudgedExtractTests {
  /// Fall of the school year of the first night.
  private static let asOf = 2_025

  /// `AGTRACK_JUDGED_STUDENTS` sets how many random transcripts, `SEED` which.
  @Test("Random transcripts and all worked cases, for UC and CSU, by the students' own editions and by another")
  func judged() throws {
    var random = SplitMix64.printed(for: "judged extract")
    let count = ProcessInfo.processInfo.environment["AGTRACK_JUDGED_STUDENTS"].flatMap { Int($0) } ?? 100
    let cases = try Self.cases()
    let students = cases + Self.randomTranscripts(&random, count)
    let extract = try ScratchFolder()
    try JudgedExtract(students, seed: random.next(), asOf: Self.asOf).write(to: extract)
    let place = try Place.empty()

    let (result, manifest) = try place.nightWithManifest(extract.path, asOf: "\(Self.asOf + 1)-06-30")
    #expect(result.status == 0 || result.status == 1, "\(result.stderr)")
    #expect(manifest["files"].elements.allSatisfy { $0["rows_rejected"].int == 0 })
    #expect(manifest["students_evaluated"].int == students.count)
    var comparison = Comparison()
    try comparison.compare(try place.exports().verdicts, with: students, asOf: Self.asOf) { $0.entering }
    let others = try place.exports(["--entering", "2010"]).verdicts
    try comparison.compare(others, with: students, asOf: Self.asOf) { _ in 2_010 }

    // A year later the same files hold rows, exams and waivers that were too late before.
    _ = try place.night(extract.path, asOf: "\(Self.asOf + 2)-06-30")
    let later = try place.exports(["--system", "uc"]).verdicts
    try comparison.compare(later, with: students, asOf: Self.asOf + 1) { $0.entering }

    for text in comparison.differences.prefix(5) { Issue.record("\(text)") }
    #expect(comparison.differences.count == 0, "of \(comparison.compared) verdicts of \(students.count) students")
    #expect(cases.count > 100)
    #expect(comparison.editions == Set(OracleEdition.all.map(\.id)))
    #expect(comparison.statuses == ["met", "in_progress", "unknown", "not_met"])
  }

  private static func randomTranscripts(_ random: inout SplitMix64, _ count: Int) -> [JudgedStudent] {
    (0..<count).map { index in
      let seed = random.next()
      var generator = TranscriptGenerator(seed: seed)
      let entering =
        generator.numbers.chance(70)
        ? Int.random(in: 2_022...2_028, using: &generator.numbers)
        : Int.random(in: 2_003...2_021, using: &generator.numbers)
      return JudgedStudent(
        id: "0\(1_000 + index)", origin: "generator seed \(seed)",
        transcript: generator.transcript(entering: entering), entering: entering)
    }
  }

  /// Each worked case, for the last edition that it answers for.
  private static func cases() throws -> [JudgedStudent] {
    try CaseFiles.all().enumerated().compactMap { index, worked in
      let editions = worked.expectations.compactMap { OracleEdition.named($0.edition) }
      guard let last = editions.max(by: { $0.entering < $1.entering }) else { return nil }
      // Who is read before the end of grade 12 is in school on the night.
      let isGraduating = worked.asOfGrade == 12
      let entering = isGraduating ? CaseTranscript.entering(worked, edition: last) : asOf + 13 - worked.asOfGrade
      return JudgedStudent(
        id: "\(5_000 + index)", origin: "\(worked)", transcript: try CaseTranscript.build(worked, entering: entering),
        entering: entering)
    }
  }
}

/// The differences between `verdicts` and the judge.
private struct Comparison {
  private(set) var differences: [String] = []
  private(set) var compared = 0
  private(set) var editions: Set<String> = []
  private(set) var statuses: Set<String> = []

  static func edition(csu: Bool, entering: Int) -> OracleEdition? {
    OracleEdition.all.filter { $0.csu == csu && $0.entering <= entering }.last
  }

  mutating func compare(
    _ verdicts: String, with students: [JudgedStudent], asOf: Int, entering: (JudgedStudent) -> Int
  ) throws {
    let table = try Table(verdicts)
    var found: [String: [[String: String]]] = [:]
    for row in table.named { found["\(row["student_id"] ?? "") \(row["system"] ?? "")", default: []].append(row) }
    let systems = Set(table.column("system"))
    #expect(found.count == students.count * systems.count)
    for student in students {
      for system in systems.sorted() {
        let rows = found["\(student.id) \(system)"] ?? []
        guard let edition = Self.edition(csu: system == "csu", entering: entering(student)) else { continue }
        compare(rows, student, edition, asOf)
      }
    }
  }

  private mutating func compare(
    _ rows: [[String: String]], _ student: JudgedStudent, _ edition: OracleEdition, _ asOf: Int
  ) {
    let verdict = Oracle.evaluate(student.transcript, edition, asOf: asOf)
    var expected = zip("ABCDEFG", verdict.areas).map { Self.line(edition, String($0), $1) }
    let all = OracleArea(
      required: verdict.areas.reduce(0) { $0 + $1.required }, missing: verdict.areas.reduce(0) { $0 + $1.missing },
      inProgress: verdict.areas.reduce(0) { $0 + $1.inProgress }, status: verdict.status)
    expected.append(Self.line(edition, "ALL", all))
    let answered = rows.map { row in
      ["edition", "subject_area"].map { row[$0] ?? "" } + Self.amounts.map { row[$0] ?? "" }
        + Self.amounts.map { row[$0 + "_12"] ?? "" } + [row["status"] ?? ""]
    }
    compared += 1
    editions.insert(edition.id)
    statuses.formUnion(answered.compactMap(\.last))
    if answered == expected { return }
    let lines = zip(answered, expected).filter { $0 != $1 }.map {
      "  program \($0.joined(separator: " "))\n  judge   \($1.joined(separator: " "))"
    }
    differences.append(
      """
      student \(student.id), \(student.origin), entering \(student.entering), \(edition), read at the end of \(asOf)
      \(TranscriptShrinker.text(student.transcript))
      \(lines.joined(separator: "\n"))
      """)
  }

  private static let amounts = ["required", "earned", "in_progress", "missing"]

  private static func line(_ edition: OracleEdition, _ area: String, _ found: OracleArea) -> [String] {
    let twelfths = [found.required, found.earned, found.inProgress, found.missing]
    return [edition.id, area] + twelfths.map(CaseTranscript.semesters) + twelfths.map(String.init) + [found.status]
  }
}
