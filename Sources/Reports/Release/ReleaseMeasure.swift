public import Rules

/// A measure of the release and its definition.
public struct ReleaseMeasure: Sendable {
  public var id: String
  /// A short title for tables.
  public var title: String
  public var numerator: String
  public var denominator: String
  public var source: String
  /// Ids of measures with the same denominator and meaning, which alone may be compared with this one.
  public var comparableWith: [String]
  /// What it is about: measures of one topic stand together, in a sheet of the workbook.
  public var topic: String
  /// Reaching it is what the release is about: these measures stand first, with all their groups.
  public var leads: Bool
  /// The title in Spanish; nil where it is not translated.
  public var spanishTitle: String?
  /// What it counts, of whom and from where, in Spanish; nil where it is not translated.
  public var spanish: Definition?

  /// What a measure counts, of whom and from where.
  public struct Definition: Sendable, Hashable {
    public let numerator: String
    public let denominator: String
    public let source: String
    public init(numerator: String, denominator: String, source: String) {
      (self.numerator, self.denominator, self.source) = (numerator, denominator, source)
    }
  }

  /// The grade level whose students it looks at, of measures that follow a class from grade to grade.
  public var classStep: ClassStep?

  /// One grade of a series of measures in which the same class can be followed.
  public struct ClassStep: Sendable, Hashable {
    public let series: String
    public let spanishSeries: String
    public let grade: Int
    public init(series: String, spanishSeries: String, grade: Int) {
      (self.series, self.spanishSeries, self.grade) = (series, spanishSeries, grade)
    }
  }

  public init(
    id: String, title: String, numerator: String, denominator: String, source: String, comparableWith: [String] = [],
    topic: String = "Measures", leads: Bool = false, spanishTitle: String? = nil,
    spanish: Definition? = nil, classStep: ClassStep? = nil
  ) {
    (self.id, self.title, self.numerator, self.denominator) = (id, title, numerator, denominator)
    (self.source, self.comparableWith, self.topic) = (source, comparableWith, topic)
    (self.leads, self.spanishTitle, self.spanish, self.classStep) = (leads, spanishTitle, spanish, classStep)
  }

  public static let studentsEvaluated = "students_evaluated"
  public static func patternMet(_ system: System) -> String { "pattern_met_\(system.rawValue)" }
  public static func oneCourseShort(_ system: System) -> String { "one_course_short_\(system.rawValue)" }
  /// - Parameter grade: the grade level now, 10 to 12; the pace is that of the grade completed last.
  public static func onPace(_ system: System, grade: Int) -> String { "on_pace_\(system.rawValue)_grade_\(grade)" }

  /// Semesters of the pattern that a student on pace has earned by the end of each grade, and of them in English and
  /// in mathematics: the program's default, as `indicator.pace` holds it.
  public static let pace: [(grade: Int, lastCompleted: Int, semesters: Int, core: Int)] = [
    (10, 9, 8, 2), (11, 10, 15, 4), (12, 11, 22, 6),
  ]

  /// The measures of this program, in the order of `cells.csv`.
  public static let standard: [ReleaseMeasure] = {
    let source = "transcripts and course lists of the district's extract, evaluated under each student's own edition"
    let seniors = "students in grade 12 and this school year's graduates"
    let spanishSource =
      "historiales y listas de cursos del extracto del distrito, evaluados con la edición que corresponde a cada estudiante"
    let spanishSeniors = "estudiantes del grado 12 y quienes se graduaron este año escolar"
    var list = [
      ReleaseMeasure(
        id: studentsEvaluated, title: "Students evaluated",
        numerator: "students of the denominator with a verdict for UC and CSU",
        denominator: "students on the rolls in grades 9 to 12 and this school year's graduates",
        source: "students of the district's extract", topic: "Students",
        spanishTitle: "Estudiantes evaluados",
        spanish: Definition(
          numerator: "estudiantes del denominador con un veredicto de UC y de CSU",
          denominator: "estudiantes inscritos en los grados 9 a 12 y quienes se graduaron este año escolar",
          source: "estudiantes del extracto del distrito"))
    ]
    for system in [System.uc, .csu] {
      let other: System = system == .uc ? .csu : .uc
      list.append(
        ReleaseMeasure(
          id: patternMet(system), title: "\(system.words) pattern met",
          numerator: "students of the denominator whose seven areas A to G are all met for \(system.words)",
          denominator: seniors, source: source, comparableWith: [patternMet(other)], topic: "Pattern met", leads: true,
          spanishTitle: "Cumplen el patrón de \(system.words)",
          spanish: Definition(
            numerator: "estudiantes del denominador que cumplen las siete áreas A a G de \(system.words)",
            denominator: spanishSeniors, source: spanishSource)))
    }
    for system in [System.uc, .csu] {
      let other: System = system == .uc ? .csu : .uc
      for step in pace {
        list.append(
          ReleaseMeasure(
            id: onPace(system, grade: step.grade), title: "On pace for \(system.words), grade \(step.grade)",
            numerator: "students of the denominator who have earned \(step.semesters) or more semesters of the "
              + "\(system.words) pattern, of these \(step.core) or more in English and \(step.core) or more in "
              + "mathematics: the pace for the end of grade \(step.lastCompleted)",
            denominator: "students in grade \(step.grade)", source: source,
            comparableWith: [onPace(other, grade: step.grade)], topic: "On pace",
            spanishTitle: "Al ritmo de \(system.words), grado \(step.grade)",
            spanish: Definition(
              numerator:
                "estudiantes del denominador que han completado \(step.semesters) semestres o más del patrón de "
                + "\(system.words), de ellos \(step.core) o más de inglés y \(step.core) o más de matemáticas: el ritmo para el "
                + "final del grado \(step.lastCompleted)",
              denominator: "estudiantes del grado \(step.grade)", source: spanishSource),
            classStep: ClassStep(
              series: "On pace for \(system.words)", spanishSeries: "Al ritmo de \(system.words)", grade: step.grade)))
      }
    }
    for system in [System.uc, .csu] {
      let other: System = system == .uc ? .csu : .uc
      list.append(
        ReleaseMeasure(
          id: oneCourseShort(system), title: "One course short for \(system.words)",
          numerator: "students of the denominator who, counting every course running now as passed, still lack at "
            + "most one yearlong course (2 semesters) of the \(system.words) pattern, in one area",
          denominator: seniors, source: source, comparableWith: [oneCourseShort(other)], topic: "One course short",
          spanishTitle: "A un curso de \(system.words)",
          spanish: Definition(
            numerator:
              "estudiantes del denominador a quienes, contando como aprobado cada curso en marcha, les falta a lo sumo un "
              + "curso anual (2 semestres) del patrón de \(system.words), en una sola área",
            denominator: spanishSeniors, source: spanishSource)))
    }
    return list
  }()
}
