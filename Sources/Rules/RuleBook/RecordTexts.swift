extension RuleText {
  static let notApproved = RuleText(
    "Not on the A-G list", as: [.notCounted],
    """
    A course counts only if it stood on the A-G list of the school where it was taken, in the year in which it was taken. \
    A summer course belongs to the school year that has just ended. Physical education, for example, stands on no list.
    """)

  static let unmatched = RuleText(
    "Not found on any list", as: [.notCounted],
    """
    The school's list has no course with this code, and it does not say either that the course is not approved. Until \
    somebody matches it, it counts for nothing, but it is not forgotten: where it could decide an area the answer is \
    "unknown" and not "no".
    """)

  static let deficient = RuleText(
    "C or better, in each semester", as: [.notCounted],
    """
    Each semester needs a C or better. C- counts as C; plus and minus do not matter. A D or F earns nothing here, and a \
    good spring does not make up for a bad fall, except in mathematics, in languages and in a few other cases that have \
    rules of their own. World History with B in the fall and D in the spring is half a year.
    """)

  static let passWindow = RuleText(
    "P and CR count in the pandemic only", as: [.notCounted],
    """
    A pass without a letter (P or CR) counts like a C in the terms of the pandemic, which are listed under "Pass and \
    credit" in this book, and at no other time. In those terms it counts in grades 7 and 8 too. For college work it never \
    counts.
    """)

  static let noCredit = RuleText(
    "Marks that earn nothing", as: [.notCounted],
    """
    NP, NC, an incomplete and a withdrawal earn nothing. Nor are they an attempt that a higher course could make good: \
    geometry with such a mark is read like geometry that was never taken.
    """)

  static let running = RuleText(
    "Running now", as: [.notCounted],
    """
    The course is being taken and has no mark yet. It counts once it is passed; until then the verdict shows beside each \
    area what the running courses would add if they end with C or better.
    """)

  static let anyPass = RuleText(
    "Made good by a repeat", as: [.notCounted],
    """
    This D or F counts for nothing, and it does no harm: the same part of the course was passed in another attempt, and \
    that attempt counts. How often a course was tried does not matter, nor whether the repeat was in summer.
    """)

  static let alreadyPassed = RuleText(
    "Passed before", as: [.notCounted],
    "The same part of this course was passed before with C or better. A second pass earns nothing more, even with a better mark."
  )

  static let artsRepeat = RuleText(
    "An arts course taken again", as: [.surplus],
    """
    Band, choir or drawing may be taken year after year. The first time fills area F; each further time in another term is \
    extra work that can serve as the elective. It cannot fill area F a second time.
    """)

  static let later = RuleText(
    "Later than this evaluation", as: [.notCounted],
    "The record belongs to a school year after the day for which the student is evaluated, so it is left aside.")

  static let noCredits = RuleText(
    "No credits", as: [.notCounted],
    "The record carries no credits, or so few that they are less than a twelfth of a year, so it counts for nothing.")

  static let twoYears = RuleText(
    "One course stretched over two years", as: [.notCounted],
    """
    Algebra I taught over two years is one year of mathematics: its first year is the first half of the course and its \
    second year the second half. The last mark of each year is the mark of that half, and the earlier marks of the year \
    are not counted beside it.
    """)

  static let gradeSix = RuleText(
    "Grade 6 does not count", as: [.notCounted],
    "Courses taken in grade 6 or before count for nothing, not even in mathematics or languages.")

  static let middleSchool = RuleText(
    "Grades 7 and 8: mathematics and languages only", as: [.notCounted],
    """
    Of courses taken in grades 7 and 8, and in the summer after grade 8, only mathematics and languages count, with C or \
    better. Algebra I in grade 8 fills the first year of mathematics; biology in grade 8 fills nothing. Such a course \
    never serves as the elective.
    """)

  static let exam = RuleText(
    "Exam scores", as: [.exam],
    """
    Some scores of AP, IB, SAT and ACT exams clear a part of the pattern; they are listed under "Exams" in this book. The \
    courses on the transcript are counted first, and the exam fills what they leave open. An exam taken after the day of \
    the evaluation does not count. Old SAT and ACT scores still count, although both systems no longer ask for these tests.
    """)

  static let waiver = RuleText(
    "Waivers", as: [.waiver],
    """
    A waiver that the district has recorded, for example because the student went to school in another language for two \
    years, lessens what is missing in its area by the semesters that it states. It is used last, after courses and exams.
    """)
}
