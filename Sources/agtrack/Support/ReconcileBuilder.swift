import Equity
import Intake
import Postgres
import Reports
import Rules
import Store

/// Puts the numbers of the published run beside those of the state's file.
struct ReconcileBuilder {
  /// A reporting category of the state and the student group that it is here.
  private struct Category {
    let code: String
    let group: GroupName
    /// Whoever was in the group at any time in four years is counted.
    let isAnyTime: Bool

    init(_ code: String, _ family: String, _ name: String, anyTime: Bool = false) {
      (self.code, group, isAnyTime) = (code, GroupName(family: family, name: name), anyTime)
    }
  }

  /// File structure of the adjusted cohort graduation rate, cde.ca.gov.
  private static let categories = [
    Category("TA", "all", "all"),
    Category("RA", "race_ethnicity", "asian"), Category("RB", "race_ethnicity", "african_american"),
    Category("RD", "race_ethnicity", "not_reported"), Category("RF", "race_ethnicity", "filipino"),
    Category("RH", "race_ethnicity", "hispanic"), Category("RI", "race_ethnicity", "american_indian"),
    Category("RP", "race_ethnicity", "pacific_islander"), Category("RT", "race_ethnicity", "two_or_more"),
    Category("RW", "race_ethnicity", "white"),
    Category("GF", "gender", "F"), Category("GM", "gender", "M"), Category("GX", "gender", "X"),
    Category("SD", "disability", "Y", anyTime: true), Category("SE", "english_status", "EL", anyTime: true),
    Category("SF", "foster", "Y", anyTime: true), Category("SH", "homeless", "Y", anyTime: true),
    Category("SM", "migrant", "Y", anyTime: true), Category("SS", "low_income", "Y", anyTime: true),
  ]

  private struct Key: Hashable {
    var level: StateCohortFile.Level
    var code: String
    var category: String
  }

  private let schoolYear: String
  private let places: EquityPlaces
  private let stated: [Key: StateCohortFile.Row]
  private var districts: [String: String] = [:]
  /// By scope_id and group.
  private var ours: [String: [GroupName: GraduateCounts]] = [:]
  /// Rows whose printed rate differs from ours.
  let differing: Int
  /// The file says nothing of any place of ours, as one of another district would.
  let isOfOthers: Bool
  private let lines: [(place: EquityPlaces.Place, category: Category, line: Reconciliation)]

  /// - Parameter pattern: `uc`, `csu` or `both`.
  init(
    _ session: borrowing Session, _ run: PublishedRun, _ file: StateCohortFile, pattern: String, school: String?
  ) throws {
    schoolYear = file.schoolYear.code
    let places = try EquityPlaces(session, school: school)
    let stated = Dictionary(
      file.rows.map { (Key(level: $0.level, code: $0.code, category: $0.category), $0) },
      uniquingKeysWith: { first, _ in first })
    (self.places, self.stated) = (places, stated)
    let dictionary = try Policies.measures()
    guard let cohort = dictionary["pattern_met_uc_of_cohort"],
      let met = dictionary["pattern_met_\(pattern)_of_graduates"]
    else { throw Failure(.environment, "the dictionary of measures lacks those that are reconciled") }
    var (ours, districts): ([String: [GroupName: GraduateCounts]], [String: String]) = ([:], [:])
    var cohorts: [String: [GroupName: Int]] = [:]
    try MeasureCounts.read(session.connection, numbers: [cohort.number, met.number], grade: nil) { row in
      if let wanted = places.wanted, row.scopeID != wanted { return }
      let group = GroupName(family: row.family, name: row.studentGroup)
      if !row.isDistrict { districts[row.scopeID] = row.districtID }
      // A place may have the id of another level only by mistake; codes of the two have different lengths.
      if row.number == cohort.number {
        cohorts[row.scopeID, default: [:]][group] = row.n
      } else {
        ours[row.scopeID, default: [:]][group] = GraduateCounts(
          cohort: cohorts[row.scopeID]?[group] ?? row.n, graduates: row.n, met: row.x)
      }
    }
    guard !ours.isEmpty else { throw Failure(.notFound, "the run has no counts of graduates there") }
    (self.ours, self.districts) = (ours, districts)
    lines = places.list(districts).flatMap { place in
      ReconcileBuilder.categories.compactMap { category in
        let level = place.scope == "school" ? StateCohortFile.Level.school : .district
        let row = stated[Key(level: level, code: place.id, category: category.code)]
        let own = ours[place.id]?[category.group].flatMap { $0.cohort > 0 ? $0 : nil }
        if own == nil && row == nil { return nil }
        return (
          place, category,
          Reconciliation(ours: own, stated: ReconcileBuilder.stated(row), isAnyTime: category.isAnyTime)
        )
      }
    }
    differing = lines.filter { $0.line.agrees == false }.count
    isOfOthers = !lines.contains { line in
      stated[
        Key(
          level: line.place.scope == "school" ? .school : .district, code: line.place.id, category: line.category.code)]
        != nil
    }
  }

