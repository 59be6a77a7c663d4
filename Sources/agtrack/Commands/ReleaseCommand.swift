import ArgumentParser
import Equity
import Glibc
import Postgres
import ReleaseAudit
import Reports
import Rules
import Spreadsheets
import Store

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Write the district's report of the published run.",
    discussion: """
      Examples:
        agtrack release --out report
        agtrack release --out report-2 --previous report
        agtrack release --known state.csv --out report
        agtrack release --internal --out for-the-district

      Without --internal the release is public: groups of 1 to 10 students are hidden, with all that they would follow
      from, and rates near 0 and 1 are coded (docs/disclosure.md). It is then attacked as `agtrack audit-release` does, and
      not written if anything is found (exit 1). The database keeps what was published (agtrack releases): what was hidden
      earlier in the school year stays hidden, and no number changes by 1 to 10 students. Of school years before, up to
      four are taken over as they were printed. Releases that were written elsewhere, or before the registry, are named
      once with --previous. --known names a file of numbers that readers have from elsewhere, such as the state's: they
      protect nothing then (docs/disclosure.md has its columns).
      """)

  @Option(help: "Folder to write.") var out: String
  @Flag(help: "For people who may see small groups; never to be published.") var `internal` = false
  @Option(
    help:
      "Folder of an earlier public release that the registry does not know; may be given more than once, the oldest first."
  )
  var previous: [String] = []
  @Option(help: "File of numbers that readers know from elsewhere; may be given more than once.") var known: [String] =
    []
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if `internal` && !(previous + known).isEmpty {
      throw ValidationError("--previous and --known are for public releases")
    }
  }

  func run() throws {
    let session = try database.session()
    if !`internal` {
      guard session.isOwner else {
        throw Failure(
          .notPermitted,
          "a public release stands for the district and is written by the data engineer, who acts as the owner of the database"
        )
      }
      try session.requireWritable()
    }
    // A night that is published meanwhile must not be read in part.
    let input = try session.connection.transaction(.snapshot) { try read(session) }
    try AccessLog.seal(session.connection)
    let year = ReleaseInputYear(
      code: input.schoolYear.code, asOf: input.asOf.dayNumber, run: Int32(input.runID) ?? 0)
    let earlier = try EarlierReleases(session.connection, folders: previous, before: year)
    if `internal` {
      try write(try insideFiles(input, earlier.contents))
    } else {
      let files = try publicFiles(input, earlier.contents)
      try write(files) { try earlier.enter(files, of: year, session.connection) }
      tell(earlier, year)
    }
  }

  private func tell(_ earlier: EarlierReleases, _ year: ReleaseInputYear) {
    if !earlier.takenOver.isEmpty {
      Messages.say(
        "\(earlier.takenOver.count == 1 ? "1 earlier release was" : "\(earlier.takenOver.count) earlier releases were") "
          + "entered in the registry; --previous need not name them again")
    }
    if earlier.isFirst {
      Messages.say(
        "this is the first public release that the registry knows; if there were others of \(year.code), withdraw this one "
          + "(agtrack releases) and name them with --previous")
    }
  }

  private func read(_ session: borrowing Session) throws -> ReleaseInput {
    let run = try PublishedRun.required(session.connection)
    guard try StaffRoles.seesEveryStudent(session) else {
      throw Failure(.notPermitted, "a report of the district needs a login that may see all its students")
    }
    let input = try ReleaseReader.read(session, run: run)
    try AccessLog.add(
      session.connection, command: "release", purpose: nil, studentKey: nil, rows: input.counts.count, run: run.id)
    return input
  }

  private func insideFiles(
    _ input: ReleaseInput, _ before: [ReleaseFolder.Contents]
  ) throws -> [(name: String, bytes: [UInt8])] {
    let past = ReleaseFolder.pastYears(before.map(\.cells), before: input)
    do throws(SpreadsheetError) {
      return try InternalRelease(input, past: past).files()
    } catch {
      throw ReleaseCommand.failure(error)
    }
  }

  private static func failure(_ error: SpreadsheetError) -> Failure {
    Failure(.environment, "cannot write summary.xlsx: \(error.message)")
  }

  /// The files of a public release that withstands its own audit.
  private func publicFiles(
    _ input: ReleaseInput, _ before: [ReleaseFolder.Contents]
  ) throws -> [(name: String, bytes: [UInt8])] {
    let earlier = before.map(\.cells)
    let known = try KnownNumbers(files: known, input)
    known.tell()
    let policy = try DisclosureSettings.policy()
    let cores = Cores.all
    let release: PublicRelease
    do throws(DisclosureRefusal) {
      release = try PublicRelease(
        input, policy, earlier: ReleaseFolder.rows(earlier, of: input.schoolYear),
        printedOn: ReleaseFolder.days(before, of: input.schoolYear),
        past: ReleaseFolder.pastYears(earlier, before: input), known: known.numbers,
        toldBefore: ReleaseFolder.cases(before, of: input.schoolYear), workers: cores, attack: DisclosureSettings.attack
      )
    } catch {
      throw Failure(.needsPerson, DisclosureSettings.message(error))
    }
    let files: [(name: String, bytes: [UInt8])]
    do throws(SpreadsheetError) {
      files = try release.files()
    } catch {
      throw ReleaseCommand.failure(error)
    }
    let findings = try ReleaseFolder.findings(files, previous: earlier, known: known.cells, workers: cores)
    if !findings.isEmpty {
      let kinds = Finding.Kind.allCases.compactMap { kind in
        let count = findings.count { $0.kind == kind }
        return count > 0 ? "\(kind.rawValue) \(count)" : nil
      }
      throw Failure(
        .needsPerson,
        "nothing is written: the release would give away \(findings.count) numbers (\(kinds.joined(separator: ", "))); report this"
      )
    }
    return files
  }

  /// - Parameter register: Enters the release before its files get their names: what stands in a folder is known.
  private func write(_ files: [(name: String, bytes: [UInt8])], register: () throws -> Void = {}) throws {
    if mkdir(out, 0o755) != 0 && errno != EEXIST {
      throw Failure(.environment, "cannot make the folder \(out): \(String(cString: strerror(errno)))")
    }
    let outputs = try files.map { file in
      let output = try Output("\(out)/\(file.name)")
      try output.write(file.bytes)
      return output
    }
    try register()
    for output in outputs { try output.finish() }
    Messages.say("wrote \(outputs.count) files to \(out)")
  }
}
