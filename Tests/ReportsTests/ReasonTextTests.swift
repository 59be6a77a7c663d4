import Reports
import Rules
import Testing

struct ReasonTextTests {
  /// A verdict in which everything is met, changed by `change`.
  private func text(_ change: (inout ReasonText) -> Void) -> ReasonText {
    var text = ReasonText(
      overall: .met, status: PerArea(repeating: .met), missing: PerArea(repeating: 0),
      bestMissing: PerArea(repeating: 0),
      shortfalls: [], reasons: [], openRecords: [], isCut: false
    ) { RecordName(courseID: $0 < 3 ? "CHEM1" : "BIO", schoolYear: "2024-25", term: "S\($0)") }
    change(&text)
    return text
  }

  private func miss(_ text: inout ReasonText, _ area: SubjectArea, _ twelfths: Int, _ status: Status, best: Int? = nil)
  {
    text.status[area] = status
    text.missing[area] = twelfths
    text.bestMissing[area] = best ?? twelfths
  }

  @Test("what is met needs no reason")
  func met() {
    #expect(text { _ in }.whole.isEmpty)
    #expect(text { _ in }.area(.a).isEmpty)
  }

  @Test("areas that share courses are named together, others alone with what they need")
  func notMet() {
    let found = text { text in
      text.overall = .notMet
      miss(&text, .c, 12, .notMet)
      miss(&text, .g, 12, .notMet)
      text.shortfalls = [
        Shortfall(need: .secondMathematics, twelfths: 12), Shortfall(need: .elective, twelfths: 12),
      ]
      text.reasons = [
        Reason(areas: [SubjectAreas(.a), SubjectAreas(.g)], twelfths: 12, needs: [text.shortfalls[1]]),
        Reason(areas: SubjectAreas(.c), twelfths: 12, needs: [text.shortfalls[0]]),
      ]
    }
    #expect(
      found.whole
        == "However the courses so far are counted, they do not meet it: areas A and G together lack 2 semesters of courses, "
        + "whichever way they are used; area C lacks 2 semesters (Geometry or Mathematics II).")
    #expect(found.area(.c) == "lacks 2 semesters (Geometry or Mathematics II)")
    #expect(
      found.area(.g) == "areas A and G together lack 2 semesters of courses, whichever way they are used")
    #expect(found.area(.a).isEmpty)
  }

  @Test("what running courses complete is said so")
  func inProgress() {
    var found = text { text in
      text.overall = .inProgress
      miss(&text, .b, 6, .inProgress)
      text.shortfalls = [Shortfall(need: .english, twelfths: 6)]
      text.reasons = [Reason(areas: SubjectAreas(.b), twelfths: 6, needs: text.shortfalls)]
    }
    #expect(found.whole == "The courses running now complete it if all of them are passed with C or better.")
    #expect(found.area(.b) == "lacks 1 semester (English), which the courses running now complete")
    found.overall = .notMet
    miss(&found, .f, 12, .notMet)
    found.reasons.append(
      Reason(areas: SubjectAreas(.f), twelfths: 12, needs: [Shortfall(need: .arts, twelfths: 12)]))
    #expect(
      found.whole
        == "However the courses so far are counted, they do not meet it: area B lacks 1 semester (English), which the courses "
        + "running now complete; area F lacks 2 semesters (one visual or performing art).")
  }

  @Test("what is unknown has a worst and a best case and what decides it")
  func unknown() {
    var found = text { text in
      text.overall = .unknown
      miss(&text, .d, 12, .unknown, best: 0)
      text.openRecords = [OpenRecords(area: .d, records: [1, 2], least: 2)]
    }
    #expect(
      found.whole
        == "At worst 2 semesters missing, at best none: matching CHEM1 (2024-25 S1, S2) to the course list decides.")
    #expect(found.openSentence(.d) == found.whole)
    found.openRecords = [OpenRecords(area: .d, records: [1, 2, 3], least: 1)]
    #expect(
      found.area(.d) == "at worst 2 semesters missing, at best none: matching one of CHEM1 (2024-25 S1), "
        + "CHEM1 (2024-25 S2) and BIO (2024-25 S3) to the course list decides")
    miss(&found, .f, 12, .unknown, best: 6)
    #expect(
      found.whole.hasSuffix(
        "decides. Area F: at worst 2 semesters missing, at best 1: matching records to the course list decides."))
    found.overall = .notMet
    miss(&found, .b, 6, .notMet)
    found.reasons = [Reason(areas: SubjectAreas(.b), twelfths: 6, needs: [])]
    #expect(
      found.whole.hasPrefix(
        "However the courses so far are counted, they do not meet it: area B lacks 1 semester. Area D: at worst 2 semesters missing"
      ))
  }

  @Test("where the search was ended or exams come last, nothing is claimed")
  func unproved() {
    var found = text { text in
      text.overall = .unknown
      miss(&text, .d, 12, .unknown, best: 0)
      text.isCut = true
    }
    #expect(
      found.whole == "At worst 2 semesters missing, at best none: not every assignment of the courses was tried.")
    found = text { text in
      text.overall = .notMet
      miss(&text, .g, 12, .notMet)
      text.shortfalls = [Shortfall(need: .elective, twelfths: 12)]
    }
    #expect(
      found.whole == "Area G lacks 2 semesters (college-preparatory electives), as courses are used before exams.")
    found.isCut = true
    #expect(found.whole.hasSuffix("; not every assignment of the courses was tried."))
  }

  @Test("an alternative names the records that would move, and what it costs")
  func alternatives() {
    let film = RecordName(courseID: "FILM", schoolYear: "2024-25", term: "FY")
    #expect(
      AlternativeText.sentence(.g, records: [film], costs: [AreaCost(area: .f, twelfths: 12)])
        == "Would be met if FILM (2024-25 FY) served area G; area F would then lack 2 semesters more.")
    #expect(
      AlternativeText.sentence(
        .g, records: [], costs: [AreaCost(area: .a, twelfths: 6), AreaCost(area: .d, twelfths: 3)])
        == "Would be met if courses of the elective list were not used in area A and area D; "
        + "area A would then lack 1 semester more and area D 0.5 semesters more.")
    #expect(
      AlternativeText.sentence(.g, records: [film], costs: [])
        == "Would be met if FILM (2024-25 FY) served area G; an exam or a waiver would stand in for them elsewhere.")
  }
}
