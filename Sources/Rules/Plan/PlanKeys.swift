/// What of a student decides a plan, as keys of what is remembered.
struct PlanKeys: Sendable {
  let policies: [Policy]
  let takesElective: Bool
  private let student: PlanStudent
  private let alike: PlanRecords
  /// What matters beside records of courses.
  private let common: [UInt64]

  init(_ student: PlanStudent, policies: [Policy], scale: CreditScale, _ memory: inout PlanMemory) {
    (self.student, self.policies) = (student, policies)
    alike = PlanRecords(policies, scale: scale, currentYear: student.currentYear)
    takesElective = policies.contains {
      $0.history.secondYear == .anyHistory || $0.science.pattern == .lifeAndPhysical
    }
    var words: [UInt64] = []
    for policy in policies { words.append(UInt64(memory.number(of: policy)) | 1 << 32) }
    student.write(to: &words)
    common = words
  }

  /// The records that matter to some areas, and everything else that does, as a key.
  ///
  /// - Parameter question: Tells apart what is asked about the same.
  func narrowed(
    _ areas: SubjectAreas, _ question: UInt64, _ offers: SchoolOffers, _ memory: inout PlanMemory
  ) -> (key: PlanMemory.Key, records: [TranscriptRecord], closure: PlanClosure) {
    let closure = memory.closure(of: areas, at: offers, takesElective: takesElective)
    var words: [UInt64] = []
    words.reserveCapacity(common.count + 4 * student.transcript.records.count + 1)
    words.append(UInt64(closure.shape) << 16 | UInt64(areas.rawValue) << 8 | question)
    words.append(contentsOf: common)
    words.append(student.leanings(among: closure))
    // Courses of other schools, in the order in which they come.
    var others: [Int32] = []
    var named: [(name: Int, record: TranscriptRecord)] = []
    for record in student.transcript.records {
      guard let course = record.course,
        closure.contains(course) || course.mayServe(areas, takesElective: takesElective)
      else { continue }
      var own = record
      own.mark = own.mark.map(\.alike)
      var name = closure.names[course.sameCourse].map(Int.init)
      if name == nil {
        if !others.contains(course.sameCourse) { others.append(course.sameCourse) }
        name = others.firstIndex(of: course.sameCourse).map { 1 << 20 + $0 }
      }
      named.append((name ?? 0, own))
    }
    // The order of records decides nothing.
    let order = named.indices.sorted { (named[$0].name, $0) < (named[$1].name, $1) }
    var records: [TranscriptRecord] = []
    var start = 0
    while start < order.count {
      let name = named[order[start]].name
      let end = order[start...].firstIndex { named[$0].name != name } ?? order.count
      for var record in alike.alike(order[start..<end].map { named[$0].record }) {
        record.sequence = Int32(records.count + 1)
        if let course = record.course { record.write(course, named: name, to: &words) }
        records.append(record)
      }
      start = end
    }
    return (PlanMemory.Key(words: words), records, closure)
  }
}

extension Mark {
  /// One mark for all that count alike in the patterns.
  fileprivate var alike: Mark {
    switch self {
    case .aPlus, .a, .aMinus, .bPlus, .b, .bMinus, .cPlus, .c, .cMinus: .c
    case .dPlus, .d, .dMinus: .d
    default: self
    }
  }
}

extension PlanStudent {
  /// What the student took or takes, so far as it changes what is thought of first among some courses.
  fileprivate func leanings(among closure: PlanClosure) -> UInt64 {
    let english = closure.asksEnglish ? UInt64(englishNow & 0xff) << 8 | UInt64(englishGrade) << 16 : 0
    let mathematics: UInt64 = (hasSequence ? 1 : 0) | (hasIntegrated ? 2 : 0)
    return english | (closure.offersMathematics ? mathematics : 0)
      | (closure.offersLanguageDevelopment && hasLanguageDevelopment ? 4 : 0)
  }

  /// What of the student matters beside records of courses.
  fileprivate func write(to words: inout [UInt64]) {
    words.append(UInt64(terms.count) << 32 | UInt64(UInt16(bitPattern: currentYear.fall)))
    for (term, room) in zip(terms, room) {
      words.append(
        UInt64(UInt16(bitPattern: term.year.fall)) << 32 | UInt64(term.term.order & 0xff) << 24
          | UInt64(term.gradeLevel) << 16 | UInt64(room.school & 0xff) << 8 | UInt64(room.college & 0xff))
    }
    words.append(UInt64(transcript.exams.count) << 32 | UInt64(transcript.waivers.count))
    for exam in transcript.exams {
      words.append(UInt64(UInt16(bitPattern: exam.year.fall)) << 32 | UInt64(UInt32(bitPattern: exam.score)))
      for text in [exam.program.rawValue, exam.subject] {
        words.append(UInt64(text.utf8.count))
        for byte in text.utf8 { words.append(UInt64(byte)) }
      }
    }
    for waiver in transcript.waivers {
      words.append(UInt64(waiver.area.rawValue) << 32 | UInt64(UInt32(clamping: waiver.twelfths)))
    }
  }
}

extension TranscriptRecord {
  /// - Parameters:
  ///   - course: Of the record.
  ///   - name: Of the course among the offers.
  fileprivate func write(_ course: ListedCourse, named name: Int, to words: inout [UInt64]) {
    course.write(to: &words)
    words.append(
      UInt64(UInt32(bitPattern: creditsAttempted)) << 32 | UInt64(UInt16(bitPattern: year.fall)) << 16
        | UInt64(gradeLevel) << 8 | UInt64(part & 3) << 6 | (isCollege ? 1 << 5 : 0))
    let own = (mark?.rawValue ?? "").utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    words.append(UInt64(name) << 36 | UInt64(term.order) << 28 | own)
  }
}
