import Equity
import ReleaseAudit
import Reports
import Rules
import Testing

struct PublicReleaseTests {
  @Sendable static func attack(_ numbers: UnknownNumbers) -> [Int]? {
    var system = LinearSystem()
    for range in numbers.bounds { _ = system.add(range) }
    for equation in numbers.equations {
      let terms = equation.added.map { LinearSystem.Term($0) }
      system.require(terms + equation.subtracted.map { LinearSystem.Term($0, isAdded: false) }, sum: equation.sum)
    }
    return IntervalAttack.narrow(
      system, targets: numbers.targets, width: numbers.room, solution: numbers.truth)?.map(\.variable)
  }

  private static func files(
    _ input: ReleaseInput, earlier: [String: PrintedRow] = [:], printedOn: [String: CalendarDay] = [:]
  ) throws -> [String: [UInt8]] {
    let release = try PublicRelease(
      input, DisclosurePolicy(), earlier: earlier.mapValues { [$0] }, printedOn: printedOn, attack: attack)
    return Dictionary(uniqueKeysWithValues: try release.files().map { ($0.name, $0.bytes) })
  }

  private static func cells(_ files: [String: [UInt8]]) throws -> PublishedCells {
    try PublishedCells(cells: files["cells.csv"] ?? [], definitions: files["definitions.csv"] ?? [])
  }

  private static func rows(_ release: PublishedCells) -> [String: PrintedRow] {
    var rows: [String: PrintedRow] = [:]
    for cell in release.cells {
      rows[cell.name] = PrintedRow(
        n: cell.printed[0], rate: cell.printed[1], gap: cell.printed[2], needed: cell.printed[3],
        isHidden: cell.isHidden)
    }
    return rows
  }

  /// The release of the districts, made once.
  private static let first = Result { try cells(files(InventedDistricts.input())) }

  /// The counts of the district, each taken so many times.
  private static func input(times: Int) throws -> ReleaseInput {
    var input = try InventedDistricts.input()
    input.counts = input.counts.compactMapValues { Count(n: $0.n * times, x: $0.x * times) }
    return input
  }

  @Test("two districts: the audit finds nothing, and the page prints what the table prints, hidden numbers nowhere")
  func whole() throws {
    let input = try InventedDistricts.input()
    let files = try Self.files(input)
    let release = try Self.cells(files)
    let html = try #require(files["index.html"])
    #expect(ReleaseAudit.findings(release, page: html) == [])
    let page = PageReader(String(decoding: html, as: UTF8.self))
    var printed: [String: [String]] = [:]
    for (index, element) in page.elements.enumerated() {
      guard let key = element.attributes["data-cell"] else { continue }
      printed[key] = [index - 1, index, index + 1, index + 2].map { page.elements[$0].text }
    }
    #expect(printed.count == release.cells.count)
    var faults: [String] = []
    for cell in release.cells where printed[cell.name] != cell.printed { faults.append(cell.name) }
    #expect(faults.isEmpty)
    let hidden = release.cells.filter(\.isHidden)
    #expect(!hidden.isEmpty && hidden.count < release.cells.count / 2)
    #expect(!String(decoding: html, as: UTF8.self).contains("INTERNAL"))
  }

