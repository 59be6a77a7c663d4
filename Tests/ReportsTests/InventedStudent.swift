import Reports
import Rules
import Testing

/// An invented senior: math short by a semester for UC, Spanish running now, arts only for UC.
enum InventedStudent {
  static func report(name: String = "Mireya Delgado-Okafor", school: String = "Orchard High") throws -> StudentReport {
    let day = try #require(CalendarDay(code: "2026-03-02"))
    return StudentReport(
      studentID: "40017", name: name, school: school, gradeLevel: 12, graduationYear: 2026, runID: "17", asOf: day,
      systems: [verdict(.csu, school), verdict(.uc, school)])
  }

  private static func verdict(_ system: System, _ school: String) -> SystemVerdict {
    SystemVerdict(
      system: system, edition: "\(system.rawValue)-2022",
      all: Standing(required: 180, earned: 162, inProgress: 12, missing: 18, status: .notMet),
      areas: SubjectArea.allCases.map { area($0, system, school) },
      notCounted: [
        use(.notCounted, "Algebra I", "ALG1", school, "2022-23", "S2", "D", 0, "mark.c", "mark below C"),
        use(
          .notCounted, "Study Skills", "STUDY", school, "2023-24", "S1", "A", 0, "list.none", "not on the A-G list"),
      ], reason: "However the courses so far are counted, they do not meet it: area C lacks 1 semester.",
      changes: changes(system))
  }

  private static func changes(_ system: System) -> [HelpfulChange] {
    let algebra = HelpfulChange.Record(
      title: "Algebra II", courseID: "ALG2", schoolYear: "2024-25", term: "S2", mark: "F")
    let retaken = HelpfulChange(
      what: "Algebra II, 2024-25 S2 (F), retaken with C or better", record: algebra,
      gains: [.init(area: .c, twelfths: 6)], work: 6, overall: .notMet)
    let higher = HelpfulChange(
      what: "Precalculus, first semester, passed with C or better", record: nil,
      gains: [.init(area: .c, twelfths: 6), .init(area: .g, twelfths: 6)], work: 6,
      overall: system == .uc ? .met : .notMet)
    return [higher, retaken, retaken, retaken]
  }

  private static func area(_ area: SubjectArea, _ system: System, _ school: String) -> AreaVerdict {
    switch area {
    case .c:
      AreaVerdict(
        area: area, standing: Standing(required: 36, earned: 30, inProgress: 0, missing: 6, status: .notMet),
        reasons: ["The second half of Algebra II is missing: the mark was F and no later course validates it."],
        uses: [
          use(.earned, "Algebra I", "ALG1", school, "2022-23", "S1", "B", 6, "c.slots"),
          use(
            .validated, "Algebra I", "ALG1", school, "2022-23", "S2", "D", 6, "c.validation", "validated by Algebra II"
          ),
          use(.earned, "Geometry", "GEO", school, "2023-24", "S1", "B+", 6, "c.slots"),
          use(.earned, "Geometry", "GEO", school, "2023-24", "S2", "C-", 6, "c.slots"),
          use(
            .college, "Math 101 College Algebra", "MATH101", "Almond Valley College", "2024-25", "SU", "A", 6,
            "college"),
        ],
        alternatives: ["An AP Calculus score of 3 or better would fill it."])
    case .e:
      AreaVerdict(
        area: area, standing: Standing(required: 24, earned: 12, inProgress: 12, missing: 12, status: .inProgress),
        reasons: ["Spanish II is running now and completes the second level."],
        uses: [use(.earned, "Spanish I", "SPA1", school, "2024-25", "FY", "A-", 12, "e.levels")])
    case .f where system == .csu:
      AreaVerdict(
        area: area, standing: Standing(required: 12, earned: 4, inProgress: 0, missing: 8, status: .unknown),
        reasons: ["A record from another school could not be matched to a course list."])
    default:
      AreaVerdict(
        area: area, standing: Standing(required: 24, earned: 24, inProgress: 0, missing: 0, status: .met),
        uses: [
          use(.earned, "\(area.name) 1", "X1", school, "2022-23", "S1", "B", 6, "area"),
          use(.earned, "\(area.name) 1", "X1", school, "2022-23", "S2", "A", 6, "area"),
        ])
    }
  }

  private static func use(
    _ how: UseKind, _ title: String, _ id: String, _ school: String, _ year: String, _ term: String, _ mark: String,
    _ twelfths: Int, _ because: String, _ explanation: String = ""
  ) -> RecordUse {
    RecordUse(
      how: how, title: title, courseID: id, school: school, schoolID: "1", schoolYear: year, term: term, mark: mark,
      twelfths: twelfths, because: because, explanation: explanation)
  }
}
