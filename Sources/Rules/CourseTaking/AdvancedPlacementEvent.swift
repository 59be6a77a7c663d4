/// That a student took or completed an AP course, or took an AP exam, in one subject. An exam that was taken twice is two events.
public struct AdvancedPlacementEvent: Sendable, Hashable {
  public enum Kind: Int16, Sendable, CaseIterable {
    case enrolled = 1
    /// Passed every semester of the course with C or better.
    case completed = 2
    case exam = 4
    /// With 3 or more.
    case examPassed = 5
  }

  /// AP exam code; 0 where the course list names none, or an exam has a name that is not known.
  public let subject: Int
  public let kind: Kind

  public init(_ subject: Int, _ kind: Kind) { (self.subject, self.kind) = (subject, kind) }

  /// As it is stored: eight times the subject, and the kind.
  public var number: Int16 { Int16(clamping: subject) * 8 + kind.rawValue }
}
