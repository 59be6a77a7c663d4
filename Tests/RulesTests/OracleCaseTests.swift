import Judge
import Testing

/// The judge itself must agree with every worked case before it may judge.
@Suite struct OracleCaseTests {
  @Test func everyWorkedCaseIsWhatTheJudgeSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.expectations {
        let (edition, transcript, asOf) = try Self.read(worked, expected.edition)
        let verdict = Oracle.evaluate(transcript, edition, asOf: asOf)
        #expect(CaseTranscript.pattern(verdict) == expected.pattern, "\(worked) under \(edition)")
        #expect(verdict.areas == expected.areas, "\(worked) under \(edition): amounts")
        #expect(verdict.status == expected.overall, "\(worked) under \(edition): whole pattern")
        if let semesters = expected.electiveSemesters {
          #expect(verdict.electiveSupply == semesters * 6, "\(worked) under \(edition): semesters for G")
        }
      }
    }
  }

  @Test func everyGradePointAverageIsWhatTheJudgeSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.gradePoints {
        let (edition, transcript, asOf) = try Self.read(worked, expected.edition)
        #expect(OracleGrades.average(transcript, asOf: asOf) == expected.counts, "\(worked) under \(edition)")
      }
    }
  }

  @Test func everyTimingIsWhatTheJudgeSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.timings {
        let (edition, transcript, asOf) = try Self.read(worked, expected.edition)
        let entering = CaseTranscript.entering(worked, edition: edition)
        let timing = OracleTiming.judge(transcript, edition, entering: entering, asOf: asOf)
        #expect(timing == expected.timing, "\(worked) under \(edition)")
      }
    }
  }

  @Test func thereAreAtLeast250Cases() throws {
    let cases = try CaseFiles.all()
    #expect(cases.count >= 250)
    #expect(cases.reduce(0) { $0 + $1.expectations.count + $1.gradePoints.count + $1.timings.count } >= 1_000)
  }

  /// The line that is at fault is the last one; what stands above it is in order.
  @Test(arguments: [
    "  UC: ABCDEFG", "case Z-01", "case Z-01 title\n  rule a.world\n  rule a.world", "case Z-01 title\n  source",
    "case Z-01 title\n  without Nothing", "case Z-01 title\n  World 10", "case Z-01 title\n  Wrold 10: S1 B",
    "case Z-01 title\n  World 13: S1 B", "case Z-01 title\n  World 10: S3 B", "case Z-01 title\n  World 10: S1 E",
    "case Z-01 title\n  World 10: S1 B part 3", "case Z-01 title\n  World 10: S1 B credits two",
    "case Z-01 title\n  World 10 in 2019-21: S1 B", "case Z-01 title\n  World 10 loudly: S1 B",
    "case Z-01 title\n  exam AP 07 grade 11", "case Z-01 title\n  exam LSAT 07 3 grade 11",
    "case Z-01 title\n  waiver H 2", "case Z-01 title\n  entering soon", "case Z-01 title\n  read at end of term",
    "case Z-01 title\n  uc-2016: ABCDEFG", "case Z-01 title\n  UC: ABCDEF", "case Z-01 title\n  UC: ABc9DEFG",
    "case Z-01 title\n  UC: ABCDEFG (G 4)", "case Z-01 title\n  needs world-history 2",
    "case Z-01 title\n  UC: a2BCDEFG\n  needs history 2", "case Z-01 title\n  gpa UC grades 2 points 6",
    "case Z-01 title\n  timing UC 22", "case Z-01 title\n  timing CSU 22 met",
    "case Z-01 title\n  rule a.world\n  source UC\n  UC: a2BCDEFG",
  ])
  func whatIsNotUnderstoodIsAnErrorWithItsLine(_ text: String) throws {
    let lines = text.split(separator: "\n").count
    let error = try #require(throws: CaseFileError.self) { try CaseFiles.read(text, file: "z.case") }
    #expect("\(error)".hasPrefix("z.case, line \(lines): "), "\(error)")
  }

  @Test func aCaseMustHaveARuleASourceAnAnswerAndTheRightEdition() throws {
    let head = "case Z-01 title\n"
    for text in [
      "source UC\nUC: ABCDEFG", "rule a.world\nUC: ABCDEFG", "rule a.world\nsource UC",
      "rule a.world\nsource UC\nUC: ABCDEFG\nuc-2015: ABCDEFG",
      "rule a.world\nsource UC\nentering 2014\nuc-2015: ABCDEFG",
    ] {
      let error = try #require(throws: CaseFileError.self) { try CaseFiles.read(head + text, file: "z.case") }
      #expect("\(error)".hasPrefix("z.case, line 1: "), "\(error)")
    }
    #expect(try CaseFiles.read(head + "rule a.world\nsource UC\nUC: ABCDEFG", file: "z.case").count == 1)
  }

  /// The transcript of a case under an edition, and the fall of the school year in which it is read.
  static func read(_ worked: WorkedCase, _ id: String) throws -> (OracleEdition, OracleTranscript, Int) {
    let edition = try #require(OracleEdition.named(id))
    let entering = CaseTranscript.entering(worked, edition: edition)
    return (edition, try CaseTranscript.build(worked, entering: entering), entering - 13 + worked.asOfGrade)
  }
}
