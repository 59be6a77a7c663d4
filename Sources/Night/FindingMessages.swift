import Intake

extension FindingCode {
  /// What is wrong and what to do; never holds data of the row.
  var message: String {
    switch self {
    case .unknownFile: "the file is not part of the extract and was ignored"
    case .unknownColumn: "the column is not part of the extract and was ignored"
    case .valueIgnored: "the value is not one that the column allows and was taken as absent; correct it at the source"
    case .textTooLong: "the text is too long to keep and was taken as absent"
    case .tooManyTitles: "there are too many different printed titles to keep them all; the rest are kept without title"
    case .unknownDiscipline: "UC's course lists know no such discipline; the course counts only where none is needed"
    case .missingDiscipline: "the course is listed in an area without a discipline; add it from UC's course list"
    case .unknownCourse: "courses.csv has no such course at that school; add it, or verdicts may stay unknown"
    case .unknownCounselor: "staff.csv has no such counselor; the student is on nobody's caseload"
    case .markAndInProgress: "a record has a mark and is in progress; the mark counts"
    case .severalAttempts: "rows share their key and have no record_id; they count as attempts, any pass counts"
    case .formNotRead: "the file's form is known, and nothing in it is used"
    case .readAsWindows1252: "bytes that are not UTF-8 were read as windows-1252; check accented names, or export UTF-8"
    case .zeroWidthRemoved: "invisible characters were taken out of values"
    case .trailingDelimiters: "rows have empty fields behind the last column; they were left out"
    case .zerosRestored: "codes had lost zeros in front, which their length proves; they were put back"
    case .decimalComma: "numbers had a decimal comma; it was read as a decimal point"
    case .creditsRounded: "credits had more than two decimals and were rounded to hundredths"
    case .unmappedValue: "no value map knows the value; paste the line into the configuration and fill it in"
    case .schoolDerived: "no file describes the institution; its kind was taken from its codes and name"
    case .studentKnown: "another file describes the student already; this row was not needed"
    case .severalEnrollments: "the student stands in several rows; the latest enrollment counts"
    case .derivedRowUnusable: "what the row says of a school, course or waiver cannot be used; the rest of it is"
    case .courseAmbiguous:
      "UC's list names several courses so, or its row was rejected; decide in course_decisions.csv or correct the list"
    case .courseUndecided:
      "there is no UC list of the school and year and no usable claim; add the list, or decide in course_decisions.csv"
    case .courseNotOnList:
      "the system claims an area for a course that UC's list of the year lacks; the list counts"
    case .courseAreaDiffers: "the system claims another area than UC's list; the list counts"
    case .courseHonorsDiffer: "the system claims other honors than UC's list; the list counts"
    case .unknownLanguage: "a course in area E whose title names no language; name it in course_decisions.csv"
    case .courseListOfOtherYear: "there is no list of the school year; the nearest one was used, as configured"
    case .courseListUnused: "a UC list of a school and year in which nobody took or offered a course"
    case .courseDecisionUnused:
      "a decision about a course nobody took or offered in its years, or that courses.csv has"
    case .listValueContradictory: "a row of UC's list says two things about honors; the kind of honors counts"
    case .examIrregular: "the College Board marked an exam as irregular; it counts as scored"
    case .examUnknown: "the exam's code is not one that the College Board's layout names; it clears nothing"
    case .examUnscored: "an exam has no score from 1 to 5 and was left out"
    case .examDoubtful: "an AP row fits several students, or one only in part; see the review list, nobody was chosen"
    case .examUnmatched: "an AP row fits no student of the extract; see the review list"
    case .caretInValue: "a name holds the delimiter; the layout proves which one, and it was kept whole"
    case .ssidReplaced: "a statewide id was replaced: local id and birth date show one student; the newest id counts"
    case .identityConflict: "records of one statewide id contradict each other; the newest enrollment counts"
    case .englishHistory: "an English status follows one that it cannot follow; the status of the day counts"
    case .termConflict: "term, marking period and credits of a course contradict each other; the smaller amount counts"
    case .termApproximated: "a session that is none of the extract's terms was read as summer"
    case .gradeLevelDerived: "no enrollment of the year says the grade; it was counted from the nearest enrollment"
    case .sectionUnknown: "a completed course or its section is in no course file of the year; its name stays unknown"
    case .claimConflict: "the files say two things about a course; the first row counts, or nothing where areas differ"
    case .carnegieCredits: "all credits of the year are Carnegie units; they were multiplied by ten"
    case .outsideGrades: "the student is not in grades 6 to 12; the row is not needed"
    }
  }
}
