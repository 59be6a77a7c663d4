extension SchoolOffers {
  /// The areas that the school's own courses complete: whoever took all of them, each once and with an A, would meet the area. So two
  /// years of biology alone do not offer the sciences.
  ///
  /// Areas A to F are asked one by one, so that a course which is listed in two of them counts for both; G counts the surplus of the others
  /// where its own courses do not suffice.
  public func completedAreas(under policy: Policy, asOf: CalendarDay, _ evaluator: inout Evaluator) -> SubjectAreas {
    let own = offers.filter { $0.venue == .school && !$0.course.areas.isEmpty }
    var completed = SubjectAreas.none
    for area in SubjectArea.allCases {
      let listed = own.filter { $0.course.areas.has(area) }.map { offer in
        var course = offer.course
        course.areas = SubjectAreas(area)
        return course
      }
      let isMet =
        meets(area, listed, policy, asOf, &evaluator)
        || area == .g && meets(area, own.map(\.course), policy, asOf, &evaluator)
      if isMet { completed.insert(SubjectAreas(area)) }
    }
    return completed
  }

  private func meets(
    _ area: SubjectArea, _ courses: [ListedCourse], _ policy: Policy, _ asOf: CalendarDay, _ evaluator: inout Evaluator
  ) -> Bool {
    if policy.required[area] == 0 { return true }
    var transcript = Transcript()
    let year = SchoolYear(fall: asOf.schoolYear.fall - 1)
    for course in courses {
      // A course over two years is taken in two years; one of the two codes of a divided course is half of it.
      let pieces: [(term: Term, part: UInt8)] =
        switch (course.length, course.part) {
        case (.twoYears, 0): [(.fullYear, 1), (.fullYear, 2)]
        case (.year, 1): [(.s1, 1)]
        case (.year, 2): [(.s2, 2)]
        case (.semester, let part): [(.s1, part)]
        case (_, let part): [(.fullYear, part)]
        }
      for piece in pieces {
        transcript.records.append(
          TranscriptRecord(
            sequence: Int32(transcript.records.count + 1), year: year, term: piece.term,
            gradeLevel: course.ninthGradeOnly ? 9 : 10, mark: .a, part: piece.part, listing: .listed(course)))
      }
    }
    return evaluator.met(transcript, under: policy, asOf: asOf).has(area)
  }
}

extension CourseTaking {
  /// The areas that would be met if every record up to the school year of the day had been passed: all was taken that they ask.
  ///
  /// - Parameter verdict: That of the same transcript. Of who passed everything but what is running it says the answer already.
  public static func wholeTaken(
    _ transcript: Transcript, verdict: Verdict, under policy: Policy, asOf: CalendarDay, _ evaluator: inout Evaluator
  ) -> SubjectAreas {
    if !isAnyLost(transcript, under: policy, asOf: asOf) {
      return SubjectAreas(SubjectArea.allCases.filter { verdict.missingLater[$0] == 0 }.map { SubjectAreas($0) })
    }
    return metIfPassed(transcript, under: policy, asOf: asOf, &evaluator)
  }

  /// The same, found by passing what was not passed.
  static func metIfPassed(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay, _ evaluator: inout Evaluator
  ) -> SubjectAreas {
    var passed = transcript
    for index in passed.records.indices {
      if case .passed = MarkStanding(passed.records[index], windows: policy.passWindows, projecting: false) { continue }
      // The lowest mark that passes: of one term it is read after the others, as what is running is.
      passed.records[index].mark = .cMinus
    }
    return evaluator.met(passed, under: policy, asOf: asOf)
  }

  /// Whether a mark up to the school year of the day gave no credit in a course that may serve an area.
  static func isAnyLost(_ transcript: Transcript, under policy: Policy, asOf: CalendarDay) -> Bool {
    let current = asOf.schoolYear
    return transcript.records.contains { record in
      guard record.year <= current, case .listed(let course) = record.listing, !course.areas.isEmpty else {
        return false
      }
      if case .passed = MarkStanding(record, windows: policy.passWindows, projecting: true) { return false }
      return true
    }
  }
}
