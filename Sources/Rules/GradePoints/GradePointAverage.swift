/// A grade point average as exact integers: it is never rounded, and thresholds are compared as fractions.
public struct GradePointAverage: Sendable, Equatable {
  /// Counted grades: one per semester, trimester or quarter mark, two for a full-year mark, one for a college course.
  public var grades = 0
  /// A 4, B 3, C 2, D 1, F 0; plus and minus do not count.
  public var points = 0
  /// Honors points within the cap.
  public var honorsCapped = 0
  /// All honors points.
  public var honorsAll = 0

  public init() {}

  public enum Kind: Sendable { case unweighted, capped, weighted }

  /// The numerator over `grades`.
  public func numerator(_ kind: Kind) -> Int {
    switch kind {
    case .unweighted: points
    case .capped: points + honorsCapped
    case .weighted: points + honorsAll
    }
  }

  /// The average truncated to two decimals, `3.91`; nil where no grade counts.
  public func truncated(_ kind: Kind) -> String? {
    guard grades > 0 else { return nil }
    let hundredths = numerator(kind) * 100 / grades
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Whether the average is at least a threshold given in hundredths, compared exactly.
  public func reaches(hundredths: Int, _ kind: Kind) -> Bool {
    grades > 0 && numerator(kind) * 100 >= hundredths * grades
  }
}

/// How many honors points may count (rules `gpa.honors-most`, `gpa.honors-grade-10-most`), in semesters.
public struct GradePointPolicy: Sendable, Equatable {
  public var honorsMost: Int
  public var honorsGrade10Most: Int

  public init(honorsMost: Int, honorsGrade10Most: Int) {
    self.honorsMost = honorsMost
    self.honorsGrade10Most = honorsGrade10Most
  }

  /// Eight semesters, at most four of them from grade 10.
  public static let standard = GradePointPolicy(honorsMost: 8, honorsGrade10Most: 4)
}
