public import Rules

/// Entry and graduation year of a student whose file leaves them empty.
public enum StudentYears {
  /// Fall of first entry to grade 9: as stated, else counted back from the grade level.
  public static func entry(stated: Int16?, gradeLevel: Int, current: SchoolYear) -> Int16 {
    stated ?? current.fall - Int16(gradeLevel - 9)
  }

  /// Spring of the cohort's graduation: as stated, else four years after a stated entry, else from the grade level.
  /// It is also the fall in which the student would enter a university, hence what chooses the edition.
  public static func graduation(
    stated: Int16?, entry: Int16?, gradeLevel: Int, current: SchoolYear
  ) -> Int16 {
    stated ?? entry.map { $0 + 4 } ?? current.fall + 1 + Int16(12 - gradeLevel)
  }
}
