import Rules

/// The catalogue of courses of a school and year; each row is a claim of the student information system.
struct CCGICourseCatalog: FormImporter {
  private typealias Column = CCGICatalogColumn
  private let map: HeaderMap
  private let source: Int32
  private var years: SchoolYearReader

  init(_ map: HeaderMap, source: Int32, tables: ImportedTables) {
    (self.map, self.source) = (map, source)
    years = SchoolYearReader(tables.mapping.singleYear)
  }

  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    func value(_ column: Column) -> Bytes { fields.value(column, map) }
    func reject(_ column: Column, _ code: RejectCode) {
      tables.reject(origin, column: Column.names[column.rawValue], code: code, value: value(column))
    }
    for column: Column in [.cdsCode, .courseNumber, .courseTitle] where value(column).isEmpty {
      return reject(column, .missingValue)
    }
    for column: Column in [.cdsCode, .courseNumber] where ForeignValues.isScientific(value(column)) {
      return reject(column, .scientificNotation)
    }
    let code: String
    switch ForeignValues.cds(value(.cdsCode)) {
    case .asIs(let text): code = text
    case .mended(let text, let finding):
      tables.note(finding, origin, column: "CDSCode")
      code = text
    case .absent, .unreadable:
      guard tables.schools.isKnown(value(.cdsCode).string) else { return reject(.cdsCode, .badValue) }
      code = value(.cdsCode).string
    }
    guard let school = tables.schools.schoolID(SchoolDirectory.Mention(cds: code), origin) else { return }
    var year: SchoolYear?
    if !value(.year).isEmpty {
      year = years.year(value(.year))
      if let year { tables.note(year, source) } else { tables.note(.valueIgnored, origin, column: "Year") }
    }
    var claim = CourseClaim(origin: origin, school: school, courseID: value(.courseNumber).string, year: year)
    claim.isCatalogue = true
    claim.title = value(.courseTitle).string
    func mapped(_ section: MapSection, _ column: Column) -> String? {
      let value = value(column)
      return value.isEmpty ? nil : tables.maps[section].value(value, origin, column: Column.names[column.rawValue])
    }
    if let area = mapped(.subjectAreas, .graduationRequirements) { (claim.area, claim.saysArea) = (area, true) }
    claim.length = mapped(.courseLengths, .courseDuration) ?? ""
    claim.honors = mapped(.honors, .honors) ?? ""
    // A subject may be the district's own word; only UC's names of disciplines say something here.
    let subject = value(.subject)
    if subject.count <= 200, !subject.isEmpty, Discipline(name: subject.string) != .unknown {
      claim.discipline = subject.string
    }
    claim.stateCourseCode = value(.stateCourseCode).string
    tables.courses.claim(claim)
  }
}
