import Equity
public import PolicyFiles
public import Rules
public import SampleData

/// One invented district with one planted difference, looked at as `agtrack funnel --family low_income` and `agtrack placement` do.
public struct InequityTrial {
  /// A stage at a place that is called different.
  public struct Finding: Hashable, Sendable {
    /// nil for the district.
    public var school: String?
    public var way: Int
    public var stage: Int
    /// Whether students of low income are behind there.
    public var isBehind: Bool
  }

  public let inequity: SampleInequity
  public let findings: Set<Finding>
  /// Schools at which placement in mathematics at equal marks is called different (nil: the district).
  public let placements: Set<String?>
  /// Steps of the sequence (level before) that are called different there, each level judged for itself.
  public let steps: Set<Step>

  public struct Step: Hashable, Sendable {
    /// nil for the district.
    public var school: String?
    public var level: Int
  }
  /// Whether the parts of the gap at the planted place add up exactly and the planted stage has the largest; nil where nothing is planted
  /// at a stage.
  public let isLargestPart: Bool?

  public static let asOf = CalendarDay(year: 2027, month: 3, day: 15)

  /// - Parameter folder: Is written, and overwritten.
  public init(
    _ inequity: SampleInequity, students: Int, seed: UInt64, folder: String, policies: PolicyLibrary, asOf: CalendarDay
  ) throws {
    try SampleDistrict(students: students, seed: seed, inequity: inequity).write(to: folder)
    self.inequity = inequity
    let counts = try DistrictCount(folder: folder, policies: policies, asOf: asOf)
    var findings: Set<Finding> = []
    for way in DistrictCount.ways { findings.formUnion(InequityTrial.findings(counts, way)) }
    self.findings = findings
    (placements, steps) = InequityTrial.placements(counts)
    isLargestPart = InequityTrial.isLargestPart(counts, inequity)
  }

  /// Where the difference is planted and what it is seen as; empty for the two in which no group is behind.
  ///
  /// One school of six is too little of a district to be found there in every case, but is no false alarm.
  public static func planted(_ inequity: SampleInequity) -> (way: Int, stage: Int, school: String?, byDistrict: Bool)? {
    switch inequity {
    case .nothing, .marks: nil
    case .chemistry: (4, 1, nil, true)
    case .algebra: (3, 4, inequity.schoolID, false)
    }
  }

  /// Found at its stage and place, low income behind.
  public var isFound: Bool {
    guard let planted = InequityTrial.planted(inequity) else { return false }
    return findings.contains(
      Finding(school: planted.school, way: planted.way, stage: planted.stage, isBehind: true))
  }

  /// What is found besides.
  public var elsewhere: [Finding] {
    let planted = InequityTrial.planted(inequity)
    return findings.filter { finding in
      guard let planted, finding.way == planted.way, finding.stage == planted.stage, finding.isBehind else {
        return true
      }
      return finding.school != nil && finding.school != planted.school
    }.sorted { ($0.way, $0.stage, $0.school ?? "") < ($1.way, $1.stage, $1.school ?? "") }
  }

  /// The area of the planted difference; mathematics, where none is planted or everybody fails in it.
  var area: Int { InequityTrial.planted(inequity)?.way ?? 3 }

  /// Students of low income beside all others at each place, as the command's rows have them.
  private static func findings(_ counts: DistrictCount, _ way: Int) -> Set<Finding> {
    var rows: [(school: String?, group: String)] = []
    var pairs: [[SchoolFunnels]] = []
    for school in [nil] + counts.schools.map(Optional.some) {
      for group in DistrictCount.groups {
        let own = InequityTrial.pairs(counts, way, school, group)
        if own.allSatisfy({ $0.group.students == 0 }) { continue }
        rows.append((school, group))
        pairs.append(own)
      }
    }
    var found: Set<Finding> = []
    for (row, line) in zip(rows, AccessTable(pairs).lines) {
      for (stage, result) in line.stages.enumerated() {
        guard result.judgement == .behind || result.judgement == .ahead else { continue }
        // Those who are not of low income are the others of those who are.
        let isBehind = (row.group == "Y") == (result.judgement == .behind)
        found.insert(Finding(school: row.school, way: way, stage: stage + 1, isBehind: isBehind))
      }
    }
    return found
  }

  private static func pairs(
    _ counts: DistrictCount, _ way: Int, _ school: String?, _ group: String
  ) -> [SchoolFunnels] {
    (school.map { [$0] } ?? counts.schools).compactMap { school in
      guard let own = counts.funnel(way, school, group),
        let others = counts.funnel(way, school, "all")?.others(without: own)
      else { return nil }
      return SchoolFunnels(group: own, others: others)
    }
  }

  private static func isLargestPart(_ counts: DistrictCount, _ inequity: SampleInequity) -> Bool? {
    guard let planted = planted(inequity),
      let gap = GapDecomposition(InequityTrial.pairs(counts, planted.way, planted.school, "Y"))
    else { return nil }
    guard gap.parts.reduce(.zero, { $0 + $1.whole }) == gap.gap else { return false }
    let own = gap.parts[planted.stage - 1]
    // What a school does not offer is between schools; what one school does to one group is inside it.
    let isPlaced = planted.byDistrict ? own.within.isZero : own.between.isZero
    return isPlaced
      && gap.parts.enumerated().allSatisfy { $0.offset == planted.stage - 1 || $0.element.whole < own.whole }
  }

  private static func placements(_ counts: DistrictCount) -> (all: Set<String?>, steps: Set<Step>) {
    let places: [String?] = [nil] + counts.schools.map(Optional.some)
    let rows = places.flatMap { place in DistrictCount.groups.map { (place: place, group: $0) } }
    func equalMarks(_ place: String?, _ group: String, _ levels: ClosedRange<Int>) -> EqualMarks {
      EqualMarks(
        (place.map { [$0] } ?? counts.schools).flatMap { school -> [EqualMarks.Stratum] in
          let all = counts.placed[DistrictCount.Key(school: school, group: "all")] ?? [:]
          let own = counts.placed[DistrictCount.Key(school: school, group: group)] ?? [:]
          return own.compactMap { before, sum in
            guard levels.contains(before.level), before.mark != .dOrF, let whole = all[before],
              let group = Count(n: sum.all, x: sum.continued),
              let everybody = Count(n: whole.all, x: whole.continued), let others = group.others(in: everybody)
            else { return nil }
            return EqualMarks.Stratum(group: group, others: others)
          }
        })
    }
    func isDifferent(_ result: EqualMarks.Judged) -> Bool { result.judgement == .behind || result.judgement == .ahead }
    let lines = rows.map { equalMarks($0.place, $0.group, EqualMarks.levels) }
    let levels = rows.map { row in EqualMarks.levels.map { equalMarks(row.place, row.group, $0...$0) } }
    let found = zip(rows, EqualMarks.judged(lines)).filter { isDifferent($0.1) }.map(\.0.place)
    let steps = zip(rows, EqualMarks.judged(levels)).flatMap { row, results in
      zip(EqualMarks.levels, results).filter { isDifferent($0.1) }.map { Step(school: row.place, level: $0.0) }
    }
    return (Set(found), Set(steps))
  }
}
