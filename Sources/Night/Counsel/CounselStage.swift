import Intake
import Rules
import Store

/// What the counselor's part of the night knows of the district: offers by school, names of listed courses, and what the
/// published run holds.
struct CounselStage: Sendable {
  /// What one school offers, and what stands for it in a digest.
  struct School: Sendable {
    let offers: SchoolOffers
    let digest: UInt64
  }

  let table: PaceTable
  let settings: PlanSettings
  let known: KnownCounsel
  /// Stands for the pace table and the settings.
  let digest: UInt64
  private let schools: [String: School]
  private let elsewhere: CoursesElsewhere

  init(extract: Extract, catalogue: CourseCatalogue, options: NightOptions, known: KnownCounsel) {
    let courses = extract.courses.map { Store.CourseRow($0, schools: extract.schools) }
    let rows = extract.schools.map { Store.SchoolRow($0) }
    let year = options.asOf.schoolYear
    let offered = OfferCatalogue(courses: courses, schools: rows, catalogue: catalogue, year: year)
    var schools: [String: School] = [:]
    for school in extract.schools where !school.kind.isCollege {
      let id = school.schoolID
      schools[id] = School(offers: offered.offers(at: id), digest: offered.digest(at: id))
    }
    self.schools = schools
    (table, settings, self.known) = (options.pace, options.plan, known)
    elsewhere = CoursesElsewhere(courses, schools: rows)
    var builder = DigestBuilder()
    builder.add(options.counselFingerprint)
    digest = builder.value.0
  }

  func school(_ id: String) -> School? { schools[id] }

  /// Records of courses that their school does not list, with the areas in which another school lists the same title.
  func listedElsewhere(
    _ records: StudentRecords, course: (Int32) -> PrintedCourse?
  ) -> [(record: Int32, areas: SubjectAreas)] {
    zip(records.transcript.records, records.rows).compactMap { record, row in
      guard case .notListed = record.listing, let printed = course(row.courseCode) else { return nil }
      let areas = elsewhere.areas(of: printed, in: record.year)
      return areas.isEmpty ? nil : (record.sequence, areas)
    }
  }
}

/// Titles under which schools of a district list courses.
struct CoursesElsewhere: Sendable {
  private struct Listing: Sendable {
    var school: String
    var areas: SubjectAreas
    var first: Int16
    var last: Int16
  }

  private var byTitle: [NameKey: [Listing]] = [:]
  private var titles: [String: NameKey] = [:]
  private var districts: [String: String] = [:]

  init(_ courses: [Store.CourseRow], schools: [Store.SchoolRow]) {
    for school in schools { districts[school.schoolID] = school.districtID }
    for course in courses {
      let key = NameKey(course.title)
      titles["\(course.schoolID) \(course.courseID)"] = key
      let letters = (course.subjectArea ?? "").split(separator: ";")
      let areas = SubjectAreas(letters.compactMap { SubjectArea(letter: String($0)) }.map(SubjectAreas.init))
      guard !areas.isEmpty else { continue }
      byTitle[key, default: []].append(
        Listing(
          school: course.schoolID, areas: areas, first: course.firstYear ?? .min, last: course.lastYear ?? .max))
    }
  }

  /// The areas in which another school of the district lists a course of the same title in that year.
  func areas(of course: PrintedCourse, in year: SchoolYear) -> SubjectAreas {
    guard let key = titles["\(course.schoolID) \(course.courseID)"], let district = districts[course.schoolID] else {
      return []
    }
    var areas = SubjectAreas.none
    for listing in byTitle[key] ?? []
    where listing.school != course.schoolID && districts[listing.school] == district && listing.first <= year.fall
      && year.fall <= listing.last
    {
      areas.formUnion(listing.areas)
    }
    return areas
  }
}
