/// Plays a student's years through and keeps the records in the order in which they came about.
struct Transcript {
  private let catalogue: Catalogue
  private(set) var records: [Record] = []
  private(set) var exams: [ExamRecord] = []

  init(catalogue: Catalogue) { self.catalogue = catalogue }

  mutating func play(_ student: Student, random: inout RandomSource) {
    records.removeAll(keepingCapacity: true)
    exams.removeAll(keepingCapacity: true)
    var plan = CoursePlan(student: student)
    playMiddleSchool(student, &plan, random: &random)
    let lastGrade = student.hasLeft && student.entryYear == 2022 ? 11 : student.gradeLevel
    for grade in 9...max(9, lastGrade) {
      let fall = student.entryYear + grade - 9
      let school = grade - 9 < student.earlierYears ? student.earlierSchool ?? student.school : student.school
      let from = records.count
      let cutShort = student.hasLeft && grade == lastGrade
      let slots = plan.year(grade, at: school, catalogue, random: &random)
      playYear(slots, student, &plan, grade, fall, school, cutShort: cutShort, random: &random)
      if cutShort { break }
      if fall < Marks.runningFall { playSummer(from..<records.count, student, random: &random) }
      playCollege(student, grade, fall, random: &random)
    }
  }

  private mutating func playYear(
    _ slots: [CoursePlan.Slot], _ student: Student, _ plan: inout CoursePlan, _ grade: Int, _ fall: Int, _ school: Int,
    cutShort: Bool, random: inout RandomSource
  ) {
    let running = fall == Marks.runningFall
    var spring: [Record] = []
    for slot in slots {
      let footing = Marks.footing(student, slot.first, random: &random)
      let first = Marks.mark(footing: footing, slot.first, random: &random)
      let second = Marks.mark(footing: footing, slot.second ?? slot.first, random: &random)
      let next = slot.second ?? (slot.first == .algebra1A ? .algebra1B : slot.first)
      records.append(
        Record(school: school, course: slot.first, fall: fall, term: .s1, gradeLevel: grade, mark: first))
      spring.append(
        Record(school: school, course: next, fall: fall, term: .s2, gradeLevel: grade, mark: running ? nil : second))
      plan.finished(slot, marks: running ? [first] : [first, second])
      let exam = CourseTable[slot.first].examCode
      if !exam.isEmpty, !running, !cutShort, random.chance(720) {
        exams.append(ExamRecord(code: exam, fall: fall, score: Marks.examScore(student, random: &random)))
      }
    }
    let advisory = Marks.footing(student, .advisory, random: &random)
    let mark = Marks.mark(footing: advisory, .advisory, random: &random)
    records.append(
      Record(school: school, course: .advisory, fall: fall, term: .s1, gradeLevel: grade, mark: mark, credits: 250))
    if cutShort { return }
    records += spring
    records.append(
      Record(
        school: school, course: .advisory, fall: fall, term: .s2, gradeLevel: grade, mark: running ? nil : mark,
        credits: 250))
  }

  /// Some D and F marks in listed courses are made up in summer, at the school or with the online provider.
  private mutating func playSummer(_ year: Range<Int>, _ student: Student, random: inout RandomSource) {
    var left = 4
    for index in year where left > 0 {
      let record = records[index]
      let areas = CourseTable[record.course].areas
      guard record.isDeficient, !areas.isEmpty, areas != "G", areas != "F" else { continue }
      let needed = areas == "A" || areas == "B" || areas == "C" ? 230 : 60
      let chance = (record.mark == Record.fail ? 450 : 330) + needed + student.engagement / 5
      guard random.chance(min(900, max(80, chance))) else { continue }
      left -= 1
      let online = random.chance(350) ? onlineVersion(of: record.course) : nil
      let footing = Marks.footing(student, record.course, random: &random) + 700
      let half = record.term == .s1 ? 1 : 2
      let coded = CourseTable[record.course].part.isEmpty == false
      let semester = CourseTable[record.course].isSemester
      records.append(
        Record(
          school: online?.school ?? record.school, course: online?.course ?? record.course, fall: record.fall,
          term: .summer, gradeLevel: record.gradeLevel,
          mark: Marks.mark(footing: footing, record.course, random: &random),
          part: semester ? 0 : online != nil || (!coded && random.chance(600)) ? half : coded ? half : 0))
    }
  }

  private func onlineVersion(of course: Course) -> (school: Int, course: Course)? {
    let base: Course = course == .algebra1A || course == .algebra1B ? .algebra1 : course
    guard let online = Institutions.online, catalogue.offers(online, base) else { return nil }
    return (online, base)
  }

  private mutating func playMiddleSchool(_ student: Student, _ plan: inout CoursePlan, random: inout RandomSource) {
    let home = catalogue.schools[student.earlierSchool ?? student.school]
    let middles = Institutions.middles(district: home.district)
    guard let first = middles.first else { return }
    let school = random.pick(middles, or: first)
    if student.achievement + random.normal(400) > 500 {
      let course: Course = home.integratedMath ? .mathematics1 : .algebra1
      if appendMiddle(course, school, student, random: &random) { plan.passedMiddleMath() }
    }
    if random.chance(student.achievement > 0 ? 170 : 60) {
      if appendMiddle(.spanish1, school, student, random: &random) { plan.startedLanguageEarly(.spanish1) }
    }
  }

  /// True unless the course was failed.
  private mutating func appendMiddle(
    _ course: Course, _ school: Int, _ student: Student, random: inout RandomSource
  ) -> Bool {
    let fall = student.entryYear - 1
    let footing = Marks.footing(student, course, random: &random)
    let first = Marks.mark(footing: footing, course, random: &random)
    if Institutions.all[school].district == 0 {
      records.append(
        Record(school: school, course: course, fall: fall, term: .fullYear, gradeLevel: 8, mark: first, credits: 1000))
      return first < Record.fail
    }
    let second = Marks.mark(footing: footing, course, random: &random)
    for (term, mark) in [(Record.Term.s1, first), (.s2, second)] {
      records.append(Record(school: school, course: course, fall: fall, term: term, gradeLevel: 8, mark: mark))
    }
    return second < Record.fail
  }

  private static let collegeCourses: [Course] = [
    .collegeEnglish, .collegeHistory, .collegePsychology, .collegeStatistics, .collegeSpanish, .collegeGovernment,
  ]

  private mutating func playCollege(_ student: Student, _ grade: Int, _ fall: Int, random: inout RandomSource) {
    guard grade >= 11, student.achievement + student.engagement > 200, random.chance(90) else { return }
    let course = random.pick(Transcript.collegeCourses, or: .collegePsychology)
    let district = Institutions.all[student.school].district ?? 0
    guard Institutions.colleges.indices.contains(district),
      !records.contains(where: { $0.course == course })
    else { return }
    let footing = Marks.footing(student, course, random: &random) + 200
    records.append(
      Record(
        school: Institutions.colleges[district], course: course, fall: fall, term: .s1, gradeLevel: grade,
        mark: Marks.mark(footing: footing, course, random: &random), credits: 300))
  }
}
