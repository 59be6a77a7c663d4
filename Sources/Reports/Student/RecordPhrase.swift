import Rules

/// Transcript records in words: `World History, 2023-24: S1 B, S2 C, 2 semesters`.
enum RecordPhrase {
  /// One phrase per course, school year and reason, in the order in which the records are given.
  static func phrases(for uses: [RecordUse], homeSchool: String) -> [String] {
    groups(of: uses).map { phrase(for: $0, homeSchool: homeSchool, withReason: true) }
  }

  /// Uses of one course, school year and reason, in the order in which they are given.
  static func groups(of uses: [RecordUse]) -> [[RecordUse]] {
    var groups: [[RecordUse]] = []
    for use in uses {
      if let last = groups.last?.last, last.courseID == use.courseID, last.schoolID == use.schoolID,
        last.schoolYear == use.schoolYear, last.how == use.how, last.explanation == use.explanation
      {
        groups[groups.count - 1].append(use)
      } else {
        groups.append([use])
      }
    }
    return groups
  }

  static func phrase(for group: [RecordUse], homeSchool: String, withReason: Bool) -> String {
    guard let first = group.first else { return "" }
    if first.title.isEmpty && first.courseID.isEmpty { return notTaken(group, withReason: withReason) }
    var text = first.title.isEmpty ? first.courseID : first.title
    if !first.schoolYear.isEmpty { text += ", \(first.schoolYear)" }
    let terms = records(of: group).map { termAndMark($0) }.filter { !$0.isEmpty }
    if !terms.isEmpty { text += ": \(terms.joined(separator: ", "))" }
    let twelfths = group.reduce(0) { $0.addingReportingOverflow($1.twelfths).partialValue }
    if twelfths != 0 {
      text += ", \(Amounts.semestersPhrase(twelfths: twelfths))"
    }
    if !first.school.isEmpty, first.school != homeSchool { text += ", at \(first.school)" }
    let why = first.explanation.isEmpty ? words(first.how) : first.explanation
    if withReason && !why.isEmpty { text += " (\(why))" }
    return text
  }

  /// What a later course validates without any record of it.
  private static func notTaken(_ group: [RecordUse], withReason: Bool) -> String {
    let twelfths = group.reduce(0) { $0.addingReportingOverflow($1.twelfths).partialValue }
    let why = group[0].explanation.isEmpty ? words(group[0].how) : group[0].explanation
    return "\(Amounts.semestersPhrase(twelfths: twelfths)) of what comes before, not taken"
      + (withReason && !why.isEmpty ? " (\(why))" : "")
  }

  /// One use per record: a record of a year or of a middle trimester fills both halves, with a use for each.
  private static func records(of group: [RecordUse]) -> [RecordUse] {
    var found: [RecordUse] = []
    for use in group {
      let isOtherHalf = found.last.map { $0.term == use.term && $0.mark == use.mark && $0.part == 1 && use.part == 2 }
      if isOtherHalf != true { found.append(use) }
    }
    return found
  }

  private static func termAndMark(_ use: RecordUse) -> String {
    if !use.mark.isEmpty { return use.term.isEmpty ? use.mark : "\(use.term) \(use.mark)" }
    if use.how == .exam || use.how == .waiver { return use.term }
    return use.term.isEmpty ? "running now" : "\(use.term) running now"
  }

  private static func words(_ how: UseKind) -> String {
    switch how {
    case .earned: ""
    case .repeated: "repeated with C or better"
    case .validated: "validated by a later course"
    case .exam: "exam"
    case .college: "college course"
    case .waiver: "waiver"
    case .surplus: "more than its own area needs"
    case .notCounted: "not counted"
    }
  }
}
