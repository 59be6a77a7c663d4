public import Intake
import Rules

extension CourseCatalogue {
  /// The course lists of an extract.
  public init(_ extract: Extract) {
    self.init(
      courses: extract.courses.map { CatalogueCourse($0, schools: extract.schools) },
      undecided: UndecidedYears.list(extract.courseEvidence),
      equivalents: extract.equivalents.map {
        (
          extract.schools[$0.schoolIndex].schoolID, $0.courseID, extract.schools[$0.sameAsSchoolIndex].schoolID,
          $0.sameAsCourseID
        )
      },
      colleges: Set(extract.schools.filter { $0.kind.isCollege }.map(\.schoolID)))
  }
}
