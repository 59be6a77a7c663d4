import CAssets
import Judge
import PolicyFiles
import Rules

/// Translates the judge's transcripts and editions into those of `Rules`, and its verdicts back.
enum EvaluatorAdapter {
  /// The evaluator's own verdict on the last day of the school year `asOf`.
  static func verdict(
    _ transcript: OracleTranscript, _ edition: OracleEdition, asOf: Int, policy: Policy? = nil
  ) -> Verdict? {
    guard let day = CalendarDay(year: asOf + 1, month: 6, day: 30) else { return nil }
    var evaluator = Evaluator()
    return evaluator.evaluate(self.transcript(transcript), under: policy ?? self.policy(edition), asOf: day)
  }

  static func evaluate(_ transcript: OracleTranscript, _ edition: OracleEdition, asOf: Int) -> OracleVerdict {
    verdict(transcript, edition, asOf: asOf).map(verdict) ?? OracleVerdict(areas: [], status: "", electiveSupply: 0)
  }

  static func verdict(_ verdict: Verdict) -> OracleVerdict {
    OracleVerdict(
      areas: SubjectArea.allCases.map {
        OracleArea(
          required: verdict.required[$0], missing: verdict.missing($0), inProgress: verdict.inProgress[$0],
          status: verdict.status[$0].rawValue)
      }, status: verdict.overall.rawValue, electiveSupply: 0)
  }

  static func transcript(_ transcript: OracleTranscript) -> Transcript {
    var courses: [String: Int32] = [:]
    func number(_ key: String) -> Int32 {
      if let known = courses[key] { return known }
      courses[key] = Int32(courses.count + 1)
      return Int32(courses.count)
    }
    return Transcript(
      records: transcript.records.enumerated().map { index, record in
        TranscriptRecord(
          sequence: Int32(index + 1), year: SchoolYear(fall: Int16(record.year)),
          term: Term(rawValue: record.term) ?? .summer, gradeLevel: UInt8(record.grade),
          mark: record.mark.flatMap(Mark.init(rawValue:)),
          creditsAttempted: Int32(record.credits ?? -1), part: UInt8(record.part), isCollege: record.college,
          listing: listing(record.match, number))
      },
      exams: transcript.exams.enumerated().map { index, exam in
        ExamResult(
          sequence: Int32(index + 1), program: exam.stated.flatMap { ExamProgram(rawValue: $0.program) } ?? .ap,
          subject: exam.stated?.subject ?? exam.clears, year: SchoolYear(fall: Int16(exam.year)),
          score: exam.stated.map { Int32($0.score * 100) } ?? 300)
      },
      waivers: transcript.waivers.enumerated().compactMap { index, waiver in
        SubjectArea(letter: String(waiver.area)).map {
          Waiver(
            sequence: Int32(index + 1), area: $0, twelfths: waiver.twelfths,
            grantedOn: CalendarDay(year: waiver.year + 1, month: 3, day: 15))
        }
      })
  }

  private static func listing(_ match: OracleMatch, _ number: (String) -> Int32) -> CourseListing {
    switch match {
    case .notListed: return .notListed
    case .unmatched: return .unmatched
    case .listed(let course):
      var areas = SubjectAreas.none
      for area in course.areas { if let area = SubjectArea(letter: String(area)) { areas.insert(SubjectAreas(area)) } }
      return .listed(
        ListedCourse(
          areas: areas, discipline: disciplines[course.discipline] ?? .unknown,
          disciplineKey: NameKey(course.discipline), language: NameKey(course.language),
          length: CourseLength(rawValue: course.length) ?? .year, honors: HonorsType(rawValue: course.honors),
          part: UInt8(course.part),
          sameCourse: number(course.key), ninthGradeOnly: course.ninthGradeOnly,
          electiveEligible: course.electiveEligible))
    }
  }

