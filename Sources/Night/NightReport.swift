public import Rules
public import Store

/// What a night did, for the manifest and the summary.
public struct NightReport: Sendable {
  public struct File: Sendable {
    public enum Kind: Sendable {
      /// A file of the format.
      case table
      /// A table without a file of its own, whose rows were translated from files of other forms.
      case translated
      /// A file of another form.
      case source
    }

    /// The name as it lies in the extract; for a translated table the name of its plain form.
    public var file: String
    /// The name of its plain form, `schools.csv`; for a file of another form the name of the form.
    public var table: String
    public var kind = Kind.table
    /// Empty for a translated table.
    public var sha256: String
    /// SHA-256 of the rows that files of other forms add to the table; empty where there are none.
    public var translatedSHA256 = ""
    public var read = 0
    public var loaded = 0
    public var rejected = 0
    public var unchanged = 0
    public var duplicate = 0
  }

  /// nil where no run was begun.
  public var runID: Int32?
  public var asOf: CalendarDay
  public var published = false
  /// Nothing stays of what was written; what would have become of it is told.
  public var isDryRun = false
  /// The run is loaded and whole, and a check keeps the night from publishing it. Of a dry run: a check would.
  public var isHeld = false
  /// Every table that has rows, and every file of another form.
  public var files: [File] = []
  public var studentsEvaluated = 0
  public var studentsCarriedOver = 0
  /// In the order they ran.
  public var stages: [(name: String, milliseconds: Int)] = []
  /// Pattern verdicts by system and status.
  public var verdicts = VerdictCounts()
  /// Ordered by code.
  public var findings: [(code: String, count: Int)] = []
  var ownFindings: [(NightFinding, Int)] = []
  public var editions: [(id: String, sha256: String)] = []
  public var program: String
  /// Whose status changed, by school and cause; empty on the first night.
  public var changes: [SchoolChange] = []
  /// What the checks of data quality found, by id; empty on a dry run where the database takes no writes.
  public var checks: [CheckOutcome] = []
  /// A check found more than its limit; where none could be asked, a file has more rejects than the configured share.
  public var needsPerson = false
  /// Why, in sentences without student data.
  public var concerns: [String] = []

  public init(asOf: CalendarDay, program: String) { (self.asOf, self.program) = (asOf, program) }
}

/// How many students stand where, for the pattern as a whole.
public struct VerdictCounts: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: 8)

  public init() {}

  public subscript(system: System, status: Status) -> Int {
    get { counts[VerdictCounts.place(system, status)] }
    set { counts[VerdictCounts.place(system, status)] = newValue }
  }

  mutating func merge(_ other: VerdictCounts) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  private static func place(_ system: System, _ status: Status) -> Int {
    let row = system == .csu ? 0 : 4
    switch status {
    case .met: return row
    case .inProgress: return row + 1
    case .notMet: return row + 2
    case .unknown: return row + 3
    }
  }
}
