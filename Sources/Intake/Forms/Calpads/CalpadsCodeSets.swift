import Rules

/// One of the state's code sets: what each code means to this program.
///
/// The codes are facts restated from CALPADS Code Sets v9.3 (CDE, 19 December 2017), CALPADS Valid Code Combinations
/// v12.0 (CDE, 1 July 2020) and the CALPADS Data Guide v11.0 (CDE, 14 February 2020); those added since carry their
/// source in a comment. A code that is not here is reported, never guessed.
struct CalpadsCodeSet<Meaning: Sendable>: Sendable {
  let name: String
  /// In the order of the state's publication.
  let codes: [(code: String, meaning: Meaning)]
  private let byCode: [String: Meaning]

  init(_ name: String, _ codes: [(String, Meaning)]) {
    self.name = name
    self.codes = codes.map { (code: $0.0, meaning: $0.1) }
    var table: [String: Meaning] = [:]
    for (code, meaning) in codes { table[code] = meaning }
    byCode = table
  }

  subscript(code: String) -> Meaning? { byCode[code] }

  /// No code is longer than eight bytes, so that a long text is not copied to find that out.
  func meaning(_ bytes: Bytes) -> Meaning? { bytes.count <= 8 ? byCode[bytes.string] : nil }
}

/// The code sets that decide how CALPADS records are read.
enum CalpadsCodes {
  /// The editions that the tables restate.
  static let edition = "Code Sets v9.3, Valid Code Combinations v12.0, Data Guide v11.0"

  /// Code set `Grade Level`: 6 to 12, or nil for the grades outside the extract.
  static let gradeLevel = CalpadsCodeSet<UInt8?>(
    "Grade Level",
    [
      ("01", nil), ("02", nil), ("03", nil), ("04", nil), ("05", nil), ("06", 6), ("07", 7), ("08", 8), ("09", 9),
      ("10", 10), ("11", 11), ("12", 12), ("AD", nil), ("IN", nil), ("KN", nil), ("PS", nil), ("TD", nil),
      ("UE", nil), ("US", nil), ("UU", nil),
      // Transitional kindergarten became a grade level of its own in 2023-24.
      ("TK", nil), ("LTK", nil),
    ])

  /// Code set `English Language Acquisition Status State`.
  static let englishStatus = CalpadsCodeSet<CalpadsEnglishStatus>(
    "English Language Acquisition Status State",
    [("EL", .learner), ("EO", .englishOnly), ("IFEP", .initiallyFluent), ("RFEP", .reclassified), ("TBD", .undecided)]
      // Adult English learner, from 2020-21 (Valid Code Combinations v12.0).
      + [("ADEL", .adultLearner)])

  /// Code set `Race Category`.
  static let race = CalpadsCodeSet<RaceEthnicity>(
    "Race Category",
    [("100", .americanIndian)]
      + ["201", "202", "203", "204", "205", "206", "207", "208", "299"].map { ($0, .asian) }
      + ["301", "302", "303", "304", "399"].map { ($0, .pacificIslander) }
      + [("400", .filipino), ("600", .africanAmerican), ("700", .white)]
      // Hispanic was a race of the state's older identifier system.
      + [("500", .hispanic)])

  /// Code set `Enrollment Status`.
  static let enrollmentStatus = CalpadsCodeSet<CalpadsEnrollmentStatus>(
    "Enrollment Status",
    [("10", .primary), ("20", .secondary), ("30", .shortTerm), ("40", .servicesOnly), ("50", .summer)])

  /// Code set `Student Exit Category`. Dropouts: CALPADS report 1.6 (exit codes) and 1.8.
  static let exitReason = CalpadsCodeSet<CalpadsExit>(
    "Student Exit Category",
    [
      ("E125", .left), ("E130", .left), ("E140", .droppedOut), ("E150", .stays), ("E155", .stays), ("E170", .left),
      ("E230", .completed), ("E300", .droppedOut), ("E400", .droppedOut), ("E410", .left), ("E450", .left),
      ("E490", .stays), ("N420", .left), ("N470", .left), ("T160", .left), ("T165", .left), ("T167", .left),
      ("T180", .left), ("T200", .left), ("T240", .left), ("T260", .left), ("T270", .droppedOut), ("T280", .left),
      ("T310", .left), ("T370", .left), ("T380", .droppedOut), ("T460", .left),
      // A twelfth grader who goes on for a fifth year; seen in a vendor's pages of 2024.
      ("E156", .stays),
    ])

  /// Code set `School Completion Status`, which stands with exit reason E230. The state's cohort counts 100 as a
  /// graduate (Data Guide v11.0, table 79); 106 and 108 were diplomas of the time of the exit examination.
  static let completion = CalpadsCodeSet<CalpadsExit>(
    "School Completion Status",
    [
      ("100", .graduated), ("104", .droppedOut), ("106", .graduated), ("108", .graduated), ("120", .left),
      ("250", .left), ("320", .left), ("330", .left), ("360", .droppedOut), ("480", .promoted),
      // From 2020-21 (Valid Code Combinations v12.0).
      ("485", .left),
    ])

  /// Code set `Education Program`.
  static let program = CalpadsCodeSet<CalpadsProgram>(
    "Education Program",
    [
      ("101", .other), ("108", .other), ("113", .other), ("122", .other), ("127", .other), ("131", .homeless),
      ("135", .migrant), ("144", .specialEducation), ("162", .other), ("164", .other), ("171", .other),
      ("172", .other), ("173", .other), ("174", .other), ("175", .meals), ("180", .other), ("181", .meals),
      ("182", .meals), ("185", .other), ("191", .homeless), ("192", .other),
      // Tribal foster youth, from 2020-21; 190 is the state's own match of foster youth.
      ("190", .foster), ("193", .foster),
    ]
      // Language instruction programs, from 2019-20 (307: a vendor's pages).
      + ["300", "301", "302", "303", "304", "305", "306", "307"].map { ($0, .other) })

