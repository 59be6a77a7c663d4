import ReleaseAudit
import Testing

@Suite("Leaks that an audit must find")
struct LeakTests {
  @Test("one hidden cell of a family follows by one subtraction")
  func oneSubtraction() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 60 0.50
      district D race b 36 0.50
      district D race c *
      """)
    let findings = ReleaseAudit.findings(release)
    #expect(findings.contains { $0.kind == .exactStudents && $0.cell.hasSuffix("race|c") && $0.what == "n is 4" })
  }

  @Test("two hidden in each row and each column, and one follows all the same")
  func twoPerLine() throws {
    // Schools 1 and 2 hide a, b and c, d; the columns leave school 3's b and c: 10 + 8 - 15 = b + c - ... of school 3.
    let release = try Fixture.release(
      """
      district D all all 300 0.50
      district D race a 100 0.50
      district D race b 100 0.50
      district D race c 100 0.50
      school D1 all all 100 0.50
      school D1 race a *
      school D1 race b *
      school D1 race c 60 0.50
      school D2 all all 100 0.50
      school D2 race a *
      school D2 race b *
      school D2 race c *
      school D3 all all 100 0.50
      school D3 race a 50 0.50
      school D3 race b 30 0.50
      school D3 race c *
      """)
    let findings = ReleaseAudit.findings(release).filter { $0.kind == .exactStudents }
    #expect(findings.contains { $0.cell.hasSuffix("D3|race|c") && $0.what == "n is 20" })
    #expect(findings.contains { $0.cell.hasSuffix("D2|race|c") && $0.what == "n is 20" })
    #expect(!findings.contains { $0.cell.hasSuffix("D1|race|a") })
  }

  @Test("two hidden cells of five students lie between 1 and 4: narrow enough; of four they do not")
  func narrow() throws {
    func rows(_ sum: Int) -> String {
      """
      district D all all 200 0.50
      district D race a \(200 - sum) 0.50
      district D race b *
      district D race c *
      """
    }
    #expect(Fixture.kinds(try Fixture.release(rows(5))) == [])
    #expect(Fixture.kinds(try Fixture.release(rows(4))) == [.narrowStudents, .narrowStudents])
    #expect(Set(Fixture.kinds(try Fixture.release(rows(2)))) == [.exactStudents])
  }

  @Test("hidden groups whose others have all of the outcome have none of it")
  func numeratorsAtABound() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.40
      district D race a 80 0.50
      district D race b *
      district D race c *
      """)
    let found = ReleaseAudit.findings(release)
    #expect(found.map(\.kind) == [.exactNumerator, .exactNumerator])
    #expect(found.allSatisfy { $0.what == "the students with the outcome are 0" })
    let all = try Fixture.release(
      """
      district D all all 100 0.60
      district D race a 80 0.50
      district D race b *
      district D race c *
      """)
    #expect(ReleaseAudit.findings(all).map(\.what).contains("the students without the outcome are 0"))
  }

  @Test("a coded rate undoes itself by subtraction")
  func codedBySubtraction() throws {
    let release = try Fixture.release(
      """
      district D all all 90 0.30
      district D gender F 50 0.50
      district D gender M 40 <=0.05 * *
      """)
    let found = ReleaseAudit.findings(release)
    #expect(found.contains { $0.kind == .exactNumerator && $0.cell.hasSuffix("gender|M") })
  }

  @Test("a gap or a need beside hidden or coded numbers gives them away")
  func derived() throws {
    let release = try Fixture.release(
      """
      district D all all 90 <=0.05 0.00 0
      district D gender F 50 0.50 0.40 0
      district D gender M 40 0.10 -0.40 16
      """)
    #expect(Fixture.kinds(release).contains(.halfHidden))
    // Nobody would say what everybody's rate is, were it not for the need of M.
    let coded = try Fixture.release(
      """
      district D all all 90 <=0.50 * *
      district D gender F 50 <=0.50 * *
      district D gender M 40 0.10 -0.20 8
      """)
    #expect(Fixture.kinds(coded).contains(.exactNumerator))
  }

  @Test("measures of one denominator with two patterns open each other")
  func twoPatterns() throws {
    let first = """
      district D all all 100 0.50
      district D race a 60 0.50
      district D race b *
      district D race c *
      """
    let second = """
      district D all all 100 0.50
      district D race a *
      district D race b 34 0.50
      district D race c *
      """
    let together = try Fixture.release([("met", first), ("short", second)])
    #expect(Fixture.kinds(together).contains(.exactStudents))
    let apart = try Fixture.release([("met", first), ("short", second)], denominators: ["seniors", "juniors"])
    #expect(!Fixture.kinds(apart).contains(.exactStudents))
  }

  @Test("small groups, bare extremes and half-hidden rows are said where they stand")
  func form() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 96 0.52
      district D race b 4 0.00
      district D low_income Y 50 1.00
      """)
    #expect(Fixture.kinds(release).filter { $0 != .exactNumerator } == [.smallGroup, .extremeRate, .extremeRate])
  }

  @Test("the page may not say more than the table")
  func page() throws {
    let release = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 80 0.51
      district D race b *
      district D race c *
      """)
    func page(_ text: String) -> [UInt8] {
      Array("<td data-cell=\"met|2026-27|district|D|race|b\">\(text)</td>".utf8)
    }
    #expect(ReleaseAudit.findings(release, page: page("*")).map(\.kind) == [])
    #expect(ReleaseAudit.findings(release, page: page("0.25")).map(\.kind) == [.page])
  }

  @Test("releases of one year: shown again, changed by few, and filled in from one another")
  func differencing() throws {
    func rows(_ a: String, _ b: String, _ c: String) -> String {
      """
      district D all all 100 0.50
      district D race a \(a)
      district D race b \(b)
      district D race c \(c)
      """
    }
    let first = try Fixture.release(rows("80 0.50", "*", "*"))
    #expect(Fixture.kinds(first, previous: [first]) == [])
    let shown = try Fixture.release(rows("*", "12 0.50", "*"))
    #expect(Fixture.kinds(shown, previous: [first]).contains(.shownAgain))
    // Alone the third is safe; the first says how many a are.
    let third = try Fixture.release(rows("*", "*", "*"))
    #expect(Fixture.kinds(third) == [])
    #expect(
      Fixture.kinds(third, previous: [try Fixture.release(rows("80 0.50", "12 0.50", "*"))]).contains(.exactStudents))
    let moved = try Fixture.release(rows("77 0.51", "*", "*"))
    #expect(Fixture.kinds(moved, previous: [first]).contains(.smallChange))
  }

  @Test("a hidden 0 and numbers that do not add up do not stop the attack, and contradictions are said")
  func contradictions() throws {
    let zero = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 99 0.50
      district D race b *
      district D race c *
      """)
    #expect(Fixture.kinds(zero).contains(.narrowStudents))
    let wrong = try Fixture.release(
      """
      district D all all 100 0.50
      district D race a 120 0.50
      district D race b *
      district D race c *
      """)
    #expect(Fixture.kinds(wrong).contains(.contradiction))
    let students = try Fixture.release(
      """
      district D all all 150 0.50
      school D1 all all 100 0.50
      school D2 all all 20 0.50
      district D race a 100 0.50
      district D race b 50 0.50
      """)
    #expect(Fixture.kinds(students) == [])
  }

  @Test(
    "what is no release is refused with line and column",
    arguments: [
      ("measure,n\nmet,4\n", "cells.csv", 1, "school_year"),
      (
        "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\nm,y,s,i,n,f,g,x,,,,N\n",
        "cells.csv", 2, "n"
      ),
      (
        "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\nm,y,s,i,n,f,g,4,1.5,,,N\n",
        "cells.csv", 2, "rate"
      ),
      (
        "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\nm,y,s\n",
        "cells.csv", 2,
        ""
      ),
    ])
  func unreadable(text: String, file: String, line: Int, column: String) {
    let definitions = Array("measure,denominator\nm,all\n".utf8)
    #expect {
      try PublishedCells(cells: Array(text.utf8), definitions: definitions)
    } throws: { error in
      guard let error = error as? UnreadableRelease else { return false }
      return error.file == file && error.line == line && error.column == column
    }
  }
}
