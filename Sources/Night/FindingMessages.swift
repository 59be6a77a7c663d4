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
    }
  }
}
