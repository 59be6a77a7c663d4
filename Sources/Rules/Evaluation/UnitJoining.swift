/// Which units of one course are one: records of one half of a dual-listed course go to one area together.
extension Unit {
  /// Whether both may serve area G in the same editions.
  func servesElectiveAlike(_ other: Unit) -> Bool {
    isListedForElective == other.isListedForElective && isHighSchool == other.isHighSchool
  }

  /// Whether both are pieces of one half of one course, listed alike but for area G.
  func isSameHalf(as other: Unit) -> Bool {
    sameCourse == other.sameCourse && areas == other.areas && discipline == other.discipline && !isArtsRepeat
      && disciplineKey == other.disciplineKey && ninthGradeOnly == other.ninthGradeOnly && isGrade12 == other.isGrade12
      && span.isSubset(of: .firstHalf) == other.span.isSubset(of: .firstHalf)
  }

  /// Keeps a unit's contributions contiguous: the units of one course are the last ones while it is read.
  mutating func merge(contribution: Int, in contributions: inout [Contribution]) {
    let end = Int(firstContribution + contributionCount)
    if contribution != end {
      // Another half's record lies between: repeat this unit's contributions at the end.
      let own = contributions[Int(firstContribution)..<end]
      let added = contributions[contribution]
      firstContribution = Int32(truncatingIfNeeded: contributions.count)
      contributions.append(contentsOf: own)
      contributions.append(added)
    }
    contributionCount += 1
  }
}
