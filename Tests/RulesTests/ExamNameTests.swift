import Judge
import Rules
import Testing

/// Every exam of the description (section 15, points 23 and 35, and section 3.5) by each of its codes and names: what its
/// score clears through the policy files, and that a point less does not.
@Suite struct ExamNameTests {
  private struct Line {
    let program: ExamProgram
    let score: Int32
    /// What a point less clears.
    let less: ExamCredit?
    let credit: ExamCredit
    let names: [String]

    init(_ program: ExamProgram, _ score: Int32, _ credit: ExamCredit, less: ExamCredit? = nil, _ names: String...) {
      (self.program, self.score, self.credit, self.less, self.names) = (program, score, credit, less, names)
    }
  }

  private static let all = ExamCredit.english(most: 48)
  private static let threeYears = ExamCredit.english(most: 36)

  private static func language(_ name: String) -> ExamCredit { .language(NameKey(name)) }

  private static let advancedPlacement: [(ExamCredit, [String])] = [
    (.unitedStatesHistory, ["07", "United States History", "U.S. History", "10", "African American Studies"]),
    (
      .worldHistory,
      ["93", "World History: Modern", "World History", "43", "European History", "53", "Human Geography"]
    ),
    (
      .civics,
      [
        "57", "United States Government and Politics", "U.S. Government and Politics", "58",
        "Comparative Government and Politics",
      ]
    ),
    (all, ["36", "English Language and Composition", "37", "English Literature and Composition"]),
    (.mathematics, ["66", "Calculus AB", "68", "Calculus BC"]), (.biology, ["20", "Biology"]),
    (.chemistry, ["25", "Chemistry"]),
    (
      .physics,
      [
        "78", "Physics B", "80", "Physics C: Mechanics", "82", "Physics C: Electricity and Magnetism", "83",
        "Physics 1", "Physics 1: Algebra-Based", "84", "Physics 2", "Physics 2: Algebra-Based",
      ]
    ), (.interdisciplinaryScience, ["40", "Environmental Science"]),
    (
      .arts,
      [
        "13", "Art History", "14", "Drawing", "Studio Art: Drawing", "15", "2-D Art and Design",
        "Studio Art: 2-D Design", "16", "3-D Art and Design", "Studio Art: 3-D Design", "75", "Music Theory",
      ]
    ),
    (
      .elective,
      [
        "34", "Microeconomics", "35", "Macroeconomics", "31", "Computer Science A", "33", "Computer Science AB", "85",
        "Psychology",
      ]
    ), (language("Chinese"), ["28", "Chinese Language and Culture"]),
    (language("French"), ["48", "French Language and Culture", "51", "French Literature"]),
    (language("German"), ["55", "German Language and Culture"]),
    (language("Latin"), ["60", "Latin", "61", "Latin Literature"]),
    (language("Italian"), ["62", "Italian Language and Culture"]),
    (language("Japanese"), ["64", "Japanese Language and Culture"]),
    (language("Spanish"), ["87", "Spanish Language and Culture", "89", "Spanish Literature and Culture"]),
  ]

  private static let others: [Line] = [
    Line(.ib, 5, .worldHistory, "History HL", "Geography HL"),
    Line(
      .ib, 5, .unitedStatesHistory, "History of the Americas HL", "History HL Americas", "History Americas HL"),
    Line(
      .ib, 5, all, "English A1 HL", "English A HL", "A1 HL", "Language A1 HL", "English A Literature HL",
      "English A Language and Literature HL"),
    Line(
      .ib, 5, .mathematics, "Mathematics HL", "Math HL", "Mathematics Analysis and Approaches HL",
      "Mathematics Applications and Interpretation HL"),
    Line(.ib, 5, .arts, "Visual Arts HL", "Music HL", "Theatre HL", "Theater HL", "Dance HL", "Film HL"),
    Line(.satSubject, 540, .worldHistory, "World History"),
    Line(.satSubject, 550, .unitedStatesHistory, "U.S. History", "United States History", "American History"),
    Line(.satSubject, 560, threeYears, "Literature"), Line(.sat, 560, threeYears, "Writing"),
    Line(.sat, 680, all, less: threeYears, "Writing"), Line(.sat, 31, threeYears, "Writing and Language"),
    Line(.sat, 36, all, less: threeYears, "Writing and Language"),
    Line(.act, 24, threeYears, "English", "English Writing", "Combined English Writing"),
    Line(.act, 30, all, less: threeYears, "English", "English Writing", "Combined English Writing"),
  ]

  @Test func everyExamClearsWhatTheDescriptionSaysByEachOfItsNames() throws {
    let table = try EvaluatorAdapter.filed(try #require(OracleEdition.named("uc-2022"))).exams
    func credit(_ program: ExamProgram, _ name: String, _ points: Int32) -> ExamCredit? {
      table.credit(
        for: ExamResult(
          sequence: 1, program: program, subject: name, year: SchoolYear(fall: 2024), score: points * 100))
    }
    for (expected, names) in Self.advancedPlacement {
      for name in names {
        #expect(credit(.ap, name, 3) == expected && credit(.ap, name, 5) == expected, "AP \(name)")
        #expect(credit(.ap, name, 2) == nil, "AP \(name)")
      }
    }
    for line in Self.others {
      for name in line.names {
        #expect(credit(line.program, name, line.score) == line.credit, "\(line.program) \(name) \(line.score)")
        #expect(credit(line.program, name, line.score - 1) == line.less, "\(line.program) \(name) \(line.score)")
      }
    }
  }

  @Test func whatClearsNothingIsKnownAllTheSame() throws {
    let table = try EvaluatorAdapter.filed(try #require(OracleEdition.named("uc-2022"))).exams
    for (program, names) in [
      (
        ExamProgram.ap, ["22", "Seminar", "Research", "Computer Science Principles", "Precalculus", "90", "Statistics"]
      ),
      (.sat, ["Math", "Evidence-Based Reading and Writing", "Total"]), (.act, ["Math", "Science", "Composite"]),
      (.satSubject, ["Mathematics Level 1", "Mathematics Level 2", "Biology E", "Biology M", "Chemistry", "Physics"]),
    ] {
      for name in names {
        #expect(table.knows(program, subject: name), "\(program) \(name)")
        let best = ExamResult(
          sequence: 1, program: program, subject: name, year: SchoolYear(fall: 2024), score: 80_000)
        #expect(table.credit(for: best) == nil, "\(program) \(name)")
      }
    }
    #expect(!table.knows(.ap, subject: "Underwater Basket Weaving"))
  }
}
