/// A row of `cases.csv`: how many students of a place, roughly, missed a pattern in one way.
public struct PublishedCase: Sendable {
  public let schoolYear: String
  public let scope: String
  public let scopeID: String
  public let system: String
  public let position: Int
  public let way: String
  /// As told, and as it is printed.
  public let students: ClosedRange<Int>
  public let printed: String
  public let couldBeSeen: String

  /// - Parameter bytes: The text of `cases.csv`.
  public static func read(_ bytes: [UInt8]) throws(UnreadableRelease) -> [PublishedCase] {
    let columns = ["school_year", "scope", "scope_id", "system", "position", "way", "students", "could_be_seen"]
    var table = try CSVText(bytes, file: "cases.csv", columns: columns)
    var cases: [PublishedCase] = []
    while let row = try table.next() {
      let fields = row.fields
      guard let position = Int(fields[4]), let range = range(fields[6]) else {
        throw UnreadableRelease(
          file: "cases.csv", line: row.line, column: "students", message: "is neither a count nor a range of counts")
      }
      cases.append(
        PublishedCase(
          schoolYear: fields[0], scope: fields[1], scopeID: fields[2], system: fields[3], position: position,
          way: fields[5], students: range, printed: fields[6], couldBeSeen: fields[7]))
    }
    return cases
  }

  /// `12`, `11..19` or `500..`.
  private static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) }
    let least = ends.first ?? nil
    guard let least, ends.count < 3, (0...LinearSystem.most).contains(least) else { return nil }
    let most = ends.count == 2 ? ends[1] : text.hasSuffix(".") ? LinearSystem.most : least
    guard let most, most >= least, most <= LinearSystem.most else { return nil }
    return least...most
  }

  var name: String { "\(system)|\(schoolYear)|\(scope)|\(scopeID)|\(way)" }
}

/// Attacks the case studies together with the cells: ways that are not told, and all others together, must have room.
struct CaseCheck {
  let release: PublishedCells
  let cases: [PublishedCase]
  var known: [KnownCell] = []

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for study in cases {
      if study.students.lowerBound < 11 {
        findings.append(Finding(kind: .smallGroup, cell: study.name, what: "a way of fewer than 11 students is told"))
      } else if study.students.count < CellAttack.width {
        findings.append(Finding(kind: .narrowStudents, cell: study.name, what: "the students are told too exactly"))
      }
    }
    for system in Set(cases.map(\.system)).sorted() {
      for year in Set(cases.map(\.schoolYear)).sorted() {
        findings += attack(cases.filter { $0.system == system && $0.schoolYear == year }, system, year)
      }
    }
    return findings
  }

  private func attack(_ cases: [PublishedCase], _ system: String, _ year: String) -> [Finding] {
    let cells = release.cells.filter {
      $0.measure == "pattern_met_\(system)" && $0.schoolYear == year && $0.family == "all"
    }
    let ways = Array(Set(cases.map(\.way))).sorted()
    var (linear, columns, names): (LinearSystem, [[Int]], [Int: String]) = (LinearSystem(), [], [:])
    var targets: [Int] = []
    for cell in cells {
      let told = cases.filter { $0.scope == cell.scope && $0.scopeID == cell.scopeID }
      // All who miss it are no more than those who have not met it.
      let reached = cell.n.flatMap { cell.rate.possible(of: $0)?.lowerBound } ?? 0
      let elsewhere = known.first { $0.name == cell.name }.flatMap { known in known.outcome.map { known.students - $0 }
      }
      let most = elsewhere ?? cell.n.map { $0 - reached } ?? LinearSystem.most
      var own: [Int] = []
      for way in ways + ["all others"] {
        let range = told.first { $0.way == way }?.students
        let unknown = linear.add(range ?? 0...LinearSystem.most)
        if range == nil && most >= CellAttack.width {
          targets.append(unknown)
          names[unknown] = "\(system)|\(year)|\(cell.scope)|\(cell.scopeID)|\(way)"
        }
        own.append(unknown)
      }
      let all = linear.add(0...most)
      linear.require(
        own.map { LinearSystem.Term($0) } + [LinearSystem.Term(all, isAdded: false)], sum: 0)
      columns.append(own)
    }
    let alone = linear
    for (index, district) in cells.enumerated() where district.scope == "district" {
      let schools = cells.indices.filter {
        cells[$0].scope == "school" && cells[$0].scopeID.hasPrefix(district.scopeID)
      }
      if schools.isEmpty { continue }
      for column in columns[index].indices {
        linear.require(
          schools.map { LinearSystem.Term(columns[$0][column]) }
            + [LinearSystem.Term(columns[index][column], isAdded: false)], sum: 0)
      }
    }
    // Students of no school of the release make a district more than its schools.
    let attacks = [linear, alone].lazy.compactMap {
      IntervalAttack.narrow($0, targets: targets, width: CellAttack.width)
    }
    guard let narrow = attacks.first else {
      // Somebody else counted otherwise.
      if !known.isEmpty { return CaseCheck(release: release, cases: self.cases).attack(cases, system, year) }
      return [Finding(kind: .contradiction, cell: "\(system)|\(year)", what: "the case studies contradict the cells")]
    }
    // That nobody is left, or that those left are many, tells of no small group.
    return narrow.filter { $0.high > 0 && $0.low < 11 }.map { found in
      Finding(
        kind: found.isExact ? .exactStudents : .narrowStudents, cell: names[found.variable] ?? "",
        what: "the students are between \(found.low) and \(found.high)")
    }
  }
}
