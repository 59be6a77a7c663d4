import Intake
import PolicyFiles
import Rules
import Store

/// The district's settings file, `--config`.
enum Settings {
  /// - Throws: `Failure` (exit 2) where the file cannot be used.
  static func read(_ path: String) throws -> ConfigurationFile {
    do {
      let sections = MapSection.allCases.map { ($0.rawValue, $0.targets ?? []) }
      let checks = try Check.all().map { check in
        let ranges = check.parameters.map { ($0.name, $0.range) }
        return (check.id, Dictionary(ranges, uniquingKeysWith: { first, _ in first }))
      }
      return try ConfigurationFile(
        try TextFile.read(path), file: path, sections: Dictionary(uniqueKeysWithValues: sections),
        knownChecks: Dictionary(checks, uniquingKeysWith: { first, _ in first }))
    } catch let error as PolicyFileError {
      throw Failure(.usage, "\(error)")
    }
  }
}

extension Settings {
  /// The pace table of that name, or the program's default.
  ///
  /// - Throws: `Failure` (exit 2) for a name that no table has.
  static func pace(named name: String?) throws -> PaceTable {
    let file = try Policies.pace()
    guard let name else { return file.standard }
    guard let table = file.table(name) else {
      throw Failure(.usage, "pace names no table; they are \(file.tables.map(\.id).joined(separator: ", "))")
    }
    return table
  }

  /// The pace table that the night measured a student with, so that page, caseload and counts agree; that of the settings
  /// where it kept none.
  static func pace(of student: StoredStudent, _ path: String?) throws -> PaceTable {
    if let name = student.pace?.table, let table = try Policies.pace().table(name) { return table }
    return try pace(named: try path.flatMap { try read($0).pace })
  }
}

extension ConfigurationFile {
  /// Puts what the file says of the extract in its place.
  func apply(to input: inout InputConfiguration) {
    for (file, name) in encodings { input.encodings[file] = TextEncoding(rawValue: name) }
    if let shrinkPercent { input.shrinkLimit = Double(shrinkPercent) / 100 }
    for (name, values) in mapping.values {
      if let section = MapSection(rawValue: name) { input.mapping.values[section] = values }
    }
    input.mapping.singleYear = mapping.singleYear.flatMap(SingleYear.init(rawValue:))
    if let year = mapping.summerYear.flatMap(SummerYear.init(rawValue:)) { input.mapping.summerYear = year }
    if let semesters = mapping.certifiedSemesters { input.mapping.certifiedSemesters = semesters }
    if let years = mapping.listYearTolerance { input.mapping.listYearTolerance = years }
    for (file, list) in mapping.courseLists {
      guard let year = SchoolYear(code: list.schoolYear) else { continue }
      input.mapping.courseLists[file] = CourseListPlace(schoolID: list.schoolID, schoolYear: year)
    }
  }

  /// What the file says of the checks, the older keys for rejects and credits included.
  var checkSettings: [String: CheckSetting] {
    var settings = checks.settings.mapValues { said in
      var setting = CheckSetting()
      setting.action = said.action.flatMap(Check.Action.init(rawValue:))
      setting.limit = said.limit.flatMap { CheckLimit($0) }
      setting.parameters = said.parameters
      return setting
    }
    func settle(_ check: String, _ change: (inout CheckSetting) -> Void) {
      change(&settings[check, default: CheckSetting()])
    }
    if let percent = rejectPercent {
      settle("reject-share") { $0.parameters["percent"] = $0.parameters["percent"] ?? percent }
      settle("unknown-courses") { $0.limit = $0.limit ?? .share(percent * 100) }
    }
    if let hundredths = semesterCredits {
      settle("credits-against-term") {
        $0.parameters["semester_credits"] = $0.parameters["semester_credits"] ?? hundredths / 100
      }
    }
    return settings
  }

  /// The credits of full records; California's scale where the file says nothing.
  var creditScale: CreditScale {
    guard let semesterCredits else { return .california }
    let semester = Int32(clamping: semesterCredits)
    return CreditScale(
      semester: semester, fullYear: semester * 2, trimester: semester * 2 / 3, quarter: semester / 2)
  }
}
