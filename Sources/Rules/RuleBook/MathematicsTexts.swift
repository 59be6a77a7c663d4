extension RuleText {
  static let threeYears = RuleText(
    "C: three years of mathematics", asks: ["c.required"], as: .filling,
    """
    Mathematics has three places of a year each: Algebra I or Mathematics I; Geometry or Mathematics II; Algebra II or \
    Mathematics III. Each place has two halves, and the halves may come from different courses of that place. Computer \
    science on the mathematics list fills none of them and is extra work.
    """)

  static let mathematicsHalf = RuleText(
    "C: the second half makes the first half good", as: [.validated],
    """
    C or better in the second semester of a mathematics course makes the first semester good, whether it was a D, an F or \
    never taken. It does not work the other way round: a D in the spring stays, however good the fall was.
    """)

  static let higherMathematics = RuleText(
    "C: a higher course makes a lower one good",
    asks: [
      "c.geometry-omission-validated", "c.mathematics-2-validates-first-year",
      "c.mathematics-3-validates-mathematics-2", "c.geometry-validates-first-year", "c.statistics-through",
    ], as: [.validated],
    """
    A student who passes a higher mathematics course with C or better has shown the lower one, so a lower course with D \
    or F, or one never taken, counts as done; a single semester of the higher course is enough. Algebra II and Mathematics III do \
    this for Algebra I. Trigonometry, precalculus and calculus do it for Algebra I, for Algebra II and for a geometry \
    course with D or F. Statistics does it for Algebra I and Algebra II, never for geometry. Geometry that was never \
    taken is the exception: whether anything makes up for it depends on the entering year. Example: Algebra I with D \
    and F, Geometry with B, Algebra II with C is three years of mathematics.
    """)

  static let advancedYear = RuleText(
    "C: advanced mathematics as the third year", asks: ["c.advanced-third-year", "c.statistics-through"], as: .filling,
    """
    In newer editions the third year need not be Algebra II: trigonometry, precalculus or calculus can fill it, and so can \
    statistics and data science if they were taken in or before the school year below. In older editions these courses \
    only make Algebra II good, which leaves them free to serve as the elective as well.
    """)
}
