/// What planning found for one group of areas, kept for all students who stand alike in them.
///
/// Most students of a school and grade level stand alike in an area: the same courses passed, the same terms left. What is
/// found depends on the key alone, so that the same plans come out whoever was planned for before.
struct PlanMemory: Sendable {
  /// Everything that decides what is found, as words.
  struct Key: Hashable, Sendable { var words: [UInt64] }

  /// The courses of a school that may serve some areas, with all that has to come before them.
  struct Closure: Sendable {
    var courses: Set<Int32> = []
    var tracks: Set<Track> = []
    /// Of the school's items, those of these courses.
    var items: [Int] = []
  }

  private struct Place: Hashable, Sendable {
    var school: ObjectIdentifier
    var areas: UInt8
    var takesElective: Bool
  }

  private var schools: [SchoolOffers.Identity] = []
  private var closures: [Place: Closure] = [:]
  private var policies: [Policy] = []
  private var groups: [Key: PlanGroup] = [:]
  private var starts: [Key: LastStart] = [:]

  /// More than a school's students ever need at a time; the memory of a large district stays small.
  private static let most = 8_192

  subscript(group key: Key) -> PlanGroup? {
    get { groups[key] }
    set {
      if groups.count >= PlanMemory.most { groups.removeAll(keepingCapacity: true) }
      groups[key] = newValue
    }
  }

  subscript(start key: Key) -> LastStart? {
    get { starts[key] }
    set {
      if starts.count >= PlanMemory.most { starts.removeAll(keepingCapacity: true) }
      starts[key] = newValue
    }
  }

  /// Names a policy in keys.
  mutating func number(of policy: Policy) -> Int {
    if let known = policies.firstIndex(of: policy) { return known }
    policies.append(policy)
    return policies.count - 1
  }

  mutating func closure(of areas: SubjectAreas, at offers: SchoolOffers, takesElective: Bool) -> Closure {
    let place = Place(
      school: ObjectIdentifier(offers.identity), areas: areas.rawValue, takesElective: takesElective)
    if let known = closures[place] { return known }
    // Held, so that no other school can be given the same name.
    if !schools.contains(where: { $0 === offers.identity }) { schools.append(offers.identity) }
    let found = Closure(areas, offers, takesElective: takesElective)
    closures[place] = found
    return found
  }
}

/// What was found for a group of areas.
struct PlanGroup: Sendable {
  /// An item of the school's offers, and its earliest term without regard to load.
  struct Piece: Sendable {
    var item: Int32
    var earliest: Int8
  }

  struct Choice: Sendable {
    var pieces: [Piece]
    var semesters: Int
    var cost: Int
  }

  /// The smallest sets that were compared, the least disturbing first; none where no set was found.
  var sets: [Choice] = []
  /// There are no further sets at all.
  var isExhausted = false
  /// Not everything that could matter was tried.
  var isCut = false
}

extension PlanMemory.Closure {
  fileprivate init(_ areas: SubjectAreas, _ school: SchoolOffers, takesElective: Bool) {
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
      courses.insert(school.offers[index].course.sameCourse)
      if let track = school.offers[index].course.trackLevel?.track { tracks.insert(track) }
    }
    items = school.items.indices.filter { isIn[school.items[$0].offer] }
    for requirement in wanted {
      switch requirement {
      case .course(let number): courses.insert(number)
      case .level(let track, _): tracks.insert(track)
      }
    }
  }

  func contains(_ course: ListedCourse) -> Bool {
    courses.contains(course.sameCourse) || (course.trackLevel.map { tracks.contains($0.track) } ?? false)
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
    case .level(let track, let level): trackLevel.map { $0.track == track && $0.level >= level } ?? false
    }
  }
}
