import Rules
import Testing

@testable import Reports

@Suite("What stands behind decisions, printed")
struct EvidencePageTests {
  private func entry(_ number: Int, title: String = "Chemistry", rule: String = "list.absent") -> WorklistEntry {
    WorklistEntry(
      schoolID: "99900010100001", school: "A School with a Rather Long Name That Goes On", courseID: "CHEM\(number)",
      title: title, kind: "contradictory", firstYear: "2022-23", lastYear: nil, claimed: "D", listed: "none",
      decided: nil, rule: rule, students: 12_345, uc: 4321, csu: 432, ucPattern: 43, csuPattern: 4, areas: "D;G",
      file: CourseFileLine.decisions,
      line: CourseFileLine.line(CourseFileLine.decisions, ["school_id": "99900010100001", "reason": "a, b"]))
  }

  @Test("The table keeps to 80 columns whatever stands in it; lines to paste stay whole")
  func widths() throws {
    let long = String(repeating: "Very long title ", count: 9) + "\u{1B}[31m数学\n"
    let report = WorklistReport(
      runID: 3, asOf: "2027-03-15", entries: [entry(1), entry(2, title: long, rule: "match.half+area")],
      openCourses: 1234, deciding: 2)
    for plain in [false, true] {
      let page = WorklistPage.text(report, style: PageStyle(plain: plain, columns: 80))
      let parts = page.split(separator: "For course_decisions.csv", maxSplits: 1)
      #expect(parts.count == 2)
      #expect(parts[0].split(separator: "\n").allSatisfy { TerminalText.width(String($0)) <= 80 })
      #expect(parts[1].contains("\n99900010100001,,,,,,,,,,,\"a, b\"\n"))
      #expect(!page.contains("\u{1B}") && (!plain || page.allSatisfy(\.isASCII)))
    }
  }

  @Test("An empty list says so and has no table; no more than was found is promised")
  func empty() {
    let report = WorklistReport(runID: 1, asOf: "2027-03-15", entries: [], openCourses: 7, deciding: 0)
    let page = WorklistPage.text(report, style: PageStyle())
    #expect(page.contains("7 open courses, 0 of which") && !page.contains("Students") && !page.contains("For "))
  }

  @Test("A claim of both systems is compared with both patterns together")
  func outcomes() {
    for uc in Status.allCases {
      for csu in Status.allCases {
        let (yes, no) = (
          ClaimOutcome(claimed: true, uc: uc, csu: csu), ClaimOutcome(claimed: false, uc: uc, csu: csu)
        )
        let both = Set([uc, csu])
        if both == [.met] {
          #expect(yes == .agree && no == .metNotClaimed)
        } else if both.isSubset(of: [.met, .unknown]) {
          #expect(yes == .undecided && no == .undecided)
        } else {
          #expect(yes == .claimedNotMet && no == .agree)
        }
      }
    }
  }

  @Test("Every rule that can decide a course has a sentence, with what told courses of one name apart")
  func sentences() {
    #expect(CourseRuleText.sentence("match.title") == "The name on transcripts is a title of UC's list.")
    #expect(
      CourseRuleText.sentence("match.title+area")
        == "The name on transcripts is a title of UC's list; the claimed area told several of that name apart.")
    #expect(CourseRuleText.sentence("nonsense").isEmpty)
  }

  @Test("The AP review list says where to look and why nobody was chosen")
  func review() {
    let rows = [
      ExamReviewReport.Row(
        file: "ap.csv", line: 7, outcome: "doubtful", rule: "exam.local-id", candidates: 1, students: ["0007"], exams: 2
      ),
      ExamReviewReport.Row(
        file: "=ap.csv", line: 9, outcome: "doubtful", rule: "exam.names-birth-school", candidates: 2,
        students: ["0008", "=9"], exams: 1),
      ExamReviewReport.Row(
        file: "ap.csv", line: 11, outcome: "unmatched", rule: nil, candidates: 0, students: [], exams: 0),
    ]
    let report = ExamReviewReport(runID: 1, rows: rows)
    let page = report.text(style: PageStyle())
    #expect(page.contains("3 rows with 3 scored exams"))
    #expect(page.contains("ap.csv:7: 2 exams, fits one student only in part (exam.local-id): 0007"))
    #expect(page.contains("fits 2 students") && page.contains("ap.csv:11: 0 exams, fits no student"))
    #expect(
      String(decoding: report.csv(), as: UTF8.self).contains(
        "\n'=ap.csv,9,doubtful,exam.names-birth-school,2,1,0008;=9\n"))
    #expect(String(decoding: report.json(), as: UTF8.self).contains(#""students":["0008","=9"]"#))
  }
}
