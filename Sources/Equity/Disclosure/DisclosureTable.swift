/// The counts of all measures of one denominator and school year, as places by columns.
///
/// Column 0 is everybody; then follow the groups, family by family.
public struct DisclosureTable: Sendable {
  public struct Family: Sendable {
    public let name: String
    /// How many groups it has.
    public let groups: Int

    public init(name: String, groups: Int) { (self.name, self.groups) = (name, groups) }
  }

  public let families: [Family]
  /// For each place the index of its district's place; nil for a district and for a school of none.
  public let districtOf: [Int?]
  /// Which places are districts.
  public let isDistrict: [Bool]
  /// For each measure the counts of place after place, of each column after column; all have the same students.
  public let counts: [[Count]]
  public let known: KnownElsewhere

  public init(
    families: [Family], districtOf: [Int?], isDistrict: [Bool], counts: [[Count]], known: KnownElsewhere = .nothing
  ) {
    (self.families, self.districtOf, self.isDistrict, self.counts) = (families, districtOf, isDistrict, counts)
    self.known = known
  }

  public var width: Int { families.reduce(1) { $0 + $1.groups } }
  public var places: Int { districtOf.count }
  /// Students of each cell.
  public var n: [Int] { counts.first?.map(\.n) ?? [] }
}

/// What readers know of a table from elsewhere, whatever is printed of it: what the state publishes about the same students.
///
/// The true numbers count as known, also where somebody else counted a little differently: that is the strongest reading.
public struct KnownElsewhere: Sendable, Equatable {
  public enum Cell: Hashable, Sendable {
    case cell(Int)
    /// Those at a place whom a family leaves out: the other side of one of which one side is printed.
    case others(place: Int, family: Int)
  }

  public static let nothing = KnownElsewhere(students: [], outcomes: [])

  /// Cells of which the students are known.
  public var students: Set<Cell>
  /// For each measure those of which the students with the outcome are known; none where it is shorter.
  public var outcomes: [Set<Cell>]

  public init(students: Set<Cell>, outcomes: [Set<Cell>]) { (self.students, self.outcomes) = (students, outcomes) }
}

/// What of a table is printed.
public struct DisclosurePattern: Sendable, Equatable {
  public let isHidden: [Bool]
  /// For each measure how the rate of each cell is printed; nil where it is hidden or there is nobody.
  public let coding: [[RateCoding?]]
}

/// Whole numbers that a reader does not know and what ties them together, for an attack by somebody else's code.
public struct UnknownNumbers: Sendable {
  public struct Equation: Sendable {
    public let added: [Int]
    public let subtracted: [Int]
    public let sum: Int
  }

  public internal(set) var bounds: [ClosedRange<Int>] = []
  public internal(set) var equations: [Equation] = []
  /// Those that must have room.
  public internal(set) var targets: [Int] = []
  /// How much room.
  public internal(set) var room = 1
  /// What the numbers really are: a solution to begin with. What is found does not depend on it.
  public internal(set) var truth: [Int] = []

  /// Finds the targets whose least and largest possible values are less than `room` apart; nil if nothing is possible.
  public typealias Attack = @Sendable (UnknownNumbers) -> [Int]?
}

/// Why a table cannot be published.
public enum DisclosureRefusal: Error, Sendable, Equatable {
  /// Nothing protects what must be protected; how many cells.
  case cannotProtect(Int)
  /// The attack finds that its own numbers contradict each other.
  case contradiction
}
