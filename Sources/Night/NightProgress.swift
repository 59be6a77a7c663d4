/// How far a night is; never anything about a student.
public enum NightProgress: Sendable, Equatable {
  /// A stage begins.
  case stage(String)
  /// Students of the extract whom the evaluate stage has dealt with.
  case students(Int, of: Int)
  /// A stage has ended, after so many milliseconds.
  case finished(String, milliseconds: Int)
}
