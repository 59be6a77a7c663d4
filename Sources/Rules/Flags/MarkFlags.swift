// Flags that marks and records raise by themselves, whatever an area misses.
extension FlagFinder {
  /// Thresholds in hundredths of a grade point; decided by this project (docs/flags.md).
  private static let strongAverage = 300
  private static let lowAverage = 200

  func markFlags(
    _ question: Question, _ records: [TranscriptRecord], _ offers: SchoolOffers
  ) -> [StudentFlag] {
    var found: [StudentFlag] = []
    let graded = records.filter { $0.gradeLevel >= 9 && $0.points != nil }
    let points = graded.reduce(0) { $0 + ($1.points ?? 0) }
    if let area = advancedPlacementArea(question, records, offers) {
      found.append(StudentFlag(.advancedPlacementReady, area: area))
    }
    let listed = graded.count { !($0.course?.areas ?? []).isEmpty }
    if graded.count >= 6, points * 100 >= FlagFinder.strongAverage * graded.count, listed * 2 < graded.count {
      found.append(StudentFlag(.strongWithoutListed))
    }
    let isProficient = question.transcript.exams.contains { exam in
      guard exam.year <= question.asOf.schoolYear else { return false }
      switch exam.program {
      case .ap: return exam.score >= 300
      case .ib: return exam.score >= 500
      default: return false
      }
    }
    if isProficient, !graded.isEmpty, points * 100 < FlagFinder.lowAverage * graded.count {
      found.append(StudentFlag(.examsAboveMarks))
    }
    return found
  }

  /// The first area with an AP course on offer, marks of this and last school year that say ready, and no AP course taken in it.
  private func advancedPlacementArea(
    _ question: Question, _ records: [TranscriptRecord], _ offers: SchoolOffers
  ) -> SubjectArea? {
    guard (9...11).contains(question.gradeLevel) else { return nil }
    let year = question.asOf.schoolYear
    return SubjectArea.beforeElective.first { area in
      let isOffered = offers.offers.contains {
        $0.venue == .school && $0.course.honors == .advancedPlacement && $0.course.areas.has(area)
          && Int($0.lowestGrade) <= question.gradeLevel + 1
      }
      let own = records.filter { $0.course?.areas.has(area) ?? false }
      if !isOffered || own.contains(where: { $0.course?.honors == .advancedPlacement }) { return false }
      return question.advancedPlacementReadiness.isReady(own, in: year)
    }
  }

  // MARK: - Records

  /// A finished year of high school without any record: a transfer whose transcript did not come.
  func missingRecords(_ question: Question, _ records: [TranscriptRecord]) -> StudentFlag? {
    let current = Int(question.asOf.schoolYear.fall)
    let entry = question.entryYear ?? current - (question.gradeLevel - 9)
    guard entry < current, current - entry <= 8 else { return nil }
    let hasGap = (entry..<current).contains { year in
      !question.transcript.records.contains { Int($0.year.fall) == year }
    }
    return hasGap ? StudentFlag(.recordsMissing) : nil
  }
}

extension TranscriptRecord {
  /// A D or F.
  var isDeficient: Bool {
    switch mark {
    case .dPlus, .d, .dMinus, .f: true
    default: false
    }
  }
}
