extension RuleText {
  static let arts = RuleText(
    "F: a year of arts", asks: ["f.required", "f.rule"], as: .filling,
    """
    A year of dance, music, theater, visual arts or interdisciplinary arts. What makes the year depends on the entering \
    year: any two half courses; one yearlong course; or two half courses of one discipline. Ceramics and drawing are of \
    one discipline, visual arts; drawing and band are not.
    """)

  static let elective = RuleText(
    "G: a course of the elective list", asks: ["g.required"], as: .filling,
    """
    The elective is a year: courses of the list of area G, or courses of the areas A to F beyond what these need. Two \
    different half courses are fine.
    """)

  static let surplus = RuleText(
    "G: extra work from the other areas", asks: ["g.eligible-only"], as: [.surplus],
    """
    A fourth year of mathematics, a third year of a language or of science, or any other course of the areas A to F that \
    its own area does not need can be the elective. It need not wait until its own area is met: precalculus is free for \
    the elective even while geometry is missing, as it could not fill that place anyway.
    """)

  static let notNeeded = RuleText(
    "Passed, and not needed", as: [.notCounted],
    "The course was passed and stands on the list, but all that it could serve is already met, or it can serve nothing that is still open."
  )

  static let notEligible = RuleText(
    "Passed, but no elective", asks: ["g.eligible-only"], as: [.notCounted],
    """
    On older lists beginning mathematics, languages and arts carry a mark (UC printed a blue diamond): beyond their own \
    area they may not serve as the elective. The same holds for courses of grades 7 and 8 in every edition. So for a \
    student entering in 2010 French 1 beside two years of Spanish is no elective, and for one entering in 2015 it is.
    """)
}
