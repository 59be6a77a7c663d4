/// Where each record lies in the content of its course. A course is a year of twelve cells: part 1 is cells 0 to 5,
/// part 2 cells 6 to 11 (rules 15.4 to 15.6, 15.12, 15.30, 15.31).
struct OraclePlacement {
  var record: OracleRecord
  var course: OracleCourse
  var cells: Range<Int>
  var passed: Bool
  /// A D or F: the part was attempted.
  var failed: Bool
}

enum OracleMarks {
  static func passes(_ mark: String, _ record: OracleRecord) -> Bool {
    if ["A", "B", "C"].contains(mark.prefix(1)) && mark != "CR" { return true }
    guard mark == "P" || mark == "CR", !record.college else { return false }
    switch record.year {
    case 2019: return ["S2", "T2", "T3", "Q3", "Q4", "SU", "FY"].contains(record.term)
    case 2020: return true
    default: return false
    }
  }

  static func fails(_ mark: String) -> Bool { ["D", "F"].contains(mark.prefix(1)) }

  static func rank(_ mark: String) -> Int {
    ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "P", "CR", "D+", "D", "D-", "F"].firstIndex(of: mark) ?? 99
  }
}

package enum OracleTerms {
  static func span(_ term: String) -> Range<Int>? {
    switch term {
    case "S1": 0..<6
    case "S2": 6..<12
    case "T1": 0..<4
    case "T2": 4..<8
    case "T3": 8..<12
    case "Q1": 0..<3
    case "Q2": 3..<6
    case "Q3": 6..<9
    case "Q4": 9..<12
    case "FY": 0..<12
    default: nil
    }
  }

  /// Order inside a school year: by start, summer last.
  static func order(_ term: String) -> Int { span(term)?.lowerBound ?? 12 }

  /// Which row of a school year is the last: by end, summer last.
  static func end(_ term: String) -> Int { span(term)?.upperBound ?? 13 }

  static func half(_ part: Int) -> Range<Int> { part == 2 ? 6..<12 : 0..<6 }

  /// What a record is worth in twelfths of a year, from its term and credits alone.
  package static func worth(_ record: OracleRecord, civics: Bool) -> Int {
    if record.college {
      let full = civics ? 6 : 12
      let units = record.term.hasPrefix("Q") ? 400 : 300
      guard let credits = record.credits, credits < units else { return full }
      return full * credits / units
    }
    let full: (twelfths: Int, credits: Int) =
      switch record.term.prefix(1) {
      case "T": (4, 333)
      case "Q": (3, 250)
      case "F": (12, 1000)
      default: (6, 500)
      }
    guard let credits = record.credits, credits < full.credits else { return full.twelfths }
    return full.twelfths * credits / full.credits
  }
}

enum OraclePlacer {
  /// The placements of all records of one course, in time order. `running` tells whether running courses are read
  /// as passed with C; otherwise they are not there.
  static func place(_ records: [OracleRecord], running: Bool) -> [OraclePlacement] {
    var marked: [(record: OracleRecord, mark: String)] = []
    for record in records {
      if let mark = record.mark { marked.append((record, mark)) } else if running { marked.append((record, "C")) }
    }
    let ordered = marked.enumerated().sorted {
      ($0.element.record.year, OracleTerms.order($0.element.record.term), $0.offset)
        < ($1.element.record.year, OracleTerms.order($1.element.record.term), $1.offset)
    }.map(\.element)

    var placed: [OraclePlacement] = []
    func add(_ record: OracleRecord, _ mark: String, _ cells: Range<Int>) {
      guard let course = record.course else { return }
      placed.append(
        OraclePlacement(
          record: record, course: course, cells: cells, passed: OracleMarks.passes(mark, record),
          failed: OracleMarks.fails(mark)))
    }

    for years in twoYearMarks(ordered, all: records) { add(years.record, years.mark, years.cells) }
    let others = ordered.filter { !isTwoYears($0.record) }
    let semesterPart = partOfSemesterCourse(records)
    for year in Set(others.map(\.record.year)).sorted() {
      let ofYear = others.filter { $0.record.year == year }
      for (record, mark) in ofYear {
        if let cells = cells(record, semesterPart: semesterPart) { add(record, mark, cells) }
      }
      // The best mark first, among equal marks the greatest worth: the order of the rows decides nothing. What is running
      // has no mark yet and takes what is left.
      let floating = ofYear.filter { cells($0.record, semesterPart: semesterPart) == nil }.sorted {
        (OracleMarks.rank($0.record.mark ?? ""), -OracleTerms.worth($0.record, civics: false))
          < (OracleMarks.rank($1.record.mark ?? ""), -OracleTerms.worth($1.record, civics: false))
      }
      for (record, mark) in floating {
        let have = Set(placed.filter { $0.passed && $0.record.year <= year }.flatMap { Array($0.cells) })
        let deficient = [1, 2].first { !have.isSuperset(of: OracleTerms.half($0)) } ?? 1
        let start = OracleTerms.half(deficient).lowerBound
        add(record, mark, start..<start + OracleTerms.worth(record, civics: false))
      }
    }
    return placed.filter { !$0.cells.isEmpty }.enumerated().sorted {
      ($0.element.record.year, OracleTerms.order($0.element.record.term), $0.offset)
        < ($1.element.record.year, OracleTerms.order($1.element.record.term), $1.offset)
    }.map(\.element)
  }

