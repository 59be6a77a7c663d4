import ArgumentParser

/// The program: each command parses, calls one function, prints and exits.
struct Agtrack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agtrack",
    abstract: "Exact A-G course tracking for California districts.",
    discussion: """
      Examples:
        agtrack sample --students 4000 --seed 1 --out district
        agtrack nightly --extract district --as-of 2027-03-15
        agtrack student 1000123
        agtrack verdicts --out verdicts.csv --uses uses.csv
        agtrack release --out report

      Without --database and without libpq's environment the program keeps a private PostgreSQL cluster under
      $AGTRACK_HOME (default .agtrack in the current folder).

      Exit codes: 0 done, 1 done but something needs a person, 2 usage, 3 input refused, 4 database or environment,
      5 not permitted, 6 not found, 75 another run holds the lock.
      """,
    version: ProgramVersion.text,
    subcommands: needed(CommandLine.arguments))

  private static let commands: [any ParsableCommand.Type] = [
    NightlyCommand.self, InspectCommand.self, VerdictsCommand.self, CheckCertificatesCommand.self,
    StudentCommand.self, CaseloadCommand.self, PrintCommand.self,
    RejectsCommand.self, ChecksCommand.self, PublishCommand.self, WorklistCommand.self, CourseCommand.self,
    CompareClaimsCommand.self, ReleaseCommand.self, ReleasesCommand.self, AuditReleaseCommand.self,
    DashboardCommand.self,
    CompareCommand.self, GapsCommand.self, MeasuresCommand.self, FunnelCommand.self, SeatsCommand.self,
    AdvancedPlacementCommand.self, PlacementCommand.self, AttentionCommand.self, ReconcileCommand.self,
    StrategyCommand.self,
    AccessLogCommand.self, ForgetCommand.self,
    DatabaseCommand.self, MigrateCommand.self, RolesCommand.self, SampleCommand.self, DictionaryCommand.self,
    RulesCommand.self,
    ChangesCommand.self, PruneCommand.self, ConfigCommand.self, DoctorCommand.self, RehearseCommand.self,
  ]

  /// The command that the first word names, alone, since telling the parser of all of them takes longer than parsing; else all.
  private static func needed(_ words: [String]) -> [any ParsableCommand.Type] {
    guard words.count > 1 else { return commands }
    return commands.first { $0.configuration.commandName == words[1] }.map { [$0] } ?? commands
  }
}

/// Name and version of this program; part of every verdict's digest.
enum ProgramVersion {
  static let text = "0.2.0"
  static let name = "agtrack 0.2.0"
}
