import Equity
import Testing

@Suite("The state's five-by-five")
struct StatusChangeTests {
  /// `equity.md` 4.1: chronic absenteeism in 2023, rows from the best level, columns from the worst change.
  @Test(
    "every box of chronic absenteeism has the state's colour",
    arguments: [
      (25, "YGBBB"), (50, "OYGGB"), (100, "OOYGG"), (200, "ROOYY"), (201, "RRROY"),
    ] as [(Int, String)])
  func chronicAbsenteeism(rate: Int, colours: String) {
    // Increased by 3.1, 0.5; held at 0.4; declined by 0.5, 3.0.
    for (change, letter) in zip([31, 5, 4, -5, -30], colours) {
      let box = StatusChange.chronicAbsenteeism.colour(rate: rate, prior: rate - change)
      #expect(box?.colour.rawValue.prefix(1).uppercased() == String(letter), "\(rate) \(change)")
    }
  }

  @Test("every cut point, a tenth below and at it")
  func cuts() {
    let career = StatusChange.collegeCareer
    #expect([99, 100, 349, 350, 549, 550, 699, 700].map { career.level($0).rawValue } == [0, 1, 1, 2, 2, 3, 3, 4])
    #expect([-91, -90, -20, -19, 19, 20, 89, 90].map { career.change($0).rawValue } == [0, 1, 1, 2, 2, 3, 3, 4])
    let absence = StatusChange.chronicAbsenteeism
    #expect([25, 26, 50, 51, 100, 101, 200, 201].map { absence.level($0).rawValue } == [4, 3, 3, 2, 2, 1, 1, 0])
    #expect([31, 30, 5, 4, -4, -5, -29, -30].map { absence.change($0).rawValue } == [0, 1, 1, 2, 2, 3, 3, 4])
  }

  @Test(
    "all 25 boxes are reached, no better level and no better change has a worse colour; without two years there is none"
  )
  func total() {
    for scheme in [StatusChange.collegeCareer, .chronicAbsenteeism] {
      var boxes: Set<[Int]> = []
      for rate in stride(from: 0, through: 1_000, by: 5) {
        for prior in stride(from: 0, through: 1_000, by: 5) {
          guard let box = scheme.colour(rate: rate, prior: prior) else {
            Issue.record("no box")
            return
          }
          boxes.insert([box.level.rawValue, box.change.rawValue])
        }
      }
      #expect(boxes.count > 20)
      for level in 0..<5 {
        for change in 0..<5 {
          if level > 0 { #expect(scheme.colours[level][change] >= scheme.colours[level - 1][change]) }
          if change > 0 { #expect(scheme.colours[level][change] >= scheme.colours[level][change - 1]) }
        }
      }
      #expect(scheme.colour(rate: nil, prior: 5) == nil && scheme.colour(rate: 5, prior: nil) == nil)
    }
  }
}
