/// Where passed content can be spent. Languages and arts disciplines have accounts of their own.
enum Bucket: Int, CaseIterable, Sendable {
  case unitedStates, civics, world, otherHistory
  case english, languageDevelopment, ninthGradeEnglish
  case advanced, noSlot
  case biology, chemistry, physics, earthAndSpace, integrated, interdisciplinary, otherScience
  case electiveHistory, electiveLife, electivePhysical, electiveFlexible, elective

  static let allCases: [Bucket] = (0..<21).compactMap(Bucket.init(rawValue:))
  static let ofElective: [Bucket] = [.elective, .electiveHistory, .electiveLife, .electivePhysical, .electiveFlexible]
}

/// How far one area is filled, in twelfths.
struct Fill: Sendable, BitwiseCopyable {
  var required: Int
  /// By records, also validated ones.
  var records = 0
  var exams = 0
  var waiver = 0

  var missing: Int { required - records - exams - waiver }

  init(required: Int) { self.required = required }
}

/// An amount that exams of one kind clear.
struct ExamUse: Sendable {
  var kind: ExamKind
  var twelfths: Int
}

/// The passed content of one assignment, area by area, and what the requirements make of it.
struct Ledger: Sendable {
  var accounts: InlineArray<21, Account> = InlineArray(repeating: Account())
  var slots: InlineArray<3, Slot> = InlineArray(repeating: Slot())
  var languages: [LanguageAccount] = []
  var arts: [ArtsAccount] = []
  var artsRepeats = 0
  var fills = PerArea<Fill>(repeating: Fill(required: 0))
  var bestLanguage: Int?
  var bestArts: Int?
  /// Chemistry's first half, validated (CSU).
  var validatedChemistry = 0
  /// What area G has beyond its own list.
  var electiveSurplus = 0
  var examUses: [ExamUse] = []
  var shortfalls: [Shortfall] = []
  /// Only the fills are asked for: neither exams nor shortfalls are written down.
  var isDraft = false

  subscript(bucket: Bucket) -> Account {
    get { accounts[bucket.rawValue] }
    set { accounts[bucket.rawValue] = newValue }
  }

  /// Empties the ledger, keeping its memory.
  mutating func reset() {
    accounts = InlineArray(repeating: Account())
    slots = InlineArray(repeating: Slot())
    languages.removeAll(keepingCapacity: true)
    arts.removeAll(keepingCapacity: true)
    artsRepeats = 0
    bestLanguage = nil
    bestArts = nil
    validatedChemistry = 0
    electiveSurplus = 0
    examUses.removeAll(keepingCapacity: true)
    shortfalls.removeAll(keepingCapacity: true)
    // The verdict takes them along; a few at once, not one by one.
    shortfalls.reserveCapacity(8)
  }

  /// Books a unit under one area.
  mutating func book(_ unit: Unit, in area: SubjectArea, policy: Policy) {
    if unit.isArtsRepeat {
      if unit.electiveEligible { artsRepeats += unit.amount }
      return
    }
    if area == .e, let level = unit.discipline.languageLevel {
      languages[languageIndex(unit.language)].levels[level].add(unit.span, eligible: unit.electiveEligible)
    } else if area == .f {
      arts[artsIndex(unit.artsKey(policy.arts))].account.add(unit.amount, eligible: unit.electiveEligible)
    } else if area == .c, let slot = unit.discipline.mathematicsSlot {
      slots[slot].add(unit.span, eligible: unit.electiveEligible)
    } else if let bucket = unit.bucket(in: area, policy: policy) {
      self[bucket].add(unit.amount, eligible: area == .g || unit.electiveEligible)
    }
  }

  mutating func languageIndex(_ key: Int64) -> Int {
    if let found = languages.firstIndex(where: { $0.key == key }) { return found }
    languages.append(LanguageAccount(key: key))
    return languages.count - 1
  }