  /// Plan types of the special education file (Data Guide v11.0, table 35): whether the student has a plan.
  static let planType = CalpadsCodeSet<Bool>(
    "Education Plan Type",
    [("100", true), ("150", true), ("200", true), ("300", false), ("700", false), ("800", false)])

  /// Code set `College Admission Requirement`: the area, and for the electives the subject behind them.
  static let admission = CalpadsCodeSet<CalpadsAdmission>(
    "College Admission Requirement",
    [
      ("A", CalpadsAdmission(area: .a)), ("B", CalpadsAdmission(area: .b)), ("C", CalpadsAdmission(area: .c)),
      ("D", CalpadsAdmission(area: .d)), ("E", CalpadsAdmission(area: .e)), ("F", CalpadsAdmission(area: .f)),
      ("GA", CalpadsAdmission(area: .g, subject: .a)), ("GB", CalpadsAdmission(area: .g, subject: .b)),
      ("GC", CalpadsAdmission(area: .g, subject: .c)), ("GD", CalpadsAdmission(area: .g, subject: .d)),
      ("GE", CalpadsAdmission(area: .g, subject: .e)), ("GF", CalpadsAdmission(area: .g, subject: .f)),
      ("GO", CalpadsAdmission(area: .g)),
    ])

  /// Code set `Course Non Standard Instructional Level`: what honors the section claims.
  static let level = CalpadsCodeSet<HonorsType?>(
    "Course Non Standard Instructional Level",
    [
      ("10", nil), ("12", nil), ("14", .honorsLevel), ("15", nil), ("16", .college),
      // College credit only and dual credit took the place of 16 in 2019-20 (CALPADS error CRSC0468).
      ("23", .college), ("24", .college),
    ])

  /// Code set `Academic Term`, also used for marking periods.
  static let term = CalpadsCodeSet<CalpadsTerm>(
    "Academic Term",
    [("FY", .span(0, 36))]
      + (0..<6).map { ("H\($0 + 1)", .span($0 * 6, $0 * 6 + 6)) } + [("IS", .intersession)]
      + (0..<4).map { ("Q\($0 + 1)", .span($0 * 9, $0 * 9 + 9)) }
      + (0..<2).map { ("S\($0 + 1)", .span($0 * 18, $0 * 18 + 18)) } + [("SP", .supplemental), ("SS", .summer)]
      + (0..<3).map { ("T\($0 + 1)", .span($0 * 12, $0 * 12 + 12)) } + (1...9).map { ("Z\($0)", .other) })

  /// What a record asks CALPADS to do with it; blank is an addition.
  static let transaction = CalpadsCodeSet<CalpadsTransaction>(
    "Transaction Type CALPADS", [("A", .add), ("D", .delete), ("R", .replace)])
}

/// An English language acquisition status.
enum CalpadsEnglishStatus: UInt8, Sendable {
  case undecided, englishOnly, initiallyFluent, learner, reclassified, adultLearner

  /// The state's code.
  var code: String { CalpadsCodes.englishStatus.codes.first { $0.meaning == self }?.code ?? "" }

  /// The extract's code; it has none for adults, who are learners too.
  var extractCode: String {
    switch self {
    case .undecided: EnglishStatus.toBeDetermined.rawValue
    case .englishOnly: EnglishStatus.englishOnly.rawValue
    case .initiallyFluent: EnglishStatus.initiallyFluent.rawValue
    case .learner, .adultLearner: EnglishStatus.learner.rawValue
    case .reclassified: EnglishStatus.reclassified.rawValue
    }
  }

  /// Whether the state allows this status after another (Valid Code Combinations v12.0, all years together). The first
  /// status of a file may be any: files often hold the newest record only.
  func follows(_ earlier: CalpadsEnglishStatus) -> Bool {
    if earlier == self { return true }
    switch earlier {
    case .undecided: return [.englishOnly, .learner, .initiallyFluent].contains(self)
    case .englishOnly: return [.learner, .initiallyFluent, .undecided].contains(self)
    case .learner: return self == .reclassified || self == .adultLearner
    case .initiallyFluent: return self == .englishOnly
    case .reclassified, .adultLearner: return false
    }
  }
}

/// How a student belongs to a school.
enum CalpadsEnrollmentStatus: UInt8, Sendable {
  /// In the order in which one goes before another.
  case primary, shortTerm, secondary, servicesOnly, summer
}

/// What an exit reason or a completion status says about the student.
enum CalpadsExit: UInt8, Sendable {
  case stays, left, droppedOut, graduated
  /// The completion status decides.
  case completed
  /// On to the next school; whether in this district, the expected receiver school says.
  case promoted
}

/// What a program says about a student's groups.
enum CalpadsProgram: UInt8, Sendable {
  case other, meals, homeless, migrant, foster, specialEducation
}

/// A letter of the college admission requirement.
struct CalpadsAdmission: Sendable, Equatable {
  var area: SubjectArea
  /// For an elective the subject that it is an elective in; nil for `GO`.
  var subject: SubjectArea?
}

enum CalpadsTransaction: UInt8, Sendable {
  case add, delete, replace
}
