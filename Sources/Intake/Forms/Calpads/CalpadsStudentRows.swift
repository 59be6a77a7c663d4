import Rules

/// Turns the gathered facts of all students into rows of the students table.
struct CalpadsStudentRows {
  private let gathered: CalpadsStudents
  private let day: Int32
  private let tables: ImportedTables
  /// The enrollment that counts for each student; nil for students without one.
  private var chosen: [CalpadsEnrollment?] = []
  private var studentIDs: [String] = []
  /// The student that another one turned out to be, by number.
  private var replacedBy: [Int: Int] = [:]
  private var replaces: [Int: [Int]] = [:]
  private var ownSchools: Set<UInt32> = []
  private var emitted: Set<String> = []
  /// The highest grade at each school; 0 where there are lower ones only.
  private var highest: [CalpadsSchool: UInt8] = [:]

  init(_ gathered: CalpadsStudents, day: Int32, _ tables: ImportedTables) {
    (self.gathered, self.day, self.tables) = (gathered, day, tables)
  }

  /// Appends the rows; gives back in which grade students were, and the highest grade at each school.
  ///
  /// - Parameter noteOutside: Gets the statewide id of each student outside the extract's grades.
  consuming func append(
    _ noteOutside: (String) -> Void
  ) -> (grades: CalpadsGrades, highest: [CalpadsSchool: UInt8]) {
    choose()
    joinReplacedIDs()
    for student in 0..<gathered.count {
      if let enrollment = chosen[replacedBy[student] ?? student], enrollment.grade == 0 {
        noteOutside(gathered.ssid(student))
      }
    }
    var grades = CalpadsGrades()
    for student in 0..<gathered.count where replacedBy[student] == nil {
      if let enrollment = chosen[student] {
        append(student, enrollment, &grades)
      } else if !gathered.wasEnrolled(student) {
        for origin in gathered.otherOrigins(student) {
          tables.reject(
            origin, column: CalpadsField.ssid.name, code: .unknownStudent, value: gathered.ssid(student))
        }
      }
    }
    return (grades, highest)
  }

  // MARK: Who is who

  private mutating func choose() {
    for student in 0..<gathered.count {
      let enrollments = gathered.enrollments(student)
      for enrollment in enrollments {
        ownSchools.insert(enrollment.school.school)
        highest[enrollment.school] = max(highest[enrollment.school] ?? 0, enrollment.grade)
      }
      let current = CalpadsStudentRows.current(enrollments, on: day)
      chosen.append(current)
      // The newest record with a local id names the student where the current one does not.
      let ids = enrollments.map { gathered.texts(at: $0.texts, count: 1)[0] }
      let own = current.map { gathered.texts(at: $0.texts, count: 1)[0] } ?? ""
      studentIDs.append(own.isEmpty ? ids.last { !$0.isEmpty } ?? gathered.ssid(student) : own)
    }
  }

  /// The enrollment that says where a student is: of the newest school year that has begun, a primary one before the
  /// others, an open one before those that ended, the latest start.
  static func current(_ enrollments: [CalpadsEnrollment], on day: Int32) -> CalpadsEnrollment? {
    let begun = enrollments.filter { $0.start <= day }
    let candidates = begun.isEmpty ? enrollments : begun
    guard let year = candidates.map(\.year).max() else { return nil }
    func rank(_ enrollment: CalpadsEnrollment) -> (Int, Int, Int32) {
      (-Int(enrollment.status.rawValue), enrollment.isOpen(on: day) ? 1 : 0, enrollment.start)
    }
    return candidates.filter { $0.year == year }.max { rank($0) < rank($1) }
  }

  /// Two statewide ids with one local id and one birth date are one student whose id was replaced: the one of the
  /// newest enrollment stands.
  private mutating func joinReplacedIDs() {
    var byID: [String: Int] = [:]
    for student in chosen.indices {
      guard let enrollment = chosen[student] else { continue }
      guard let first = byID[studentIDs[student]], let other = chosen[first] else {
        byID[studentIDs[student]] = student
        continue
      }
      guard enrollment.birth != 0, enrollment.birth == other.birth else { continue }
      let isNewer = (enrollment.year, enrollment.start) > (other.year, other.start)
      let (old, new) = isNewer ? (first, student) : (student, first)
      byID[studentIDs[student]] = new
      replacedBy[old] = new
      replaces[new, default: []] += [old] + (replaces.removeValue(forKey: old) ?? [])
      let origin = isNewer ? other.origin : enrollment.origin
      tables.find(.ssidReplaced, origin, column: CalpadsField.ssid.name, value: gathered.ssid(old))
    }
  }

