/// The items that one student could still take, with where and after what.
struct PlanCandidates: Sendable {
  struct Candidate: Sendable {
    var item: Int
    var part: UInt8
    var semesters: Int
    var areas: SubjectAreas
    var course: ListedCourse
    var isCollege: Bool
    var isRepeat: Bool
    /// What is not met by the transcript already.
    var open: [PlanRequirement]
    /// The student has to take the first half before.
    var needsFirstHalf: Bool
    /// Terms in which it may be taken, cheapest and earliest first.
    var choices: [(term: Int, cost: Int)]
    /// Index of the candidate that has to be used before this one, as nothing tells them apart; -1 = none.
    var behind: Int
  }

  let all: [Candidate]
  let terms: [PlanTerm]

  /// Courses of one kind that are kept: more are never needed.
  private static let yearCourses = 5
  private static let semesterCourses = 8

  init(_ school: SchoolOffers, student: PlanStudent, settings: PlanSettings) {
    terms = student.terms
    var found: [(candidate: Candidate, rank: Int, order: Int)] = []
    var lastOfGroup: [Int32: (course: Int32, count: Int)] = [:]
    var isKept: [Int: Bool] = [:]
    var behindCourse: [Int: Int32] = [:]
    for (index, item) in school.items.enumerated() {
      let offer = school.offers[item.offer]
      let halves = student.courses[offer.course.sameCourse] ?? PlanStudent.Halves()
      let bits: UInt8 = item.part == 0 ? 3 : item.part
      if halves.passed & bits != 0 { continue }
      let wasAttempted = halves.attempted != 0
      let open = school.requirements[item.offer].filter { !student.isMet($0) }
      var candidate = Candidate(
        item: index, part: item.part, semesters: item.semesters, areas: offer.course.areas, course: offer.course,
        isCollege: offer.venue == .college, isRepeat: halves.attempted & bits != 0,
        open: wasAttempted ? [] : open, needsFirstHalf: item.part == 2 && halves.attempted & 1 == 0, choices: [],
        behind: -1)
      candidate.choices = PlanCandidates.choices(
        candidate, student: student, settings: settings, lowestGrade: wasAttempted ? 0 : offer.lowestGrade)
      if candidate.choices.isEmpty { continue }
      if !wasAttempted {
        // Of courses that nothing tells apart, the first ones stand for all.
        if isKept[item.offer] == nil {
          let group = school.groups[item.offer]
          let before = lastOfGroup[group]
          let most = item.part == 0 ? PlanCandidates.semesterCourses : PlanCandidates.yearCourses
          isKept[item.offer] = (before?.count ?? 0) < most
          if let before { behindCourse[item.offer] = before.course }
          if isKept[item.offer] == true {
            lastOfGroup[group] = (offer.course.sameCourse, (before?.count ?? 0) + 1)
          }
        }
        if isKept[item.offer] != true { continue }
      }
      found.append((candidate, PlanCandidates.rank(candidate, halves, offer), index))
    }
    found.sort { ($0.rank, $0.order) < ($1.rank, $1.order) }
    var all = found.map(\.candidate)
    for index in all.indices {
      guard let course = behindCourse[school.items[all[index].item].offer] else { continue }
      all[index].behind = all.firstIndex { $0.course.sameCourse == course } ?? -1
    }
    self.all = all
  }

  /// A second half before a repeat, a repeat before something new, the own school before a college.
  private static func rank(_ candidate: Candidate, _ halves: PlanStudent.Halves, _ offer: CourseOffer) -> Int {
    if candidate.isCollege { return 40 }
    if candidate.part == 2 && halves.attempted & 1 != 0 && halves.attempted & 2 == 0 { return 0 }
    if candidate.isRepeat { return 10 }
    return offer.course.honors == nil ? 20 : 30
  }

