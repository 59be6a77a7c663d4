/// Writes `schools.csv`, `courses.csv` and `equivalents.csv`.
struct CatalogueFiles {
  let catalogue: Catalogue
  let students: Int

  static let schoolColumns = ["school_id", "name", "district_id", "district_name", "kind", "ceeb_code"]
  static let courseColumns = [
    "school_id", "course_id", "title", "subject_area", "discipline", "language", "length", "honors", "exam_code",
    "part", "course_key", "grade_levels", "first_year", "last_year", "g_eligible", "sections", "seats",
    "prerequisites", "state_course_code",
  ]
  static let equivalentColumns = ["school_id", "course_id", "same_as_school_id", "same_as_course_id"]

  func writeSchools(to file: SampleFile) throws(SampleError) {
    for school in Institutions.all {
      let district = school.district.map { Institutions.districts[$0] }
      try file.write([
        school.id, school.name, district?.id ?? "", district?.name ?? "", school.kind.rawValue, school.ceebCode,
      ])
    }
  }

  /// - Parameter isWanted: Which institutions' courses are written.
  func writeCourses(to file: SampleFile, _ isWanted: (Int) -> Bool = { _ in true }) throws(SampleError) {
    for school in Institutions.all.indices where isWanted(school) {
      for course in Course.allCases where catalogue.offers(school, course) {
        let description = CourseTable[course]
        guard let last = description.leavesListAfter else {
          try file.write(row(school, description, description.areas, description.discipline, first: "", last: ""))
          continue
        }
        try file.write(
          row(school, description, description.areas, description.discipline, first: "", last: schoolYear(last)))
        try file.write(
          row(
            school, description, description.areasAfter, description.disciplineAfter, first: schoolYear(last + 1),
            last: ""))
      }
    }
  }

  /// The online courses repeat those of every school of the sample.
  func writeEquivalents(to file: SampleFile) throws(SampleError) {
    guard let online = Institutions.online else { return }
    for school in Institutions.all.indices where Institutions.all[school].isHome {
      for course in Catalogue.recovery {
        let here = course == .algebra1 && catalogue.schools[school].splitAlgebra ? Course.algebra1A : course
        guard catalogue.offers(school, here) else { continue }
        try file.write([
          Institutions.all[online].id, catalogue.code(online, course), Institutions.all[school].id,
          catalogue.code(school, here),
        ])
      }
    }
  }

  private func row(
    _ school: Int, _ description: CourseDescription, _ areas: String, _ discipline: String, first: String, last: String
  ) -> [String] {
    let institution = catalogue.schools[school]
    let enrollment = students * 4 / 5 * institution.share / 1000
    let running = institution.share > 0
    let sections = max(1, enrollment * description.demand / 28_000)
    let prerequisite = description.prerequisite.map { catalogue.code(school, $0) } ?? ""
    return [
      institution.id, catalogue.code(school, description.course), description.title, areas, discipline,
      areas.isEmpty ? "" : description.language, description.isSemester ? "semester" : "year",
      areas.isEmpty ? "" : description.honors, description.examCode, description.part,
      description.key.isEmpty ? "" : catalogue.code(school, .algebra1A), description.gradeLevels, first, last, "",
      running ? String(sections) : "", running ? String(sections * 32) : "", prerequisite, "",
    ]
  }
}

/// `2024-25` for 2024.
func schoolYear(_ fall: Int) -> String {
  let end = (fall + 1) % 100
  return "\(fall)-\(end < 10 ? "0" : "")\(end)"
}
