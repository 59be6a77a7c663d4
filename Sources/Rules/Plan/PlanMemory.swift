/// What planning found for one group of areas, kept for all students who stand alike in them.
///
/// Most students of a grade level stand alike in an area: the same courses passed, the same terms left, and schools that
/// offer the same there. What is found depends on the key alone, so that the same plans come out whoever was planned for
/// before. Courses are named by their place among the offers, so that schools with equal offers share what is found.
struct PlanMemory: Sendable {
  /// Everything that decides what is found, as words.
  struct Key: Hashable, Sendable { var words: [UInt64] }

  private struct Place: Hashable, Sendable {
    var school: ObjectIdentifier
    var areas: UInt8
    var takesElective: Bool
  }

  private var schools: [SchoolOffers.Identity] = []
  private var closures: [Place: PlanClosure] = [:]
  private var shapes: [Key: Int] = [:]
  private var policies: [Policy] = []
  private var groups: [Key: PlanGroup] = [:]
  private var starts: [Key: LastStart] = [:]

  /// More than is needed again soon; the memory of a large district stays small.
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

  mutating func closure(of areas: SubjectAreas, at offers: SchoolOffers, takesElective: Bool) -> PlanClosure {
    let place = Place(
      school: ObjectIdentifier(offers.identity), areas: areas.rawValue, takesElective: takesElective)
    if let known = closures[place] { return known }
    // Held, so that no other school can be given the same name.
    if !schools.contains(where: { $0 === offers.identity }) { schools.append(offers.identity) }
    var found = PlanClosure(areas, offers, takesElective: takesElective)
    let words = Key(words: found.words(offers))
    found.shape = shapes[words] ?? shapes.count
    shapes[words] = found.shape
    closures[place] = found
    return found
  }
}

/// What was found for a group of areas.
struct PlanGroup: Sendable {
  /// A place among the items of the closure, and the earliest term without regard to load.
  struct Piece: Sendable {
    var place: Int32
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
