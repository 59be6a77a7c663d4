/// A grade point average as counts.
package struct OracleGradePoints: Hashable, Sendable {
  package var grades: Int
  package var points: Int
  package var capped: Int
  package var all: Int

  package init(grades: Int, points: Int, capped: Int, all: Int) {
    (self.grades, self.points, self.capped, self.all) = (grades, points, capped, all)
  }
}

/// The judge of grade point averages, from the text of sections 8.1, 15.25 and 15.26: a grade counts unless one of
/// three sentences takes it out.
package enum OracleGrades {
  private struct Grade {
    var record: OracleRecord
    var cells: Set<Int>
    var points: Int
    var isArts: Bool
    var isHonors: Bool
    var when: Int { record.year * 20 + OracleTerms.order(record.term) }
    var passed: Bool { points >= 2 }

    /// Grade level of the window: the summers after 9 and 10 belong to 10, the summer after 11 to 11.
    var window: Int? {
      switch (record.grade, record.term) {
      case (9, "SU"), (10, _): 10
      case (11, _): 11
      default: nil
      }
    }
  }

  package static func average(_ transcript: OracleTranscript, asOf: Int) -> OracleGradePoints {
    let listed = transcript.records.filter { record in
      guard let areas = record.course?.areas, record.year <= asOf, record.grade >= 7 else { return false }
      return record.grade >= 9 || areas.contains("C") || areas.contains("E")
    }
    var counted: [Grade] = []
    for key in Set(listed.compactMap { $0.course?.key }).sorted() {
      let all = grades(listed.filter { $0.course?.key == key })
      // Two marks for the same part in one term: the better one.
      let attempts = all.indices.filter { place in
        !all.indices.contains { other in
          let (mine, theirs) = (all[place], all[other])
          return mine.when == theirs.when && !mine.cells.isDisjoint(with: theirs.cells)
            && (theirs.points, place) > (mine.points, other)
        }
      }.map { all[$0] }
      for grade in attempts {
        // What was passed is passed: a retake counts in the arts alone.
        let before = attempts.filter { $0.when < grade.when && $0.passed }
        let retaken = before.reduce(into: Set()) { $0.formUnion($1.cells) }.isSuperset(of: grade.cells)
        if retaken && !grade.isArts { continue }
        // A D or F leaves when the same part is passed or tried again later.
        let again = attempts.contains { $0.when > grade.when && $0.cells.isSuperset(of: grade.cells) }
        if again && !grade.passed && !retaken { continue }
        counted.append(grade)
      }
    }
    return sum(counted)
  }

  private static func sum(_ counted: [Grade]) -> OracleGradePoints {
    let inWindow = counted.filter { $0.window != nil }
    let honors = inWindow.filter { $0.isHonors && $0.passed }
    // The caps are a year's grades times two courses and a year's times four: finer terms, more grades.
    let terms = honors.map { $0.record.term.prefix(1) }
    let perYear = terms.contains("Q") ? 4 : terms.contains("T") ? 3 : 2
    let tenth = honors.filter { $0.window == 10 }.count
    return OracleGradePoints(
      grades: inWindow.count, points: inWindow.reduce(0) { $0 + $1.points },
      capped: min(4 * perYear, min(tenth, 2 * perYear) + honors.count - tenth), all: honors.count)
  }

  /// The letters of one course, a full-year mark of a yearlong course as two.
  private static func grades(_ records: [OracleRecord]) -> [Grade] {
    // A grade is a grade whatever credit it carries.
    let whole = records.map { record in
      var record = record
      record.credits = nil
      return record
    }
    return OraclePlacer.place(whole, running: false).flatMap { placed -> [Grade] in
      guard let mark = placed.record.mark, let points = points(mark) else { return [] }
      let course = placed.course
      let isHonors =
        placed.record.college || ["AP", "IB", "CL"].contains(course.honors)
        || (course.honors == "HL" && course.areas != "G")
      let isTwo = placed.record.term == "FY" && !placed.record.college && placed.cells.count == 12
      let halves = isTwo ? [Set(0..<6), Set(6..<12)] : [Set(placed.cells)]
      return halves.map {
        Grade(
          record: placed.record, cells: placed.record.college ? Set(0..<12) : $0, points: points,
          isArts: course.areas.contains("F"), isHonors: isHonors)
      }
    }
  }

  private static func points(_ mark: String) -> Int? {
    guard mark != "CR", let place = ["F", "D", "C", "B", "A"].firstIndex(of: mark.prefix(1)) else { return nil }
    return place
  }
}

/// What was done before the last year, in twelfths, and what the edition asks (section 6).
package struct OracleTiming: Hashable, Sendable {
  package var before: Int
  package var required: Int?
  package var isMet: Bool?

  package init(before: Int, required: Int?, isMet: Bool?) {
    (self.before, self.required, self.isMet) = (before, required, isMet)
  }

  /// - Parameter entering: the fall after graduation.
  package static func judge(
    _ transcript: OracleTranscript, _ edition: OracleEdition, entering: Int, asOf: Int
  ) -> OracleTiming {
    func done(through grade: Int) -> Int {
      var early = transcript
      early.records.removeAll { $0.grade > grade }
      early.exams.removeAll { $0.year >= entering - 12 + grade }
      early.waivers.removeAll { $0.year >= entering - 12 + grade }
      return Oracle.evaluate(early, edition, asOf: asOf).areas.reduce(0) { $0 + $1.earned }
    }
    let before = done(through: 11)
    guard let required = edition.timing.required else { return OracleTiming(before: before, required: nil, isMet: nil) }
    let all = Oracle.evaluate(transcript, edition, asOf: asOf).areas.reduce(0) { $0 + $1.earned }
    let counted = edition.timing.countsLastTwoYears ? all - done(through: 10) : before
    return OracleTiming(before: before, required: required, isMet: counted >= required)
  }
}
