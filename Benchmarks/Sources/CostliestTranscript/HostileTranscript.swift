import Rules

/// Random numbers that are the same on every machine for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &self)] }
}

/// One course of a hostile transcript, with all its records.
struct HostileCourse {
  var areas: SubjectAreas
  var discipline: Discipline
  var name: Int
  var terms: [Term]
  /// By term; nil for a course that is running.
  var marks: [Mark?]
  var credits: [Int32]
  var gradeLevel: UInt8
  var ninthGradeOnly: Bool
  var electiveEligible: Bool
  var isUnmatched: Bool

  /// - Parameter most: Areas that it is listed in at most.
  init(most: Int, partial: Int, deficient: Int, using numbers: inout SeededNumbers) {
    areas = []
    for area in SubjectArea.allCases.shuffled(using: &numbers).prefix(Int.random(in: 1...most, using: &numbers)) {
      areas.insert(SubjectAreas(area))
    }
    discipline = numbers.pick(Discipline.allCases)
    name = Int.random(in: 0..<4, using: &numbers)
    terms = numbers.pick([
      [.s1, .s2], [.s1, .s2], [.s1, .s2], [.fullYear], [.t1, .t2, .t3], [.q1, .q2, .q3, .q4], [.s1], [.s2], [.summer],
    ])
    marks = []
    credits = []
    for _ in terms {
      marks.append(numbers.chance(deficient) ? numbers.pick([.d, .f, nil, nil]) : numbers.pick([.a, .b, .c, .cMinus]))
      credits.append(numbers.chance(partial) ? Int32.random(in: 20...500, using: &numbers) : -1)
    }
    gradeLevel = numbers.chance(4) ? 8 : UInt8.random(in: 9...12, using: &numbers)
    ninthGradeOnly = numbers.chance(10)
    electiveEligible = numbers.chance(80)
    isUnmatched = numbers.chance(2)
  }
}

/// A transcript made to be costly: courses listed in many areas, of all disciplines, terms, credits and marks.
struct HostileTranscript {
  var courses: [HostileCourse] = []
  var exams: [(program: ExamProgram, subject: String)] = []
  var entering: Int

  static let exams: [(ExamProgram, String)] = [
    (.ap, "7"), (.ap, "93"), (.ap, "57"), (.ap, "36"), (.ap, "66"), (.ap, "20"), (.ap, "25"), (.ap, "78"), (.ap, "40"),
    (.ap, "87"), (.ap, "13"), (.ap, "34"),
  ]

  init(entering: Int, courses count: Int, using numbers: inout SeededNumbers) {
    self.entering = entering
    let most = numbers.pick([2, 3, 4, 7, 7])
    let partial = numbers.pick([0, 0, 20, 60])
    let deficient = numbers.pick([0, 10, 30])
    for _ in 0..<count {
      courses.append(HostileCourse(most: most, partial: partial, deficient: deficient, using: &numbers))
    }
    for exam in Self.exams where numbers.chance(2) { exams.append(exam) }
  }

  /// A small change of any kind.
  mutating func mutate(using numbers: inout SeededNumbers) {
    for _ in 0..<Int.random(in: 1...3, using: &numbers) {
      let fresh = HostileCourse(
        most: 7, partial: numbers.pick([0, 50]), deficient: numbers.pick([0, 30]), using: &numbers)
      let place = Int.random(in: courses.indices, using: &numbers)
      switch Int.random(in: 0..<9, using: &numbers) {
      case 0 where courses.count < 60: courses.append(fresh)
      case 1 where courses.count < 60: courses.append(courses[place])
      case 2 where courses.count > 4: courses.remove(at: place)
      case 3: courses[place].areas = fresh.areas
      case 4: courses[place].discipline = fresh.discipline
      case 5:
        (courses[place].terms, courses[place].marks, courses[place].credits) = (
          fresh.terms, fresh.marks, fresh.credits
        )
      case 6: courses[place].isUnmatched.toggle()
      case 7 where exams.isEmpty: exams.append(numbers.pick(Self.exams))
      case 7: exams.removeLast()
      default: courses[place] = fresh
      }
    }
  }

  var transcript: Transcript {
    var records: [TranscriptRecord] = []
    for (number, course) in courses.enumerated() {
      let listed = ListedCourse(
        areas: course.areas, discipline: course.discipline, disciplineKey: NameKey("discipline \(course.name)"),
        language: course.name == 0 ? .none : NameKey("language \(course.name)"), sameCourse: Int32(number + 1),
        ninthGradeOnly: course.ninthGradeOnly, electiveEligible: course.electiveEligible)
      let fall = entering - 13 + Int(course.gradeLevel)
      for (index, term) in course.terms.enumerated() {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: Int16(fall)), term: term,
            gradeLevel: course.gradeLevel, mark: course.marks[index],
            creditsAttempted: course.credits[index], listing: course.isUnmatched ? .unmatched : .listed(listed)))
      }
    }
    return Transcript(
      records: records,
      exams: exams.enumerated().map { index, exam in
        ExamResult(
          sequence: Int32(index + 1), program: exam.program, subject: exam.subject,
          year: SchoolYear(fall: Int16(entering - 2)), score: 500)
      })
  }
}
