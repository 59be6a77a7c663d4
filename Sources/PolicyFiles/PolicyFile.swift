public import Rules

/// One edition file, decoded into `Rules.Policy`; what it does not say cannot be asked.
public struct PolicyFile: Sendable {
  public let name: String
  public let policy: Policy
  public let parameters: [PolicyParameter]
  /// The line of the range of entering years.
  let enteringLine: Int?

  /// Every parameter id of an edition, in the order of the rule book.
  public static let parameterIDs: [String] = ParameterKind.all.map(\.id)

  /// - Throws: `PolicyFileError` with file and line for anything unknown, missing, repeated or out of range.
  init(_ text: String, name: String, shared: SharedTables) throws(PolicyFileError) {
    let root = try StrictMapping.root(text, file: name, known: ["edition", "system", "entering", "parameters"])
    guard let system = System(rawValue: try root.text("system")) else {
      throw root.error("system must be uc or csu", at: "system")
    }
    let range = try StrictMapping(try root.node("entering"), file: name, known: ["first", "last"])
    let first = try range.integer("first", in: 1990...2100)
    let last = try range.integer("last", in: first...2100)
    guard try root.text("edition") == "\(system.rawValue)-\(first)" else {
      throw root.error(
        "edition must be \(system.rawValue)-\(first), the system and its first entering year", at: "edition")
    }
    let values = try ParameterReader(try root.node("parameters"), file: name)
    self.name = name
    enteringLine = range.line
    parameters = values.parameters
    policy = try values.policy(system: system, first: first, last: last, shared: shared)
  }

  public func parameter(_ id: String) -> PolicyParameter? { parameters.first { $0.id == id } }
}

/// The typed values of one edition's `parameters`.
private struct ParameterReader {
  private let root: StrictMapping
  private var values: [String: StrictMapping] = [:]
  private(set) var parameters: [PolicyParameter] = []

  init(_ node: YAMLNode, file: String) throws(PolicyFileError) {
    root = try StrictMapping(node, file: file, known: PolicyFile.parameterIDs)
    for (id, kind) in ParameterKind.all {
      let mapping = try StrictMapping(try root.node(id), file: file, known: ["value", "meaning"] + Provenance.keys)
      values[id] = mapping
      let phrase = try kind.phrase(mapping, id: id)
      parameters.append(
        PolicyParameter(
          id: id, value: try mapping.text("value"), phrase: phrase, meaning: try mapping.text("meaning"),
          provenance: try Provenance(mapping), line: mapping.line(of: "value")))
    }
  }

  private func value(_ id: String) throws(PolicyFileError) -> StrictMapping {
    guard let found = values[id] else { throw root.error("the key \(id) is missing") }
    return found
  }

  private func semesters(_ id: String) throws(PolicyFileError) -> Int { try value(id).integer("value", in: 0...10) * 6 }
  private func flag(_ id: String) throws(PolicyFileError) -> Bool { try value(id).flag("value") }

  private func word<Choice: RawRepresentable>(_ id: String, _: Choice.Type) throws(PolicyFileError)
    -> Choice where Choice.RawValue == String
  {
    guard let choice = Choice(rawValue: try value(id).text("value")) else {
      throw try value(id).error("\(id) has a value that no rule knows", at: "value")
    }
    return choice
  }

  func policy(system: System, first: Int, last: Int, shared: SharedTables) throws(PolicyFileError) -> Policy {
    var required = PerArea<Int>(repeating: 0)
    for area in SubjectArea.allCases { required[area] = try semesters(ParameterKind.required(area)) }
    let unitedStates = try semesters("a.united-states")
    guard let through = SchoolYear(code: try value("c.statistics-through").text("value")) else {
      throw try value("c.statistics-through").error("a school year as 2024-25 belongs here", at: "value")
    }
    return Policy(
      system: system, firstEnteringYear: first, lastEnteringYear: last, required: required,
      history: HistoryPolicy(
        secondYear: try word("a.second-year", HistoryPolicy.SecondYear.self),
        secondYearAmount: max(0, required[.a] - unitedStates), unitedStatesAmount: unitedStates,
        civicsMost: try semesters("a.civics-most")),
      english: EnglishPolicy(
        languageDevelopmentMost: try semesters("b.eld-most"),
        languageDevelopmentBeforeGrade12: try flag("b.eld-before-grade-12"),
        ninthGradeMost: try semesters("b.ninth-grade-most")),
      mathematics: MathematicsPolicy(
        geometryOmissionValidated: try flag("c.geometry-omission-validated"),
        advancedFillsThirdYear: try flag("c.advanced-third-year"), statisticsThrough: through.fall,
        mathematics2ValidatesFirstYear: try flag("c.mathematics-2-validates-first-year"),
        mathematics3ValidatesMathematics2: try flag("c.mathematics-3-validates-mathematics-2"),
        geometryValidatesFirstYear: try flag("c.geometry-validates-first-year")),
      science: SciencePolicy(
        pattern: try word("d.pattern", SciencePolicy.Pattern.self),
        earthOrInterdisciplinaryYear: try flag("d.earth-or-interdisciplinary-year"),
        electiveScienceMost: try semesters("d.elective-most"),
        chemistrySecondHalfValidatesFirst: try flag("d.chemistry-validates")),
      arts: try word("f.rule", ArtsRule.self), electiveNeedsEligibleCourse: try flag("g.eligible-only"),
      college: CollegePolicy(
        semesterUnitsForYear: Int32(try value("college.semester-units").integer("value", in: 1...20) * 100),
        quarterUnitsForYear: Int32(try value("college.quarter-units").integer("value", in: 1...20) * 100),
        amount: 12, civicsAmount: try semesters("college.civics")),
      passWindows: shared.passWindows.map(\.window), exams: shared.examTable, timing: try timing(),
      gradePoints: GradePointPolicy(
        honorsMost: try value("gpa.honors-most").integer("value", in: 0...40),
        honorsGrade10Most: try value("gpa.honors-grade-10-most").integer("value", in: 0...40)))
  }

  private func timing() throws(PolicyFileError) -> TimingRule {
    switch try value("timing.rule").text("value") {
    case "11-of-15-before-final-year": .beforeFinalYear(22 * 6)
    case "7-of-15-in-final-two-years": .inFinalTwoYears(14 * 6)
    default: .none
    }
  }
}
