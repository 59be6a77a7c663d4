import Judge

/// A student whose verdicts the judge gives.
struct JudgedStudent {
  var id: String
  /// Where the transcript comes from, for a failure's message.
  var origin: String
  var transcript: OracleTranscript
  /// The fall of entering the university.
  var entering: Int
}

/// Writes judged students as one extract of the contract's files.
struct JudgedExtract {
  private var numbers: SeededNumbers
  private let asOf: Int
  private var catalogue = JudgedCatalogue()
  private var students = "student_id,last_name,first_name,school_id,grade_level,entry_year,graduation_year,enrollment\n"
  private var exams = "student_id,program,subject,school_year,score\n"
  private var waivers = "student_id,subject_area,semesters,reason,granted_by,granted_on\n"
  private var rows: [String] = []

  /// - Parameter asOf: fall of the school year in which the night runs.
  init(_ judged: [JudgedStudent], seed: UInt64, asOf: Int) {
    numbers = SeededNumbers(seed: seed)
    self.asOf = asOf
    for student in judged {
      addStudent(student)
      addRecords(student)
      addOthers(student)
    }
    rows.shuffle(using: &numbers)
  }

  func write(to folder: ScratchFolder) throws {
    let header =
      "course_id,student_id,school_id,school_year,term,grade_level,course_title,mark,credits_attempted,"
      + "credits_earned,part,in_progress,record_id\r\n"
    try folder.write(JudgedCatalogue.schools, to: "schools.csv")
    try folder.write(catalogue.courses, to: "courses.csv")
    try folder.write(catalogue.equivalentsFile, to: "equivalents.csv")
    try folder.write(students, to: "students.csv")
    try folder.write("\u{FEFF}" + header + rows.joined(separator: "\r\n") + "\r\n", to: "transcripts.csv")
    try folder.write(exams, to: "exams.csv")
    try folder.write(waivers, to: "waivers.csv")
  }

  private mutating func addStudent(_ student: JudgedStudent) {
    let grade = 12 - (student.entering - 1 - asOf)
    var entry = "\(student.entering - 4)"
    var graduation = "\(student.entering)"
    if (9...12).contains(grade) {
      switch numbers.pick([0, 1, 2]) {
      case 0: (entry, graduation) = ("", "")
      case 1: graduation = ""
      default: entry = ""
      }
    }
    let enrollment = grade > 12 ? "graduated" : numbers.pick(["", "enrolled"])
    students +=
      "\(student.id),Judged,J,\(JudgedCatalogue.high),\(min(12, max(6, grade))),\(entry),\(graduation),\(enrollment)\n"
  }

  private mutating func addRecords(_ student: JudgedStudent) {
    let records = student.transcript.records
    var families: [String: (number: Int, forms: [OracleCourse])] = [:]
    var occurrences: [[OracleCourse]: Int] = [:]
    for key in Set(records.compactMap { $0.course?.key }).sorted() {
      let forms = Set(records.compactMap(\.course).filter { $0.key == key }).map(\.withoutKey)
        .sorted { $0.form < $1.form }
      let occurrence = occurrences[forms, default: 0]
      occurrences[forms] = occurrence + 1
      families[key] = (catalogue.family(forms, occurrence: occurrence), forms)
    }
    var written: [String] = []
    for (index, record) in records.enumerated() {
      var code = JudgedCatalogue.Code(
        school: numbers.pick([JudgedCatalogue.high, JudgedCatalogue.otherHigh]), course: "NOWHERE\(index)")
      switch record.match {
      case .unmatched: break
      case .notListed: code = numbers.pick(JudgedCatalogue.notListed)
      case .listed(let course):
        guard let family = families[course.key], let form = family.forms.firstIndex(of: course.withoutKey) else {
          continue
        }
        let places = Set(records.filter { $0.course?.key == course.key }.map(\.college))
        code = catalogue.code(
          course, family: family.number, form: form, forms: family.forms.count, year: record.year,
          college: record.college, isMixed: places.count > 1)
      }
      written.append(line(record, code, student.id))
    }
    // Rows that the judge counts twice must not be exact duplicates.
    let often = Dictionary(written.map { ($0, 1) }, uniquingKeysWith: +)
    for (index, line) in written.enumerated() {
      if often[line] ?? 0 > 1 || numbers.chance(10) {
        rows.append("\(line),\(student.id)-\(index)")
      } else {
        rows += Array(repeating: "\(line),", count: numbers.chance(5) ? 2 : 1)
      }
    }
  }

  /// A row without its record id.
  private mutating func line(_ record: OracleRecord, _ code: JudgedCatalogue.Code, _ student: String) -> String {
    var credits = record.credits.map { "\($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100)" } ?? ""
    if credits.isEmpty, record.course?.length != "two_years", !numbers.chance(50) {
      switch record.term.prefix(1) {
      case "Q": credits = record.college ? "4.00" : "2.50"
      case "T": credits = "3.33"
      case "F": credits = "10"
      default: credits = record.college ? "3" : "5.0"
      }
    }
    let year = numbers.chance(80) ? JudgedCatalogue.schoolYear(record.year) : "\(record.year)-\(record.year + 1)"
    return [
      code.course, student, code.school, year, record.term, "\(record.grade)", "", record.mark ?? "", credits, "",
      record.part == 0 ? "" : "\(record.part)", record.mark == nil ? "Y" : numbers.pick(["", "N"]),
    ].joined(separator: ",")
  }

  private mutating func addOthers(_ student: JudgedStudent) {
    for exam in student.transcript.exams {
      if let stated = exam.stated {
        exams +=
          "\(student.id),\(stated.program),\(stated.subject),\(JudgedCatalogue.schoolYear(exam.year)),\(stated.score)\n"
        continue
      }
      let subject = numbers.pick(Self.subjects[exam.clears] ?? [exam.clears])
      exams +=
        "\(student.id),AP,\(subject),\(JudgedCatalogue.schoolYear(exam.year)),\(numbers.pick([3, 4, 5]))\n"
    }
    if numbers.chance(20) {
      let subject = numbers.pick(Self.subjects.keys.sorted().flatMap { Self.subjects[$0] ?? [] })
      exams += "\(student.id),AP,\(subject),\(JudgedCatalogue.schoolYear(student.entering - 2)),2\n"
    }
    for waiver in student.transcript.waivers {
      let reason = numbers.pick(["formal_schooling", "language_certification", "other", ""])
      waivers += "\(student.id),\(waiver.area),\(waiver.twelfths / 6),\(reason),K01,\(waiver.year + 1)-03-15\n"
    }
  }

  /// AP exam codes by what they clear (College Board's codes, rule 15.23).
  private static let subjects = [
    "US": ["07", "10"], "WORLD": ["93", "43", "53"], "CIVICS": ["57", "58"], "B": ["36", "37"],
    "CALCULUS": ["66", "68"], "BIO": ["20"], "CHEM": ["25"], "PHYS": ["78", "80", "82", "83", "84"],
    "INTERD": ["40"], "LANGUAGE-Spanish": ["87", "89"], "LANGUAGE-French": ["48", "51"],
    "F": ["13", "14", "15", "16", "75"], "G": ["34", "35", "31", "85"],
  ]
}

extension OracleCourse {
  /// Everything but key and honors, as text.
  var form: String {
    "\(areas) \(discipline) \(language) \(length) \(part) \(ninthGradeOnly) \(electiveEligible)"
  }

  /// Without what no verdict depends on.
  fileprivate var withoutKey: OracleCourse {
    var course = self
    (course.key, course.honors) = ("", "")
    return course
  }
}
