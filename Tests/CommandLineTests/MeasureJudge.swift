import Foundation
import TestSupport

/// Counts the measures a second time: from the files of the extract and the exports of verdicts, student by student, in code
/// that shares nothing with the database's.
struct MeasureJudge {
  /// Denominator and numerator by `measure|scope|family|group`.
  private(set) var counts: [String: [Int]] = [:]

  private let areas = Array("ABCDEFG").map(String.init)
  private var verdicts: [String: [String: String]] = [:]
  private var grades: [String: [String: String]] = [:]
  private var timing: [String: [String: String]] = [:]
  private var madeUp: [String: Set<String>] = [:]
  private var exams: [String: [Int]] = [:]
  private var taken: [String: Taken] = [:]
  private var steps = StepJudge()
  /// By student: IB exams with 4 or more, twelfths of passed college courses.
  private var baccalaureate: [String: Int] = [:]
  private var college: [String: Int] = [:]
  private let fall: Int

  private struct Taken {
    var taken: Set<String> = []
    var failed: Set<String> = []
    var facts: Set<String> = []
    /// By course: what it is, how long it is, how much of it was passed, in twelfths.
    var courses: [String: (kind: String, length: Int, passed: Int)] = [:]
  }

  init(extract: String, exports: ScratchFolder, fall: Int) throws {
    self.fall = fall
    func table(_ name: String) throws -> [[String: String]] {
      try Table(String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(extract)/\(name)")), as: UTF8.self)).named
    }
    for row in try Table(exports.text("v.csv")).named {
      verdicts["\(row["student_id"]!)|\(row["system"]!)", default: [:]][row["subject_area"]!] = row["status"]
      verdicts["\(row["student_id"]!)|\(row["system"]!)"]![row["subject_area"]! + "12"] = row["earned_12"]
      verdicts["\(row["student_id"]!)|\(row["system"]!)"]![row["subject_area"]! + "lack"] =
        "\(Int(row["missing_12"]!)! - Int(row["in_progress_12"]!)!)"
    }
    for row in try Table(exports.text("g.csv")).named where row["system"] == "uc" { grades[row["student_id"]!] = row }
    for row in try Table(exports.text("t.csv")).named where row["system"] == "uc" { timing[row["student_id"]!] = row }
    for row in try Table(exports.text("u.csv")).named where row["system"] == "uc" && row["course_id"] != "" {
      madeUp[row["student_id"]!, default: []].insert(row["how"]!)
    }
    for row in try table("exams.csv") where row["program"] == "AP" {
      exams[row["student_id"]!, default: []].append(Int(row["score"]!)!)
    }
    for row in try table("exams.csv") where row["program"] == "IB" && Int(row["score"]!)! >= 4 {
      baccalaureate[row["student_id"]!, default: 0] += 1
    }
    let colleges = try table("schools.csv").filter { ["community_college", "university"].contains($0["kind"]) }
    try readTranscripts(
      try table("transcripts.csv"), courses: try table("courses.csv"), colleges: Set(colleges.map { $0["school_id"]! }))
    for student in try table("students.csv") { count(student) }
  }

  private mutating func readTranscripts(
    _ rows: [[String: String]], courses: [[String: String]], colleges: Set<String>
  ) throws {
    var listed: [String: [[String: String]]] = [:]
    for course in courses { listed["\(course["school_id"]!)|\(course["course_id"]!)", default: []].append(course) }
    for row in rows {
      let year = Int(row["school_year"]!.prefix(4))!
      let offers = listed["\(row["school_id"]!)|\(row["course_id"]!)"] ?? []
      let offer = offers.first {
        (Int($0["first_year"]!.prefix(4)) ?? 0) <= year && year <= (Int($0["last_year"]!.prefix(4)) ?? 9999)
      }
      if let mark = row["mark"]?.first, "ABC".contains(mark), row["mark"] != "CR", colleges.contains(row["school_id"]!)
      {
        college[row["student_id"]!, default: 0] += max(4, MeasureJudge.twelfths(row))
      }
      steps.note(row, offer, isNow: year == fall, isBefore: year == fall - 1)
      guard let course = offer, course["subject_area"] != "" else { continue }
      take(row, course, year)
    }
  }

  private static func twelfths(_ row: [String: String]) -> Int {
    ["FY": 12, "S1": 6, "S2": 6, "SU": 6, "T1": 4, "T2": 4, "T3": 4][row["term"]!] ?? 3
  }

  private mutating func take(_ row: [String: String], _ course: [String: String], _ year: Int) {
    let areas = course["subject_area"]!.split(separator: ";").map(String.init)
    let grade = Int(row["grade_level"]!)!
    var own = taken[row["student_id"]!] ?? Taken()
    own.taken.formUnion(areas)
    let mark = row["mark"]!
    let passed = mark.first.map { "ABC".contains($0) } == true && mark != "CR"
    if mark.first == "D" || mark.first == "F" { own.failed.formUnion(areas) }
    let twelfths = MeasureJudge.twelfths(row)
    var kinds: [String] = []
    if course["honors"] == "AP" && grade >= 9 { kinds.append("ap") }
    if areas.contains("C") && grade <= 8 { kinds.append("early") }
    for kind in kinds {
      own.facts.insert(kind)
      if kind == "ap" && year == fall { own.facts.insert("ap now") }
      let key = course["course_key"] == "" ? course["course_id"]! : course["course_key"]!
      let name = "\(kind)|\(row["school_id"]!)|\(key)"
      var sum = own.courses[name] ?? (kind, course["length"] == "semester" ? 6 : 12, 0)
      if passed { sum.passed += twelfths }
      own.courses[name] = sum
    }
    if areas.contains("B") && year == fall {
      own.facts.insert(course["discipline"]!.contains("ELD") ? "eld" : "english")
    }
    taken[row["student_id"]!] = own
  }

  // MARK: Counting

  private mutating func count(_ student: [String: String]) {
    let id = student["student_id"]!
    guard let uc = verdicts["\(id)|uc"], let csu = verdicts["\(id)|csu"] else { return }
    let grade = Int(student["grade_level"]!)!
    guard grade >= 8 else { return }
    let own = taken[id] ?? Taken()
    let enrollment = student["enrollment"] == "" ? "enrolled" : student["enrollment"]!
    let isOfClass = (Int(student["graduation_year"]!) ?? fall + 13 - grade) == fall + 1
    let isGraduate = enrollment == "graduated" && isOfClass
    let isEnrolled = enrollment == "enrolled"
    let isCounted = grade >= 9 && (isEnrolled || isGraduate)
    let isSenior = grade == 12 && isCounted
    let isOfCohort = isOfClass && ["enrolled", "graduated", "dropped_out"].contains(enrollment)
    let met = (uc: uc["ALL"] == "met", csu: csu["ALL"] == "met")
    var results: [(String, Int, Int)] = []
    func add(_ measure: String, _ n: Bool, _ x: Bool) { if n { results.append((measure, 1, x ? 1 : 0)) } }
    add("students_evaluated", isCounted, true)
    for (suffix, n) in [("", isSenior), ("_of_graduates", isGraduate), ("_of_cohort", isOfCohort)] {
      add("pattern_met_uc\(suffix)", n, met.uc)
      add("pattern_met_csu\(suffix)", n, met.csu)
      add("pattern_met_both\(suffix)", n, met.uc && met.csu)
    }
    for (system, verdict) in [("uc", uc), ("csu", csu)] {
      for (level, all, core) in [(10, 48, 12), (11, 90, 24), (12, 132, 36)] {
        let isOnPace = amount(verdict, "ALL") >= all && amount(verdict, "B") >= core && amount(verdict, "C") >= core
        add("on_pace_\(system)_grade_\(level)", grade == level && isEnrolled, isOnPace)
      }
      let open = areas.map { Int(verdict["\($0)lack"]!)! }.filter { $0 > 0 }
      add("one_course_short_\(system)", isSenior, verdict["ALL"] == "not_met" && open.count == 1 && open[0] <= 12)
      for area in areas { add("area_met_\(system)_\(area.lowercased())", isSenior, verdict[area] == "met") }
    }
    for area in areas {
      let lacks = isSenior && uc[area] == "not_met"
      add("never_enrolled_\(area.lowercased())", lacks, !own.taken.contains(area))
      add("d_or_f_\(area.lowercased())", lacks, own.failed.contains(area))
    }
    let before = timing[id].flatMap { Double($0["before_final_year"]!) } ?? 0
    add("eleven_of_fifteen", isSenior, before >= 22)
    let (points, counted) = gradePoints(id)
    for (name, hundredths) in [("2_0", 200), ("2_5", 250), ("3_0", 300)] {
      add("gpa_\(name)", isSenior, counted > 0 && points * 100 >= hundredths * counted)
    }
    add("d_or_f_validated", isSenior && !own.failed.isEmpty, madeUp[id]?.contains("validated") == true)
    add("d_or_f_repeated", isSenior && !own.failed.isEmpty, madeUp[id]?.contains("repeated") == true)
    add("ap_enrolled_this_year", isCounted && isEnrolled, own.facts.contains("ap now"))
    func isPassed(_ kind: String) -> Bool { own.courses.values.contains { $0.kind == kind && $0.passed >= $0.length } }
    let scores = exams[id] ?? []
    add("ap_enrolled", isSenior, own.facts.contains("ap"))
    add("ap_completed", isSenior, isPassed("ap"))
    add("ap_examined", isSenior, !scores.isEmpty)
    add("ap_scored_3", isSenior, scores.contains { $0 >= 3 })
    if isSenior { results.append(("ap_exams_scored_3", scores.count, scores.filter { $0 >= 3 }.count)) }
    let early = own.facts.contains("early")
    add("algebra_grade_8", grade == 8 && isEnrolled, early)
    add("algebra_by_grade_8", grade == 9 && isEnrolled, early)
    add("algebra_by_grade_8_passed", grade == 9 && isEnrolled, isPassed("early"))
    add("algebra_by_grade_8_passed_of_takers", grade == 9 && isEnrolled && early, isPassed("early"))
    let isLearner = isCounted && isEnrolled && student["english_status"] == "EL"
    add("el_ag_english", isLearner, !own.facts.isDisjoint(with: ["eld", "english"]))
    add("el_english_beside_eld", isLearner, own.facts.contains("english"))
    for (sequence, name, top) in [("C", "mathematics", 2), ("E", "language", 1)] {
      guard let step = steps.step(id, sequence), step.level <= top, step.mark != 1 else { continue }
      add("\(name)_not_continued", isCounted && isEnrolled, step.placement != 1)
    }
    let passedExams = (ap: scores.filter { $0 >= 3 }.count, ib: baccalaureate[id] ?? 0)
    let credits = college[id] ?? 0
    let one = met.uc && (passedExams.ap >= 1 || passedExams.ib >= 1 || credits >= 6)
    let two = passedExams.ap >= 2 || passedExams.ib >= 2 || credits >= 12
    add("cci_ag_and_more", isGraduate, one)
    add("cci_without_ag", isGraduate, two)
    add("cci_prepared_as_far_as_known", isGraduate, one || two)
    addUp(results, student)
  }

  private func amount(_ verdict: [String: String], _ area: String) -> Int { Int(verdict[area + "12"] ?? "") ?? 0 }

  private func gradePoints(_ id: String) -> (points: Int, grades: Int) {
    guard let row = grades[id] else { return (0, 0) }
    return ((Int(row["points"]!) ?? 0) + (Int(row["honors_capped"]!) ?? 0), Int(row["grades"]!) ?? 0)
  }

  private mutating func addUp(_ results: [(String, Int, Int)], _ student: [String: String]) {
    func group(_ column: String, _ empty: String) -> String { student[column] == "" ? empty : student[column]! }
    let race = group("race_ethnicity", "not_reported")
    let english = group("english_status", "not_reported")
    var groups = [
      ("all", "all"), ("race_ethnicity", race), ("gender", group("gender", "not_reported")),
      ("english_status", english), ("race_by_english", "\(race):\(english)"),
    ]
    for family in ["low_income", "disability", "homeless", "foster", "migrant"] {
      groups.append((family, group(family, "unknown")))
    }
    for name in Set(student["local_groups"]!.split(separator: ";").map(String.init)) {
      groups.append(("local_group", name))
    }
    // The district code is the first seven digits of a school's.
    let places = [String(student["school_id"]!.prefix(7)), student["school_id"]!]
    for (measure, n, x) in results {
      for place in places {
        for (family, name) in groups {
          let key = "\(measure)|\(place)|\(family)|\(name)"
          let sum = counts[key] ?? [0, 0]
          counts[key] = [sum[0] + n, sum[1] + x]
        }
      }
    }
  }
}
