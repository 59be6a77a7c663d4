/// What trials came to.
public struct FaultFigures: Sendable, Codable {
  /// How often a kind of fault struck.
  public struct Fault: Sendable, Codable {
    public var kind: String
    public var count: Int
  }

  public var trials = 0
  /// Faults that struck, by kind, in the order in which they first occurred.
  public var faults: [Fault] = []
  /// Nights that were through before the fault.
  public var unhurt = 0
  /// Nights that ended in another way than their fault lets them.
  public var strange: [String] = []
  public var readings = 0
  /// Readings answered with an exit code instead of data, as the server was down or nothing was published.
  public var refusedReadings = 0
  public var mixed = 0
  public var lost = 0
  /// Times that a night found the lock still taken, 0.2 s apart.
  public var waitsForLock = 0
  /// Longest time from the request to stop until the process had ended, in milliseconds.
  public var slowestStop = 0

  public init() {}

  /// Whether everything held.
  public var isClean: Bool { mixed == 0 && lost == 0 && strange.isEmpty }

  mutating func count(_ kind: String) {
    if let place = faults.firstIndex(where: { $0.kind == kind }) {
      faults[place].count += 1
    } else {
      faults.append(Fault(kind: kind, count: 1))
    }
  }

  /// Adds the trials of another run.
  public mutating func merge(_ other: FaultFigures) {
    trials += other.trials
    for fault in other.faults { for _ in 0..<fault.count { count(fault.kind) } }
    unhurt += other.unhurt
    strange += other.strange
    readings += other.readings
    refusedReadings += other.refusedReadings
    mixed += other.mixed
    lost += other.lost
    waitsForLock += other.waitsForLock
    slowestStop = max(slowestStop, other.slowestStop)
  }

  /// The figures as lines of a Markdown table.
  public var table: String {
    var lines = ["| | |", "|---|---|", "| trials | \(trials) |"]
    for fault in faults { lines.append("| \(fault.kind) | \(fault.count) |") }
    lines += [
      "| of them after the night's own end | \(unhurt) |", "| readings meanwhile, each one run whole | \(readings) |",
      "| readings that were told to come later | \(refusedReadings) |", "| **mixed readings** | \(mixed) |",
      "| **lost or wrong results** | \(lost) |", "| nights that ended as they must not | \(strange.count) |",
      "| times that the next night found the lock taken (tried each 0.2 s) | \(waitsForLock) |",
      "| slowest stop by SIGTERM or SIGINT | \(slowestStop) ms |",
    ]
    return (lines + strange.map { "- \($0)" }).joined(separator: "\n") + "\n"
  }
}
