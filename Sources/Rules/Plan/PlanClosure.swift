/// The courses of a school that may serve some areas, with all that has to come before them.
struct PlanClosure: Sendable {
  private(set) var courses: Set<Int32> = []
  private(set) var tracks: Set<Track> = []
  /// Of the school's items, those of these courses.
  private(set) var items: [Int] = []
  /// Whether area B is among the courses' areas, and what only some students are told first is among the courses.
  private(set) var asksEnglish = false
  private(set) var offersMathematics = false
  private(set) var offersLanguageDevelopment = false
  /// Names the courses apart from their school, in the order of the offers.
  private(set) var names: [Int32: Int32] = [:]
  /// Equal where the closures of two schools differ in nothing but the numbers of their courses.
  var shape = 0

  init(_ areas: SubjectAreas, _ school: SchoolOffers, takesElective: Bool) {
    var wanted: Set<PlanRequirement> = []
    var isIn = school.offers.map { $0.course.mayServe(areas, takesElective: takesElective) }
    for index in isIn.indices where isIn[index] { wanted.formUnion(school.requirements[index]) }
    var grows = true
    while grows {
      grows = false
      for index in isIn.indices where !isIn[index] {
        let course = school.offers[index].course
        guard wanted.contains(where: { course.isAsked(by: $0) }) else { continue }
        isIn[index] = true
        wanted.formUnion(school.requirements[index])
        grows = true
      }
    }
    for index in isIn.indices where isIn[index] {
      let course = school.offers[index].course
      courses.insert(course.sameCourse)
      if course.areas.has(.b) { asksEnglish = true }
      switch course.discipline {
      case .algebra1, .geometry, .algebra2, .mathematics1, .mathematics2, .mathematics3: offersMathematics = true
      case .englishLanguageDevelopment: offersLanguageDevelopment = true
      default: break
      }
      if let track = course.trackLevel?.track { tracks.insert(track) }
    }
    items = school.items.indices.filter { isIn[school.items[$0].offer] }
    for requirement in wanted {
      switch requirement {
      case .course(let number): courses.insert(number)
      case .level(let track, _): tracks.insert(track)
      // Stands beside its level, or the one above it, in the same track.
      case .discipline: break
      }
    }
  }

  func contains(_ course: ListedCourse) -> Bool {
    courses.contains(course.sameCourse) || (course.trackLevel.map { tracks.contains($0.track) } ?? false)
  }

  /// The place of one of the school's items among these.
  func place(of item: Int) -> Int { items.firstIndex(of: item) ?? -1 }

  /// All that planning reads of the items, with the courses by their names.
  mutating func words(_ school: SchoolOffers) -> [UInt64] {
    var words: [UInt64] = []
    var groups: [Int32: UInt64] = [:]
    var last = -1
    for item in items.map({ school.items[$0] }) {
      words.append(UInt64(item.part) << 8 | UInt64(item.semesters & 0xff) | (item.offer == last ? 0 : 1 << 16))
      if item.offer == last { continue }
      last = item.offer
      let offer = school.offers[item.offer]
      words.append(UInt64(name(offer.course.sameCourse)))
      offer.course.write(to: &words)
      let group = groups[school.groups[item.offer]] ?? UInt64(groups.count)
      groups[school.groups[item.offer]] = group
      let requirements = school.requirements[item.offer]
      words.append(
        group << 32 | UInt64(requirements.count & 0xffff) << 16 | UInt64(offer.lowestGrade) << 8
          | UInt64(offer.venue.rawValue) << 1 | (offer.course.honors == nil ? 0 : 1))
      for requirement in requirements {
        switch requirement {
        case .course(let number): words.append(UInt64(name(number)) << 2 | 2)
        case .discipline(let discipline): words.append(UInt64(discipline.rawValue) << 2 | 3)
        case .level(let track, let level):
          words.append(
            UInt64(UInt32(bitPattern: track.language.value)) << 16 | UInt64(level) << 8
              | (track.kind == .mathematics ? 1 : 0))
        }
      }
    }
    return words
  }

  private mutating func name(_ course: Int32) -> Int32 {
    if let known = names[course] { return known }
    names[course] = Int32(names.count)
    return Int32(names.count - 1)
  }
}

extension ListedCourse {
  /// What decides beside the course's own number, as two words.
  func write(to words: inout [UInt64]) {
    words.append(
      UInt64(areas.rawValue) << 24 | UInt64(discipline.rawValue) << 16 | UInt64(part & 3) << 14
        | length.word << 12 | (ninthGradeOnly ? 1 << 10 : 0) | (electiveEligible ? 1 << 9 : 0))
    words.append(
      UInt64(UInt32(bitPattern: disciplineKey.value)) << 32 | UInt64(UInt32(bitPattern: language.value)))
  }
}

extension CourseLength {
  fileprivate var word: UInt64 {
    switch self {
    case .year: 0
    case .semester: 1
    case .twoYears: 2
    }
  }
}

extension ListedCourse {
  /// Whether it can fill something of some areas, from its own list or, for CSU, from that of area G.
  func mayServe(_ areas: SubjectAreas, takesElective: Bool) -> Bool {
    areas.has(.g) || !areas.isDisjoint(with: serves)
      || (takesElective && self.areas.has(.g)
        && ((areas.has(.a) && discipline.isHistory) || (areas.has(.d) && discipline.isElectiveScience)))
  }

  /// Whether it is what a requirement asks for, or leads there.
  func isAsked(by requirement: PlanRequirement) -> Bool {
    switch requirement {
    case .course(let number): sameCourse == number
    case .discipline(let discipline): self.discipline == discipline
    case .level(let track, let level): levelReached.map { $0.track == track && $0.level >= level } ?? false
    }
  }
}
