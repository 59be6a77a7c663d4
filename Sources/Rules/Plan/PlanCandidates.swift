/// The items that one student could still take, with where and after what.
struct PlanCandidates: Sendable {
  struct Candidate: Sendable {
    var item: Int
    var part: UInt8
    var semesters: Int
    /// The areas that it can fill something of.
    var areas: SubjectAreas
    var course: ListedCourse
    var isCollege: Bool
    var isRepeat: Bool
    /// Lower is more natural for the student.
    var rank: Rank
    /// The student has to take the first half before.
    var needsFirstHalf: Bool
    /// Which of `choices` are its terms.
    var choices: Int
    /// Index of the candidate that has to be used before this one, as nothing tells them apart; -1 = none.
    var behind: Int
  }

  /// What is proposed first among courses that do the same.
  enum Rank: Int, CaseIterable, Comparable, Sendable {
    case secondHalf, again, year, semester, honors
    /// Another sequence of mathematics than the student's, English of a grade level that lies behind, or English language
    /// development for who never took any.
    case offPath
    case college

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  let all: [Candidate]
  /// By candidate: what has to come before it and is not met by the transcript already.
  let open: [[PlanRequirement]]
  /// Terms in which candidates may be taken, cheapest and earliest first.
  private let choices: [[(term: Int, cost: Int)]]
  /// By item of the school's offers, the candidate; -1 = none.
  let place: [Int32]
  let terms: [PlanTerm]

  /// Courses of one kind that are kept: more are never needed.
  private static let yearCourses = 5
  private static let semesterCourses = 8

  /// - Parameter items: Of the school's items, those that matter; nil = all.
  init(_ school: SchoolOffers, student: PlanStudent, settings: PlanSettings, items: [Int]? = nil) {
    terms = student.terms
    var places = TermChoices(student: student, settings: settings)
    /// By rank, as lists are quicker than sorting.
    var ranked: [[Candidate]] = Array(repeating: [], count: Rank.allCases.count)
    var offerOf: [[Int]] = Array(repeating: [], count: Rank.allCases.count)
    var openOf: [[[PlanRequirement]]] = Array(repeating: [], count: Rank.allCases.count)
    var keptInGroup = Array(repeating: 0, count: school.groupCount)
    var lastInGroup = Array(repeating: -1, count: school.groupCount)
    var behindOffer = Array(repeating: -1, count: school.offers.count)
    var lastOffer = -1
    var isKept = true
    for index in items ?? Array(school.items.indices) {
      let item = school.items[index]
      let offer = school.offers[item.offer]
      let halves = student.courses[offer.course.sameCourse] ?? PlanStudent.Halves()
      let bits: UInt8 = item.part == 0 ? 3 : item.part
      if halves.passed & bits != 0 { continue }
      let isNew = halves.attempted == 0
      let choices = places.choices(
        part: item.part, isCollege: offer.venue == .college, lowestGrade: isNew ? offer.lowestGrade : 0)
      if places.known[choices].isEmpty { continue }
      if isNew && item.offer != lastOffer {
        // Of courses that nothing tells apart, the first ones stand for all.
        lastOffer = item.offer
        let group = Int(school.groups[item.offer])
        isKept =
          keptInGroup[group] < (item.part == 0 ? PlanCandidates.semesterCourses : PlanCandidates.yearCourses)
        if isKept {
          keptInGroup[group] += 1
          behindOffer[item.offer] = lastInGroup[group]
          lastInGroup[group] = item.offer
        }
      }
      if isNew && !isKept { continue }
      let requirements = school.requirements[item.offer]
      let rank = Rank(item.part, halves, offer, bits, isOffPath: student.isOffPath(offer))
      ranked[rank.rawValue].append(
        Candidate(
          item: index, part: item.part, semesters: item.semesters, areas: offer.course.serves, course: offer.course,
          isCollege: offer.venue == .college, isRepeat: halves.attempted & bits != 0, rank: rank,
          needsFirstHalf: item.part == 2 && halves.attempted & 1 == 0, choices: choices, behind: -1))
      openOf[rank.rawValue].append(isNew && !requirements.isEmpty ? requirements.filter { !student.isMet($0) } : [])
      offerOf[rank.rawValue].append(item.offer)
    }
    var all = Array(ranked.joined())
    let offers = Array(offerOf.joined())
    var firstOfOffer = Array(repeating: -1, count: school.offers.count)
    for (index, offer) in offers.enumerated() where firstOfOffer[offer] < 0 { firstOfOffer[offer] = index }
    for (index, offer) in offers.enumerated() where behindOffer[offer] >= 0 {
      all[index].behind = firstOfOffer[behindOffer[offer]]
    }
    self.all = all
    open = Array(openOf.joined())
    self.choices = places.known
    var place = Array(repeating: Int32(-1), count: school.items.count)
    for (index, candidate) in all.enumerated() { place[candidate.item] = Int32(index) }
    self.place = place
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
      for requirement in open[index] {
        let ready = set[..<place].indices.filter { all[set[$0]].satisfies(requirement) }
        if ready.isEmpty { return nil }
        after.append(ready)
      }
      tasks.append(
        PlanTask(
          choices: choices[candidate.choices], after: after, firstHalf: firstHalf, isCollege: candidate.isCollege,
          part: candidate.part, englishSemesters: candidate.course.areas.has(.b) ? candidate.semesters : 0))
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
    for requirement in open[index] {
      let ready = set.indices.filter { all[set[$0]].satisfies(requirement) }
      guard let soonest = ready.map({ earliest[$0] }).min() else { return nil }
      start = max(start, soonest + 1)
    }
    return earliestTerm(candidate, from: start)
  }
}

extension PlanCandidates {
  private func earliestTerm(_ candidate: Candidate, from start: Int) -> Int? {
    var earliest = Int.max
    for choice in choices[candidate.choices] where choice.term >= start { earliest = min(earliest, choice.term) }
    return earliest == .max ? nil : earliest
  }
}

extension PlanCandidates.Rank {
  /// A second half before a repeat, a repeat before something new, the own school before a college.
  fileprivate init(
    _ part: UInt8, _ halves: PlanStudent.Halves, _ offer: CourseOffer, _ bits: UInt8, isOffPath: Bool
  ) {
    if offer.venue == .college {
      self = .college
    } else if part == 2 && halves.attempted == 1 {
      self = .secondHalf
    } else if halves.attempted & bits != 0 {
      self = .again
    } else if isOffPath {
      self = .offPath
    } else if offer.course.honors != nil {
      self = .honors
    } else {
      self = part == 0 ? .semester : .year
    }
  }
}

extension PlanCandidates.Candidate {
  func satisfies(_ requirement: PlanRequirement) -> Bool {
    part != 1 && course.isAsked(by: requirement)
  }

