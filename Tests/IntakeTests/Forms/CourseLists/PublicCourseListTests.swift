import Rules
import TestSupport
import Testing

@testable import Intake

/// Tests on real public files where they lie beside the checkout. Nothing of them is copied here.
struct PublicCourseListTests {
  private static let lists = ["2751", "2754"]

  private static func folder() -> TranslatedFolder {
    var files: [String: [UInt8]] = [:]
    for list in lists { files["\(list)_2024-25.json"] = PublicData.bytes("ucop_ag_lists/\(list).json") }
    return TranslatedFolder(bytes: files)
  }

  @Test(
    "Both real UC lists load with no unexplained row",
    .enabled(if: PublicData.has("ucop_ag_lists/2751.json"), "the public course lists are not here"))
  func lists() throws {
    let folder = Self.folder()
    #expect(folder.refusals.isEmpty)
    #expect(folder.rejects.isEmpty)
    #expect(folder.counts("2751_2024-25.json")?.rowsRead == 180)
    #expect(folder.counts("2754_2024-25.json")?.rowsRead == 153)
    let listed = try #require(folder.tables?.courses.listed)
    #expect(listed.count == 333)
    #expect(listed.allSatisfy { Discipline(name: $0.discipline) != .unknown })
    #expect(listed.count { $0.abbreviations.isEmpty } == 1)
    #expect(listed.count { $0.length == "two_years" } == 3)
    #expect(listed.allSatisfy { $0.abbreviations.allSatisfy { !$0.contains("&amp;") && !$0.contains("|") } })
    // The lists are of schools that nobody attends here, which is said.
    #expect(Set(folder.findingCodes) == ["course_list_unused"])
    let languages = listed.filter { $0.area == "E" }.map { CourseLanguage.of(CourseName($0.title)) }
    #expect(!languages.contains(nil))
    #expect(Set(languages.compactMap { $0 }) == ["American Sign Language", "Chinese", "French", "Japanese", "Spanish"])
    let exams = listed.filter { $0.honors == "AP" }.map { ($0.title, APCourses.examCode(CourseName($0.title))) }
    #expect(exams.count == 53)
    #expect(exams.filter { $0.1 == nil }.map(\.0) == [])
  }

  @Test(
    "Every listed course is found again by its title and by each of its abbreviations, halves and tags cut off too",
    .enabled(if: PublicData.has("ucop_ag_lists/2751.json"), "the public course lists are not here"))
  func roundTrip() throws {
    let listed = try #require(Self.folder().tables?.courses.listed)
    for school in Self.lists {
      let rows = listed.filter { $0.school == school }
      let list = CourseList(rows) { CourseName($0) }
      for row in rows {
        for name in [row.title] + row.abbreviations {
          let answer = list.find(CourseList.Query(courseID: "?", names: [CourseName(name)]))
          guard case .found(let place, _, let tieBreak) = answer else {
            Issue.record("\(name) is not found: \(answer)")
            continue
          }
          #expect(rows[place].title == row.title || tieBreak == .sameValues, "\(name)")
        }
        // As another registrar would type it.
        let typed = CourseName(row.title.uppercased().split(separator: " ").joined(separator: "  ") + " (P)")
        if case .notListed = list.find(CourseList.Query(courseID: "?", names: [typed])) {
          Issue.record("\(row.title) is not found with a tag")
        }
      }
    }
  }

  @Test(
    "The real local course names of California pass through the matcher",
    .enabled(
      if: PublicData.has("calpads/real_local_courses_2013-14.csv") && PublicData.has("ucop_ag_lists/2751.json"),
      "the public course names are not here"))
  func localCourses() throws {
    let bytes = try #require(PublicData.bytes("calpads/real_local_courses_2013-14.csv"))
    let head = FileHead(name: "courses.csv", text: bytes, isWhole: true)
    let records = head.records(UInt8(ascii: ","), quotes: true, limit: .max).dropFirst()
    #expect(records.count == 47_291)
    let listed = try #require(Self.folder().tables?.courses.listed)
    let lists = Self.lists.map { school in
      CourseList(listed.filter { $0.school == school }) { CourseName($0) }
    }
    let flagged = records.count { $0.count > 3 && $0[3] == "Y" }
    let queries = records.filter { $0.count > 3 }.map { record in
      (query: CourseList.Query(courseID: record[1], names: [CourseName(record[2])]), isFlagged: record[3] == "Y")
    }
    print("real local courses: \(records.count), flagged A-G by their districts: \(flagged)")
    for (list, school) in zip(lists, Self.lists) {
      var shares: [String: (all: Int, flagged: Int)] = [:]
      for (query, isFlagged) in queries {
        let key =
          switch list.find(query) {
          case .found(_, let rule, let tieBreak): rule.rawValue + (tieBreak.map { "+\($0.rawValue)" } ?? "")
          case .ambiguous: CourseRule.ambiguous.rawValue
          case .notListed: CourseRule.notListed.rawValue
          }
        shares[key, default: (0, 0)].all += 1
        if isFlagged { shares[key, default: (0, 0)].flagged += 1 }
      }
      #expect(shares.values.reduce(0) { $0 + $1.all } == records.count)
      #expect((shares[CourseRule.notListed.rawValue]?.all ?? 0) < records.count)
      for key in shares.keys.sorted() {
        let share = shares[key] ?? (0, 0)
        let percent = Double(share.all * 10_000 / records.count) / 100
        print("  against list \(school): \(key) \(share.all) (\(percent)%), of them flagged \(share.flagged)")
      }
    }
  }

  @Test("Damaged lists never trap, and rows read are rows loaded and rejected", arguments: 0..<8)
  func mutations(round: Int) {
    var random = SplitMix64(seed: UInt64(round) &* 7919 &+ 5)
    let row = CourseListImporterTests.first
    let pieces: [[UInt8]] = [
      Array("\"".utf8), Array("{".utf8), Array("}".utf8), Array("[".utf8), Array("]".utf8), Array(",".utf8),
      Array("|".utf8), Array("&#x110000;".utf8), Array("&#-1;".utf8), Array("\\ud800".utf8), [0], [0xFF], [0xC3], [10],
      Array("null".utf8), Array("1e999".utf8), Array(row.utf8), Array("school_year".utf8), Array("&amp;".utf8),
    ]
    let csv =
      "school_id,school_year,title,subjectAreaCode,transcriptAbbreviations,gradeLevels\n"
      + "S1,2024-25,English 1,b,|Eng 1 (P)|E1,9;10\nS1,2024-25,Art,f,Art,\n"
    for _ in 0..<60 {
      for (name, text) in [("S1_2024-25.json", "[\(row),\n\(row)]"), ("x.csv", csv)] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let place = Int.random(in: 0...bytes.count, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
          default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
          }
        }
        let folder = TranslatedFolder(bytes: [name: bytes])
        guard let counts = folder.counts(name), folder.refusals.isEmpty else { continue }
        #expect(counts.rowsRejected == folder.rejects.count)
        #expect(counts.rowsLoaded >= (folder.tables?.courses.listed.count { $0.isUsable } ?? 0))
      }
    }
  }
}
