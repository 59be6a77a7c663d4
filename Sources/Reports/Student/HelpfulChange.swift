public import Rules

/// One change that would bring the student closer, as a counselor would say it.
public struct HelpfulChange: Sendable, Equatable {
  /// What would be done: `Geometry, 2024-25 S1 (D), retaken with C or better`.
  public var what: String
  /// The record to retake; nil for a course that the student has not taken.
  public var record: Record?
  /// Twelfths of a year fewer missing, by area, once the courses running now are passed; areas that do not change are left out.
  public var gains: [AreaGain]
  /// What is gained comes on top of what courses running now would add.
  public var isBesideRunning: Bool
  /// Twelfths of a year that have to be taken.
  public var work: Int
  /// Where the whole pattern would stand.
  public var overall: Status

  public struct Record: Sendable, Equatable {
    public var title: String
    public var courseID: String
    public var schoolYear: String
    public var term: String
    public var mark: String

    public init(title: String, courseID: String, schoolYear: String, term: String, mark: String) {
      (self.title, self.courseID, self.schoolYear) = (title, courseID, schoolYear)
      (self.term, self.mark) = (term, mark)
    }
  }

  public struct AreaGain: Sendable, Equatable {
    public var area: SubjectArea
    public var twelfths: Int

    public init(area: SubjectArea, twelfths: Int) { (self.area, self.twelfths) = (area, twelfths) }
  }

  public init(
    what: String, record: Record?, gains: [AreaGain], isBesideRunning: Bool = false, work: Int, overall: Status
  ) {
    (self.what, self.record, self.gains, self.work, self.overall) = (what, record, gains, work, overall)
    self.isBesideRunning = isBesideRunning
  }

  /// Twelfths of a year fewer missing in all areas together.
  public var total: Int { gains.reduce(0) { $0 + $1.twelfths } }

  /// `Algebra II, second semester, passed: 4 semesters fewer missing (C)`.
  var sentence: String {
    let areas = gains.map {
      gains.count > 1 ? "\($0.area.letter) \(Amounts.semesters(twelfths: $0.twelfths))" : $0.area.letter
    }
    let then =
      switch overall {
      case .met: "; the pattern is then met"
      case .inProgress: "; with the courses running now the pattern is then met"
      case .notMet, .unknown: ""
      }
    return
      "\(what): \(Amounts.semestersPhrase(twelfths: total)) fewer missing (\(areas.joined(separator: ", ")))\(then)."
  }
}
