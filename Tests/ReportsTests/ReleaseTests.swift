import Equity
import Foundation
import Reports
import Rules
import Testing

struct ReleaseTests {
  private func cells(_ csv: String) -> [[String]] {
    csv.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("every cell of cells.csv stands once in the page with the same numbers, and none more")
  func pageEqualsCells() throws {
    let files = try InventedDistricts.input().files()
    let page = PageReader(try #require(files["index.html"]))
    var printed: [String: [String]] = [:]
    var faults: [String] = []
    for (index, element) in page.elements.enumerated() {
      guard let key = element.attributes["data-cell"] else { continue }
      let others = [index - 1, index + 1, index + 2].map { page.elements[$0] }
      let inOneRow = others.allSatisfy { $0.parent == element.parent }
      if printed[key] != nil || !inOneRow || others.map({ $0.attributes["data-column"] }) != ["n", "gap", "needed"] {
        faults.append(key)
      }
      printed[key] = [others[0].text, element.text, others[1].text, others[2].text]
    }
    let rows = cells(try #require(files["cells.csv"]))
    #expect(rows.count == 11 * 10 * 25)
    #expect(printed.count == rows.count)
    for row in rows {
      let key = [row[0], row[1], row[2], row[3], row[5], row[6]].joined(separator: "|")
      if printed[key] != Array(row[7...10]) || row[11] != "N" { faults.append(key) }
    }
    #expect(faults.isEmpty)
  }

  @Test("cells.csv has the columns of the contract and exact numbers")
  func cellNumbers() throws {
    var input = try ReleaseInput.small()
    let school = Place.school("S1")
    let measure = ReleaseMeasure.patternMet(.uc)
    input.counts = [
      CellKey(measure: measure, place: school, family: "all", group: "all"): try #require(Count(n: 24, x: 12)),
      CellKey(measure: measure, place: school, family: "gender", group: "F"): try #require(Count(n: 8, x: 3)),
      CellKey(measure: measure, place: school, family: "gender", group: "M"): try #require(Count(n: 16, x: 9)),
    ]
    let csv = try #require(input.files()["cells.csv"])
    #expect(
      csv.hasPrefix(
        "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\n"))
    #expect(csv.contains("\npattern_met_uc,2025-26,school,S1,First High,all,all,24,0.50,,,N\n"))
    #expect(csv.contains("\npattern_met_uc,2025-26,school,S1,First High,gender,F,8,0.38,-0.19,2,N\n"))
    #expect(csv.contains("\npattern_met_uc,2025-26,school,S1,First High,gender,M,16,0.56,0.19,0,N\n"))
    #expect(csv.contains("\npattern_met_uc,2025-26,school,S1,First High,gender,X,0,,,,N\n"))
    #expect(csv.contains("\npattern_met_uc,2025-26,district,D1,First Unified,all,all,0,,,,N\n"))
  }

  @Test("the same input gives the same bytes, in whatever order counts and losses come")
  func deterministic() throws {
    let input = try InventedDistricts.input()
    var shuffled = input
    shuffled.counts = [:]
    for (key, count) in input.counts.sorted(by: { $0.key.group > $1.key.group }) { shuffled.counts[key] = count }
    shuffled.losses.reverse()
    shuffled.schools.reverse()
    #expect(try input.files() == shuffled.files())
  }

  @Test("the page is marked internal on top, in its footer and in print, and the manifest says so")
  func marked() throws {
    let files = try InventedDistricts.input().files()
    let html = try #require(files["index.html"])
    let page = PageReader(html)
    let banners = page.elements.indices.filter { page.elements[$0].attributes["class"] == "banner" }
    for (language, words) in [("en", InternalRelease.marking), ("es", "INTERNO - CONFIDENCIAL")] {
      let marks = page.elements.filter { banners.contains($0.parent ?? -1) && $0.attributes["lang"] == language }
      #expect(marks.count == 2 && marks.allSatisfy { $0.text.hasPrefix(words) })
    }
    #expect(html.contains("@bottom-left{content:\"\(InternalRelease.marking)\""))
    let bytes = Data(try #require(files["manifest.json"]).utf8)
    let parsed = try JSONSerialization.jsonObject(with: bytes)
    let manifest = try #require(parsed as? [String: Any])
    #expect(manifest["kind"] as? String == "internal")
    #expect(manifest["disclosure_control"] as? Bool == false)
    #expect(manifest["run_id"] as? Int == 17)
    #expect((manifest["editions"] as? [String: String])?.keys.sorted() == ["csu-2022", "uc-2022"])
    #expect((manifest["schools"] as? [String])?.count == 8)
  }

  @Test("definitions name the families that add up to all and those of one side only")
  func definitions() throws {
    let input = try ReleaseInput.small()
    let csv = try #require(input.files()["definitions.csv"])
    let lines = csv.split(separator: "\n")
    #expect(
      lines.first
        == "measure,numerator,denominator,source,comparable_with,families_partition_all,families_one_side_only,as_of")
    #expect(lines.count == 12)
    #expect(
      lines.dropFirst().allSatisfy {
        $0.hasSuffix(
          ",all;race_ethnicity;gender;english_status,disability;foster;homeless;low_income;migrant,2026-03-02")
      })
  }
}