  // MARK: One row

  private mutating func append(_ student: Int, _ enrollment: CalpadsEnrollment, _ grades: inout CalpadsGrades) {
    let all = (replaces[student] ?? []) + [student]
    let studentID = studentIDs[student]
    let enrollments = all.flatMap { gathered.enrollments($0) }
    noteGrades(studentID, enrollments, &grades)
    if enrollment.grade == 0 {
      tables.find(.outsideGrades, enrollment.origin, column: CalpadsField.gradeLevel.name, value: "")
      return
    }
    report(enrollment, enrollments)
    let demographics = all.flatMap { gathered.demographics($0) }
    let current =
      demographics.filter { $0.covers(day) }.max { $0.start < $1.start }
      ?? demographics.max { $0.start < $1.start }
    let own = gathered.texts(at: enrollment.texts, count: 5)
    let known = current.map { gathered.texts(at: $0.texts, count: 4) } ?? ["", "", "", ""]
    // Names go together: a middle name of one record does not belong to the names of another.
    let names = known[0].isEmpty || known[1].isEmpty ? Array(own[1...3]) : Array(known[0...2])
    let birth = enrollment.birth != 0 ? enrollment.birth : current?.birth ?? 0
    let gender = own[4].isEmpty ? known[3] : own[4]
    let school = schoolID(enrollment)
    let entry = StudentDirectory.Entry(
      studentID: studentID, ssid: gathered.ssid(student), lastName: names[0], firstName: names[1],
      middleName: names[2], birthDate: birth == 0 ? "" : CalpadsDay.code(birth), gender: gender, schoolID: school)
    certify(studentID, enrollments)
    // A local id of two people is an ambiguous key, which the reader of the table rejects for both.
    guard tables.students.add(entry) || emitted.contains(studentID) else {
      tables.find(.studentKnown, enrollment.origin, column: CalpadsField.localStudentID.name, value: studentID)
      return
    }
    emitted.insert(studentID)
    var values: [(StudentColumn, String)] = [
      (.studentID, studentID), (.ssid, entry.ssid), (.lastName, entry.lastName), (.firstName, entry.firstName),
      (.middleName, entry.middleName), (.birthDate, entry.birthDate), (.gender, gender), (.schoolID, school),
      (.gradeLevel, String(enrollment.grade)), (.enrollment, outcome(enrollment).rawValue),
      (.raceEthnicity, (current?.race ?? enrollment.race)?.rawValue ?? ""),
      (.englishStatus, english(all, enrollment)),
    ]
    if let ninth = enrollments.filter({ $0.grade == 9 }).map(\.year).min() {
      values.append((.entryYear, String(ninth.fall)))
    } else if isPast(enrollment.year) {
      // The grade of a year gone by says nothing of the year that runs.
      values.append((.entryYear, String(Int(enrollment.year.fall) + 9 - Int(enrollment.grade))))
    }
    values += groups(all)
    tables.append(enrollment.origin, values)
  }

  private func isPast(_ year: SchoolYear) -> Bool {
    CalpadsDay.day(day).map { year < $0.schoolYear } ?? false
  }

  private func noteGrades(_ studentID: String, _ enrollments: [CalpadsEnrollment], _ grades: inout CalpadsGrades) {
    // Primary enrollments first, and of these the latest: a student may be promoted within a year.
    let order = enrollments.indices.sorted { left, right in
      let (a, b) = (enrollments[left], enrollments[right])
      return (a.status.rawValue, -Int(a.start), -left) < (b.status.rawValue, -Int(b.start), -right)
    }
    for place in order {
      grades.note(studentID: studentID, year: enrollments[place].year, grade: enrollments[place].grade)
    }
  }

