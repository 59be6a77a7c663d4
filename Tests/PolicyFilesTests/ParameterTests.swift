import PolicyFiles
import Rules
import Testing

@Suite("Parameters")
struct ParameterTests {
  /// A value of every parameter that today's UC edition does not have, and that no check refuses.
  private static let others: [(id: String, value: String)] = [
    ("a.required", "6"), ("b.required", "6"), ("c.required", "3"), ("d.required", "6"), ("e.required", "2"),
    ("f.required", "1"), ("g.required", "4"), ("a.united-states", "1"), ("a.civics-most", "2"),
    ("a.second-year", "any-history"), ("b.eld-most", "4"), ("b.eld-before-grade-12", "false"),
    ("b.ninth-grade-most", "4"), ("c.geometry-omission-validated", "true"), ("c.advanced-third-year", "false"),
    ("c.statistics-through", "2025-26"), ("c.mathematics-2-validates-first-year", "false"),
    ("c.mathematics-3-validates-mathematics-2", "false"), ("c.geometry-validates-first-year", "true"),
    ("d.pattern", "life-and-physical"), ("d.earth-or-interdisciplinary-year", "false"), ("d.elective-most", "2"),
    ("d.chemistry-validates", "true"), ("f.rule", "any-two-semesters"), ("g.eligible-only", "true"),
    ("college.semester-units", "4"), ("college.quarter-units", "5"), ("college.civics", "2"), ("timing.rule", "none"),
    ("gpa.honors-most", "10"), ("gpa.honors-grade-10-most", "2"),
  ]

  /// Values that need others changed along to be free of contradictions.
  private static let along: [String: [(id: String, value: String)]] = [
    "a.required": [("timing.rule", "none")], "b.required": [("timing.rule", "none")],
    "c.required": [("timing.rule", "none")], "d.required": [("timing.rule", "none")],
    "e.required": [("timing.rule", "none")], "f.required": [("timing.rule", "none")],
    "g.required": [("timing.rule", "none")],
    // Without it the edition would be the same as the one before.
    "c.advanced-third-year": [("b.ninth-grade-most", "4")],
    "d.pattern": [("d.earth-or-interdisciplinary-year", "false")],
    "d.elective-most": [
      ("d.pattern", "life-and-physical"), ("d.earth-or-interdisciplinary-year", "false"),
    ],
  ]

  @Test("Each parameter by itself changes what the rules read")
  func everyParameterIsUsed() throws {
    #expect(Self.others.map(\.id) == PolicyFile.parameterIDs)
    let today = try PolicyLibrary(PolicyFolder().sources).editions.edition(.uc, entering: 2024)
    for (id, value) in Self.others {
      var folder = try PolicyFolder()
      let along = Self.along[id] ?? []
      for other in along { folder.set("uc-2022.yaml", other.id, to: other.value) }
      let before =
        along.isEmpty ? today : try PolicyLibrary(folder.sources).editions.edition(.uc, entering: 2024)
      // Where one edition alone may not differ, all of the system do.
      let earlier = id == "c.statistics-through" ? ["uc-2003", "uc-2006", "uc-2012", "uc-2015", "uc-2019"] : []
      for edition in earlier + ["uc-2022"] { folder.set("\(edition).yaml", id, to: value) }
      #expect(before != (try PolicyLibrary(folder.sources).editions.edition(.uc, entering: 2024)), "\(id)")
    }
  }

  @Test("Every parameter is asked for by a rule, and no rule asks for one that is not stated")
  func asked() {
    let asked = RuleText.all.flatMap(\.text.parameters)
    for id in PolicyFile.parameterIDs { #expect(asked.contains(id), "\(id)") }
    for id in asked { #expect(PolicyFile.parameterIDs.contains(id), "\(id)") }
  }

  @Test("What is not settled says so, with the value it has all the same")
  func open() throws {
    let library = try PolicyLibrary(PolicyFolder().sources)
    let open = library.files.flatMap { file in
      file.parameters.filter(\.provenance.isOpen).map { "\(file.policy.edition) \($0.id)" }
    }
    for id in ["uc-2022 b.ninth-grade-most", "csu-2022 gpa.honors-grade-10-most", "csu-2022 b.eld-before-grade-12"] {
      #expect(open.contains(id))
    }
    #expect(!open.contains("uc-2022 gpa.honors-grade-10-most"))
    #expect(library.shared.exams.contains { $0.provenance.isOpen })
  }

  @Test("Values in words")
  func phrases() throws {
    let file = try #require(PolicyLibrary(PolicyFolder().sources).files.last)
    func phrase(_ id: String) -> String? { file.parameter(id)?.phrase }
    #expect(phrase("b.required") == "8 semesters")
    #expect(phrase("a.civics-most") == "1 semester")
    #expect(phrase("d.elective-most") == "none")
    #expect(phrase("c.geometry-omission-validated") == "no")
    #expect(phrase("c.statistics-through") == "2024-25")
    #expect(phrase("college.quarter-units") == "4 units")
    #expect(phrase("f.rule") == "two semesters of one discipline")
    #expect(phrase("gpa.honors-most") == "8 semesters")
  }
}