  /// A record of the candidate passed with C.
  func record(sequence: Int32, term: PlanTerm) -> TranscriptRecord {
    TranscriptRecord(
      sequence: sequence, year: term.year, term: term.term, gradeLevel: min(12, term.gradeLevel), mark: .c,
      part: part, isCollege: isCollege, listing: .listed(course))
  }
}

/// The terms for each kind of item, worked out once for a student.
private struct TermChoices {
  private let student: PlanStudent
  private let settings: PlanSettings
  private(set) var known: [[(term: Int, cost: Int)]] = Array(repeating: [], count: 4 * 16)
  private var isKnown: UInt64 = 0

  init(student: PlanStudent, settings: PlanSettings) { (self.student, self.settings) = (student, settings) }

  /// Which of `known` are the terms in which such an item may be taken, cheapest and earliest first.
  mutating func choices(part: UInt8, isCollege: Bool, lowestGrade: UInt8) -> Int {
    let key = (isCollege ? 3 : Int(part)) * 16 + Int(min(15, lowestGrade))
    if isKnown & 1 << UInt64(key) != 0 { return key }
    isKnown |= 1 << UInt64(key)
    var found: [(term: Int, cost: Int)] = []
    for (index, term) in student.terms.enumerated() where term.gradeLevel >= lowestGrade {
      if isCollege {
        guard term.gradeLevel >= settings.collegeFromGrade, student.room[index].college > 0 else { continue }
        found.append((index, PlanSchedule.collegeCost + (term.term == .summer ? PlanSchedule.summerCost : 0)))
      } else {
        guard student.room[index].school > 0 else { continue }
        switch term.term {
        case .s1: if part != 2 { found.append((index, 0)) }
        case .s2: if part != 1 { found.append((index, 0)) }
        default: found.append((index, PlanSchedule.summerCost))
        }
      }
    }
    found.sort { ($0.cost, $0.term) < ($1.cost, $1.term) }
    known[key] = found
    return key
  }
}
