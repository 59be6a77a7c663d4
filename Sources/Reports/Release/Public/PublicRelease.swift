public import Equity
public import Rules
public import Spreadsheets

/// The district equity summary for everybody: small groups are hidden, rates coded, and what would give them away too.
public struct PublicRelease {
  private let cells: ReleaseCells
  private let rows: [CellKey: PrintedRow]
  private let past: PastYears
  private let cases: [CaseStudy]
  private let days: [String: CalendarDay]

  /// - Parameters:
  ///   - earlier: What earlier releases of this school year printed, by the name of the cell (`measure|school_year|...`), the oldest first.
  ///   - printedOn: For each measure the day of which the last of these releases says that its numbers are; none where it is not known.
  ///   - past: The school years before.
  ///   - known: What readers know from elsewhere: the true numbers of these cells count as known.
  ///   - toldBefore: The case studies of an earlier release of this school year; they stay until the next.
  ///   - workers: Work on tables at the same time; the release is the same with any number of them.
  ///   - attack: What the release must withstand.
  public init(
    _ input: ReleaseInput, _ policy: DisclosurePolicy, earlier: [String: [PrintedRow]] = [:],
    printedOn: [String: CalendarDay] = [:], past: PastYears = .none, known: [KnownNumber] = [],
    toldBefore: [CaseStudy]? = nil,
    workers: any Workers = OneWorker(),
    attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) {
    let cells = ReleaseCells(input)
    var rows: [CellKey: PrintedRow] = [:]
    let tables = PublicRelease.tables(cells)
    let printed = workers.map(tables.count) { index in
      let table = PublicTable(cells, tables[index], known)
      return Result { () throws(DisclosureRefusal) in try table.rows(policy, earlier, workers, attack) }
    }
    var days: [String: CalendarDay] = [:]
    for (measures, result) in zip(tables, printed) {
      let table = try result.get()
      for (key, row) in table.rows { rows[key] = row }
      for measure in measures { days[measure.id] = table.isKept ? printedOn[measure.id] : input.asOf }
    }
    let shown = rows
    let elsewhere = Set(known.filter(\.isOutcomeKnown).map(\.cell))
    if let toldBefore {
      cases = toldBefore
    } else {
      let reached = { (system: System, place: Place) -> (n: Int, least: Int)? in
        let key = CellKey(measure: ReleaseMeasure.patternMet(system), place: place, family: "all", group: "all")
        if elsewhere.contains(key), let count = input.counts[key] { return (count.n, count.x) }
        return shown[key]?.leastReached
      }
      cases = try CaseStudies.ofPublic(cells, policy, reached, attack)
    }
    (self.cells, self.rows, self.past, self.days) = (cells, rows, past, days)
  }

  /// Measures that count the same students share one pattern of hidden cells.
  private static func tables(_ cells: ReleaseCells) -> [[ReleaseMeasure]] {
    var tables: [[ReleaseMeasure]] = []
    for measure in cells.input.measures {
      let own = tables.firstIndex { table in
        guard let first = table.first, first.denominator == measure.denominator else { return false }
        return cells.places.allSatisfy { place in
          cells.input.families.allSatisfy { family in
            family.groups.allSatisfy { group in
              cells.count(first.id, place.place, family.id, group.id).n
                == cells.count(measure.id, place.place, family.id, group.id).n
            }
          }
        }
      }
      if let own { tables[own].append(measure) } else { tables.append([measure]) }
    }
    return tables
  }

  /// The files of the release: name and bytes. The same input gives the same bytes.
  public func files() throws(SpreadsheetError) -> [(name: String, bytes: [UInt8])] {
    let printed = PrintedCells(cells: cells, rows: rows, cases: cases, past: past, days: days)
    let page = Array(PublicPage(printed).html().utf8)
    let summary = Array(CommunitySummary(printed: printed).html().utf8)
    return try ReleaseFiles(printed, marking: nil).all(page: page, more: [(name: "community.html", bytes: summary)])
  }
}