  @Test(
    "ids and names that begin as a formula does, or behind an apostrophe, are the same in every file and in the next release",
    arguments: ["+", "-", "=", "@", "'+", "''=", "\u{FF1D}", "'"])
  func formulaIDs(sign: String) throws {
    var input = try InventedDistricts.input()
    input.measures = input.measures.filter { $0.id.hasPrefix("pattern_met") }
    func renamed(_ place: Place) -> Place {
      place.scope == .district ? .district(sign + place.id) : .school(sign + place.id)
    }
    for index in input.districts.indices { input.districts[index].id = sign + input.districts[index].id }
    for index in input.schools.indices {
      input.schools[index].id = sign + input.schools[index].id
      input.schools[index].districtID = sign + input.schools[index].districtID
    }
    input.counts = Dictionary(
      uniqueKeysWithValues: input.counts.map { key, count in
        (CellKey(measure: key.measure, place: renamed(key.place), family: key.family, group: key.group), count)
      })
    input.ways = []
    let files = try Self.files(input)
    let release = try Self.cells(files)
    #expect(ReleaseAudit.findings(release, page: (files["index.html"] ?? []) + (files["community.html"] ?? [])) == [])
    #expect(Set(release.cells.map(\.scopeID)).isSubset(of: input.schools.map(\.id) + input.districts.map(\.id)))
    #expect(release.cells.contains { $0.n != nil && $0.scope == "school" })
    // What was hidden is known to the next release, and so nothing else is printed.
    let next = try Self.cells(Self.files(input, earlier: Self.rows(release)))
    #expect(next.cells.map(\.printed) == release.cells.map(\.printed))
  }

  @Test("a table of which few students change stays as it was printed, whole")
  func fewChanges() throws {
    let first = try Self.first.get()
    var input = try InventedDistricts.input()
    // Three seniors more who meet the pattern, in one school and its district.
    let groups = [["all", "all"], ["race_ethnicity", "hispanic"], ["gender", "F"], ["english_status", "EO"]]
    for (key, old) in input.counts {
      guard key.place == .school("10999010000011") || key.place == .district("1099901"),
        groups.contains([key.family, key.group])
      else { continue }
      if key.measure.hasPrefix("pattern_met") { input.counts[key] = Count(n: old.n + 3, x: old.x + 3) }
      if key.measure.hasPrefix("one_course") { input.counts[key] = Count(n: old.n + 3, x: old.x) }
    }
    let day = try #require(CalendarDay(code: "2026-02-01"))
    let files = try Self.files(
      input, earlier: Self.rows(first), printedOn: Dictionary(uniqueKeysWithValues: input.measures.map { ($0.id, day) })
    )
    let second = try Self.cells(files)
    // Of which day the kept numbers are stands in every file, whether or not anything changed.
    #expect(Set(second.days.values) == ["2026-02-01"] && Set(first.days.values) == ["2026-03-02"])
    let page = String(decoding: files["index.html"] ?? [], as: UTF8.self)
    #expect(page.contains("As they were printed first, as of 2026-02-01: Students evaluated; UC pattern met"))
    #expect(page.contains("Como se publicaron primero, al 2026-02-01: Estudiantes evaluados"))
    #expect(String(decoding: files["summary.json"] ?? [], as: UTF8.self).contains("\"as_of\":\"2026-02-01\""))
    #expect(second.cells.map(\.printed) == first.cells.map(\.printed))
    #expect(ReleaseAudit.findings(second, previous: [first]) == [])
    let alone = try Self.cells(Self.files(input))
    #expect(ReleaseAudit.findings(alone, previous: [first]).contains { $0.kind == .smallChange })
  }

  @Test("where all changed by many students the new numbers are printed, and what was hidden stays hidden")
  func manyChanges() throws {
    let first = try Self.first.get()
    let day = try #require(CalendarDay(code: "2026-02-01"))
    let second = try Self.cells(
      Self.files(
        Self.input(times: 40), earlier: Self.rows(first),
        printedOn: [ReleaseMeasure.patternMet(.uc): day, ReleaseMeasure.patternMet(.csu): day]))
    #expect(second.days[ReleaseMeasure.patternMet(.uc)] == "2026-03-02")
    #expect(ReleaseAudit.findings(second, previous: [first]) == [])
    for (old, new) in zip(first.cells, second.cells) {
      if old.isHidden { #expect(new.isHidden) }
      if let before = old.n, let now = new.n { #expect(now == before * 40) }
    }
    let free = try Self.cells(Self.files(Self.input(times: 40)))
    #expect(free.cells.filter(\.isHidden).count < second.cells.filter(\.isHidden).count)
  }
}
