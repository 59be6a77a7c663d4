extension RuleText {
  static let edition = RuleText(
    "Which year's rules apply",
    """
    UC and CSU change their rules from time to time, and a student is measured by the rules for the fall of entering, \
    which is taken to be the fall after graduation. A student who graduates in June 2027 is measured by the rules for \
    fall 2027. An entering year before the first set of rules or after the last gets the nearest one.
    """)

  static let amounts = RuleText(
    "Fifteen years of courses",
    asks: SubjectArea.allCases.map { "\($0.letter.lowercased()).required" },
    """
    The pattern is fifteen yearlong courses, counted as thirty semesters, spread over seven subject areas. Every semester \
    is counted in one area only. Both systems ask for the same amounts; they differ in what may fill them.
    """)

  static let objective = RuleText(
    "The best placing of the courses",
    """
    Many courses could serve in more than one place: a fourth year of mathematics can be the elective, and some courses \
    stand on the list under two areas. Of all ways to place the courses, the one is taken that meets most of the areas A \
    to F; then the one that misses fewest semesters there; then the one that needs exams and waivers least; then the one \
    that misses least of the elective. Between two that are equally good the earlier area is served first. Where another \
    placing would meet G instead of A or D, the verdict says so.
    """)

  static let status = RuleText(
    "Met, in progress, unknown, not met",
    """
    An area is met when nothing is missing in it. It is in progress when the courses that are running now would complete \
    it if they end with C or better. It is unknown when there are records that no course list knows and they decide: \
    counted as nothing they leave it open, counted at their best they complete it. Otherwise it is not met. The whole \
    pattern is as good as its worst area, and in progress only if the running courses complete all seven areas together.
    """)

  static let terms = RuleText(
    "Semesters, trimesters, quarters and full years",
    """
    A course is a year with two halves. A fall semester is its first half and a spring semester its second; a full-year \
    mark is both; three trimesters or four quarters make the same year. A summer record that does not say which half it \
    is fills what is still lacking. A record with fewer credits than usual is worth its share: 2.50 credits where a \
    semester has 5.00 are half a semester. A course that the list gives as one semester is the same half each time it is \
    taken.
    """)

  static let sameCourse = RuleText(
    "No course twice",
    """
    The same course at the same school earns credit once, however often it is taken, and all its records are attempts at \
    it: any one with C or better is enough. Courses of two schools are the same only where the district says so. Only \
    arts courses may be taken again for credit.
    """)

  static let college = RuleText(
    "College courses", asks: ["college.semester-units", "college.quarter-units", "college.civics"],
    """
    A college course passed with C or better is worth a whole year of high school in its subject if it has the units \
    below; with fewer units it is worth its share. A college course in civics or American government is worth less than a \
    year, because half a year of it is all that area A can use. A pass without a letter never counts for college work.
    """)

  static let timing = RuleText(
    "How much must be done before the last year", asks: ["timing.rule"],
    """
    UC also looks at when the courses were taken. Any of the fifteen years may be among them, half years add up, and the \
    summer before grade 12 still counts as before it. Work done in grade 12 does not count as earlier work, not even \
    where it makes an earlier D good. This is reported beside the pattern and does not change it: a student can meet all \
    seven areas and still be late.
    """)

  static let grades = RuleText(
    "Which marks make the grade point average",
    """
    A is 4, B 3, C 2, D 1 and F 0; plus and minus do not matter. Counted are the marks in A-G courses from the summer \
    after grade 9 to the summer after grade 11. A mark is one grade, a full-year mark is two, a college course is one. A \
    D or F leaves the average when the same part of the course is taken again, and the last attempt counts; making a D \
    good by a higher course clears the subject but leaves the D in the average. P and CR do not count. The average is \
    never rounded: 2.99 is below 3.0.
    """)

  static let honors = RuleText(
    "Honors points in the grade point average", asks: ["gpa.honors-most", "gpa.honors-grade-10-most"],
    """
    An A, B or C in an AP or IB course, in an honors course that UC has certified, or in a college course is worth one \
    point more. The capped average, which decides, counts only as many of these points as the table says, and of those \
    from grade 10 and the summers around it fewer. Trimesters and quarters have the same cap in their own, finer grades. \
    An honors course of the elective area earns the point only if it is AP, IB or college work.
    """)
}
