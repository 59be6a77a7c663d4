extension RuleText {
  static let unitedStates = RuleText(
    "A: U.S. history", asks: ["a.required", "a.united-states"], as: .filling,
    """
    One of the two years of history is a year of U.S. history, or half a year of it together with half a year of civics or \
    American government. Two semesters of government without any U.S. history never fill it. For CSU a further semester \
    of U.S. history may serve in the second year.
    """)

  static let civics = RuleText(
    "A: civics or American government", asks: ["a.civics-most"], as: .filling,
    """
    Civics or American government can stand for half of the year of U.S. history, no more. A student with a B and a D in \
    U.S. history and a C in government has the year. A second semester of government is extra work for UC, where it can \
    serve as the elective; for CSU it may serve in the second year of history.
    """)

  static let world = RuleText(
    "A: world history", asks: ["a.second-year"], as: .filling,
    """
    For UC the other year must be world history, cultures and geography, from the list of area A: one course or two half \
    courses, which may differ. European history in the fall and world history in the spring is a year of it. For CSU world \
    history may fill the second year, but need not.
    """)

  static let secondYear = RuleText(
    "A: any second year of history or social science", asks: ["a.second-year"], as: .filling,
    """
    CSU takes any course of area A for the second year. UC does not: a history course that is neither U.S. nor world \
    history is extra work for UC and can serve as the elective.
    """)

  static let historyFromElective = RuleText(
    "A: social science from the elective list", asks: ["a.second-year"], as: .filling,
    """
    If area A alone does not fill CSU's second year, social science from the list of area G fills it, such as economics or \
    psychology. What is used here is gone from the elective, so that G may be the area that is missing in the end; the \
    verdict says so.
    """)

  static let english = RuleText(
    "B: English", asks: ["b.required"], as: .filling,
    """
    Four years of college-preparatory English. A higher course never makes up for a lower one: a D in English 9 stays a D \
    however good English 10 was, until the course is repeated or an exam clears it. Speech, journalism and creative \
    writing stand on the elective list and do not count here.
    """)

  static let languageDevelopment = RuleText(
    "B: English language development", asks: ["b.eld-most"], as: .filling + [.notCounted],
    """
    Of courses in English language development (ELD, formerly ESL) that stand on the list, this much counts as English. \
    What is beyond it serves nothing, not even as the elective.
    """)

  static let languageDevelopmentGrade12 = RuleText(
    "B: no English language development in grade 12", asks: ["b.eld-before-grade-12"], as: [.notCounted],
    """
    UC counts the year of English language development only if it was taken before grade 12. CSU is read as having no such \
    rule.
    """)

  static let ninthGrade = RuleText(
    "B: ninth-grade English", asks: ["b.ninth-grade-most"], as: .filling,
    """
    Of English courses that are meant for grade 9 alone, this much counts in area B. A third semester of such courses is \
    extra work and can serve as the elective.
    """)
}