  /// What contradicts itself in a student's enrollments.
  private func report(_ chosen: CalpadsEnrollment, _ enrollments: [CalpadsEnrollment]) {
    if chosen.isOpen(on: day) {
      for other in enrollments where other.school != chosen.school && other.isOpen(on: day) {
        tables.find(
          .severalEnrollments, other.origin, column: CalpadsField.school.name, value: other.school.schoolID)
      }
    }
    for other in enrollments where other.birth != chosen.birth && other.birth != 0 && chosen.birth != 0 {
      tables.find(.identityConflict, other.origin, column: CalpadsField.birthDate.name, value: "")
    }
    for other in enrollments where other.completionCode != 0 && chosen.completionCode != 0 {
      if other.completionCode != chosen.completionCode {
        tables.find(
          .identityConflict, other.origin, column: CalpadsField.completion.name, value: String(other.completionCode))
      }
    }
  }

  private func schoolID(_ enrollment: CalpadsEnrollment) -> String {
    let school = enrollment.school
    let kind = CalpadsStudentRows.kind(school, highest: highest[school] ?? 0)
    let mention = SchoolDirectory.Mention(
      cds: school.schoolID, ceeb: "", name: school.specialName ?? "", kind: kind)
    return tables.schools.schoolID(mention, enrollment.origin.aside) ?? school.schoolID
  }

  /// - Parameter highest: The highest grade at the school; 0 where there are lower ones only.
  static func kind(_ school: CalpadsSchool, highest: UInt8) -> String {
    school.specialName != nil ? "other" : highest >= 9 ? "high" : highest >= 7 ? "middle" : "elementary"
  }

  private func outcome(_ enrollment: CalpadsEnrollment) -> Enrollment {
    if enrollment.exit == 0 || enrollment.exit > day { return .enrolled }
    let meaning = enrollment.exitReason == .completed ? enrollment.completion : enrollment.exitReason
    switch meaning {
    case .stays: return .enrolled
    case .graduated: return .graduated
    case .droppedOut: return .droppedOut
    case .promoted: return ownSchools.contains(enrollment.receiver) ? .enrolled : .left
    case .left, .completed, nil: return .left
    }
  }

  /// The status that holds on the day, or the first of those to come.
  private func english(_ all: [Int], _ enrollment: CalpadsEnrollment) -> String {
    let records = all.flatMap { gathered.english($0) }.sorted { $0.start < $1.start }
    for (earlier, later) in zip(records, records.dropFirst()) {
      if !later.isCorrection, !later.status.follows(earlier.status) {
        tables.find(
          .englishHistory, later.origin, column: CalpadsField.englishStatus.name,
          value: "\(earlier.status.code) \(later.status.code)")
      }
    }
    let current = records.last { $0.start <= day } ?? records.first
    return (current?.status ?? enrollment.english)?.extractCode ?? ""
  }

  /// The student groups that programs and plans stand for. Without any program record in the files nothing is known.
  private func groups(_ all: [Int]) -> [(StudentColumn, String)] {
    let programs = all.flatMap { gathered.programs($0) }.filter { $0.covers(day) }.map(\.program)
    let hasPlan = all.contains { student in
      gathered.plans(student).contains { $0.program == .specialEducation && $0.covers(day) }
    }
    func flag(_ isMember: Bool, _ isKnown: Bool) -> String { isMember ? "Y" : isKnown ? "N" : "" }
    let homeless = programs.contains(.homeless)
    let migrant = programs.contains(.migrant)
    let foster = programs.contains(.foster)
    return [
      (.lowIncome, flag(programs.contains(.meals) || homeless || migrant || foster, gathered.metPrograms)),
      (.homeless, flag(homeless, gathered.metPrograms)), (.migrant, flag(migrant, gathered.metPrograms)),
      (.foster, flag(foster, gathered.metFoster)),
      (.disability, flag(hasPlan || programs.contains(.specialEducation), gathered.metPlans)),
    ]
  }

  /// Keeps what the district certified of a graduate: the newest enrollment that says it.
  private func certify(_ studentID: String, _ enrollments: [CalpadsEnrollment]) {
    let said = enrollments.filter { $0.metRequirements != nil }
    guard let claim = said.max(by: { ($0.year, $0.start) < ($1.year, $1.start) }), let met = claim.metRequirements
    else { return }
    tables.claims.append(
      DistrictClaim(
        studentID: studentID, schoolYear: claim.year, metRequirements: met,
        file: tables.sources[Int(claim.origin.file)].counts.file, line: claim.origin.line))
  }
}
