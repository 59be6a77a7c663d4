import Reports
import Rules
import Store

/// The rows of `verdicts --out`: one per student, system and subject area, and one for all.
struct VerdictTable {
  var csv = CSVWriter(columns: [
    "student_id", "system", "edition", "as_of", "subject_area", "required", "earned", "in_progress", "missing",
    "status",
    "required_12", "earned_12", "in_progress_12", "missing_12", "district_id", "reason", "needs",
  ])
  private let asOf: String
  private let names: RecordNames

  init(asOf: CalendarDay, names: RecordNames) { (self.asOf, self.names) = (asOf.code, names) }

  mutating func add(_ verdict: VerdictRow, of student: StoredStudent) {
    var sums = [0, 0, 0]
    let reason = ReasonText(verdict, of: student, names: names)
    for area in SubjectArea.allCases {
      let index = Int(area.rawValue)
      let amounts = [Int(verdict.required[index]), Int(verdict.earned[index]), Int(verdict.inProgress[index])]
      for place in 0..<3 { sums[place] += amounts[place] }
      add(
        verdict, student.profile, area.letter, amounts, verdict.areaStatus[index], reason?.area(area) ?? "",
        needs(verdict) { $0.area == area })
    }
    add(verdict, student.profile, "ALL", sums, verdict.status, reason?.whole ?? "", needs(verdict) { _ in true })
  }

  private mutating func add(
    _ verdict: VerdictRow, _ student: StudentProfile, _ area: String, _ amounts: [Int], _ status: StoredStatus,
    _ reason: String, _ needs: String
  ) {
    let all = amounts + [amounts[0] - amounts[1]]
    csv.text(student.studentID)
    csv.word(verdict.system)
    csv.text(verdict.edition)
    csv.word(asOf)
    csv.word(area)
    for amount in all { csv.number(formatted: Amounts.semesters(twelfths: amount)) }
    csv.word(status.code)
    for amount in all { csv.number(amount) }
    csv.text(student.districtID)
    csv.text(reason)
    csv.word(needs)
    csv.endLine()
  }

  /// What is missing in words of a fixed list: `english 1; elective 2`, amounts in semesters.
  private func needs(_ verdict: VerdictRow, where isAsked: (Need) -> Bool) -> String {
    Need.allCases.filter(isAsked).compactMap { need in
      let twelfths = verdict.shortfalls.reduce(0) { $0 + ($1.need == need.rawValue ? Int($1.twelfths) : 0) }
      return twelfths > 0 ? "\(need.code) \(Amounts.semesters(twelfths: twelfths))" : nil
    }.joined(separator: "; ")
  }
}

/// The rows of `verdicts --uses`: the certificate, one per filled or examined record.
struct UseTable {
  var csv = CSVWriter(columns: [
    "student_id", "system", "subject_area", "semesters", "how", "school_id", "school_year", "term", "course_id", "part",
    "because", "twelfths",
  ])
  private let names: RecordNames

  init(names: RecordNames) { self.names = names }

  mutating func add(_ verdict: VerdictRow, of student: StoredStudent) {
    let order = verdict.uses.indices.sorted {
      (names.place(verdict.uses[$0].area), $0) < (names.place(verdict.uses[$1].area), $1)
    }
    for index in order {
      let use = verdict.uses[index]
      let source = names.source(use, of: student)
      csv.text(student.profile.studentID)
      csv.word(verdict.system)
      csv.word(names.letter(use.area))
      csv.number(formatted: Amounts.semesters(twelfths: Int(use.twelfths)))
      csv.word(use.how.code)
      csv.text(source.schoolID)
      csv.word(source.schoolYear)
      csv.word(source.term)
      csv.text(source.courseID)
      csv.number(use.part == 0 ? nil : Int(use.part))
      csv.text(names.because(use, of: student))
      csv.number(Int(use.twelfths))
      csv.endLine()
    }
  }
}

/// The rows of `verdicts --gpa`: one per student and system. Averages are truncated, never rounded.
struct GradePointTable {
  var csv = CSVWriter(columns: [
    "student_id", "system", "grades", "points", "honors_capped", "honors_all", "unweighted", "capped", "weighted",
  ])

  mutating func add(_ average: GradePointAverage, _ verdict: VerdictRow, of student: StudentProfile) {
    csv.text(student.studentID)
    csv.word(verdict.system)
    for count in [average.grades, average.points, average.honorsCapped, average.honorsAll] { csv.number(count) }
    for kind in [GradePointAverage.Kind.unweighted, .capped, .weighted] {
      csv.number(formatted: average.truncated(kind))
    }
    csv.endLine()
  }
}

/// The rows of `verdicts --timing`: one per student and system, in semesters.
struct TimingTable {
  var csv = CSVWriter(columns: ["student_id", "system", "before_final_year", "required", "met"])

  mutating func add(_ timing: TimingVerdict, _ verdict: VerdictRow, of student: StudentProfile) {
    csv.text(student.studentID)
    csv.word(verdict.system)
    csv.number(formatted: Amounts.semesters(twelfths: timing.beforeFinalYear))
    csv.number(formatted: timing.required.map { Amounts.semesters(twelfths: $0) })
    csv.word(timing.isMet.map { $0 ? "Y" : "N" } ?? "")
    csv.endLine()
  }
}
