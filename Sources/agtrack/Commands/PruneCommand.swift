import ArgumentParser
import Store

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove the history that no longer needs to be read.",
    discussion: """
      Examples:
        agtrack prune --keep 30 --monthly 24 --dry-run
        agtrack prune --keep 30 --monthly 24

      Kept are the newest runs, the last run of each of the latest months, every run of which a release was made, and the
      published run. The rest can no longer be read with --as-of, and the journal of changes begins with the oldest kept run.
      """)

  @Option(help: "How many of the newest published runs to keep, at least 1.") var keep: Int
  @Option(help: "Of how many of the latest months to keep the last run.") var monthly = 0
  @Flag(help: "Say which runs would go; remove nothing.") var dryRun = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...1_000_000).contains(keep) { throw ValidationError("--keep must be at least 1") }
    if !(0...10_000).contains(monthly) { throw ValidationError("--monthly must be from 0 to 10000") }
  }

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    guard session.isOwner else {
      throw Failure(.notPermitted, "history is pruned by the data engineer, who acts as the owner of the database")
    }
    if !dryRun {
      try session.requireWritable()
      try RunLog.takeLock(session.connection)
      if let held = try RunState.held(session.connection) {
        throw Failure(
          .needsPerson,
          "run \(held.id) is loaded, not published; `agtrack publish \(held.id)` it, or let the next night supersede it"
        )
      }
    }
    defer { if !dryRun { try? RunLog.releaseLock(session.connection) } }
    _ = try PublishedRun.required(session.connection)
    let plan = try Pruning.plan(session.connection, newest: keep, months: monthly)
    let verb = dryRun ? "would be pruned" : "pruned"
    let removed = dryRun ? [] : try plan.carryOut(session.connection)
    try output.write("kept \(plan.kept.count) runs: \(PruneCommand.ranges(plan.kept))\n")
    try output.write("\(verb) \(plan.pruned.count) runs: \(PruneCommand.ranges(plan.pruned))\n")
    for (table, rows) in removed { try output.write("  \(table): \(rows) rows removed\n") }
    try output.finish()
  }

  /// `1-4, 7`; `none`.
  static func ranges(_ numbers: [Int32]) -> String {
    var parts: [(Int32, Int32)] = []
    for number in numbers {
      if let last = parts.last, last.1 + 1 == number {
        parts[parts.count - 1].1 = number
      } else {
        parts.append((number, number))
      }
    }
    if parts.isEmpty { return "none" }
    return parts.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)-\($0.1)" }.joined(separator: ", ")
  }
}
