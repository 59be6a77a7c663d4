import Equity
import Reports
import Rules

/// A district of many schools, drawn student by student, so that all sums are true: 23 columns, 20 measures of five
/// denominators (everybody, and each grade).
struct InventedDistrict {
  let schools: Int
  private var random: UInt64

  init(schools: Int, seed: UInt64) { (self.schools, random) = (schools, seed) }

  static let measures: [ReleaseMeasure] = (0..<20).map { number in
    let (cohort, own) = (number % 5, number / 5)
    let students = cohort == 0 ? "students on the rolls" : "students in grade \(8 + cohort)"
    return ReleaseMeasure(
      id: "measure_\(number)", title: "Measure \(number)", numerator: "those of them with outcome \(own)",
      denominator: students, source: "invented", topic: "Topic \(cohort)", leads: number == 4 || number == 9,
      spanishTitle: "Medida \(number)",
      classStep: cohort > 1
        ? ReleaseMeasure.ClassStep(series: "Outcome \(own)", spanishSeries: "Outcome \(own)", grade: 8 + cohort) : nil)
  }
  static let families = ReleaseFamily.standard.filter { !["migrant", "homeless"].contains($0.id) }

  private mutating func draw(_ bound: Int) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((random >> 33) % UInt64(bound))
  }

  private mutating func pick(_ weights: [(String, Int)]) -> String {
    var left = draw(weights.reduce(0) { $0 + $1.1 })
    for (name, weight) in weights {
      if left < weight { return name }
      left -= weight
    }
    return ""
  }

  mutating func year(_ fall: Int16) -> ReleaseInput? {
    guard let day = CalendarDay(year: Int(fall) + 1, month: 3, day: 15) else { return nil }
    let ids = (0..<schools).map { "1099901" + String(1_000_000 + $0) }
    let places: [Place] = [.district("1099901")] + ids.map { .school($0) }
    var tally: [CellKey: (n: Int, x: Int)] = [:]
    for school in 0..<schools {
      let (size, mix, quality) = (20 + draw(1_400), 1 + draw(60), 20 + draw(60))
      for _ in 0..<size {
        var groups = [
          ("all", "all"),
          (
            "race_ethnicity",
            pick([
              ("african_american", mix), ("american_indian", 1), ("asian", 11), ("filipino", 3), ("hispanic", 62),
              ("not_reported", 1), ("pacific_islander", 1), ("two_or_more", 3), ("white", 90 - mix),
            ])
          ), ("gender", pick([("F", 490), ("M", 500), ("X", 8), ("not_reported", 2)])),
          ("english_status", pick([("EL", 16), ("EO", 55), ("IFEP", 6), ("RFEP", 22), ("TBD", 1)])),
        ]
        for (family, percent) in [("disability", 13), ("foster", 1), ("low_income", 70)] where draw(100) < percent {
          groups.append((family, "Y"))
        }
        let grade = 1 + draw(4)
        // As in schools: not every group gets as far as the others.
        let denied = groups.contains { ["EL", "african_american"].contains($0.1) || $0.0 == "disability" } ? 15 : 0
        for (number, measure) in InventedDistrict.measures.enumerated() where [0, grade].contains(number % 5) {
          // From rare to nearly all, as measures of a release are.
          let x = draw(100) < min(98, max(2, quality - denied + 12 * (number % 7) - 36)) ? 1 : 0
          for place in [places[0], places[school + 1]] {
            for (family, group) in groups {
              let key = CellKey(measure: measure.id, place: place, family: family, group: group)
              let old = tally[key] ?? (0, 0)
              tally[key] = (old.n + 1, old.x + x)
            }
          }
        }
      }
    }
    return ReleaseInput(
      districts: [ReleaseDistrict(id: "1099901", name: "Almond Valley Unified")],
      schools: ids.enumerated().map { ReleaseSchool(id: $1, name: "School \($0)", districtID: "1099901", kind: .high) },
      schoolYear: SchoolYear(fall: fall), asOf: day, runID: "1", editions: [], program: "agtrack",
      measures: InventedDistrict.measures, families: InventedDistrict.families,
      counts: tally.compactMapValues { Count(n: $0.n, x: $0.x) }, seniors: [:])
  }
}
