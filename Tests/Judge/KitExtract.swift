/// Writes the kit's students as the files of the extract.
struct KitExtract {
  private(set) var files: [(name: String, text: String)] = []
  private let catalogue: CaseCatalogue
  private var transcripts = ""
  /// Courses of rows that stood on no list of their year.
  private var unlisted: [String] = []

  private static let schools = [
    "high": "99900030300001", "other-high": "99900030300002", "online": "BRIGHT-ONLINE", "college": "RIVER-COLLEGE",
  ]

  init(_ students: [ConformanceKit.Student], catalogue: CaseCatalogue) throws {
    self.catalogue = catalogue
    var people = "student_id,last_name,first_name,school_id,grade_level,entry_year,graduation_year,enrollment\n"
    var exams = "student_id,program,subject,school_year,score\n"
    var waivers = "student_id,subject_area,semesters,reason,granted_by,granted_on\n"
    transcripts =
      "student_id,school_id,school_year,term,grade_level,course_id,course_title,mark,credits_attempted,"
      + "credits_earned,part,in_progress\n"
    for student in students {
      people += ConformanceKit.csv([
        student.id, "Case", student.worked.id, Self.school("high"), "\(student.gradeLevel)", "\(student.entering - 4)",
        "\(student.entering)", student.entering <= ConformanceKit.asOfFall ? "graduated" : "enrolled",
      ])
      try add(student)
      for exam in student.worked.exams {
        exams += ConformanceKit.csv([
          student.id, exam.program, exam.subject, ConformanceKit.schoolYear(student.entering - 13 + exam.grade),
          "\(exam.score)",
        ])
      }
      for waiver in student.worked.waivers {
        waivers += ConformanceKit.csv([
          student.id, String(waiver.area), CaseTranscript.semesters(waiver.twelfths),
          waiver.area == "E" ? "formal_schooling" : "other", "Counseling office",
          "\(student.entering - 12 + waiver.grade)-03-15",
        ])
      }
    }
    files = [
      ("courses.csv", courses), ("equivalents.csv", equivalents), ("exams.csv", exams),
      ("schools.csv", Self.schoolFile),
      ("students.csv", people), ("transcripts.csv", transcripts), ("waivers.csv", waivers),
    ]
  }

  private static func school(_ place: String) -> String { schools[place] ?? "" }

  private static let schoolFile = """
    school_id,name,district_id,district_name,kind
    99900030300001,Sample Valley High,9990003,Sample Valley Unified,high
    99900030300002,Other Valley High,9990003,Sample Valley Unified,high
    BRIGHT-ONLINE,Bright Online,,,online
    RIVER-COLLEGE,River College,,,community_college

    """

  private mutating func add(_ student: ConformanceKit.Student) throws {
    var written: Set<String> = []
    var unknown = 0
    for row in student.worked.rows {
      let entry = catalogue[row.course]
      if entry == nil { unknown += 1 }
      if !row.isListed, !unlisted.contains(row.course) { unlisted.append(row.course) }
      var lines: [String] = []
      for mark in row.entries {
        let isCollege = entry?.place == "college"
        let credits = mark.credits.map(Self.decimal) ?? (isCollege ? "" : Self.full(mark.term))
        let line = ConformanceKit.csv([
          student.id, Self.school(entry?.place ?? "high"),
          ConformanceKit.schoolYear(row.year ?? student.entering - 13 + row.grade), mark.term, "\(row.grade)",
          entry == nil ? "IN-NO-CATALOGUE-\(unknown)" : row.isListed ? row.course : Self.unlisted(row.course),
          entry?.title ?? "Course that no list knows", mark.mark ?? "", credits, Self.earned(mark.mark, credits),
          mark.part == 0 ? "" : "\(mark.part)", mark.mark == nil ? "Y" : "",
        ])
        guard !written.contains(line) else {
          throw CaseFileError.bad(student.worked.file, row.line, "the same row stands in another line of the case")
        }
        lines.append(line)
        transcripts += line
      }
      written.formUnion(lines)
    }
  }

  private static func unlisted(_ course: String) -> String { "\(course)-Unlisted" }

  private static func full(_ term: String) -> String {
    switch term.prefix(1) {
    case "F": "10.00"
    case "T": "3.33"
    case "Q": "2.50"
    default: "5.00"
    }
  }

  private static func earned(_ mark: String?, _ credits: String) -> String {
    guard let mark, !credits.isEmpty else { return "" }
    return ["F", "NP", "NC", "I", "W"].contains(mark) ? "0.00" : credits
  }

  private static func decimal(_ hundredths: Int) -> String {
    "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
  }

  private var courses: String {
    var text =
      "school_id,course_id,title,subject_area,discipline,language,length,honors,part,course_key,grade_levels,"
      + "first_year,last_year,g_eligible\n"
    for name in catalogue.names {
      guard let entry = catalogue[name] else { continue }
      text += course(entry, id: name, last: entry.lastYear)
      if unlisted.contains(name) { text += course(entry, id: Self.unlisted(name), last: 1989) }
    }
    return text
  }

  private func course(_ entry: CaseCatalogue.Entry, id: String, last: Int?) -> String {
    let course = entry.course
    let sameHere = entry.sameAs.flatMap { catalogue[$0]?.place == entry.place ? $0 : nil }
    return ConformanceKit.csv([
      Self.school(entry.place), id, entry.title, course.areas.map(String.init).joined(separator: ";"),
      OracleDiscipline.names[course.discipline] ?? "", course.language, course.length, course.honors,
      course.part == 0 ? "" : "\(course.part)", sameHere ?? "", course.ninthGradeOnly ? "9" : "",
      entry.firstYear.map(ConformanceKit.schoolYear) ?? "", last.map(ConformanceKit.schoolYear) ?? "",
      course.electiveEligible ? "Y" : "N",
    ])
  }

  private var equivalents: String {
    var text = "school_id,course_id,same_as_school_id,same_as_course_id\n"
    for name in catalogue.names {
      guard let entry = catalogue[name], let other = entry.sameAs, let place = catalogue[other]?.place,
        place != entry.place
      else { continue }
      text += ConformanceKit.csv([Self.school(entry.place), name, Self.school(place), other])
    }
    return text
  }
}
