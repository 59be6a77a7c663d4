public import Rules
public import Store

/// Puts transcripts together from what the database keeps, as the night did from the extract.
public struct StoredTranscripts: Sendable {
  let catalogue: CourseCatalogue
  private let codes: CourseCodes

  /// - Parameters:
  ///   - undecided: As `CourseEvidenceTable.undecided` reads it.
  ///   - partners: Where `courses` are those of some institutions, what `equivalents` name at the others.
  public init(
    schools: [Store.SchoolRow], courses: [Store.CourseRow], undecided: [Store.CourseEvidenceRow],
    equivalents: [Store.EquivalentRow], partners: [Store.CourseKeyRow] = [], codes: CourseCodes
  ) {
    catalogue = CourseCatalogue(
      courses: courses.map(CatalogueCourse.init), undecided: undecided.map(UndecidedYears.init),
      equivalents: equivalents.map { ($0.schoolID, $0.courseID, $0.sameAsSchoolID, $0.sameAsCourseID) },
      partners: partners,
      colleges: Set(schools.filter(\.isCollege).map(\.schoolID)))
    self.codes = codes
  }

  init(catalogue: CourseCatalogue, codes: CourseCodes) { (self.catalogue, self.codes) = (catalogue, codes) }

  /// Stands for all that decides how a record of a course counts in a school year.
  func digest(of course: PrintedCourse, in year: SchoolYear) -> UInt64 {
    let number = catalogue.number(school: course.schoolID, course: course.courseID)
    let digest = catalogue.listing(number, in: year).digest
    return catalogue.isCollege(course.schoolID) ? ~digest : digest
  }

  /// How a course stands in a school year: in which areas, or in none; nil where no row knows the course.
  public func areas(of course: PrintedCourse, in year: SchoolYear) -> SubjectAreas? {
    switch catalogue.listing(catalogue.number(school: course.schoolID, course: course.courseID), in: year).listing {
    case .listed(let listed): listed.areas
    case .notListed: SubjectAreas.none
    case .unmatched: nil
    }
  }

  /// The student's records, exams and waivers; sequences are those of the tables.
  public func transcript(of student: StoredStudent) -> Transcript {
    var transcript = Transcript()
    for row in student.transcripts {
      guard let term = Term(rawValue: row.term) else { continue }
      let course = codes[row.courseCode]
      let year = SchoolYear(fall: row.schoolYear)
      let number = course.flatMap { catalogue.number(school: $0.schoolID, course: $0.courseID) }
      transcript.records.append(
        TranscriptRecord(
          sequence: Int32(row.seq), year: year, term: term, gradeLevel: UInt8(clamping: row.gradeLevel),
          mark: row.mark.flatMap(Mark.init(rawValue:)), creditsAttempted: row.creditsAttempted ?? -1,
          part: UInt8(clamping: row.part ?? 0),
          isCollege: course.map { catalogue.isCollege($0.schoolID) } ?? false,
          listing: catalogue.listing(number, in: year).listing))
    }
    for row in student.exams {
      guard let program = ExamProgram(rawValue: row.program), let score = row.score, let year = row.schoolYear else {
        continue
      }
      transcript.exams.append(
        ExamResult(
          sequence: Int32(row.seq), program: program, subject: row.subject, year: SchoolYear(fall: year),
          score: StoredAmounts.score(score)))
    }
    for row in student.waivers {
      guard let area = SubjectArea(letter: row.subjectArea) else { continue }
      transcript.waivers.append(
        Waiver(
          sequence: Int32(row.seq), area: area, twelfths: StoredAmounts.twelfths(semesters: row.semesters),
          grantedOn: row.grantedOn.flatMap(CalendarDay.init(dayNumber:))))
    }
    return transcript
  }
}

extension Store.SchoolRow {
  /// Whether it is a college, whose courses count as such and are open to students of every school.
  public var isCollege: Bool { SchoolKind(rawValue: kind)?.isCollege ?? false }
}

/// Amounts as the tables keep them.
enum StoredAmounts {
  /// Hundredths of a semester in whole twelfths of a year.
  static func twelfths(semesters: Int32) -> Int { Int(semesters) * 6 / 100 }

  /// Whole points in hundredths.
  static func score(_ points: Int32) -> Int32 { Int32(clamping: Int(points) * 100) }
}
