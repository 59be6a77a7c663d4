import Rules

/// Gathers what CALPADS files say about students and turns it into rows of the students table.
///
/// A student is a statewide id. Which enrollment counts, which demographics and which programs hold is decided for one
/// day: the day of the run, or the newest day on which any record begins.
final class CalpadsStudents: FormGathering {
  static let stage = ImportStage.students

  private var ssids = TextIndex()
  private var enrollments = CalpadsChain<CalpadsEnrollment>()
  private var demographics = CalpadsChain<CalpadsDemographics>()
  private var english = CalpadsChain<CalpadsEnglishRecord>()
  private var programs = CalpadsChain<CalpadsProgramRecord>()
  private var plans = CalpadsChain<CalpadsProgramRecord>()
  private var texts = ByteArena()
  private var newestDay: Int32 = 0
  private var grades = CalpadsGrades()
  /// Kinds of record and program met: without them nothing is known of the group.
  private(set) var metPrograms = false
  private(set) var metFoster = false
  private(set) var metPlans = false

  init() {}

  /// Which grade a student was in, for the completed courses; complete after `finish`.
  var gradeLevels: CalpadsGrades { grades }
  /// Students whose grade is outside the extract.
  private var outside = TextIndex()
  func isOutside(_ ssid: Bytes) -> Bool { outside.find(ssid) != nil }
  /// The highest grade at each school with enrollments, 0 for lower grades only; complete after `finish`.
  private(set) var highestGrades: [CalpadsSchool: UInt8] = [:]
  /// The last school year of any enrollment.
  private(set) var newestYear: SchoolYear?

  // MARK: Records

  func take(_ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables) {
    let ssid = record[.ssid]
    guard ssid.isDigits(10) else {
      tables.reject(
        head.origin, column: record.column(.ssid), code: ssid.isEmpty ? .missingValue : .badValue, value: ssid)
      return
    }
    do throws(CalpadsFault) {
      switch record.layout.type {
      case .enrollments, .cumulativeEnrollments: try takeEnrollment(record, head, tables)
      case .demographics: try takeDemographics(record, head, tables)
      case .english: try takeEnglish(record, head, tables)
      case .programs: try takeProgram(record, head, tables)
      case .specialEducation: try takePlan(record, head, tables)
      case .courses, .fallCourses, .completions, .fallCompletions: return
      }
    } catch {
      let value = record[error.field]
      tables.reject(
        head.origin, column: record.column(error.field), code: value.isEmpty ? .missingValue : .badValue, value: value)
    }
  }

  private func student(_ record: CalpadsRecord) -> Int { ssids.insert(record[.ssid]) }

  /// Days on which a record begins and ends; 0 where it does not say.
  private func meet(_ start: Int32, _ end: Int32, _ tables: ImportedTables) {
    newestDay = max(newestDay, start)
    for day in [start, end] { if let day = CalpadsDay.day(day) { tables.foresee(day) } }
  }

  private func takeEnrollment(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) {
    let start = try record.day(.enrollmentStart, isRequired: true)
    let exit = try record.day(.enrollmentExit)
    guard let status = CalpadsCodes.enrollmentStatus.meaning(record[.enrollmentStatus]) else {
      throw CalpadsFault(.enrollmentStatus)
    }
    guard let grade = CalpadsCodes.gradeLevel.meaning(record[.gradeLevel]) else { throw CalpadsFault(.gradeLevel) }
    let exitReason = record.described(.exitReason, CalpadsCodes.exitReason, head.origin, tables)
    let completion = record.described(.completion, CalpadsCodes.completion, head.origin, tables)
    let offset = texts.bytes.count
    for field in [CalpadsField.localStudentID, .lastName, .firstName, .middleName, .gender] {
      texts.appendWithLength(record[field])
    }
    meet(start, exit, tables)
    newestDay = max(newestDay, exit)
    newestYear = max(newestYear ?? head.year, head.year)
    enrollments.append(
      CalpadsEnrollment(
        origin: head.origin, transaction: head.transaction, school: head.place, year: head.year, start: start,
        exit: exit, status: status, grade: grade ?? 0, exitReason: exitReason, completion: completion,
        completionCode: UInt16(clamping: Values.number(record[.completion], digits: 3) ?? 0),
        receiver: CalpadsCode7(record[.receiverSchool])?.number ?? 0,
        metRequirements: record.flag(.metRequirements, head.origin, tables),
        race: record[.rolledUpRace].isEmpty
          ? nil : record.described(.rolledUpRace, CalpadsCodes.race, head.origin, tables),
        english: record.described(.englishStatus, CalpadsCodes.englishStatus, head.origin, tables),
        recordHash: record[.localRecordID].isEmpty ? 0 : ByteHash.of(record[.localRecordID]) | 1, texts: offset,
        birth: record.descriptiveDay(.birthDate, head.origin, tables)), student: student(record))
  }

  private func takeDemographics(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) {
    let start = try record.day(.effectiveStart)
    let end = try record.day(.effectiveEnd)
    var races: [RaceEthnicity] = []
    for field in [CalpadsField.race1, .race2, .race3, .race4, .race5] where !record[field].isEmpty {
      if let race = CalpadsCodes.race.meaning(record[field]) {
        races.append(race)
      } else if let mapped = tables.maps[.races].value(record[field], head.origin, column: record.column(field)),
        let race = RaceEthnicity(rawValue: mapped)
      {
        races.append(race)
      }
    }
    let hispanic = record.flag(.hispanic, head.origin, tables)
    let offset = texts.bytes.count
    for field in [CalpadsField.lastName, .firstName, .middleName, .gender] { texts.appendWithLength(record[field]) }
    meet(start, end, tables)
    demographics.append(
      CalpadsDemographics(
        origin: head.origin, transaction: head.transaction, start: start, end: end,
        race: CalpadsRace.rollUp(hispanic: hispanic, races: races), texts: offset,
        birth: record.descriptiveDay(.birthDate, head.origin, tables),
        parentsLackDiploma: Values.number(record[.parentEducation], digits: 2) == 14), student: student(record))
  }

