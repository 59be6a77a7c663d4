import ArgumentParser
import CertificateChecker
import Glibc

struct CheckCertificatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-certificates",
    abstract: "Check every verdict against its certificate, without the evaluator.",
    discussion: """
      Examples:
        agtrack check-certificates
        agtrack check-certificates --verdicts verdicts.csv --uses uses.csv

      Without files it exports the published run first. The check reads what `agtrack verdicts --out --uses` writes and
      nothing else: it adds the certificates up again, and shares no code with the evaluator. What it can and cannot
      prove stands in Sources/CertificateChecker/CertificateCheck.swift. Exit 1 if anything is wrong, 3 if a file
      cannot be read.
      """)

  @Option(help: "What `agtrack verdicts --out` wrote.") var verdicts: String?
  @Option(help: "What `agtrack verdicts --uses` wrote beside it.") var uses: String?
  @OptionGroup var database: DatabaseOptions

  /// More are counted, but not listed.
  private static let mostListed = 1_000

  func validate() throws {
    if (verdicts == nil) != (uses == nil) { throw ValidationError("--verdicts and --uses go together") }
    if verdicts != nil && database.database != nil {
      throw ValidationError("give --verdicts and --uses, or a --database to export them from")
    }
  }

  func run() throws {
    let output = try Output(nil)
    let found: Int
    if let verdicts, let uses {
      found = try check(verdicts, uses, hiding: "", to: output)
    } else {
      let folder = try temporaryFolder()
      let files = ["verdicts.csv", "uses.csv"].map { "\(folder)/\($0)" }
      defer {
        for file in files { unlink(file) }
        rmdir(folder)
      }
      let place = database.database.map { ["--database", $0] } ?? []
      let export = try VerdictsCommand.parse(["--out", files[0], "--uses", files[1]] + place)
      try export.run()
      found = try check(files[0], files[1], hiding: folder + "/", to: output)
    }
    try output.finish()
    if found > 0 { throw Exit.needsPerson.code }
  }

  private func check(_ verdicts: String, _ uses: String, hiding folder: String, to output: Output) throws -> Int {
    var listed: [String] = []
    do {
      var check = try CertificateCheck(verdicts: verdicts, uses: uses) { violation in
        if listed.count < CheckCertificatesCommand.mostListed {
          listed.append(String(violation.dropFirst(folder.count)) + "\n")
        }
      }
      try check.run()
      for violation in listed { try output.write(violation) }
      if check.violations > listed.count { try output.write("... and \(check.violations - listed.count) more\n") }
      try output.write("\(check.verdicts) verdicts checked, \(check.violations) violations\n")
      return check.violations
    } catch let error as UnreadableFile {
      let column = error.column.isEmpty ? "" : " column \(error.column)"
      throw Failure(.refused, "\(error.file.dropFirst(folder.count)):\(error.line)\(column): \(error.message)")
    }
  }

  private func temporaryFolder() throws -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/agtrack-check-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(.environment, "cannot make a folder in \(parent): \(String(cString: strerror(errno)))")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
