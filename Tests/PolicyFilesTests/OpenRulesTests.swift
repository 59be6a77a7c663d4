import Foundation
import PolicyFiles
import Rules
import Testing

/// `docs/open-rules.md` against what the policies mark as open.
@Suite("The list of open rules")
struct OpenRulesTests {
  private let library: PolicyLibrary
  /// Cells of the table rows, by section.
  private let rows: [String: [[String]]]

  init(filePath: String = #filePath) throws {
    library = try PolicyLibrary(PolicyFolder().sources)
    let tests = URL(fileURLWithPath: filePath).deletingLastPathComponent().resolvingSymlinksInPath()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("docs/open-rules.md"), encoding: .utf8)
    var rows: [String: [[String]]] = [:]
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line.hasPrefix("| "), !line.hasPrefix("| parameter |"), !line.hasPrefix("| line |"),
        !line.hasPrefix("| rule |")
      else { continue }
      let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
      rows[section, default: []].append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
    }
    self.rows = rows
  }

  private func editions(opening id: String) -> [PolicyFile] {
    library.files.filter { $0.parameter(id)?.provenance.isOpen == true }
  }

  @Test("Each parameter that a file marks open has its row, for the right systems, and no other parameter has")
  func parameters() throws {
    let table = try #require(rows["Parameters marked open"])
    let listed = table.map { $0[0].trimmingCharacters(in: ["`"]) }
    #expect(listed == listed.sorted() && Set(listed).count == listed.count)
    let open = PolicyFile.parameterIDs.filter { !editions(opening: $0).isEmpty }
    #expect(listed == open.sorted())
    for row in table {
      #expect(row.count == 5 && row.allSatisfy { !$0.isEmpty }, "\(row)")
      let files = editions(opening: row[0].trimmingCharacters(in: ["`"]))
      let words = row[2].split { !$0.isLetter }
      for system in System.allCases {
        let isOpen = files.contains { $0.policy.system == system }
        #expect(words.contains { $0 == system.rawValue.uppercased() } == isOpen, "\(row[0]) \(system)")
      }
    }
  }

  @Test("Where a parameter is open for some entering years, the row names the first or last of them")
  func years() throws {
    for row in try #require(rows["Parameters marked open"]) {
      let id = row[0].trimmingCharacters(in: ["`"])
      for system in System.allCases {
        let own = library.files.filter { $0.policy.system == system }
        let open = editions(opening: id).filter { $0.policy.system == system }.map(\.policy)
        guard let first = open.first, let last = open.last, open.count < own.count else { continue }
        if first.firstEnteringYear > own[0].policy.firstEnteringYear {
          #expect(row[2].contains("\(first.firstEnteringYear)"), "\(id) \(system)")
        }
        if last.lastEnteringYear < own[own.count - 1].policy.lastEnteringYear {
          #expect(row[2].contains("\(last.lastEnteringYear)"), "\(id) \(system)")
        }
      }
    }
  }

  @Test("Each exam and each pass window that is marked open is listed, and no other exam is")
  func exams() throws {
    let lines = try #require(rows["Exams and pass windows marked open"]).map { $0[0] }
    for exam in library.shared.exams {
      let listed = lines.contains { $0.hasPrefix("\(exam.program.rawValue) ") && $0.contains(exam.name) }
      #expect(listed == exam.provenance.isOpen, "\(exam.program.rawValue) \(exam.name)")
    }
    for window in library.shared.passWindows {
      let listed = lines.contains { $0.contains(window.window.year.code) }
      #expect(listed == window.provenance.isOpen, "\(window.window.year.code)")
    }
  }

  @Test("Every decision names a rule that exists, and each of the thirty-five decided points is listed")
  func decisions() throws {
    let table = try #require(rows["Decisions that are not parameters"])
    let known = RuleText.all.map(\.id)
    for row in table {
      #expect(known.contains(row[0].trimmingCharacters(in: ["`"])), "\(row[0])")
      #expect(row.count == 5 && row.allSatisfy { !$0.isEmpty }, "\(row)")
    }
    let text = rows.values.flatMap { $0 }.flatMap { $0 }.joined(separator: " ")
    let numbers = text.split { !$0.isNumber && $0 != "." }.map(String.init)
    for point in 1...35 { #expect(numbers.contains { $0 == "15.\(point)" }, "15.\(point)") }
  }
}
