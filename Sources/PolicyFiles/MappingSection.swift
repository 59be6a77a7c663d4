import Rules

/// The `mapping` of a configuration: how a district's files of other forms spell values.
public struct MappingSection: Sendable, Equatable {
  /// Name of a value map (`marks`) to the values as files print them to the program's.
  public var values: [String: [String: String]] = [:]
  /// `begins` or `ends`: which calendar year names a school year where a file gives one only; nil = not said.
  public var singleYear: String?
  /// `closes` or `opens`: whether a summer in CALPADS files ends or begins its school year; nil = the program's.
  public var summerYear: String?
  /// Semesters that a certification of a language other than English stands for; nil = the program's.
  public var certifiedSemesters: Int?
  /// File name of a course list to the school and school year that it is of.
  public var courseLists: [String: (schoolID: String, schoolYear: String)] = [:]
  /// How many years away a list may be that stands in for one of a missing year; nil = the program's.
  public var listYearTolerance: Int?

  public init() {}

  init(_ node: YAMLNode, file: String, sections: [String: [String]]) throws(PolicyFileError) {
    let names = sections.keys.sorted()
    let mapping = try StrictMapping(
      node, file: file,
      known: names + ["single_year", "summer_year", "certified_semesters", "course_lists", "list_year_tolerance"])
    for name in names {
      guard let node = mapping.optional(name) else { continue }
      values[name] = try MappingSection.map(
        try StrictMapping(node, file: file, known: nil), name, targets: sections[name] ?? [])
    }
    if mapping.optional("single_year") != nil {
      let year = try mapping.text("single_year")
      guard ["begins", "ends"].contains(year) else {
        throw mapping.error("single_year must be begins or ends", at: "single_year")
      }
      singleYear = year
    }
    if mapping.optional("summer_year") != nil {
      let year = try mapping.text("summer_year")
      guard ["closes", "opens"].contains(year) else {
        throw mapping.error("summer_year must be closes or opens", at: "summer_year")
      }
      summerYear = year
    }
    if mapping.optional("certified_semesters") != nil {
      certifiedSemesters = try mapping.integer("certified_semesters", in: 1...8)
    }
    if mapping.optional("list_year_tolerance") != nil {
      listYearTolerance = try mapping.integer("list_year_tolerance", in: 0...50)
    }
    if let node = mapping.optional("course_lists") {
      let lists = try StrictMapping(node, file: file, known: nil)
      for name in lists.keys {
        let list = try StrictMapping(try lists.node(name), file: file, known: ["school_id", "school_year"])
        let year = try list.text("school_year")
        guard SchoolYear(code: year) != nil else {
          throw list.error("\(year) is no school year; write it as 2024-25", at: "school_year")
        }
        courseLists[name] = (try list.text("school_id"), year)
      }
    }
  }

  private static func map(
    _ mapping: StrictMapping, _ name: String, targets: [String]
  ) throws(PolicyFileError) -> [String: String] {
    var values: [String: String] = [:]
    for key in mapping.keys {
      let target = try mapping.text(key)
      guard targets.isEmpty || targets.contains(target) else {
        throw mapping.error(
          "\(target) is no value of \(name); use one of \(targets.joined(separator: ", "))", at: key)
      }
      values[key] = target
    }
    return values
  }

  public static func == (left: MappingSection, right: MappingSection) -> Bool {
    left.values == right.values && left.singleYear == right.singleYear && left.summerYear == right.summerYear
      && left.certifiedSemesters == right.certifiedSemesters && left.listYearTolerance == right.listYearTolerance
      && left.courseLists.mapValues { [$0.schoolID, $0.schoolYear] }
        == right.courseLists.mapValues { [$0.schoolID, $0.schoolYear] }
  }
}
