import Equity
import Postgres
import Reports
import Rules
import Store

/// Puts the placements of each group beside those of all others who had the same course and mark.
struct PlacementBuilder {
  private struct Before: Hashable, Comparable {
    var level: Int
    var mark: Int

    static func < (left: Before, right: Before) -> Bool { (left.level, left.mark) < (right.level, right.mark) }

    /// Passed, and something is left to continue with.
    var isPassedBelowTop: Bool { mark > CourseStep.Mark.dOrF.rawValue && EqualMarks.levels.contains(level) }
  }

  private let sequence: String
  private let schoolYear: String
  private let places: EquityPlaces
  private var districts: [String: String] = [:]
  /// By school, group and what was before: continued, same or lower, not enrolled.
  private var counts: [String: [GroupName: [Before: [Int]]]] = [:]

  init(
    _ session: borrowing Session, _ run: PublishedRun, sequence: String, school: String?, family: String?
  ) throws {
    self.sequence = sequence
    schoolYear = SchoolYear(fall: run.schoolYear).code
    places = try EquityPlaces(session, school: school)
    try EquityCounts.placements(session.connection, run: run.id, sequence: sequence, school: places.wanted) { found in
      if let family, found.family != family, found.family != "all" { return }
      districts[found.schoolID] = found.districtID
      counts[found.schoolID, default: [:]][
        GroupName(family: found.family, name: found.studentGroup), default: [:]][
          Before(level: found.level, mark: found.mark)] = found.placed
    }
  }

  /// - Throws: `Failure` (exit 6) where nobody was in the sequence.
  func listing() throws -> RowListing {
    let rows = places.list(districts).flatMap { place in
      Set(place.schools.flatMap { counts[$0]?.keys.map { $0 } ?? [] }).subtracting([.everybody]).sorted().map {
        (place: place, group: $0)
      }
    }
    guard !rows.isEmpty else { throw Failure(.notFound, "nobody there took a course of the sequence last school year") }
    let lines = rows.map { equalMarks($0.place, $0.group, EqualMarks.levels) }
    let steps = rows.map { row in EqualMarks.levels.map { equalMarks(row.place, row.group, $0...$0) } }
    let judgedSteps = EqualMarks.judged(steps)
    var listing = RowListing(
      columns: [
        "sequence", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "level", "mark",
        "students",
        "continued", "same_or_lower", "not_enrolled", "rate", "others_students", "others_continued", "others_rate",
        "gap",
        "missing", "not_compared", "p_adjusted", "judgement",
      ], head: [("sequence", .word(sequence)), ("school_year", .word(schoolYear))])
    for (row, (line, result)) in zip(rows.indices, zip(lines, EqualMarks.judged(lines))) {
      let (place, group) = rows[row]
      add(place, group, nil, line, result, to: &listing)
      let befores = befores(place).filter { placed(place.schools, group, $0).reduce(0, +) > 0 }
      for (number, level) in EqualMarks.levels.enumerated()
      where befores.contains(where: { $0.level == level && $0.isPassedBelowTop }) {
        add(place, group, level, steps[row][number], judgedSteps[row][number], to: &listing)
      }
      for before in befores { add(place, group, before, to: &listing) }
    }
    return listing
  }

  private func equalMarks(_ place: EquityPlaces.Place, _ group: GroupName, _ levels: ClosedRange<Int>) -> EqualMarks {
    // Each school for itself: what differs between schools is no difference in placement.
    EqualMarks(
      place.schools.flatMap { school in
        befores(place).filter { $0.isPassedBelowTop && levels.contains($0.level) }.compactMap { before in
          let (own, others) = compared([school], group, before)
          return own.n > 0 ? EqualMarks.Stratum(group: own, others: others) : nil
        }
      })
  }

  private func befores(_ place: EquityPlaces.Place) -> [Before] {
    Set(place.schools.flatMap { counts[$0]?[.everybody]?.keys.map { $0 } ?? [] }).sorted()
  }

  private func placed(_ schools: [String], _ group: GroupName, _ before: Before) -> [Int] {
    schools.reduce(into: [0, 0, 0]) { sum, school in
      for (place, amount) in (counts[school]?[group]?[before] ?? []).enumerated() { sum[place] += amount }
    }
  }

  /// Students and those of them who continued: the group, and all others.
  private func compared(_ schools: [String], _ group: GroupName, _ before: Before) -> (Count, Count) {
    func count(_ placed: [Int]) -> Count { Count(n: placed.reduce(0, +), x: placed[0]) ?? .none }
    let own = count(placed(schools, group, before))
    return (own, own.others(in: count(placed(schools, .everybody, before))) ?? .none)
  }

  /// - Parameter level: nil for all levels together.
  private func add(
    _ place: EquityPlaces.Place, _ group: GroupName, _ level: Int?, _ line: EqualMarks,
    _ result: EqualMarks.Judged, to listing: inout RowListing
  ) {
    let all = befores(place).filter { $0.isPassedBelowTop && (level == nil || level == $0.level) }
      .map { placed(place.schools, group, $0) }
    let rate = Rational(line.compared.x, line.compared.n)
    listing.add(
      head(
        place, group, level.map(String.init) ?? "all", "all", (0...2).map { index in all.reduce(0) { $0 + $1[index] } })
        + [
          .formatted(rate?.text(decimals: 6)), .number(line.others.n), .number(line.others.x),
          .formatted(Rational(1, line.compared.n).map { (line.expected * $0).text(decimals: 6) }),
          .formatted(line.gap?.text(decimals: 6)), .number(line.compared.n > 0 ? line.missing : nil),
          .number(line.alone),
          .formatted(result.p.map { "\($0)" }), .word(result.judgement.rawValue),
        ])
  }

  private func add(
    _ place: EquityPlaces.Place, _ group: GroupName, _ before: Before, to listing: inout RowListing
  ) {
    let (own, others) = compared(place.schools, group, before)
    let (rate, theirs) = (Rational(own.x, own.n), Rational(others.x, others.n))
    let gap = rate.flatMap { rate in theirs.map { $0 - rate } }
    listing.add(
      head(
        place, group, String(before.level), PlacementBuilder.words[before.mark] ?? "",
        placed(place.schools, group, before)) + [
          .formatted(rate?.text(decimals: 6)), .number(others.n), .number(others.x),
          .formatted(theirs?.text(decimals: 6)),
          .formatted(gap?.text(decimals: 6)), .number(nil), .number(nil), .formatted(nil), .word(""),
        ])
  }

  private static let words = [1: "D or F", 2: "C", 3: "B", 4: "A", 5: "passed"]

  private func head(
    _ place: EquityPlaces.Place, _ group: GroupName, _ level: String, _ mark: String, _ placed: [Int]
  ) -> [RowListing.Cell] {
    [
      .word(sequence), .word(schoolYear), .word(place.scope), .text(place.id), .text(place.name), .word(group.family),
      .text(group.name), .word(level), .word(mark), .number(placed.reduce(0, +)),
    ] + placed.map { .number($0) }
  }
}