  private static func stated(_ row: StateCohortFile.Row?) -> Reconciliation.Stated {
    guard let row else { return .absent }
    guard let cohort = row.cohort, let graduates = row.graduates, let met = row.met,
      let counts = GraduateCounts(cohort: cohort, graduates: graduates, met: met)
    else { return .hidden }
    return .counts(counts, rate: counts.graduates > 0 ? row.metRate.flatMap { TenthPercent($0) } : nil)
  }

  func listing(peers: [String]) throws -> RowListing {
    var listing = RowListing(
      columns: [
        "school_year", "scope", "scope_id", "scope_name", "category", "family", "student_group", "state_cohort",
        "our_cohort",
        "state_graduates", "our_graduates", "state_met", "our_met", "state_rate", "our_rate", "difference", "agrees",
        "reasons",
      ], head: [("school_year", .word(schoolYear))])
    for (place, category, line) in lines {
      let level = place.scope == "school" ? StateCohortFile.Level.school : .district
      add(
        place.scope, place.id, place.name, category, stated[Key(level: level, code: place.id, category: category.code)],
        ours[place.id]?[category.group].flatMap { $0.cohort > 0 ? $0 : nil }, line, to: &listing)
    }
    for (scope, level, code) in peers.map({ ("peer", StateCohortFile.Level.district, $0) }) + [("state", .state, "")] {
      guard let whole = stated[Key(level: level, code: code, category: "TA")] else {
        if level == .state { continue }
        throw Failure(.notFound, "the file has no district \(code)")
      }
      for category in ReconcileBuilder.categories {
        guard let row = stated[Key(level: level, code: code, category: category.code)] else { continue }
        add(scope, code, level == .state ? "California" : whole.name, category, row, nil, nil, to: &listing)
      }
    }
    return listing
  }

  private func add(
    _ scope: String, _ id: String, _ name: String, _ category: Category, _ row: StateCohortFile.Row?,
    _ own: GraduateCounts?, _ line: Reconciliation?, to listing: inout RowListing
  ) {
    let rate =
      line.map(\.stateRate)
      ?? Reconciliation(ours: nil, stated: ReconcileBuilder.stated(row), isAnyTime: false).stateRate
    listing.add([
      .word(schoolYear), .word(scope), .text(id), .text(name), .word(category.code), .word(category.group.family),
      .text(category.group.name), .number(row?.cohort), .number(own?.cohort), .number(row?.graduates),
      .number(own?.graduates), .number(row?.met), .number(own?.met), .formatted(rate?.text),
      .formatted(line?.ourRate?.text), .formatted(line?.difference?.text), .flag(line?.agrees),
      .word((line?.reasons ?? []).map(\.rawValue).joined(separator: ";")),
    ])
  }
}
