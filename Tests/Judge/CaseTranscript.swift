/// Builds the transcript that a case's lines describe.
package enum CaseTranscript {
  package static func build(_ worked: WorkedCase, entering: Int) throws -> OracleTranscript {
    try build(worked, entering: entering, catalogue: CaseFiles.catalogue())
  }

  static func build(_ worked: WorkedCase, entering: Int, catalogue: CaseCatalogue) throws -> OracleTranscript {
    var transcript = OracleTranscript()
    for row in worked.rows { transcript.records += try records(row, worked, entering, catalogue) }
    for exam in worked.exams {
      let score = OracleScore(program: exam.program, subject: exam.subject, score: exam.score)
      transcript.exams.append(
        OracleExam(clears: OracleExams.clears(score), year: entering - 13 + exam.grade, stated: score))
    }
    for waiver in worked.waivers {
      transcript.waivers.append(
        OracleWaiver(area: waiver.area, twelfths: waiver.twelfths, year: entering - 13 + waiver.grade))
    }
    return transcript
  }

  private static func records(
    _ row: WorkedCase.Row, _ worked: WorkedCase, _ entering: Int, _ catalogue: CaseCatalogue
  ) throws -> [OracleRecord] {
    let year = row.year ?? entering - 13 + row.grade
    let entry = catalogue[row.course]
    let match: OracleMatch
    if let entry {
      let isListed =
        row.isListed && !entry.course.areas.isEmpty && entry.firstYear ?? year <= year && entry.lastYear ?? year >= year
      match = isListed ? .listed(entry.course) : .notListed
    } else if row.course == "?" {
      match = .unmatched
    } else {
      throw CaseFileError.bad(worked.file, row.line, "\(row.course) is not in the catalogue")
    }
    var found: [OracleRecord] = []
    for mark in row.entries {
      let record = OracleRecord(
        year: year, term: mark.term, grade: row.grade, mark: mark.mark, credits: mark.credits, part: mark.part,
        college: entry?.place == "college", match: match)
      // A row that stands twice counts once.
      if !found.contains(record) { found.append(record) }
    }
    return found
  }

  /// The entering fall that a case is read for: the one it states, else the second year of the edition.
  package static func entering(_ worked: WorkedCase, edition: OracleEdition) -> Int {
    worked.entering
      ?? (edition.entering == 2006 ? 2010 : edition.entering == 2022 ? 2023 : edition.entering)
  }

  package static func pattern(_ verdict: OracleVerdict) -> String {
    zip("ABCDEFG", verdict.areas).map { letter, area in
      switch area.status {
      case "met": String(letter)
      case "in_progress": "\(letter.lowercased())\(semesters(area.missing))+"
      case "unknown": "\(letter.lowercased())\(semesters(area.missing))?"
      default: "\(letter.lowercased())\(semesters(area.missing))"
      }
    }.joined()
  }

  /// Semesters with at most two decimals, half up, no trailing zeros.
  package static func semesters(_ twelfths: Int) -> String {
    let hundredths = (twelfths * 200 + 6) / 12
    let tenths = hundredths % 100
    if tenths == 0 { return "\(hundredths / 100)" }
    return "\(hundredths / 100)." + (tenths % 10 == 0 ? "\(tenths / 10)" : tenths < 10 ? "0\(tenths)" : "\(tenths)")
  }
}
