/// Writes what the kit's students must be told.
enum KitAnswers {
  static func files(_ students: [ConformanceKit.Student]) -> [(path: String, text: String)] {
    var cases = "case_id,student_id,system,entering,edition,rule,title,source\n"
    var verdicts = "case_id,student_id,system,subject_area,required,earned,in_progress,missing,status\n"
    var reasons = "case_id,student_id,system,subject_area,need,semesters\n"
    var gradePoints =
      "case_id,student_id,system,grades,points,honors_capped,honors_all,unweighted,capped,weighted\n"
    var timings = "case_id,student_id,system,before_final_year,required,met\n"
    for student in students {
      let worked = student.worked
      for edition in student.editions {
        let system = edition.csu ? "csu" : "uc"
        let key = [worked.id, student.id, system]
        cases += ConformanceKit.csv(
          key + ["\(student.entering)", edition.id, worked.rule, worked.title, worked.source])
        if let expected = worked.expectations.first(where: { $0.edition == edition.id }) {
          verdicts += self.verdicts(expected, key)
          reasons += self.reasons(expected, key)
        }
        if let expected = worked.gradePoints.first(where: { $0.edition == edition.id }) {
          let counts = expected.counts
          gradePoints += ConformanceKit.csv(
            key + [counts.grades, counts.points, counts.capped, counts.all].map(String.init) + expected.averages)
        }
        if let timing = worked.timings.first(where: { $0.edition == edition.id })?.timing {
          timings += ConformanceKit.csv(
            key + [
              CaseTranscript.semesters(timing.before), timing.required.map(CaseTranscript.semesters) ?? "",
              timing.isMet.map { $0 ? "Y" : "N" } ?? "",
            ])
        }
      }
    }
    return [
      ("cases.csv", cases), ("expected-gpa.csv", gradePoints), ("expected-reasons.csv", reasons),
      ("expected-timing.csv", timings), ("expected-verdicts.csv", verdicts),
    ]
  }

  private static func verdicts(_ expected: WorkedCase.Expectation, _ key: [String]) -> String {
    var text = ""
    var sums = [0, 0, 0, 0]
    for (letter, area) in zip(Oracle.areas, expected.areas) {
      let amounts = [area.required, area.earned, area.inProgress, area.missing]
      for place in 0..<4 { sums[place] += amounts[place] }
      text += ConformanceKit.csv(key + [String(letter)] + amounts.map(CaseTranscript.semesters) + [area.status])
    }
    return text + ConformanceKit.csv(key + ["ALL"] + sums.map(CaseTranscript.semesters) + [expected.overall])
  }

  private static func reasons(_ expected: WorkedCase.Expectation, _ key: [String]) -> String {
    Oracle.areas.flatMap { letter in
      expected.needs.filter { CaseNeeds.areas[$0.name] == letter }.map { need in
        ConformanceKit.csv(key + [String(letter), need.name, CaseTranscript.semesters(need.twelfths)])
      }
    }.joined()
  }
}
