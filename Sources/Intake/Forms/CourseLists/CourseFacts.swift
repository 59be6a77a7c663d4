import Rules

/// All that is known about one course of one school, year by year, before it is decided.
struct CourseFacts {
  struct Year {
    /// Names on transcripts, then titles, in the order met.
    var abbreviations: [String] = []
    var titles: [String] = []
    var claims: [CourseClaim] = []
    var stateCourseCode = ""
    /// Transcript rows.
    var rows = 0
    var origin: RowOrigin

    mutating func note(abbreviation: String, title: String, state: String) {
      if !abbreviation.isEmpty, !abbreviations.contains(abbreviation) { abbreviations.append(abbreviation) }
      if !title.isEmpty, !titles.contains(title) { titles.append(title) }
      if stateCourseCode.isEmpty { stateCourseCode = state }
    }
  }

  let school: String
  let courseID: String
  var years: [SchoolYear: Year] = [:]
  /// What is claimed of no year in particular.
  var general: [CourseClaim] = []

  /// The years spoken of, ascending.
  var sortedYears: [SchoolYear] { years.keys.sorted() }

  /// Everything that the evidence holds, by school and course in the bytewise order of their ids.
  static func all(_ evidence: CourseEvidence) -> [CourseFacts] {
    var facts: [CourseFacts] = []
    var places = TextIndex()
    func place(_ school: String, _ courseID: String) -> Int {
      let number = places.insert("\(school)\u{0}\(courseID)")
      if number == facts.count { facts.append(CourseFacts(school: school, courseID: courseID)) }
      return number
    }
    for taken in evidence.taken {
      let place = place(taken.school, taken.courseID)
      facts[place].years[taken.year, default: Year(origin: taken.origin)].rows += taken.rows
      facts[place].years[taken.year]?.note(
        abbreviation: taken.abbreviation, title: taken.title, state: taken.state)
    }
    for claim in evidence.claims {
      let place = place(claim.school, claim.courseID)
      guard let year = claim.year else {
        facts[place].general.append(claim)
        continue
      }
      facts[place].years[year, default: Year(origin: claim.origin)].claims.append(claim)
      facts[place].years[year]?.note(
        abbreviation: claim.abbreviation, title: claim.title, state: claim.stateCourseCode)
    }
    return facts.sorted {
      if $0.school != $1.school { return $0.school.utf8.lexicographicallyPrecedes($1.school.utf8) }
      return $0.courseID.utf8.lexicographicallyPrecedes($1.courseID.utf8)
    }
  }
}

/// The claims about a course in one year brought together.
struct ClaimSummary {
  /// What is claimed; columns that one claim leaves open are filled from the next.
  private(set) var claim: CourseClaim?
  /// The areas claimed; nil where nothing is said, empty where the claim is that the course is not A-G.
  private(set) var areas: SubjectAreas?
  /// Claims of the same weight name different areas.
  private(set) var areAreasContradictory = false

  /// - Parameter claims: In the order met; claims of course files go before those of records.
  init(_ claims: [CourseClaim]) {
    let weighed = claims.filter(\.isCatalogue) + claims.filter { !$0.isCatalogue }
    for other in weighed {
      if claim == nil { claim = other } else { claim?.complete(from: other) }
    }
    guard let strongest = weighed.first(where: \.saysArea) else { return }
    let equals = weighed.filter { $0.saysArea && $0.isCatalogue == strongest.isCatalogue }
    var said: [SubjectAreas] = []
    for other in equals {
      let areas = SubjectAreas(code: other.area)
      if !said.contains(areas) { said.append(areas) }
    }
    areas = said.first
    if said.count == 1 { return }
    // Records print G for a course whose own area a student has filled already; the area is what the others say.
    let beforeElective = said.filter { $0 != SubjectAreas(.g) && $0 != .none }
    if !strongest.isCatalogue, beforeElective.count == 1, !said.contains(.none) {
      areas = beforeElective[0]
    } else {
      areAreasContradictory = true
    }
    claim?.area = areas?.code ?? ""
  }

  /// What is claimed, as it is kept beside the decision.
  var values: CourseValues? {
    claim.map { claim in
      CourseValues(
        subjectAreas: areas, discipline: claim.discipline.isEmpty ? nil : claim.discipline,
        language: claim.language.isEmpty ? nil : claim.language, length: CourseLength(rawValue: claim.length),
        honors: HonorsType(rawValue: claim.honors))
    }
  }
}

extension CourseClaim {
  /// Takes what this claim leaves open from another.
  fileprivate mutating func complete(from other: CourseClaim) {
    if !saysArea, other.saysArea { (area, saysArea) = (other.area, true) }
    for column in CourseClaim.columns where self[keyPath: column].isEmpty {
      self[keyPath: column] = other[keyPath: column]
    }
  }

  private static let columns: [any WritableKeyPath<CourseClaim, String> & Sendable] = [
    \.title, \.abbreviation, \.discipline, \.language, \.length, \.honors, \.examCode, \.part, \.gradeLevels,
    \.stateCourseCode,
  ]
}
