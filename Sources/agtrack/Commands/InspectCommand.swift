import ArgumentParser
import Intake
import PolicyFiles
import Reports
import Rules

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Say what lies in a folder of files and what a night would make of it.",
    discussion: """
      Example: agtrack inspect /srv/sis/export

      Needs no database and writes nothing. Values of student rows are not shown.
      Exit codes: 0 a night would run through, 1 something needs a person, 3 a night would refuse the extract.
      """)

  @Argument(help: "Folder or .zip of the district's files.") var folder: String
  @Flag(help: "Write JSON.") var json = false
  @Option(help: "Settings of the district (encodings, thresholds, mapping) as YAML.") var config: String?

  func run() throws {
    var input = InputConfiguration(asOf: try Today.day())
    var rejectShare = 0.02
    if let config {
      let settings = try Settings.read(config)
      settings.apply(to: &input)
      if let percent = settings.rejectPercent { rejectShare = Double(percent) / 100 }
    }
    let inspection = try Inspection.of(path: folder, configuration: input)
    let output = try Output(nil)
    if json {
      try output.write(InspectionJSON(inspection).bytes)
    } else {
      try output.write(InspectionText(inspection).text)
    }
    try output.finish()
    if !inspection.refusals.isEmpty { throw Exit.refused.code }
    if InspectCommand.needsPerson(inspection, rejectShare) { throw Exit.needsPerson.code }
  }

  /// Files that nothing knows, values that no map knows, no course list, or too many rejected rows.
  private static func needsPerson(_ inspection: Inspection, _ rejectShare: Double) -> Bool {
    if inspection.lacksCourseList || inspection.files.contains(where: { $0.form == nil }) { return true }
    if inspection.findingCounts.contains(where: { $0.code == .unmappedValue }) { return true }
    return inspection.files.compactMap(\.counts).contains {
      $0.rowsRejected > 0 && Double($0.rowsRejected) > rejectShare * Double($0.rowsRead)
    }
  }
}

/// Which values of findings may be shown: codes, names of columns, files and institutions, never a student's. What stands
/// in the header of a file that is refused may be a row of it: the header is lost.
private func shownValue(_ finding: Finding, _ inspection: Inspection) -> String? {
  if finding.code == .unknownColumn, inspection.refusals.contains(where: { $0.file == finding.file }) { return nil }
  return switch finding.code {
  case .unmappedValue, .schoolDerived, .unknownColumn, .formNotRead: finding.value.isEmpty ? nil : finding.value
  default: nil
  }
}

/// An inspection for a terminal.
struct InspectionText {
  private(set) var text = ""
  /// Findings and rejects listed of each file; the rest is counted.
  private static let listed = 12

  init(_ inspection: Inspection) {
    let width = min(48, inspection.files.map(\.name.count).max() ?? 0)
    for file in inspection.files { add(file, width) }
    if inspection.files.isEmpty { text += "No files.\n" }
    section(
      "A night would refuse this extract:",
      inspection.refusals.map { "\(Messages.place($0)): \($0.message)" })
    section("Missing for a full night:", inspection.missing)
    section(
      "Rejected rows:",
      inspection.rejects.map { group in
        let column = group.column.isEmpty ? "" : " column \(group.column)"
        return "\(group.file):\(group.line)\(column): \(Self.rows(group.count)), \(group.code.message)"
      })
    section("Findings:", Self.findings(inspection))
  }

  private mutating func add(_ file: Inspection.File, _ width: Int) {
    let name = file.name + String(repeating: " ", count: max(0, width - file.name.count))
    guard let form = file.form else {
      text += "\(name)  not known, not read\(file.note.isEmpty ? "" : ": \(file.note)")\n"
      return
    }
    var parts = [file.layout.isEmpty || form == file.name ? form : "\(form), \(file.layout)"]
    if !file.note.isEmpty {
      parts.append(file.note)
    } else if let counts = file.counts {
      parts.append(file.encoding)
      var rows = Self.rows(counts.rowsRead)
      if counts.rowsRejected > 0 { rows += ", \(Self.grouped(counts.rowsRejected)) rejected" }
      if counts.rowsDuplicate > 0 { rows += ", \(Self.grouped(counts.rowsDuplicate)) repeated" }
      parts.append(rows)
      if let first = file.firstYear, let last = file.lastYear {
        parts.append(first == last ? first.code : "\(first.code) to \(last.code)")
      }
    }
    text += "\(name)  \(parts.filter { !$0.isEmpty }.joined(separator: "; "))\n"
  }

