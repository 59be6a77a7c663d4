extension RuleText {
  static let disciplines = RuleText(
    "D: two years of science", asks: ["d.required", "d.pattern", "d.earth-or-interdisciplinary-year"], as: .filling,
    """
    UC asks for a year each in two of biology, chemistry and physics, or for two years of integrated science; in newer \
    editions one of the two years may be earth and space or interdisciplinary science. CSU asks for one biological and one \
    physical year. So chemistry with physics meets UC and not CSU, and two different biology courses meet neither. Nothing \
    makes a D in science good, except as the rule on chemistry says. Applied science, engineering and computer science are \
    extra work here.
    """)

  static let chemistry = RuleText(
    "D: the second half of chemistry", asks: ["d.chemistry-validates"], as: [.validated],
    """
    For CSU, C or better in the second semester of chemistry makes a D or F in the first semester good. It does not make \
    up for a first semester that was never taken. UC has no such rule for science.
    """)

  static let scienceFromElective = RuleText(
    "D: science from the elective list", asks: ["d.elective-most"], as: .filling,
    """
    For CSU one of the two science years may come from science courses on the list of area G, such as an earth science \
    without a laboratory. UC takes science from area D alone.
    """)

  static let twoLevels = RuleText(
    "E: two levels of one language", asks: ["e.required"], as: .filling,
    """
    Levels 1 and 2 of the same language, American Sign Language, Latin and Greek included. What counts is the level \
    reached, not the time spent. Spanish 1 and French 1 are one year each of two languages and leave a year missing. Where \
    a student has several languages the one that misses least is taken, and the others can serve as the elective.
    """)

  static let languageHalf = RuleText(
    "E: the second half makes the first half good", as: [.validated],
    """
    C or better in the second semester of a level makes its first semester good, whether it was a D, an F or never taken. \
    A D in the last semester of the highest level stays: nothing lies above it.
    """)

  static let higherLevel = RuleText(
    "E: a higher level makes the lower levels good", as: [.validated],
    """
    C or better in one semester of a higher level counts for all lower levels of that language, failed or never taken. A \
    student who only takes a semester of Spanish 3 with C has met area E.
    """)
}