  private static let disciplines: [String: Discipline] = [
    "US": .usHistory, "WORLD": .worldHistory, "CIV": .civics, "SOC": .historySocialScience, "ENG": .english,
    "ELD": .englishLanguageDevelopment, "ALG1": .algebra1, "GEO": .geometry, "ALG2": .algebra2, "M1": .mathematics1,
    "M2": .mathematics2, "M3": .mathematics3, "PRECALC": .preCalculus, "TRIG": .trigonometry, "CALC": .calculus,
    "STAT": .statistics, "OAM": .otherAdvancedMathematics, "DATA": .dataScience, "CS": .computerScience,
    "BIO": .biology, "CHEM": .chemistry, "PHYS": .physics, "ESS": .earthAndSpace, "BIO/ES": .biologyEarthAndSpace,
    "CHEM/ES": .chemistryEarthAndSpace, "PHYS/ES": .physicsEarthAndSpace, "INT": .integratedScience,
    "INTERD": .interdisciplinarySciences, "APPLIED": .appliedScience, "ENGR": .engineering, "L1": .languageLevel1,
    "L2": .languageLevel2, "L3": .languageLevel3, "L4": .languageLevel4, "DANCE": .dance, "MUSIC": .music,
    "THEATER": .theater, "ART": .visualArts, "INTARTS": .interdisciplinaryArts, "SCI-BIO": .electiveBiology,
    "SCI-CHEM": .electiveChemistry, "SCI-PHYS": .electivePhysics, "SCI-ESS": .electiveEarthAndSpace,
    "SCI-INT": .electiveIntegrated, "SCI-OTHER": .electiveOtherScience, "INTERDISC": .interdisciplinary,
  ]

  /// The policy files that are built into the program.
  static let library = Result {
    var sources: [(path: String, text: String)] = []
    for index in 0..<agtrack_asset_count {
      guard let asset = agtrack_asset_at(index)?.pointee, let path = asset.path.map({ String(cString: $0) }),
        path.hasPrefix("policies/")
      else { continue }
      let bytes = UnsafeRawBufferPointer(start: asset.bytes, count: asset.count)
      sources.append((path, String(decoding: bytes, as: UTF8.self)))
    }
    return try PolicyLibrary(sources)
  }

  /// The edition as its policy file has it.
  static func filed(_ edition: OracleEdition) throws -> Policy {
    try library.get().editions.edition(edition.csu ? .csu : .uc, entering: edition.entering)
  }

  /// The edition as the rules ask for it, written here a second time. The exam table knows the judge's own names of what an exam clears.
  static func policy(_ edition: OracleEdition) -> Policy {
    Policy(
      system: edition.csu ? .csu : .uc, firstEnteringYear: edition.entering, lastEnteringYear: edition.entering,
      required: PerArea { Oracle.required[Int($0.rawValue)] },
      history: HistoryPolicy(
        secondYear: edition.csu ? .anyHistory : .world, secondYearAmount: 12, unitedStatesAmount: 12, civicsMost: 6),
      english: EnglishPolicy(
        languageDevelopmentMost: 12, languageDevelopmentBeforeGrade12: !edition.csu, ninthGradeMost: 12),
      mathematics: MathematicsPolicy(
        geometryOmissionValidated: edition.omittedGeometryValidated,
        advancedFillsThirdYear: edition.advancedFillsThirdYear, statisticsThrough: 2024,
        mathematics2ValidatesFirstYear: true, mathematics3ValidatesMathematics2: true,
        geometryValidatesFirstYear: false),
      science: SciencePolicy(
        pattern: edition.csu ? .lifeAndPhysical : .twoFoundations,
        earthOrInterdisciplinaryYear: edition.earthAndSpaceYear, electiveScienceMost: 12,
        chemistrySecondHalfValidatesFirst: edition.csu),
      arts: artsRule(edition), electiveNeedsEligibleCourse: edition.diamond,
      college: CollegePolicy(semesterUnitsForYear: 300, quarterUnitsForYear: 400, amount: 12, civicsAmount: 6),
      passWindows: [
        PassWindow(
          year: SchoolYear(fall: 2019), terms: [.s2, .t2, .t3, .q3, .q4, .summer, .fullYear]),
        PassWindow(year: SchoolYear(fall: 2020), terms: Term.allCases),
      ], exams: exams, timing: .none)
  }

  private static func artsRule(_ edition: OracleEdition) -> ArtsRule {
    switch edition.artsRule {
    case .anyTwoSemesters: .anyTwoSemesters
    case .oneYearlongCourse: .oneYearlongCourse
    case .oneDiscipline: .oneDiscipline
    }
  }

  private static let exams = ExamTable(
    rules: [
      ("US", ExamCredit.unitedStatesHistory), ("WORLD", .worldHistory), ("CIVICS", .civics),
      ("B", .english(most: 48)), ("CALCULUS", .mathematics), ("BIO", .biology), ("CHEM", .chemistry),
      ("PHYS", .physics), ("INTERD", .interdisciplinaryScience), ("LANGUAGE-Spanish", .language(NameKey("Spanish"))),
      ("LANGUAGE-French", .language(NameKey("French"))), ("F", .arts), ("G", .elective),
    ].map { ExamRule(program: .ap, subjects: [$0.0], minimumScore: 300, credit: $0.1) })
}
