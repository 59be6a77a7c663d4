import Equity
import Reports
import Rules
import Testing

/// Two invented districts with eight schools and about 4,000 invented students, the same on every call.
enum InventedDistricts {
  /// - Parameter ago: Of an earlier school year, with other students, fewer of whom reach the pattern.
  static func input(yearsAgo ago: Int = 0) throws -> ReleaseInput {
    let day = try #require(CalendarDay(code: "\(2026 - ago)-03-02"))
    var builder = Builder(ago)
    for (index, school) in schools.enumerated() {
      builder.enrol(in: school, size: sizes[index], quality: quality[index] - 4 * ago)
    }
    return ReleaseInput(
      districts: [
        ReleaseDistrict(id: "1099901", name: "Almond Valley Unified"),
        ReleaseDistrict(id: "1999902", name: "Harbor Bluffs Unified"),
      ],
      schools: schools, schoolYear: SchoolYear(fall: Int16(2025 - ago)), asOf: day, runID: "17",
      editions: [
        ReleaseEdition(id: "csu-2022", sha256: String(repeating: "3f9c0a1b", count: 8)),
        ReleaseEdition(id: "uc-2022", sha256: String(repeating: "a4470d52", count: 8)),
      ],
      program: "agtrack 0.2.0", counts: builder.counts.compactMapValues { Count(n: $0.n, x: $0.x) },
      seniors: builder.seniors, losses: builder.areaLosses(), ways: builder.missedWays())
  }

  static let schools: [ReleaseSchool] = [
    ReleaseSchool(id: "10999010000011", name: "Orchard High", districtID: "1099901", kind: .high),
    ReleaseSchool(id: "10999010000012", name: "César Chávez High", districtID: "1099901", kind: .high),
    ReleaseSchool(id: "10999010000013", name: "Kings Canal High", districtID: "1099901", kind: .high),
    ReleaseSchool(id: "10999010000014", name: "Second Chance Continuation", districtID: "1099901", kind: .continuation),
    ReleaseSchool(id: "10999010000015", name: "Almond Early College", districtID: "1099901", kind: .high),
    ReleaseSchool(id: "19999020000021", name: "Point Bluff High", districtID: "1999902", kind: .high),
    ReleaseSchool(id: "19999020000022", name: "Marina High", districtID: "1999902", kind: .high),
    ReleaseSchool(
      id: "19999020000023", name: "Breakwater Academy (opens with grade 9)", districtID: "1999902", kind: .high),
  ]
  private static let sizes = [820, 760, 540, 130, 260, 900, 560, 90]
  private static let quality = [46, 40, 52, 6, 88, 60, 49, 50]
}

/// Draws students one by one and counts them, so that every partition adds up.
private struct Builder {
  var counts: [CellKey: (n: Int, x: Int)] = [:]
  var seniors: [SeniorsKey: SeniorsStanding] = [:]
  private var losses: [SeniorsKey: [SubjectArea: (x: Int, never: Int, marks: Int)]] = [:]
  private var ways: [SeniorsKey: [String: Int]] = [:]
  private var notMeeting: [SeniorsKey: Int] = [:]
  private var state: UInt64

  init(_ ago: Int) { state = 20_260_302 + UInt64(ago) }

