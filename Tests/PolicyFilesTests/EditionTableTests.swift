import PolicyFiles
import Rules
import Testing

/// The editions as one table, written from the description of the rules: what differs between entering years, and what
/// does not. A number that is changed in a file must be changed here too, by somebody who has read why.
@Suite("Every cell of the table of editions")
struct EditionTableTests {
  private static let editions = [
    "uc-2003", "uc-2006", "uc-2012", "uc-2015", "uc-2019", "uc-2022", "csu-2003", "csu-2006", "csu-2015", "csu-2022",
  ]

  /// Parameter id, the values of UC's six editions, the values of CSU's four; one value stands for all.
  private static let table: [(String, [String], [String])] = [
    ("a.required", ["4"], ["4"]), ("b.required", ["8"], ["8"]), ("c.required", ["6"], ["6"]),
    ("d.required", ["4"], ["4"]), ("e.required", ["4"], ["4"]), ("f.required", ["2"], ["2"]),
    ("g.required", ["2"], ["2"]), ("a.united-states", ["2"], ["2"]), ("a.civics-most", ["1"], ["1"]),
    ("a.second-year", ["world"], ["any-history"]), ("b.eld-most", ["2"], ["2"]),
    ("b.eld-before-grade-12", ["true"], ["false"]), ("b.ninth-grade-most", ["2"], ["2"]),
    (
      "c.geometry-omission-validated", ["true", "true", "true", "false", "false", "false"],
      ["true", "true", "false", "false"]
    ),
    (
      "c.advanced-third-year", ["false", "false", "false", "false", "false", "true"],
      ["false", "false", "false", "true"]
    ),
    ("c.statistics-through", ["2024-25"], ["2024-25"]), ("c.mathematics-2-validates-first-year", ["true"], ["true"]),
    ("c.mathematics-3-validates-mathematics-2", ["true"], ["true"]),
    ("c.geometry-validates-first-year", ["false"], ["false"]),
    ("d.pattern", ["two-foundations"], ["life-and-physical"]),
    ("d.earth-or-interdisciplinary-year", ["false", "false", "false", "false", "true", "true"], ["false"]),
    ("d.elective-most", ["0"], ["2"]), ("d.chemistry-validates", ["false"], ["true"]),
    (
      "f.rule",
      [
        "any-two-semesters", "one-yearlong-course", "one-yearlong-course", "one-discipline", "one-discipline",
        "one-discipline",
      ], ["any-two-semesters", "one-yearlong-course", "one-discipline", "one-discipline"]
    ),
    ("g.eligible-only", ["true", "true", "true", "false", "false", "false"], ["true", "true", "false", "false"]),
    ("college.semester-units", ["3"], ["3"]), ("college.quarter-units", ["4"], ["4"]), ("college.civics", ["1"], ["1"]),
    (
      "timing.rule",
      ["7-of-15-in-final-two-years", "7-of-15-in-final-two-years"]
        + Array(repeating: "11-of-15-before-final-year", count: 4), ["none"]
    ),
    ("gpa.honors-most", ["8"], ["8"]), ("gpa.honors-grade-10-most", ["4"], ["4"]),
  ]

  @Test("The files say what the table says")
  func cells() throws {
    let library = try PolicyLibrary(PolicyFolder().sources)
    #expect(Self.table.map(\.0) == PolicyFile.parameterIDs)
    for (id, uc, csu) in Self.table {
      let expected =
        (uc.count == 1 ? Array(repeating: uc[0], count: 6) : uc)
        + (csu.count == 1 ? Array(repeating: csu[0], count: 4) : csu)
      for (edition, value) in zip(Self.editions, expected) {
        let file = try #require(library.files.first { $0.policy.edition == edition })
        #expect(file.parameter(id)?.value == value, "\(edition) \(id)")
      }
    }
  }

  @Test("Pass windows and exams hold what the description lists, no more")
  func shared() throws {
    let shared = try PolicyLibrary(PolicyFolder().sources).shared
    #expect(
      shared.passWindows.map { "\($0.window.year.code) \($0.window.terms.map(\.rawValue).joined(separator: " "))" } == [
        "2019-20 S2 T2 T3 Q3 Q4 FY SU", "2020-21 S1 S2 T1 T2 T3 Q1 Q2 Q3 Q4 FY SU",
      ])
    func count(_ program: ExamProgram) -> Int { shared.exams.filter { $0.program == program }.count }
    #expect(count(.ap) == 39)
    #expect(count(.ib) == 14)
    #expect(count(.satSubject) == 3)
    #expect(count(.sat) == 4)
    #expect(count(.act) == 2)
    for exam in shared.exams where exam.program == .ap { #expect(exam.minimumScore == 3) }
    for exam in shared.exams where exam.program == .ib { #expect(exam.minimumScore == 5) }
  }
}
