import Equity
import ReleaseAudit
import TestSupport
import Testing

@Suite("Case studies")
struct CaseTests {
  private static let header =
    "school_year,scope,scope_id,scope_name,system,position,way,students,could_be_seen,story\n"

  private static func cases(_ rows: [String]) throws -> [PublishedCase] {
    try PublishedCase.read(Array((header + rows.map { "2026-27,\($0),10-spring,told\n" }.joined()).utf8))
  }

  private static func findings(_ cells: String, _ rows: [String]) throws -> [Finding] {
    let release = try Fixture.release(cells, measures: ["pattern_met_uc"])
    return ReleaseAudit.findings(release, cases: try cases(rows))
  }

  @Test("a way of fewer than 11, and one that is told exactly, are found")
  func form() throws {
    let cells = "district D all all 500 0.50\nschool D1 all all 500 0.50"
    let row = "school,D1,Name,uc,1,C-,"
    #expect(try Self.findings(cells, [row + "11..19"]) == [])
    #expect(try Self.findings(cells, [row + "7..19"]).map(\.kind) == [.smallGroup])
    #expect(try Self.findings(cells, [row + "14"]).map(\.kind) == [.narrowStudents])
    for broken in ["many", "19..11", "", "*"] {
      #expect(throws: UnreadableRelease.self) { try Self.cases([row + broken]) }
    }
  }

  @Test("what is left of those who have not met it, and what a district tells more than its schools, is found")
  func subtraction() throws {
    // Of 42 seniors 10 have met it: 20 and 11 of the other 32 leave at most 1.
    let rows = ["school,D1,Name,uc,1,C-,20..39", "school,D1,Name,uc,2,E,11..19"]
    let narrow = try Self.findings("school D1 all all 42 0.24", rows)
    #expect(!narrow.isEmpty && narrow.allSatisfy { $0.kind == .narrowStudents })
    #expect(try Self.findings("school D1 all all 100 0.24", rows) == [])
    // 11 to 12 in the whole district and 10 to 11 at one school leave 0 to 2 for the other.
    let cells = "district D all all 200 0.50\nschool D1 all all 100 0.50\nschool D2 all all 100 0.50"
    let found = try Self.findings(cells, ["district,D,Name,uc,1,C-,11..13", "school,D1,Name,uc,1,C-,11..13"])
    #expect(found.contains { $0.cell.contains("|D2|C-") })
  }

  @Test("what is told of random districts withstands the audit, and a way of fewer than 11 is never told")
  func random() throws {
    var random = SplitMix64.printed(for: "case studies")
    var (told, left) = (0, 0)
    for _ in 0..<60 {
      let schools = Int.random(in: 1...8, using: &random)
      var students = [[Int](repeating: 0, count: 12)]
      for _ in 0..<schools {
        // Few ways are frequent, most are rare.
        students.append(
          (0..<12).map { way in
            max(0, Int.random(in: -6...6, using: &random) + 90 / (way + 1) / Int.random(in: 1...4, using: &random))
          })
      }
      for school in 1...schools { for way in 0..<12 { students[0][way] += students[school][way] } }
      // Few have met it, so that the rest is tight.
      let met = students.map { _ in Int.random(in: 0...20, using: &random) }
      let sizes = zip(students, met).map { $0.reduce(0, +) + $1 }
      let table = WayTable(
        districtOf: [nil] + (0..<schools).map { _ in 0 }, students: students,
        most: students.map { $0.reduce(0, +) })
      let ways = try WayDisclosure.ways(table, most: 5, DisclosurePolicy(), attack: RandomDistrict.attack)
      var (rows, cells): ([String], String) = ([], "")
      for (place, own) in ways.enumerated() {
        let scope = place == 0 ? "district,D" : "school,D\(place)"
        for (position, way) in own.enumerated() {
          #expect(students[place][way] >= 11)
          let range = try #require(WayDisclosure.range(students[place][way]))
          #expect(range.contains(students[place][way]))
          rows.append(
            "\(scope),Name,uc,\(position + 1),W\(way),\(range.lowerBound)..\(min(9_999_999, range.upperBound))")
          told += 1
        }
        left += students[place].indices.count { students[place][$0] >= 11 } - own.count
        // A rate of which the numerator is not known better than the total that the suppressor took.
        cells += "\(scope.replacing(",", with: " ")) all all \(sizes[place]) -\n"
      }
      let release = try Fixture.release(cells, measures: ["pattern_met_uc"])
      let cases = try Self.cases(rows)
      let found = ReleaseAudit.findings(release, cases: cases).filter { $0.cell.hasPrefix("uc|") }
      #expect(found == [])
    }
    #expect(told > 100 && left > 0)
  }
}