  private static func choices(
    _ candidate: Candidate, student: PlanStudent, settings: PlanSettings, lowestGrade: UInt8
  ) -> [(term: Int, cost: Int)] {
    var found: [(term: Int, cost: Int)] = []
    for (index, term) in student.terms.enumerated() where term.gradeLevel >= lowestGrade {
      if candidate.isCollege {
        guard term.gradeLevel >= settings.collegeFromGrade, student.room[index].college > 0 else { continue }
        found.append((index, PlanSchedule.collegeCost + (term.term == .summer ? PlanSchedule.summerCost : 0)))
      } else {
        guard student.room[index].school > 0 else { continue }
        switch term.term {
        case .s1: if candidate.part != 2 { found.append((index, 0)) }
        case .s2: if candidate.part != 1 { found.append((index, 0)) }
        default: found.append((index, PlanSchedule.summerCost))
        }
      }
    }
    return found.sorted { ($0.cost, $0.term) < ($1.cost, $1.term) }
  }

  /// The tasks of a set of candidates, or nil where one of them lacks what has to come before it.
  ///
  /// - Parameter set: In an order in which each could be added.
  func tasks(_ set: [Int]) -> [PlanTask]? {
    var tasks: [PlanTask] = []
    for (place, index) in set.enumerated() {
      let candidate = all[index]
      var firstHalf = -1
      if candidate.needsFirstHalf {
        guard
          let found = set[..<place].firstIndex(where: {
            all[$0].course.sameCourse == candidate.course.sameCourse && all[$0].part == 1
          })
        else { return nil }
        firstHalf = found
      }
      var after: [[Int]] = []
      for requirement in candidate.open {
        let ready = set[..<place].indices.filter { all[set[$0]].satisfies(requirement) }
        if ready.isEmpty { return nil }
        after.append(ready)
      }
      tasks.append(
        PlanTask(
          choices: candidate.choices, after: after, firstHalf: firstHalf, isCollege: candidate.isCollege,
          englishSemesters: candidate.areas.has(.b) ? candidate.semesters : 0))
    }
    return tasks
  }

  /// The earliest term for a candidate after a set, without regard to load; nil where it cannot be taken.
  ///
  /// - Parameter earliest: Of each of the set.
  func earliest(_ index: Int, after set: [Int], _ earliest: [Int], from first: Int) -> Int? {
    let candidate = all[index]
    if candidate.behind >= 0
      && !set.contains(where: { all[$0].course.sameCourse == all[candidate.behind].course.sameCourse })
    {
      return nil
    }
    var start = first
    var sharedSummer = -1
    if candidate.needsFirstHalf {
      guard
        let found = set.firstIndex(where: {
          all[$0].course.sameCourse == candidate.course.sameCourse && all[$0].part == 1
        })
      else { return nil }
      if terms[earliest[found]].term == .summer { sharedSummer = earliest[found] }
      start = max(start, earliest[found] + (sharedSummer >= 0 ? 0 : 1))
    }
    for requirement in candidate.open {
      let ready = set.indices.filter { all[set[$0]].satisfies(requirement) }
      guard let soonest = ready.map({ earliest[$0] }).min() else { return nil }
      start = max(start, soonest + 1)
    }
    return candidate.choices.lazy.map(\.term).filter { $0 >= start }.min()
  }
}

extension PlanCandidates.Candidate {
  func satisfies(_ requirement: PlanRequirement) -> Bool {
    if part == 1 { return false }
    switch requirement {
    case .course(let number): return course.sameCourse == number
    case .level(let track, let level): return course.trackLevel.map { $0.track == track && $0.level >= level } ?? false
    }
  }

  /// A record of the candidate passed with C.
  func record(sequence: Int32, term: PlanTerm) -> TranscriptRecord {
    TranscriptRecord(
      sequence: sequence, year: term.year, term: term.term, gradeLevel: min(12, term.gradeLevel), mark: .c,
      part: part, isCollege: isCollege, listing: .listed(course))
  }
}
