public import Rules

/// `policies/pace.yaml`: the pace tables by name.
public struct PaceFile: Sendable {
  public static let path = "policies/pace.yaml"

  /// In the order of the file.
  public let tables: [PaceTable]
  /// By table, in the same order.
  public let provenance: [Provenance]
  /// The table that holds where a district names none.
  public let standard: PaceTable

  /// The table of that name.
  public func table(_ id: String) -> PaceTable? { tables.first { $0.id == id } }

  /// - Throws: `PolicyFileError` with line for anything unknown, repeated, missing or out of range.
  public init(_ text: String, file: String = PaceFile.path) throws(PolicyFileError) {
    let root = try StrictMapping.root(text, file: file, known: ["default", "tables"])
    guard case .sequence(let rows) = try root.node("tables").content else {
      throw root.error("tables must be a list", at: "tables")
    }
    var tables: [PaceTable] = []
    var provenance: [Provenance] = []
    for row in rows {
      let mapping = try StrictMapping(row, file: file, known: ["id", "name", "grades"] + Provenance.keys)
      let id = try mapping.text("id")
      if tables.contains(where: { $0.id == id }) {
        throw mapping.error("the pace table \(id) stands twice", at: "id")
      }
      tables.append(PaceTable(id: id, name: try mapping.text("name"), grades: try PaceFile.grades(mapping)))
      provenance.append(try Provenance(mapping))
    }
    let name = try root.text("default")
    guard let standard = tables.first(where: { $0.id == name }) else {
      throw root.error("default names no pace table: \(name)", at: "default")
    }
    (self.tables, self.provenance, self.standard) = (tables, provenance, standard)
  }

  private static func grades(_ table: StrictMapping) throws(PolicyFileError) -> [PaceGrade] {
    guard case .sequence(let rows) = try table.node("grades").content else {
      throw table.error("grades must be a list", at: "grades")
    }
    var grades: [PaceGrade] = []
    for row in rows {
      let mapping = try StrictMapping(
        row, file: table.file,
        known: [
          "grade", "semesters", "areas", "courses_in_grade", "courses_so_far", "core_failures_most", "passed_in",
        ])
      var grade = PaceGrade(grade: try mapping.integer("grade", in: 9...12))
      if let last = grades.last, last.grade >= grade.grade {
        throw mapping.error("grades stand in ascending order, each once", at: "grade")
      }
      func optional(_ key: String, _ range: ClosedRange<Int>) throws(PolicyFileError) -> Int? {
        mapping.optional(key) == nil ? nil : try mapping.integer(key, in: range)
      }
      grade.semesters = try optional("semesters", 0...30)
      grade.coursesInGrade = try optional("courses_in_grade", 0...20)
      grade.coursesSoFar = try optional("courses_so_far", 0...80)
      grade.coreFailuresMost = try optional("core_failures_most", 0...16)
      if let node = mapping.optional("areas") { grade.areas = try areas(node, file: table.file) }
      if mapping.optional("passed_in") != nil {
        for text in try mapping.texts("passed_in") { grade.passedIn.append(try set(text, mapping)) }
      }
      if mapping.keys.count < 2 { throw mapping.error("grade \(grade.grade) asks for nothing") }
      grades.append(grade)
    }
    return grades
  }

  private static func areas(_ node: YAMLNode, file: String) throws(PolicyFileError) -> [PaceGrade.AreaSemesters] {
    let mapping = try StrictMapping(node, file: file, known: SubjectArea.allCases.map(\.letter))
    var found: [PaceGrade.AreaSemesters] = []
    for area in SubjectArea.allCases where mapping.optional(area.letter) != nil {
      found.append(.init(area: area, semesters: try mapping.integer(area.letter, in: 0...8)))
    }
    return found
  }

  private static func set(_ text: String, _ mapping: StrictMapping) throws(PolicyFileError) -> SubjectAreas {
    var areas = SubjectAreas.none
    for letter in text.split(separator: ";") {
      guard let area = SubjectArea(letter: String(letter)) else {
        throw mapping.error("\(letter) is no subject area", at: "passed_in")
      }
      areas.insert(SubjectAreas(area))
    }
    return areas
  }
}