  private mutating func draw(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func pick(_ weights: [(String, Int)]) -> String {
    var left = draw(weights.reduce(0) { $0 + $1.1 })
    for (name, weight) in weights {
      if left < weight { return name }
      left -= weight
    }
    return ""
  }

  private mutating func chance(_ percent: Int) -> Bool { draw(100) < percent }

  mutating func enrol(in school: ReleaseSchool, size: Int, quality: Int) {
    let onlyGrade9 = school.name.hasPrefix("Breakwater")
    for _ in 0..<size {
      let grade = onlyGrade9 ? 9 : 9 + draw(4)
      let race = pick([
        ("african_american", 8), ("american_indian", 1), ("asian", 11), ("filipino", 3), ("hispanic", 62),
        ("white", 11), ("two_or_more", 3), ("not_reported", 1),
      ])
      let english = pick([("EO", 55), ("EL", 16), ("RFEP", 22), ("IFEP", 6), ("TBD", 1)])
      let gender = pick([("F", 492), ("M", 500), ("X", 8)])
      var groups = [("all", "all"), ("race_ethnicity", race), ("english_status", english), ("gender", gender)]
      for (family, percent) in [("low_income", 72), ("disability", 13), ("foster", 1), ("homeless", 3), ("migrant", 2)]
      where chance(percent) {
        groups.append((family, "Y"))
      }
      var skill = quality
      if english == "EL" { skill -= 24 }
      if english == "RFEP" { skill += 7 }
      if race == "asian" || race == "filipino" { skill += 16 }
      if race == "african_american" { skill -= 9 }
      if gender == "F" { skill += 6 }
      if groups.contains(where: { $0.0 == "disability" }) { skill -= 22 }
      count(school, groups, grade: grade, skill: min(97, max(2, skill)))
    }
  }

  private mutating func count(_ school: ReleaseSchool, _ groups: [(String, String)], grade: Int, skill: Int) {
    let places = [Place.district(school.districtID), .school(school.id)]
    add(ReleaseMeasure.studentsEvaluated, places, groups, !chance(1))
    let csuToo = chance(7)
    let reachesUC = chance(skill)
    for system in [System.uc, .csu] {
      let good = reachesUC || (system == .csu && csuToo)
      for now in 10...12 where now == grade {
        add(ReleaseMeasure.onPace(system, grade: now), places, groups, good || chance(12 - (now - 10) * 3))
      }
      guard grade == 12 else { continue }
      let kind = good ? (chance(66) ? 0 : 1) : (chance(22) ? 2 : chance(3) ? 4 : 3)
      add(ReleaseMeasure.patternMet(system), places, groups, kind == 0)
      add(ReleaseMeasure.oneCourseShort(system), places, groups, kind == 2)
      stand(places, system, kind)
    }
  }

  private mutating func add(_ measure: String, _ places: [Place], _ groups: [(String, String)], _ counted: Bool) {
    for place in places {
      for (family, group) in groups {
        let key = CellKey(measure: measure, place: place, family: family, group: group)
        let old = counts[key] ?? (0, 0)
        counts[key] = (old.n + 1, old.x + (counted ? 1 : 0))
      }
    }
  }

  private mutating func stand(_ places: [Place], _ system: System, _ kind: Int) {
    let lacking = SubjectArea.allCases.filter { area in chance([9, 21, 52, 27, 44, 12, 17][Int(area.rawValue)]) }
    let access = lacking.map { _ in draw(100) }
    for place in places {
      let key = SeniorsKey(place: place, system: system)
      var parts = seniors[key] ?? SeniorsStanding(met: 0, inProgress: 0, oneCourseShort: 0, furtherAway: 0, unknown: 0)
      switch kind {
      case 0: parts.met += 1
      case 1: parts.inProgress += 1
      case 2: parts.oneCourseShort += 1
      case 3: parts.furtherAway += 1
      default: parts.unknown += 1
      }
      seniors[key] = parts
      guard kind > 0 else { continue }
      notMeeting[key, default: 0] += 1
      let way = zip(lacking, access).map { $1 >= 38 && $1 < 85 ? "\($0.letter)-" : $0.letter }.joined(separator: " ")
      if !way.isEmpty { ways[key, default: [:]][way, default: 0] += 1 }
      for (area, access) in zip(lacking, access) {
        var loss = losses[key, default: [:]][area] ?? (0, 0, 0)
        loss.x += 1
        if access < 38 { loss.never += 1 } else if access < 85 { loss.marks += 1 }
        losses[key, default: [:]][area] = loss
      }
    }
  }

  func missedWays() -> [MissedWay] {
    ways.flatMap { key, ways in
      ways.map { way, students in
        MissedWay(
          place: key.place, system: key.system, way: way, students: students, couldBeSeen: 90 + 10 * (way.count % 3) + 1
        )
      }
    }
  }

  func areaLosses() -> [AreaLoss] {
    var list: [AreaLoss] = []
    for (key, areas) in losses {
      for (area, loss) in areas {
        guard let lacking = Count(n: notMeeting[key] ?? 0, x: loss.x) else { continue }
        list.append(
          AreaLoss(
            place: key.place, system: key.system, area: area, lacking: lacking, neverEnrolled: loss.never,
            deficientMark: loss.marks))
      }
    }
    return list
  }
}
