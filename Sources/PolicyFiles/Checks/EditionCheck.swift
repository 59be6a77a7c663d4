import Rules

/// Looks through one edition for values that the logic can never use, or that contradict one another.
struct EditionCheck {
  private let file: PolicyFile
  private(set) var problems: [PolicyFileError] = []

  init(_ file: PolicyFile) {
    self.file = file
    checkHistory()
    checkEnglish()
    checkMathematics()
    checkScience()
    checkLanguageAndArts()
    checkCollege()
    checkTiming()
    checkHonors()
  }

  private mutating func report(_ id: String, _ message: String) {
    problems.append(PolicyFileError(file: file.name, line: file.parameter(id)?.line, message: "\(id) \(message)"))
  }

  /// Semesters of an amount parameter.
  private func semesters(_ id: String) -> Int { file.parameter(id).flatMap { Int($0.value) } ?? 0 }

  private mutating func checkHistory() {
    let (all, unitedStates) = (semesters("a.required"), semesters("a.united-states"))
    if unitedStates >= all {
      report(
        "a.united-states",
        "is \(unitedStates) of \(all) semesters, which leaves nothing for the second year; make it less than a.required"
      )
    }
    let civics = semesters("a.civics-most")
    if civics > unitedStates {
      report(
        "a.civics-most",
        "is \(civics) semesters, but it is a part of a.united-states, which is \(unitedStates); make it at most that")
    }
  }

  private mutating func checkEnglish() {
    let all = semesters("b.required")
    for id in ["b.eld-most", "b.ninth-grade-most"] where semesters(id) > all {
      report(
        id,
        "is \(semesters(id)) semesters, but area B asks for \(all) only, so it limits nothing; make it at most b.required"
      )
    }
    if semesters("b.eld-most") == 0 && file.policy.english.languageDevelopmentBeforeGrade12 {
      report("b.eld-before-grade-12", "is true, but b.eld-most lets no ELD count, so it decides nothing; make it false")
    }
  }

  private mutating func checkMathematics() {
    let all = semesters("c.required")
    if ![0, 3, 6].contains(all) {
      report(
        "c.required",
        "is \(all) semesters, but mathematics has three years of two halves, filled alike; use 6 or 3")
    }
    // Grade 7 of the first class is the earliest course that can count.
    let earliest = file.policy.firstEnteringYear - 6
    if Int(file.policy.mathematics.statisticsThrough) < earliest {
      report(
        "c.statistics-through",
        "ends before fall \(earliest), when the first students of this edition were in grade 7, so no course of theirs can use it; name a later school year"
      )
    }
  }

  private mutating func checkScience() {
    let all = semesters("d.required")
    if !all.isMultiple(of: 2) {
      report("d.required", "is \(all) semesters, but science is two equal years; use an even number")
    }
    let elective = semesters("d.elective-most")
    if elective > all / 2 {
      report(
        "d.elective-most",
        "is \(elective) semesters, more than one of the two science years; make it at most half of d.required")
    }
    switch file.policy.science.pattern {
    case .twoFoundations where elective > 0:
      report(
        "d.elective-most",
        "is \(elective) semesters, but the pattern two-foundations takes nothing from area G; make it 0")
    case .lifeAndPhysical where file.policy.science.earthOrInterdisciplinaryYear:
      report(
        "d.earth-or-interdisciplinary-year",
        "is true, but the pattern life-and-physical never asks it; make it false")
    default: break
    }
  }

  private mutating func checkLanguageAndArts() {
    let language = semesters("e.required")
    if ![0, 2, 4].contains(language) {
      report(
        "e.required",
        "is \(language) semesters, but languages have two levels of two halves, filled alike; use 4 or 2")
    }
    let arts = semesters("f.required")
    if file.policy.arts == .oneYearlongCourse && arts > 2 {
      report(
        "f.required", "is \(arts) semesters, but f.rule asks for one yearlong course, which has 2; make it at most 2")
    }
  }

  private mutating func checkCollege() {
    let civics = semesters("college.civics")
    if civics > 2 {
      report("college.civics", "is \(civics) semesters, but a college course is worth a year; make it at most 2")
    }
    let college = file.policy.college
    if college.quarterUnitsForYear < college.semesterUnitsForYear {
      report(
        "college.quarter-units",
        "is fewer than college.semester-units, but a quarter unit is the smaller one; make it at least as many")
    }
  }

  private mutating func checkTiming() {
    let total = SubjectArea.allCases.reduce(0) { $0 + file.policy.required[$1] } / 6
    if file.policy.timing != .none && total != 30 {
      report(
        "timing.rule",
        "speaks of 15 years, but the areas ask for \(total) semesters together; make them 30 or the rule none")
    }
  }

  private mutating func checkHonors() {
    let points = file.policy.gradePoints
    if points.honorsGrade10Most > points.honorsMost {
      report(
        "gpa.honors-grade-10-most",
        "is \(points.honorsGrade10Most), more than gpa.honors-most, of which it is a part; make it at most \(points.honorsMost)"
      )
    }
  }
}
