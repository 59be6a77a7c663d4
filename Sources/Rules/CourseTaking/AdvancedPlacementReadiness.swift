/// Who counts as ready for an AP course of an area, by marks alone: one definition for the flag and for the way to AP.
public struct AdvancedPlacementReadiness: Sendable, Hashable {
  /// Marks in the area that are asked for, and the lowest that any of them may be, in grade points.
  public var leastMarks: Int
  public var lowestPoints: Int

  public init(leastMarks: Int = 2, lowestPoints: Int = 3) {
    (self.leastMarks, self.lowestPoints) = (leastMarks, lowestPoints)
  }

  /// Whether the marks of a school year and the one before say so.
  ///
  /// - Parameter records: Those of one area.
  func isReady(_ records: some Sequence<TranscriptRecord>, in year: SchoolYear) -> Bool {
    var marks = 0
    for record in records where record.mark != nil && (record.year == year || record.year.fall + 1 == year.fall) {
      guard (record.points ?? 0) >= lowestPoints else { return false }
      marks += 1
    }
    return marks >= leastMarks
  }
}

extension CourseTaking {
  /// The areas, G apart, in which the marks up to some year of the grades 9 to 11 said that the student was ready for AP: later there is no
  /// next year to take it in.
  static func ready(_ records: [TranscriptRecord], _ readiness: AdvancedPlacementReadiness, current: SchoolYear)
    -> SubjectAreas
  {
    var ready = SubjectAreas.none
    for area in SubjectArea.beforeElective {
      let own = records.filter {
        $0.year <= current && $0.gradeLevel > 6 && $0.course?.areas.has(area) ?? false && $0.mark != nil
      }
      for record in own where (9...11).contains(record.gradeLevel) && !ready.has(area) {
        if readiness.isReady(own, in: record.year) { ready.insert(SubjectAreas(area)) }
      }
    }
    return ready
  }
}

extension TranscriptRecord {
  /// Grade points of a letter mark.
  var points: Int? {
    switch mark {
    case .aPlus, .a, .aMinus: 4
    case .bPlus, .b, .bMinus: 3
    case .cPlus, .c, .cMinus: 2
    case .dPlus, .d, .dMinus: 1
    case .f: 0
    default: nil
    }
  }
}
