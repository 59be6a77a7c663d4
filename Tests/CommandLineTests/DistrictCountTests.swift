import DistrictCount
import PolicyFiles
import Rules
import Store
import TestSupport
import Testing

/// The counts on which the table of planted inequities rests (docs/measures.md) are those of the database.
@Suite("Counting without a database")
struct DistrictCountTests {
  private static let marks: [CourseStep.Mark: String] = [.dOrF: "D or F", .c: "C", .b: "B", .a: "A", .pass: "passed"]

  @Test(
    "Funnels and placements of random districts are counted in Swift as the database counts them",
    arguments: [(300, 31, nil), (260, 5, "chemistry"), (260, 6, "algebra-2")] as [(Int, Int, String?)])
  func same(_ students: Int, _ seed: Int, _ inequity: String?) throws {
    let district = try District(students: students, seed: seed, inequity: inequity)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let library = try PolicyLibrary(Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) })
    let asOf = try #require(CalendarDay(code: ExtractFolder.asOf))
    let counts = try DistrictCount(folder: district.path, policies: library, asOf: asOf)
    for way in DistrictCount.ways {
      let area = way == 0 ? "AP" : Array("ABCDEFG").map(String.init)[way - 1]
      let text = try place.agtrack(["funnel", "--area", area, "--family", "low_income"]).expecting(0).stdout
      var found: [DistrictCount.Key: [Int]] = [:]
      for row in try Table(text).named where row["scope"] == "school" {
        let key = DistrictCount.Key(school: row["scope_id"]!, group: row["student_group"]!)
        found[key, default: []].append(Int(row[row["stage"] == "all" ? "n" : "x"]!)!)
      }
      let expected = counts.reached.filter { $0.key.group != "all" }.mapValues { $0[way] }
      #expect(found == expected, "area \(area)")
    }
    var placed: [String: [Int]] = [:]
    let text = try place.agtrack(["placement", "--family", "low_income"]).expecting(0).stdout
    for row in try Table(text).named where row["scope"] == "school" && row["mark"] != "all" {
      let name = [row["scope_id"]!, row["student_group"]!, row["level"]!, row["mark"]!].joined(separator: "|")
      placed[name] = [Int(row["students"]!)!, Int(row["continued"]!)!]
    }
    var expected: [String: [Int]] = [:]
    for (key, befores) in counts.placed where key.group != "all" {
      for (before, sum) in befores {
        let name = "\(key.school)|\(key.group)|\(before.level)|\(Self.marks[before.mark]!)"
        expected[name] = [sum.all, sum.continued]
      }
    }
    #expect(placed == expected && placed.count > 20)
  }
}
