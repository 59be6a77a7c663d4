/// Decides which attempts count in the grade point average and adds them up.
struct GradePointCount {
  private var kept: [GradedAttempt] = []
  private var average = GradePointAverage()
  private var honors10 = 0
  private var honors11 = 0
  /// How many honors grades make a semester's worth of the cap: trimesters and quarters are finer.
  private var finest = Finest.semester

  private enum Finest: Int { case semester, trimester, quarter }

  /// - Parameter attempts: Grouped by course, each course in time order with the best mark of a term first.
  static func average(of attempts: [GradedAttempt], policy: GradePointPolicy) -> GradePointAverage {
    var count = GradePointCount()
    var start = 0
    while start < attempts.count {
      var end = start + 1
      while end < attempts.count && attempts[end].sameCourse == attempts[start].sameCourse { end += 1 }
      count.readCourse(attempts[start..<end])
      start = end
    }
    return count.finish(policy)
  }

  private mutating func readCourse(_ attempts: ArraySlice<GradedAttempt>) {
    kept.removeAll(keepingCapacity: true)
    for attempt in attempts {
      let inSameTerm = kept.contains {
        $0.year == attempt.year && $0.term == attempt.term && !$0.span.isDisjoint(with: attempt.span)
      }
      if inSameTerm { continue }
      var passed: CourseSpan = []
      for earlier in kept where earlier.passed { passed.formUnion(earlier.span) }
      if passed.isSuperset(of: attempt.span) {
        if attempt.isArts { kept.append(attempt) }
        continue
      }
      // A repeat replaces the D or F before it, whether it passes or is the last attempt.
      kept.removeAll { !$0.passed && attempt.span.isSuperset(of: $0.span) }
      kept.append(attempt)
    }
    for attempt in kept { add(attempt) }
  }

  private mutating func add(_ attempt: GradedAttempt) {
    guard let grade = attempt.windowGrade else { return }
    average.grades += 1
    average.points += attempt.points
    guard attempt.isHonors else { return }
    if grade == 10 { honors10 += 1 } else { honors11 += 1 }
    switch attempt.term {
    case .q1, .q2, .q3, .q4: finest = .quarter
    case .t1, .t2, .t3: if finest == .semester { finest = .trimester }
    case .s1, .s2, .fullYear, .summer: break
    }
  }

  private func finish(_ policy: GradePointPolicy) -> GradePointAverage {
    var result = average
    func scaled(_ semesters: Int) -> Int {
      switch finest {
      case .semester: semesters
      case .trimester: semesters * 3 / 2
      case .quarter: semesters * 2
      }
    }
    result.honorsAll = honors10 + honors11
    result.honorsCapped = min(
      scaled(policy.honorsMost), min(honors10, scaled(policy.honorsGrade10Most)) + honors11)
    return result
  }
}
