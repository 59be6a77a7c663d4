import CertificateChecker
import Foundation
import Judge
import Rules
import Testing

/// The separate checker, which shares no code with the evaluator, finds nothing wrong with the evaluator's certificates.
///
/// `AGTRACK_LAW_TRANSCRIPTS` sets how many random transcripts are checked under every edition.
@Suite struct LawCertificateTests {
  @Test func theCheckerFindsNothingWrongWithTheCertificatesOfRandomTranscripts() throws {
    var exports = CertificateExport()
    var seeds: [UInt64] = []
    for seed in LawTrial.seeds(40) {
      var generator = TranscriptGenerator(seed: seed &* 104_729)
      let entering = generator.numbers.pick(OracleEdition.all).entering
      let transcript = generator.transcript(entering: entering)
      for edition in OracleEdition.all {
        guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: entering - 1) else { continue }
        exports.add(verdict, edition, of: transcript)
        seeds.append(seed)
      }
    }
    let found = try exports.check()
    #expect(found.verdicts == seeds.count)
    // Verdict n is of the transcript of seed first + (n - 1) / 10.
    for violation in found.violations.prefix(5) { Issue.record("first seed \(LawTrial.first): \(violation)") }
  }

  @Test func everyRuleHasAPlaceInTheChecker() throws {
    // A rule that the checker does not know would be found only on the first student whom it concerns.
    for rule in Rule.allCases {
      let text = try CertificateExport.checkerSources()
      let family = String(rule.id.prefix { $0 != "." })
      let isKnown = text.contains("\"\(rule.id)\"") || text.contains("\"\(family)\"") || rule.id.hasSuffix("validates")
      #expect(isKnown, "\(rule.id)")
    }
  }
}

/// The exports of invented students, as `agtrack verdicts --out --uses` writes them.
struct CertificateExport {
  private var verdicts =
    "student_id,system,edition,as_of,subject_area,required,earned,in_progress,missing,status,required_12,earned_12,"
    + "in_progress_12,missing_12,district_id\n"
  private var uses =
    "student_id,system,subject_area,semesters,how,school_id,school_year,term,course_id,part,because,twelfths\n"
  private var students = 0

  mutating func add(_ verdict: Verdict, _ edition: OracleEdition, of transcript: OracleTranscript) {
    students += 1
    let id = String(String(10_000_000 + students).dropFirst())
    let system = edition.csu ? "csu" : "uc"
    func line(_ area: String, _ amounts: [Int], _ status: String) {
      let printed = amounts.map(CaseTranscript.semesters).joined(separator: ",")
      let exact = amounts.map(String.init).joined(separator: ",")
      verdicts += "\(id),\(system),\(edition.id),2027-06-30,\(area),\(printed),\(status),\(exact),1\n"
    }
    var sums = [0, 0, 0, 0]
    for area in SubjectArea.allCases {
      let amounts = [
        verdict.required[area], verdict.earned[area], verdict.inProgress[area], verdict.missing(area),
      ]
      for place in 0..<4 { sums[place] += amounts[place] }
      line(area.letter, amounts, verdict.status[area].rawValue)
    }
    line("ALL", sums, verdict.overall.rawValue)
    func record(_ sequence: Int32) -> (school: String, year: String, term: String, course: String) {
      guard sequence > 0 else { return ("", "", "", "") }
      let record = transcript.records[Int(sequence) - 1]
      let year = "\(record.year)-\(String(record.year + 1).suffix(2))"
      return ("S", year, record.term, record.course?.key ?? "x\(sequence)")
    }
    for use in verdict.uses {
      var source = record(use.record)
      if use.kind == .exam { source = ("", "2026-27", "", "AP exam") }
      var because = use.rule.id
      let by = record(use.because)
      if use.because > 0 { because += " by \(by.school)/\(by.year)/\(by.term)/\(by.course)" }
      uses +=
        "\(id),\(system),\(use.area?.letter ?? ""),\(CaseTranscript.semesters(use.twelfths)),\(use.kind.rawValue),"
      uses +=
        "\(source.school),\(source.year),\(source.term),\(source.course),\(use.part == 0 ? "" : String(use.part)),"
      uses += "\(because),\(use.twelfths)\n"
    }
  }

  /// What the checker says of the files.
  func check() throws -> (verdicts: Int, violations: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("agtrack-law-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["verdicts.csv", "uses.csv"].map { folder.appendingPathComponent($0) }
    try Data(verdicts.utf8).write(to: paths[0])
    try Data(uses.utf8).write(to: paths[1])
    var found: [String] = []
    let lines = uses.split(separator: "\n")
    var check = try CertificateCheck(verdicts: paths[0].path, uses: paths[1].path) { text in
      let pieces = text.dropFirst(folder.path.count + 1).split(separator: ":")
      let line = Int(pieces[1]) ?? 1
      found.append(text.dropFirst(folder.path.count + 1) + (pieces[0] == "uses.csv" ? "\n  \(lines[line - 1])" : ""))
    }
    try check.run()
    return (check.verdicts, found)
  }

  static func checkerSources(filePath: String = #filePath) throws -> String {
    let tests = URL(fileURLWithPath: filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CertificateChecker")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }.joined()
  }
}
