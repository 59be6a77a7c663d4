/// The numbers, lists and switches of one edition of one system's A-G pattern.
///
/// A rule that needs a number asks a stored property here, so that an edition that forgets a parameter does not load.
/// Amounts are twelfths of a year: a semester is 6, a trimester 4, a quarter 3.
public struct Policy: Sendable, Equatable {
  public var system: System
  /// First and last entering year (fall) that the edition holds for.
  public var firstEnteringYear: Int
  public var lastEnteringYear: Int
  /// Required amount of each subject area.
  public var required: PerArea<Int>
  public var history: HistoryPolicy
  public var english: EnglishPolicy
  public var mathematics: MathematicsPolicy
  public var science: SciencePolicy
  public var arts: ArtsRule
  /// `g.diamond`: a surplus counts in G only if the course list says so.
  public var electiveNeedsEligibleCourse: Bool
  public var college: CollegePolicy
  public var passWindows: [PassWindow]
  public var exams: ExamTable
  public var timing: TimingRule
  public var gradePoints: GradePointPolicy

  public init(
    system: System, firstEnteringYear: Int, lastEnteringYear: Int, required: PerArea<Int>, history: HistoryPolicy,
    english: EnglishPolicy, mathematics: MathematicsPolicy, science: SciencePolicy, arts: ArtsRule,
    electiveNeedsEligibleCourse: Bool, college: CollegePolicy, passWindows: [PassWindow], exams: ExamTable,
    timing: TimingRule, gradePoints: GradePointPolicy = .standard
  ) {
    self.system = system
    self.firstEnteringYear = firstEnteringYear
    self.lastEnteringYear = lastEnteringYear
    self.required = required
    self.history = history
    self.english = english
    self.mathematics = mathematics
    self.science = science
    self.arts = arts
    self.electiveNeedsEligibleCourse = electiveNeedsEligibleCourse
    self.college = college
    self.passWindows = passWindows
    self.exams = exams
    self.timing = timing
    self.gradePoints = gradePoints
  }

  /// `uc-2022`: the system and the first entering year.
  public var edition: String { "\(system.rawValue)-\(firstEnteringYear)" }
}

/// Area A.
public struct HistoryPolicy: Sendable, Equatable {
  /// What fills the year beside U.S. history and government.
  public enum SecondYear: String, Sendable, CaseIterable {
    /// World history, cultures and geography from area A (UC).
    case world
    /// Any history of area A, then social science of area G (CSU).
    case anyHistory = "any-history"
  }
  public var secondYear: SecondYear
  public var secondYearAmount: Int
  /// U.S. history, or U.S. history with civics.
  public var unitedStatesAmount: Int
  /// The most that civics may give of it.
  public var civicsMost: Int

  public init(secondYear: SecondYear, secondYearAmount: Int, unitedStatesAmount: Int, civicsMost: Int) {
    self.secondYear = secondYear
    self.secondYearAmount = secondYearAmount
    self.unitedStatesAmount = unitedStatesAmount
    self.civicsMost = civicsMost
  }
}

/// Area B.
public struct EnglishPolicy: Sendable, Equatable {
  public var languageDevelopmentMost: Int
  /// Whether the ELD year must lie before grade level 12.
  public var languageDevelopmentBeforeGrade12: Bool
  public var ninthGradeMost: Int

  public init(languageDevelopmentMost: Int, languageDevelopmentBeforeGrade12: Bool, ninthGradeMost: Int) {
    self.languageDevelopmentMost = languageDevelopmentMost
    self.languageDevelopmentBeforeGrade12 = languageDevelopmentBeforeGrade12
    self.ninthGradeMost = ninthGradeMost
  }
}

/// Area C.
public struct MathematicsPolicy: Sendable, Equatable {
  /// Trigonometry and above also validate geometry that was never taken.
  public var geometryOmissionValidated: Bool
  /// Advanced mathematics may fill the third year itself.
  public var advancedFillsThirdYear: Bool
  /// Last school year (fall) in which statistics, other advanced mathematics and data science stand in for Algebra II.
  public var statisticsThrough: Int16
  public var mathematics2ValidatesFirstYear: Bool
  public var mathematics3ValidatesMathematics2: Bool
  public var geometryValidatesFirstYear: Bool

  public init(
    geometryOmissionValidated: Bool, advancedFillsThirdYear: Bool, statisticsThrough: Int16,
    mathematics2ValidatesFirstYear: Bool, mathematics3ValidatesMathematics2: Bool, geometryValidatesFirstYear: Bool
  ) {
    self.geometryOmissionValidated = geometryOmissionValidated
    self.advancedFillsThirdYear = advancedFillsThirdYear
    self.statisticsThrough = statisticsThrough
    self.mathematics2ValidatesFirstYear = mathematics2ValidatesFirstYear
    self.mathematics3ValidatesMathematics2 = mathematics3ValidatesMathematics2
    self.geometryValidatesFirstYear = geometryValidatesFirstYear
  }
}

/// Area D.
public struct SciencePolicy: Sendable, Equatable {
  public enum Pattern: String, Sendable, CaseIterable {
    /// A year in each of two of biology, chemistry and physics (UC).
    case twoFoundations = "two-foundations"
    /// A biological and a physical year, one of them possibly from area G (CSU).
    case lifeAndPhysical = "life-and-physical"
  }
  public var pattern: Pattern
  /// One year of earth and space or of interdisciplinary sciences may be one of the two (UC).
  public var earthOrInterdisciplinaryYear: Bool
  /// The most that area G's science may give (CSU).
  public var electiveScienceMost: Int
  /// Chemistry's second half validates a D or F in its first (CSU).
  public var chemistrySecondHalfValidatesFirst: Bool

  public init(
    pattern: Pattern, earthOrInterdisciplinaryYear: Bool, electiveScienceMost: Int,
    chemistrySecondHalfValidatesFirst: Bool
  ) {
    self.pattern = pattern
    self.earthOrInterdisciplinaryYear = earthOrInterdisciplinaryYear
    self.electiveScienceMost = electiveScienceMost
    self.chemistrySecondHalfValidatesFirst = chemistrySecondHalfValidatesFirst
  }
}

/// Area F: what makes the year.
public enum ArtsRule: String, Sendable, CaseIterable {
  case anyTwoSemesters = "any-two-semesters"
  case oneYearlongCourse = "one-yearlong-course"
  case oneDiscipline = "one-discipline"
}

/// What a college course is worth.
public struct CollegePolicy: Sendable, Equatable {
  /// Hundredths of a unit that make a year.
  public var semesterUnitsForYear: Int32
  public var quarterUnitsForYear: Int32
  /// The amount of such a course, and of one in civics.
  public var amount: Int
  public var civicsAmount: Int

  public init(semesterUnitsForYear: Int32, quarterUnitsForYear: Int32, amount: Int, civicsAmount: Int) {
    self.semesterUnitsForYear = semesterUnitsForYear
    self.quarterUnitsForYear = quarterUnitsForYear
    self.amount = amount
    self.civicsAmount = civicsAmount
  }
}

/// Terms of one school year in which P and CR count as C or better.
public struct PassWindow: Sendable, Equatable {
  public var year: SchoolYear
  public var terms: [Term]

  public init(year: SchoolYear, terms: [Term]) {
    self.year = year
    self.terms = terms
  }
}

/// What must be done before the last year of high school.
public enum TimingRule: Sendable, Equatable {
  case none
  /// At least this amount before grade level 12.
  case beforeFinalYear(Int)
  /// At least this amount in grade levels 11 and 12.
  case inFinalTwoYears(Int)
}