  mutating func artsIndex(_ key: Int64) -> Int {
    if let found = arts.firstIndex(where: { $0.key == key }) { return found }
    arts.append(ArtsAccount(key: key))
    return arts.count - 1
  }

  /// Spends up to `most` over several accounts, content that cannot serve G first, else in the order given.
  mutating func spend(_ most: Int, from buckets: [Bucket]) -> Int {
    var spent = spendFixed(most, from: buckets)
    for bucket in buckets where spent < most { spent += self[bucket].spend(most - spent) }
    return spent
  }

  /// Spends up to `most` of the content that cannot serve G.
  mutating func spendFixed(_ most: Int, from buckets: [Bucket]) -> Int {
    var spent = 0
    for bucket in buckets where self[bucket].fixedLeft > 0 {
      spent += self[bucket].spend(min(most - spent, self[bucket].fixedLeft))
    }
    return spent
  }

  mutating func clear(_ kind: ExamKind, _ twelfths: Int) {
    if twelfths > 0 && !isDraft { examUses.append(ExamUse(kind: kind, twelfths: twelfths)) }
  }

  /// Opens an account for each language that evidence speaks of, and tells each where its evidence stands.
  mutating func bindLanguages(_ evidence: Evidence) {
    for position in 0..<evidence.languageCount {
      languages[languageIndex(evidence.languageKey(position))].evidence = position
    }
  }

  mutating func fallShort(_ need: Need, _ twelfths: Int) {
    if twelfths > 0 && !isDraft { shortfalls.append(Shortfall(need: need, twelfths: twelfths)) }
  }
}

extension Unit {
  /// The account the unit goes to in an area, or nil where it serves nothing at all.
  func bucket(in area: SubjectArea, policy: Policy) -> Bucket? {
    switch area {
    case .a:
      switch discipline {
      case .usHistory: .unitedStates
      case .civics: .civics
      case .worldHistory: .world
      default: .otherHistory
      }
    case .b:
      if discipline == .englishLanguageDevelopment {
        isGrade12 && policy.english.languageDevelopmentBeforeGrade12 ? nil : .languageDevelopment
      } else {
        ninthGradeOnly ? .ninthGradeEnglish : .english
      }
    case .c:
      discipline.isAdvancedMathematics(year: year, policy: policy.mathematics) ? .advanced : .noSlot
    case .d:
      switch discipline {
      case .biology, .biologyEarthAndSpace: .biology
      case .chemistry, .chemistryEarthAndSpace: .chemistry
      case .physics, .physicsEarthAndSpace: .physics
      case .earthAndSpace: .earthAndSpace
      case .integratedScience: .integrated
      case .interdisciplinarySciences: .interdisciplinary
      default: .otherScience
      }
    case .e, .f: .noSlot
    case .g:
      switch discipline {
      case _ where isListedForScience: .elective
      case .usHistory, .civics, .worldHistory, .historySocialScience: .electiveHistory
      case .biology, .biologyEarthAndSpace, .electiveBiology: .electiveLife
      case .chemistry, .chemistryEarthAndSpace, .physics, .physicsEarthAndSpace, .earthAndSpace, .electiveChemistry,
        .electivePhysics, .electiveEarthAndSpace:
        .electivePhysical
      case .integratedScience, .interdisciplinarySciences, .electiveIntegrated: .electiveFlexible
      default: .elective
      }
    }
  }

  /// What makes one discipline in area F; a course without a discipline stands alone.
  func artsKey(_ rule: ArtsRule) -> Int64 {
    switch rule {
    case .anyTwoSemesters: 0
    case .oneYearlongCourse: Int64(sameCourse)
    case .oneDiscipline:
      switch discipline {
      case .none: 1 << 40 + Int64(sameCourse)
      case .unknown: 1 << 41 + Int64(disciplineKey.value)
      default: Int64(discipline.rawValue)
      }
    }
  }
}