  private mutating func section(_ title: String, _ lines: [String]) {
    if lines.isEmpty { return }
    text += "\n\(title)\n"
    for line in lines { text += "  \(TerminalSafe.line(line))\n" }
  }

  /// Values to map first, each on a line of its own; of the others the first of each file, column and code.
  private static func findings(_ inspection: Inspection) -> [String] {
    var lines: [String] = []
    for finding in inspection.findings where finding.code == .unmappedValue {
      let column = finding.column.map { " column \($0)" } ?? ""
      lines.append(
        "\(finding.file):\(finding.line ?? 1)\(column): \(rows(finding.count)), add to the mapping: \(finding.value)")
    }
    var groups: [(key: String, finding: Finding, count: Int)] = []
    var places: [String: Int] = [:]
    for finding in inspection.findings where finding.code != .unmappedValue && finding.code != .unknownFile {
      let value = shownValue(finding, inspection)
      let key = [finding.file, finding.column ?? "", finding.code.name, value ?? ""].joined(separator: "\u{0}")
      if let place = places[key] {
        groups[place].count += finding.count
      } else {
        places[key] = groups.count
        groups.append((key, finding, finding.count))
      }
    }
    for (_, finding, count) in groups.prefix(listed * max(1, inspection.files.count)) {
      let column = finding.column.map { " column \($0)" } ?? ""
      let line = finding.line.map { ":\($0)" } ?? ""
      let value = shownValue(finding, inspection).map { ": \($0)" } ?? ""
      lines.append("\(finding.file)\(line)\(column): \(finding.code.name) (\(grouped(count)))\(value)")
    }
    return lines
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(grouped(count)) rows" }

  /// `12,345`.
  private static func grouped(_ count: Int) -> String {
    let digits = Array(String(count))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

/// An inspection as JSON; its keys are a contract.
struct InspectionJSON {
  let bytes: [UInt8]

  init(_ inspection: Inspection) {
    var json = JSONWriter()
    json.object { json in
      json.key("files")
      json.array(of: inspection.files) { json, file in
        json.object { json in
          json.field("file", file.name)
          json.field("form", file.form)
          json.field("layout", file.layout)
          json.field("encoding", file.encoding)
          json.field("rows_read", file.counts?.rowsRead)
          json.field("rows_loaded", file.counts?.rowsLoaded)
          json.field("rows_rejected", file.counts?.rowsRejected)
          json.field("rows_duplicate", file.counts?.rowsDuplicate)
          json.field("first_year", file.firstYear?.code)
          json.field("last_year", file.lastYear?.code)
          json.field("note", file.note)
        }
      }
      json.key("refusals")
      json.array(of: inspection.refusals) { json, refusal in
        json.object { json in
          json.field("file", refusal.file)
          json.field("line", refusal.line)
          json.field("column", refusal.column)
          json.field("code", refusal.code.rawValue)
          json.field("message", refusal.message)
        }
      }
      json.key("missing")
      json.array(of: inspection.missing) { $0.string($1) }
      json.key("rejects")
      json.array(of: inspection.rejects) { json, group in
        json.object { json in
          json.field("file", group.file)
          json.field("line", group.line)
          json.field("column", group.column)
          json.field("code", group.code.name)
          json.field("rows", group.count)
        }
      }
      json.key("findings")
      json.array(of: inspection.findings) { json, finding in
        json.object { json in
          json.field("file", finding.file)
          json.field("line", finding.line)
          json.field("column", finding.column)
          json.field("code", finding.code.name)
          json.field("severity", finding.severity.rawValue)
          json.field("rows", finding.count)
          json.field("value", shownValue(finding, inspection))
        }
      }
      json.key("finding_counts")
      json.object { json in for (code, count) in inspection.findingCounts { json.field(code.name, count) } }
    }
    bytes = json.document + [UInt8(ascii: "\n")]
  }
}
