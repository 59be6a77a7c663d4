import Equity
import Foundation
import ReleaseAudit
import TestSupport
import Testing

@Suite("Numbers that readers know from elsewhere")
struct KnownTests {
  private static let header = "measure,school_year,scope,scope_id,family,student_group,n,x\n"

  private static func known(_ rows: String...) throws -> [KnownCell] {
    try KnownCell.read(Array((header + rows.map { "met,2026-27,\($0)\n" }.joined()).utf8), file: "known.csv")
  }

  @Test(
    "a hidden group follows from the print and a known one; what is known, or follows from that alone, is no finding")
  func students() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 60 0.50
      district D race b *
      district D race c *
      """)
    #expect(ReleaseAudit.findings(release) == [])
    let attack = KnownAttack.findings(release, known: try Self.known("district,D,race,b,31,"))
    #expect(attack.findings.map(\.kind) == [.exactStudents] && attack.findings[0].what == "n is 9")
    #expect(attack.findings[0].cell.hasSuffix("race|c") && attack.unused == 0 && attack.contradicted == [])
    let whole = try Self.known(
      "district,D,all,all,100,", "district,D,race,a,60,", "district,D,race,b,31,", "school,S,all,all,4,")
    let alone = KnownAttack.findings(release, known: whole)
    #expect(alone.findings == [] && alone.unused == 1)
    // Somebody who counted more than there are.
    let wrong = KnownAttack.findings(release, known: try Self.known("district,D,race,b,41,"))
    #expect(wrong.findings == [] && wrong.contradicted == ["2026-27 met"])
  }

  @Test(
    "the other side of a family of which one side is printed gives everybody's number away, and known outcomes a coded one"
  )
  func otherSideAndOutcomes() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.50
      district D low_income Y *
      district D race a 60 0.50
      district D race b 40 <=0.50 * *
      """)
    let other = KnownAttack.findings(release, known: try Self.known("district,D,low_income,N,91,"))
    #expect(
      other.findings.contains { $0.kind == .exactStudents && $0.cell.hasSuffix("low_income|Y") && $0.what == "n is 9" })
    let coded = try Fixture.release(
      """
      district D all all 100 <=0.50 * *
      district D gender F 60 0.50
      district D gender M 40 <=0.50 * *
      """)
    #expect(ReleaseAudit.findings(coded) == [])
    let attack = KnownAttack.findings(coded, known: try Self.known("district,D,all,all,100,41"))
    #expect(Set(attack.findings.map(\.cell)) == ["met|2026-27|district|D|gender|M"])
    #expect(attack.findings.allSatisfy { $0.kind == .exactNumerator })
    let everything = try Self.known("district,D,all,all,100,41", "district,D,gender,F,60,30")
    #expect(KnownAttack.findings(coded, known: everything).findings == [])
  }

  @Test("what an earlier release printed is known already")
  func earlier() throws {
    let rows = """
      district D all all 100 0.50
      district D race a 60 0.50
      district D race b *
      district D race c *
      """
    let release = try Fixture.release(rows)
    let known = try Self.known("district,D,race,b,31,")
    #expect(KnownAttack.findings(release, known: known, previous: [release]).findings == [])
  }

  @Test(
    "a file of known numbers that contradicts itself, or is none, is refused with line and column",
    arguments: [
      ("m,y,district,D,all,all,x,\n", 2, "n"), ("m,y,district,D,all,all,-1,\n", 2, "n"),
      ("m,y,district,D,all,all,5,6\n", 2, "x"), ("m,y,district,D,all,all,*,6\n", 2, "n"),
      ("m,y,place,D,all,all,5,\n", 2, "scope"),
      ("m,y,district,D,all,all,5,\nm,y,district,D,all,all,6,\n", 3, ""), ("m,y,district\n", 2, ""),
    ])
  func unreadable(rows: String, line: Int, column: String) {
    #expect {
      try KnownCell.read(Array((Self.header + rows).utf8), file: "known.csv")
    } throws: { error in
      guard let error = error as? UnreadableRelease else { return false }
      return error.file == "known.csv" && error.line == line && error.column == column
    }
  }

  @Test("a number that is not published tells nothing")
  func stars() throws {
    #expect(try Self.known("district,D,race,b,*,", "district,D,race,c,,").isEmpty)
  }

  @Test(
    "over random districts nothing follows from print and known numbers that does not follow from these alone, in fractions"
  )
  func nothingExact() throws {
    var random = SplitMix64.printed(for: "known numbers")
    var (hidden, unheeded, refused) = (0, 0, 0)
    let rounds = DisclosureControlTests.rounds(40)
    for _ in 0..<rounds {
      let table = KnowingReader.random(&random, schools: 1...5)
      let reader = KnowingReader(table)
      let n = reader.values(table.n)
      func added(_ pattern: DisclosurePattern) -> (students: Set<Int>, outcomes: Set<Int>) {
        func isHidden(_ cell: Int) -> Bool { reader.own(cell).map { pattern.isHidden[$0] } ?? true }
        func isCoded(_ cell: Int) -> Bool {
          reader.own(cell).flatMap { pattern.coding[0][$0] }.map { $0 != .shown } ?? false
        }
        let students = reader.determined { !reader.students.contains($0) && isHidden($0) }
        let nobody = reader.nobody(n)
        let known = reader.determined { !reader.students.contains($0) && !nobody.contains($0) }.union(nobody)
        let outcomes = reader.determined { !reader.outcomes.contains($0) && (isHidden($0) || isCoded($0)) }
        let knownOutcomes = reader.determined { !reader.outcomes.contains($0) && (n[$0] > 0 || isHidden($0)) }
        return (
          students.subtracting(known).filter { reader.own($0) != nil },
          outcomes.subtracting(knownOutcomes).filter { reader.own($0) != nil }
        )
      }
      let pattern: DisclosurePattern
      do throws(DisclosureRefusal) {
        pattern = try DisclosureControl.pattern(table, DisclosurePolicy(), attack: RandomDistrict.attack)
      } catch {
        // Nothing is written then; it must stay rare.
        refused += 1
        continue
      }
      let found = added(pattern)
      #expect(found.students.isEmpty && found.outcomes.isEmpty)
      for (cell, n) in table.n.enumerated() where (1...10).contains(n) { #expect(pattern.isHidden[cell]) }
      hidden += pattern.isHidden.count(where: \.self)
      let innocent = DisclosureTable(
        families: table.families, districtOf: table.districtOf, isDistrict: table.isDistrict, counts: table.counts)
      let other = added(try DisclosureControl.pattern(innocent, DisclosurePolicy(), attack: RandomDistrict.attack))
      if !other.students.isEmpty || !other.outcomes.isEmpty { unheeded += 1 }
    }
    // Who does not heed them is found out.
    #expect(hidden > 1_000 && unheeded > 5 && refused * 100 <= rounds)
  }

  @Test(
    "an outside solver finds no hidden n narrower, and no hidden or coded numerator exact, than known numbers alone make them",
    .enabled(if: LinearPuzzle.isSolvable))
  func outsideSolver() throws {
    let scratch = "/tmp/agtrack-known-\(UInt64.random(in: .min ... .max))"
    defer { for end in [".lp", ".txt"] { try? FileManager.default.removeItem(atPath: scratch + end) } }
    var random = SplitMix64.printed(for: "known numbers, solved outside")
    var (asked, narrow) = (0, 0)
    for _ in 0..<max(10, DisclosureControlTests.rounds(10) / 10) {
      let table = KnowingReader.random(&random, schools: 2...4)
      let reader = KnowingReader(table)
      let (n, x) = (reader.values(table.n), reader.values(table.counts[0].map(\.x)))
      let pattern = try DisclosureControl.pattern(table, DisclosurePolicy(), attack: RandomDistrict.attack)
      func own(_ cells: [Int]) -> ArraySlice<Int> {
        cells.filter { reader.own($0) != nil }.shuffled(using: &random).prefix(10)
      }
      let students = [true, false].map { isPrinted in
        reader.puzzle { reader.students($0, n, hidden: pattern, isPrinted: isPrinted) }
      }
      for cell in own(students[0].bounds.keys.sorted()) {
        let room = try students[0].room(cell, scratch)
        asked += 1
        if room >= 3 - 1e-6 { continue }
        narrow += 1
        let anyway = try students[1].room(cell, scratch)
        #expect(anyway < 3 - 1e-6 && (room > 1e-6 || anyway < 1e-6))
      }
      let outcomes = [true, false].map { isPrinted in
        reader.puzzle { reader.outcome($0, n, x, pattern, isPrinted: isPrinted) }
      }
      for cell in own(outcomes[0].bounds.keys.sorted()) {
        asked += 1
        if try outcomes[0].room(cell, scratch) > 1e-6 { continue }
        narrow += 1
        #expect(try outcomes[1].room(cell, scratch) < 1e-6)
      }
    }
    #expect(asked > 100)
  }
}
