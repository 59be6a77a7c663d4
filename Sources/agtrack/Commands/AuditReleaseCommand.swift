import ArgumentParser
import ReleaseAudit

struct AuditReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit-release",
    abstract: "Attack a release as an outsider would, and say what it gives away.",
    discussion: """
      Examples:
        agtrack audit-release report
        agtrack audit-release report-2 --previous report
        agtrack audit-release report --known state.csv

      Reads cells.csv, definitions.csv, cases.csv and the two pages and nothing else; shares no code with what hides numbers. Prints a line
      per finding: kind, cell, what is known. Exit 1 if anything is found, 3 if a folder holds no release. With --known it attacks
      once more with numbers from elsewhere, and finds what follows from both and not from those alone.
      docs/disclosure.md says what is tried and what is not.
      """)

  @Argument(help: "Folder of the release.") var folder: String
  @Option(help: "Folder of an earlier release of the same school year; may be given more than once.")
  var previous: [String] = []

  @Option(help: "File of numbers that readers know from elsewhere; may be given more than once.") var known: [String] =
    []

  func run() throws {
    let elsewhere = try known.flatMap { try ReleaseFolder.known($0) }
    let release = try ReleaseFolder.read(folder)
    let earlier = try previous.map { try ReleaseFolder.read($0).cells }
    var findings = ReleaseAudit.findings(
      release.cells, page: release.page, cases: release.cases, previous: earlier, known: elsewhere, workers: Cores.all)
    let attack = KnownAttack.findings(release.cells, known: elsewhere, previous: earlier, workers: Cores.all)
    findings += attack.findings.filter { !findings.contains($0) }
    if attack.unused > 0 { Messages.say("known numbers of no cell of the release: \(attack.unused)") }
    for table in attack.contradicted {
      Messages.say("known numbers contradict the release and are left out of \(table): somebody counted otherwise")
    }
    let output = try Output(nil)
    for finding in findings { try output.write("\(finding.kind.rawValue) \(finding.cell): \(finding.what)\n") }
    let hidden = release.cells.cells.count { $0.n == nil }
    try output.write("\(release.cells.cells.count) cells, \(hidden) hidden, \(findings.count) findings\n")
    try output.finish()
    if !findings.isEmpty { throw Exit.needsPerson.code }
  }
}