  private func takeEnglish(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) {
    guard let status = CalpadsCodes.englishStatus.meaning(record[.englishStatus]) else {
      throw CalpadsFault(.englishStatus)
    }
    let start = try record.day(.englishStart, isRequired: true)
    meet(start, 0, tables)
    english.append(
      CalpadsEnglishRecord(
        origin: head.origin, transaction: head.transaction, status: status, start: start,
        isCorrection: !record[.correctionReason].isEmpty), student: student(record))
  }

  private func takeProgram(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) {
    guard let program = CalpadsCodes.program.meaning(record[.program]) else { throw CalpadsFault(.program) }
    let start = try record.day(.programStart, isRequired: true)
    let end = try record.day(.programEnd)
    metPrograms = true
    metFoster = metFoster || program == .foster
    metPlans = metPlans || program == .specialEducation
    meet(start, end, tables)
    programs.append(
      CalpadsProgramRecord(
        origin: head.origin, transaction: head.transaction, program: program,
        code: UInt16(clamping: Values.number(record[.program], digits: 3) ?? 0), school: head.place, start: start,
        end: end), student: student(record))
  }

  private func takePlan(
    _ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables
  ) throws(CalpadsFault) {
    guard let isPlan = CalpadsCodes.planType.meaning(record[.planType]) else { throw CalpadsFault(.planType) }
    let start = try record.day(.planStart)
    let end = try record.day(.planEnd)
    metPlans = true
    meet(start, end, tables)
    plans.append(
      CalpadsProgramRecord(
        origin: head.origin, transaction: head.transaction, program: isPlan ? .specialEducation : .other, code: 0,
        school: head.place, start: start, end: end), student: student(record))
  }

  // MARK: What the records of one student say

  var count: Int { ssids.count }

  func ssid(_ student: Int) -> String { ssids.text(student) }

  func enrollments(_ student: Int) -> [CalpadsEnrollment] { CalpadsEnrollment.settled(enrollments.of(student)) }
  func demographics(_ student: Int) -> [CalpadsDemographics] { CalpadsDemographics.settled(demographics.of(student)) }
  func english(_ student: Int) -> [CalpadsEnglishRecord] { CalpadsEnglishRecord.settled(english.of(student)) }
  func programs(_ student: Int) -> [CalpadsProgramRecord] { CalpadsProgramRecord.settled(programs.of(student)) }
  func plans(_ student: Int) -> [CalpadsProgramRecord] { CalpadsProgramRecord.settled(plans.of(student)) }

  /// Origins of a student's records other than enrollments.
  func otherOrigins(_ student: Int) -> [RowOrigin] {
    demographics.of(student).map(\.origin) + english.of(student).map(\.origin) + programs.of(student).map(\.origin)
      + plans.of(student).map(\.origin)
  }

  /// Whether the file named the student as enrolled, taken back or not.
  func wasEnrolled(_ student: Int) -> Bool { !enrollments.of(student).isEmpty }

  /// Texts behind their lengths, beginning at an offset.
  func texts(at offset: Int, count: Int) -> [String] {
    var offset = offset
    return (0..<count).map { _ in texts.text(at: &offset) }
  }

  func finish(into tables: ImportedTables) {
    let day = tables.asOf.map(CalpadsDay.number) ?? newestDay
    (grades, highestGrades) = CalpadsStudentRows(self, day: day, tables).append { _ = self.outside.insert($0) }
  }
}

/// A value that makes a CALPADS record unusable.
struct CalpadsFault: Error {
  let field: CalpadsField
  init(_ field: CalpadsField) { self.field = field }
}

extension CalpadsRecord {
  /// A day; 0 if the field is empty.
  func day(_ field: CalpadsField, isRequired: Bool = false) throws(CalpadsFault) -> Int32 {
    let value = self[field]
    if value.isEmpty, !isRequired { return 0 }
    guard let day = CalpadsDay.read(value) else { throw CalpadsFault(field) }
    return day
  }

  /// A day that decides nothing: one that cannot be read is left out and is a finding.
  func descriptiveDay(_ field: CalpadsField, _ origin: RowOrigin, _ tables: ImportedTables) -> Int32 {
    let value = self[field]
    if value.isEmpty { return 0 }
    if let day = CalpadsDay.read(value) { return day }
    tables.find(.valueIgnored, origin, column: column(field), value: ShownValue.of(value))
    return 0
  }

  /// A code that decides nothing: one that is not known is left out and is a finding.
  func described<Meaning>(
    _ field: CalpadsField, _ codes: CalpadsCodeSet<Meaning>, _ origin: RowOrigin, _ tables: ImportedTables
  ) -> Meaning? {
    let value = self[field]
    if value.isEmpty { return nil }
    if let meaning = codes.meaning(value) { return meaning }
    tables.find(.valueIgnored, origin, column: column(field), value: ShownValue.of(value))
    return nil
  }

  func flag(_ field: CalpadsField, _ origin: RowOrigin, _ tables: ImportedTables) -> Bool? {
    let value = self[field]
    if value.isEmpty { return nil }
    if let flag = Values.yesNo(value) { return flag }
    tables.find(.valueIgnored, origin, column: column(field), value: ShownValue.of(value))
    return nil
  }
}