  private static func isTwoYears(_ record: OracleRecord) -> Bool {
    record.course?.length == "two_years" && !record.college
  }

  /// nil for a summer row that says nothing of its part: where it lies depends on the rows before it.
  private static func cells(_ record: OracleRecord, semesterPart: Int) -> Range<Int>? {
    guard let course = record.course else { return 0..<0 }
    let worth = OracleTerms.worth(record, civics: course.discipline == "CIV")
    if record.college { return 0..<worth }
    var part = record.part != 0 ? record.part : course.part
    if part == 0, course.length == "semester" { part = semesterPart }
    guard part != 0 else {
      guard let natural = OracleTerms.span(record.term) else { return nil }
      return natural.lowerBound..<natural.lowerBound + worth
    }
    let half = OracleTerms.half(part)
    var start = half.lowerBound
    if record.term.hasPrefix("T") || record.term.hasPrefix("Q"), let natural = OracleTerms.span(record.term),
      half.contains(natural.lowerBound), natural.upperBound <= half.upperBound
    {
      start = natural.lowerBound
    } else if course.length == "semester", record.term.hasPrefix("Q"), let natural = OracleTerms.span(record.term) {
      // A quarter of a semester course is its first or its second quarter, in whichever semester it is taken.
      start = half.lowerBound + natural.lowerBound % 6
    }
    return start..<min(half.upperBound, start + worth)
  }

  /// The one part that a semester-long course fills: that of its earliest record.
  private static func partOfSemesterCourse(_ records: [OracleRecord]) -> Int {
    let own = records.enumerated().filter {
      $0.element.course?.length == "semester" && $0.element.part == 0 && $0.element.course?.part == 0
        && !$0.element.college
    }
    let first = own.min {
      ($0.element.year, OracleTerms.order($0.element.term), $0.offset)
        < ($1.element.year, OracleTerms.order($1.element.term), $1.offset)
    }
    guard let first, let span = OracleTerms.span(first.element.term) else { return 1 }
    return span.lowerBound >= 6 ? 2 : 1
  }

  /// A two-year course: the mark of a school year is that of its last row, and each of its years is half a year.
  private static func twoYearMarks(_ ordered: [(record: OracleRecord, mark: String)], all: [OracleRecord])
    -> [(record: OracleRecord, mark: String, cells: Range<Int>)]
  {
    let rows = ordered.filter { isTwoYears($0.record) }
    let firstYear = all.filter(isTwoYears).map(\.year).min() ?? 0
    func part(_ record: OracleRecord) -> Int {
      if record.part != 0 { return record.part }
      if let part = record.course?.part, part != 0 { return part }
      return record.year == firstYear ? 1 : 2
    }
    var found: [(record: OracleRecord, mark: String, cells: Range<Int>)] = []
    for year in Set(rows.map(\.record.year)).sorted() {
      for half in [1, 2] {
        let ofYear = rows.filter { $0.record.year == year && part($0.record) == half }
        guard let lastEnd = ofYear.map({ OracleTerms.end($0.record.term) }).max() else { continue }
        let attempts = ofYear.filter { OracleTerms.end($0.record.term) == lastEnd }
        // A D or F beside a withdrawal was attempted all the same.
        let best =
          attempts.first { OracleMarks.passes($0.mark, $0.record) } ?? attempts.first { OracleMarks.fails($0.mark) }
          ?? attempts[0]
        // As in other courses a D or F stays an attempt beside a pass.
        let failed = attempts.filter { OracleMarks.fails($0.mark) && OracleMarks.passes(best.mark, best.record) }
        for attempt in failed + [best] {
          // Fewer credits are their share of the half.
          let full = OracleTerms.span(attempt.record.term)?.count ?? 6
          let start = OracleTerms.half(half).lowerBound
          found.append(
            (attempt.record, attempt.mark, start..<start + 6 * OracleTerms.worth(attempt.record, civics: false) / full)
          )
        }
      }
    }
    return found
  }
}
