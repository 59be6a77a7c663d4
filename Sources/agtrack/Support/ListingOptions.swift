import ArgumentParser

/// In which form counts are written, where to, and why somebody asks: the same for every command that answers with counts of groups.
struct ListingOptions: ParsableArguments {
  @Flag(help: "Write CSV (the default).") var csv = false
  @Flag(help: "Write JSON.") var json = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?

  func validate() throws {
    if csv && json { throw ValidationError("give --csv or --json, not both") }
  }
}
