import PolicyFiles
import Rules
import Testing

@Suite("Static checks of the policies")
struct CheckTests {
  /// Gives one parameter of today's UC edition, or another, a value and expects exactly one finding there.
  private func expect(
    _ sentence: String, _ id: String, _ value: String, in name: String = "uc-2022.yaml",
    after others: [(id: String, value: String)] = []
  ) throws {
    var folder = try PolicyFolder()
    for other in others { folder.set(name, other.id, to: other.value) }
    folder.set(name, id, to: value)
    let expected = "policies/\(name):\(folder.valueLine(id, in: name)): \(id) \(sentence)"
    let problems = folder.problems()
    #expect(problems.contains(expected), "\(problems)")
  }

  @Test("The repository's own policies have nothing to mend")
  func clean() throws {
    #expect(try PolicyFolder().problems() == [])
  }

  @Test("History: the parts must fit into the whole")
  func history() throws {
    try expect(
      "is 4 of 4 semesters, which leaves nothing for the second year; make it less than a.required", "a.united-states",
      "4")
    try expect(
      "is 3 semesters, but it is a part of a.united-states, which is 2; make it at most that", "a.civics-most", "3")
  }

  @Test("English: a limit above the requirement limits nothing, and a switch without ELD decides nothing")
  func english() throws {
    for id in ["b.eld-most", "b.ninth-grade-most"] {
      try expect(
        "is 9 semesters, but area B asks for 8 only, so it limits nothing; make it at most b.required", id, "9")
    }
    try expect(
      "is true, but b.eld-most lets no ELD count, so it decides nothing; make it false", "b.eld-before-grade-12",
      "true",
      after: [("b.eld-most", "0")])
  }

  @Test("Mathematics: three years of two halves, and statistics within the students' lives")
  func mathematics() throws {
    for value in ["8", "5", "1"] {
      try expect(
        "is \(value) semesters, but mathematics has three years of two halves, filled alike; use 6 or 3", "c.required",
        value)
    }
    try expect(
      "ends before fall 2016, when the first students of this edition were in grade 7, so no course of theirs can use it; name a later school year",
      "c.statistics-through", "2015-16")
  }

  @Test("Statistics go by the year of the course: one last year for all editions, and one that comes")
  func statistics() throws {
    try expect(
      "differs from uc-2019, but it goes by the year of the course, not of entering; use the same school year",
      "c.statistics-through", "2025-26")
    try expect(
      "ends after the last students of uc have left school, so it ends nothing; name an earlier school year",
      "c.statistics-through", "2027-28")
  }

  @Test("Science: two equal years, and switches that the pattern asks for")
  func science() throws {
    try expect("is 5 semesters, but science is two equal years; use an even number", "d.required", "5")
    try expect(
      "is 3 semesters, more than one of the two science years; make it at most half of d.required", "d.elective-most",
      "3", in: "csu-2022.yaml")
    try expect(
      "is 2 semesters, but the pattern two-foundations takes nothing from area G; make it 0", "d.elective-most", "2")
    try expect(
      "is true, but the pattern life-and-physical never asks it; make it false", "d.earth-or-interdisciplinary-year",
      "true", in: "csu-2022.yaml")
  }

  @Test("Languages and arts: no more than the levels and the course have")
  func languageAndArts() throws {
    try expect(
      "is 6 semesters, but languages have two levels of two halves, filled alike; use 4 or 2", "e.required", "6")
    try expect(
      "is 3 semesters, but f.rule asks for one yearlong course, which has 2; make it at most 2", "f.required", "3",
      in: "uc-2012.yaml")
  }

  @Test("College, timing and grade points")
  func rest() throws {
    try expect("is 3 semesters, but a college course is worth a year; make it at most 2", "college.civics", "3")
    try expect(
      "is fewer than college.semester-units, but a quarter unit is the smaller one; make it at least as many",
      "college.quarter-units", "2")
    try expect(
      "speaks of 15 years, but the areas ask for 28 semesters together; make them 30 or the rule none", "timing.rule",
      "11-of-15-before-final-year", after: [("g.required", "0")])
    try expect(
      "is 9, more than gpa.honors-most, of which it is a part; make it at most 8", "gpa.honors-grade-10-most", "9")
  }

  @Test("Entering years: no gap, no overlap, both systems, with the line of the range")
  func ranges() throws {
    var folder = try PolicyFolder()
    folder.remove("uc-2019.yaml")
    #expect(
      folder.problems() == [
        "policies/uc-2022.yaml:6: uc-2022 begins in 2022, but uc-2015 ends in 2018, so 2019 to 2021 has no edition; close the gap"
      ])
    folder = try PolicyFolder()
    folder.spoil("uc-2019.yaml", "last: 2021", "last: 2020")
    #expect(
      folder.problems() == [
        "policies/uc-2022.yaml:6: uc-2022 begins in 2022, but uc-2019 ends in 2020, so 2021 has no edition; close the gap"
      ])
    folder = try PolicyFolder()
    folder.spoil("uc-2019.yaml", "last: 2021", "last: 2022")
    #expect(
      folder.problems() == [
        "policies/uc-2022.yaml:6: uc-2022 begins in 2022, but uc-2019 holds to 2022; end the earlier one in 2021"
      ])
    folder = try PolicyFolder()
    for name in ["csu-2003", "csu-2006", "csu-2015", "csu-2022"] { folder.remove("\(name).yaml") }
    #expect(
      folder.problems() == ["policies: there is no edition for csu; add a file for each range of entering years"])
  }

  @Test("An edition that asks for exactly what the one before asks for")
  func identical() throws {
    var folder = try PolicyFolder()
    folder.set("uc-2019.yaml", "d.earth-or-interdisciplinary-year", to: "false")
    #expect(
      folder.problems() == [
        "policies/uc-2019.yaml:6: uc-2019 asks for exactly what uc-2015 asks for; make them one edition"
      ])
  }

  @Test("One id means one thing in all editions of a system")
  func meanings() throws {
    var folder = try PolicyFolder()
    folder.spoil("uc-2022.yaml", "Semesters of the elective.", "Semesters of electives.")
    #expect(folder.problems().count == 1)
    #expect(folder.problems().first?.contains("g.required has another meaning than in uc-2019") == true)
  }

  @Test("Everything is found at once, in the order of the files")
  func several() throws {
    var folder = try PolicyFolder()
    folder.set("uc-2022.yaml", "a.civics-most", to: "3")
    folder.set("csu-2022.yaml", "c.required", to: "8")
    folder.set("csu-2022.yaml", "college.civics", to: "3")
    let problems = folder.problems()
    #expect(problems.count >= 3)
    #expect(problems.first?.hasPrefix("policies/csu-2022.yaml") == true)
    #expect(problems.contains { $0.hasPrefix("policies/uc-2022.yaml") })
    #expect(folder.complaint() == problems.first, "the loader refuses what the check finds")
  }
}
