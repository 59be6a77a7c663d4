import PolicyFiles
import Rules
import Testing

@Suite("Pace tables")
struct PaceFileTests {
  private static func file(_ grades: String, more: String = "") -> String {
    """
    default: own
    tables:
      - id: own
        name: Our pace
        source: a page
        verified_on: 2026-11-22
        grades:
          - \(grades)
    \(more)
    """
  }

  @Test("A table is read as it stands")
  func read() throws {
    let file = try PaceFile(
      Self.file("{ grade: 9, semesters: 8, areas: { C: 2, B: 1 }, passed_in: [\"B\", \"A;D\"], core_failures_most: 1 }")
    )
    let grade = try #require(file.standard.grades.first)
    #expect(file.tables.count == 1 && file.standard.name == "Our pace" && file.table("other") == nil)
    #expect(grade.semesters == 8 && grade.coreFailuresMost == 1 && grade.coursesInGrade == nil)
    #expect(grade.areas.map(\.area) == [.b, .c] && grade.areas.map(\.semesters) == [1, 2])
    #expect(grade.passedIn.map(\.code) == ["B", "A;D"])
  }

  @Test(
    "What cannot be meant is refused, with the line",
    arguments: [
      "{ grade: 8, semesters: 8 }", "{ grade: 9 }", "{ grade: 9, semesters: 31 }", "{ grade: 9, semester: 8 }",
      "{ grade: 9, areas: { H: 2 } }", "{ grade: 9, areas: { B: 9 } }", "{ grade: 9, passed_in: [\"X\"] }",
      "{ grade: 10, semesters: 8 }\n      - { grade: 9, semesters: 8 }",
    ])
  func refused(_ grades: String) {
    #expect { try PaceFile(Self.file(grades)) } throws: { ($0 as? PolicyFileError)?.line != nil }
  }

  @Test("The default must be one of the tables, and no table stands twice")
  func names() {
    let twice = Self.file(
      "{ grade: 9, semesters: 8 }",
      more: """
          - id: own
            name: Again
            source: a page
            verified_on: 2026-11-22
            grades:
              - { grade: 9, semesters: 8 }
        """)
    for text in [twice, Self.file("{ grade: 9, semesters: 8 }").replacing("default: own", with: "default: other")] {
      #expect(throws: PolicyFileError.self) { try PaceFile(text) }
    }
  }
}
