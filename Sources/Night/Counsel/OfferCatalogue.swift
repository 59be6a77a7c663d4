public import Intake
public import Rules
public import Store

/// What each school offers in one school year, for plans.
public struct OfferCatalogue: Sendable {
  private let courses: [Store.CourseRow]
  private let catalogue: CourseCatalogue
  private let year: SchoolYear
  private let bySchool: [String: [Int]]
  private let colleges: [Int]

  /// - Parameters:
  ///   - year: The running school year: what is listed in it is what can still be taken.
  init(courses: [Store.CourseRow], schools: [Store.SchoolRow], catalogue: CourseCatalogue, year: SchoolYear) {
    // The order of the file decides nothing; of courses that do the same, plain ones come before honors.
    let ordered = courses.filter { row in
      (row.firstYear ?? .min) <= year.fall && year.fall <= (row.lastYear ?? .max) && row.sections != 0
        && row.seats != 0
    }.sorted {
      ($0.schoolID, $0.honors == nil ? 0 : 1, $0.courseID) < ($1.schoolID, $1.honors == nil ? 0 : 1, $1.courseID)
    }
    self.courses = ordered
    (self.catalogue, self.year) = (catalogue, year)
    var bySchool: [String: [Int]] = [:]
    for (index, row) in ordered.enumerated() { bySchool[row.schoolID, default: []].append(index) }
    self.bySchool = bySchool
    colleges = ordered.indices.filter { catalogue.isCollege(ordered[$0].schoolID) }
  }

  /// What the schools of an extract offer.
  public init(_ extract: Extract, catalogue: CourseCatalogue, year: SchoolYear) {
    self.init(
      courses: extract.courses.map { Store.CourseRow($0, schools: extract.schools) },
      schools: extract.schools.map { Store.SchoolRow($0) }, catalogue: catalogue, year: year)
  }

  /// What a student of a school can take: its own courses, then college courses.
  ///
  /// - Parameter others: Further institutions whose courses are taken as if they were the school's own.
  public func offers(at school: String, and others: [String] = []) -> SchoolOffers {
    let own = ([school] + others).flatMap { bySchool[$0] ?? [] }
    return SchoolOffers(
      own.compactMap { offer($0, venue: catalogue.isCollege(courses[$0].schoolID) ? .college : .school) }
        + colleges.compactMap { offer($0, venue: .college) })
  }

  /// Stands for everything in a school's offers that can decide a plan.
  func digest(at school: String) -> UInt64 {
    var builder = DigestBuilder()
    for index in (bySchool[school] ?? []) + colleges {
      let row = courses[index]
      let number = catalogue.number(school: row.schoolID, course: row.courseID)
      builder.add(catalogue.listing(number, in: year).digest)
      builder.add(row.courseID)
      builder.add(row.gradeLevels)
      builder.add(row.prerequisites)
    }
    return builder.value.0
  }

  /// The course of an offer's number.
  public func course(_ number: Int32) -> Store.CourseRow? {
    courses.indices.contains(Int(number)) ? courses[Int(number)] : nil
  }

  private func offer(_ index: Int, venue: CourseOffer.Venue) -> CourseOffer? {
    let row = courses[index]
    guard case .listed(let course)? = listing(row.schoolID, row.courseID) else { return nil }
    let grades = (row.gradeLevels ?? "").split(separator: ";").compactMap { UInt8($0) }
    let prerequisites = (row.prerequisites ?? "").split(separator: ";").compactMap { id -> Int32? in
      guard case .listed(let course)? = listing(row.schoolID, String(id)) else { return nil }
      return course.sameCourse
    }
    return CourseOffer(
      number: Int32(clamping: index), course: course, venue: venue, lowestGrade: grades.min() ?? 0,
      prerequisites: prerequisites)
  }

  private func listing(_ school: String, _ course: String) -> CourseListing? {
    catalogue.number(school: school, course: course).map { catalogue.listing($0, in: year).listing }
  }
}

extension StoredTranscripts {
  /// What schools offer in a school year.
  public func offers(_ courses: [Store.CourseRow], schools: [Store.SchoolRow], year: SchoolYear) -> OfferCatalogue {
    OfferCatalogue(courses: courses, schools: schools, catalogue: catalogue, year: year)
  }

  /// How a course stands in a school year.
  public func listing(of course: PrintedCourse, in year: SchoolYear) -> CourseListing {
    catalogue.listing(catalogue.number(school: course.schoolID, course: course.courseID), in: year).listing
  }

  /// Whether a college teaches the course.
  public func isCollege(_ school: String) -> Bool { catalogue.isCollege(school) }
}
