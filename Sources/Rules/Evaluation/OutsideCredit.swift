/// What a student's exams and waivers can clear; they are spent last.
struct OutsideCredit: Sendable {
  var unitedStatesHistory = false
  var worldHistory = false
  var civics = false
  var english = 0
  var mathematics = false
  var biology = false
  var chemistry = false
  var physics = false
  var interdisciplinaryScience = false
  var arts = false
  var elective = false
  var waived = PerArea<Int>(repeating: 0)
  private var languages: [Int64] = []
  /// Whether anything counts at all.
  private(set) var isAny = false

  /// Whether exams or waivers may stand in for what CSU's area A or D takes from the elective list: in A that is the second
  /// year, which no exam in U.S. history or government clears.
  func standsIn(_ area: SubjectArea) -> Bool {
    waived[area] > 0
      || (area == .a ? worldHistory : biology || chemistry || physics || interdisciplinaryScience)
  }

  var hasAnyLanguage: Bool { !languages.isEmpty }
  func hasLanguage(_ key: Int64) -> Bool { languages.contains(key) }

  init() {}

  /// - Parameters:
  ///   - asOf: Exams of later school years and waivers granted later do not count.
  init(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) {
    for exam in transcript.exams where exam.year <= asOf.schoolYear {
      guard let credit = policy.exams.credit(for: exam) else { continue }
      isAny = true
      switch credit {
      case .unitedStatesHistory: unitedStatesHistory = true
      case .worldHistory: worldHistory = true
      case .civics: civics = true
      case .english(let most): english = max(english, most)
      case .mathematics: mathematics = true
      case .biology: biology = true
      case .chemistry: chemistry = true
      case .physics: physics = true
      case .interdisciplinaryScience: interdisciplinaryScience = true
      case .language(let key): languages.append(Int64(key.value))
      case .arts: arts = true
      case .elective: elective = true
      }
    }
    for waiver in transcript.waivers where waiver.grantedOn.map({ $0 <= asOf }) ?? true {
      isAny = true
      waived[waiver.area] = min(waived[waiver.area] + max(0, min(waiver.twelfths, 1_000)), policy.required[waiver.area])
    }
  }
}
