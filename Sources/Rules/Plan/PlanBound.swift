/// How many semesters a set of areas takes at least, whatever is chosen.
///
/// A semester fills at most its own six twelfths, except where it validates: then the least way through the levels of
/// the track counts.
struct PlanBound: Sendable {
  /// What takes one way through a track: its level, and the lowest level that any course of the kind asks for.
  private struct Step: Sendable {
    var level: UInt8
    var asked: UInt8
  }

  private let chemistryHelps: Bool
  private let policies: [MathematicsPolicy]
  private let attemptedSecondYear: Bool
  /// By level from 1; the last ones are trigonometry and above, and what stands in for Algebra II as statistics does.
  private var mathematics: [Step?] = Array(repeating: nil, count: 6)
  /// By language, the steps of its levels.
  private var languages: [(track: Track, steps: [Step])] = []
  private let student: PlanStudent

  init(_ candidates: PlanCandidates, student: PlanStudent, policies: [Policy]) {
    self.student = student
    chemistryHelps = student.failedFirstChemistry && policies.contains { $0.science.chemistrySecondHalfValidatesFirst }
    self.policies = policies.map(\.mathematics)
    attemptedSecondYear = student.transcript.records.contains { $0.course?.discipline.mathematicsSlot == 1 }
    var byLanguage: [Track: [UInt8: UInt8]] = [:]
    for (candidate, open) in zip(candidates.all, candidates.open) {
      guard let (track, level) = candidate.course.trackLevel else { continue }
      var asked: UInt8 = 0
      for case .level(_, let needed) in open { asked = max(asked, needed) }
      if track == .mathematics {
        let kind = candidate.course.discipline.isStatisticsKind ? 5 : Int(level)
        mathematics[kind] = Step(level: level, asked: min(mathematics[kind]?.asked ?? .max, asked))
      } else {
        byLanguage[track, default: [:]][level] = min(byLanguage[track]?[level] ?? .max, asked)
      }
    }
    for track in byLanguage.keys.sorted(by: { $0.language.value < $1.language.value }) {
      let steps = (byLanguage[track] ?? [:]).sorted { $0.key < $1.key }
      languages.append((track, steps.map { Step(level: $0.key, asked: $0.value) }))
    }
  }

  /// - Parameters:
  ///   - areas: Areas A to F that are met together.
  ///   - missing: What each policy's verdict misses.
  ///   - chosen: What is chosen so far.
  func semesters(_ areas: SubjectAreas, missing: [Supposition.Lack], chosen: [PlanCandidates.Candidate]) -> Int {
    let shared = shared(areas, chosen)
    return missing.indices.reduce(0) { max($0, semesters(areas, missing[$1], policies[$1], shared: shared, chosen)) }
  }

  /// The same for one policy alone, with nothing chosen.
  ///
  /// - Parameter policy: Its place.
  func semesters(_ areas: SubjectAreas, missing: Supposition.Lack, at policy: Int) -> Int {
    semesters(areas, missing, policies[policy], shared: shared(areas, []), [])
  }

  /// Twelfths of a year of what is taken or chosen that could be counted in another one of the areas than the verdict counts it.
  func shared(_ areas: SubjectAreas, _ chosen: [PlanCandidates.Candidate]) -> Int {
    if areas.count < 2 { return 0 }
    return student.shared(areas)
      + chosen.reduce(0) { $0 + ($1.areas.intersection(areas).count > 1 ? 6 * $1.semesters : 0) }
  }

  private func semesters(
    _ areas: SubjectAreas, _ missing: Supposition.Lack, _ policy: MathematicsPolicy, shared: Int,
    _ chosen: [PlanCandidates.Candidate]
  ) -> Int {
    var sum = 0
    for area in areas.areas where missing[area] > 0 {
      switch area {
      case .a, .b, .f, .g: sum += direct(missing[area])
      case .c: sum += mathematics(missing, policy, chosen)
      case .d: sum += max(1, direct(missing[area]) - (chemistryHelps ? 1 : 0))
      case .e: sum += language(missing[area], chosen)
      }
    }
    // What is counted elsewhere helps one area by no more than it is worth.
    return sum == 0 ? 0 : max(1, max(sum - (shared + 5) / 6, (sum + 1) / 2))
  }

  private func direct(_ missing: Int) -> Int { (missing + 5) / 6 }

  /// What a semester of a higher course validates need not be taken, but the way to it.
  private func mathematics(
    _ missing: Supposition.Lack, _ policy: MathematicsPolicy, _ chosen: [PlanCandidates.Candidate]
  ) -> Int {
    let (reached, begun) = reached(.mathematics, chosen)
    let failed = student.failedFirst[.mathematics] ?? 0
    let years = (
      direct(missing.mathematics[0]), direct(missing.mathematics[1]), direct(missing.mathematics[2])
    )
    var least = max(1, years.0 + years.1 + years.2 - failed)
    /// - Parameter rest: What is left beside the years that are validated, the higher course itself included.
    func consider(_ kind: Int, rest: Int) {
      guard let step = mathematics[kind] else { return }
      least = min(least, max(way(step, reached, begun) + 1, rest - failed, 1))
    }
    let takesSecond = attemptedSecondYear || chosen.contains { $0.course.discipline.mathematicsSlot == 1 }
    if policy.mathematics2ValidatesFirstYear || policy.geometryValidatesFirstYear {
      consider(2, rest: max(1, years.1) + years.2)
    }
    let third = max(1, years.2)
    consider(3, rest: third + (policy.mathematics3ValidatesMathematics2 && takesSecond ? 0 : years.1))
    consider(4, rest: 1 + (policy.geometryOmissionValidated || takesSecond ? 0 : years.1))
    if let term = student.terms.first, term.year.fall <= policy.statisticsThrough { consider(5, rest: 1 + years.1) }
    return least
  }

  /// One higher semester validates all levels below.
  private func language(_ missing: Int, _ chosen: [PlanCandidates.Candidate]) -> Int {
    var least = max(1, direct(missing) - student.failedFirstLanguages)
    for (track, steps) in languages {
      let (reached, begun) = reached(track, chosen)
      let failed = student.failedFirst[track] ?? 0
      for step in steps where step.level > 1 {
        let validated = step.level == 2 ? 12 : 24
        let rest = max(1, direct(max(0, missing - validated)) - failed)
        least = min(least, way(step, reached, begun) + rest)
      }
    }
    return least
  }

  // MARK: - Validation

  /// Whether so many semesters could meet some areas with something validated, so that a course is left over for area G.
  ///
  /// - Parameters:
  ///   - missing: What the transcript misses.
  ///   - policy: The place of the policy.
  func validates(_ areas: SubjectAreas, missing: Supposition.Lack, at policy: Int, within most: Int) -> Bool {
    if areas.has(.d) && chemistryHelps && missing[.d] > 0 { return true }
    if areas.has(.e) && missing[.e] > 0 && validatesLanguage(missing, within: most) { return true }
    guard areas.has(.c) && missing[.c] > 0 else { return false }
    if student.failedFirst[.mathematics] != nil { return true }
    let (reached, begun) = reached(.mathematics, [])
    return mathematics.indices.dropFirst(2).contains { kind in
      guard let step = mathematics[kind], way(step, reached, begun) < most else { return false }
      return (1..<UInt8(min(kind, 4))).contains { level in
        missing.mathematics[Int(level) - 1] > 0 && !isOnWay(level, step, reached, begun)
          && (kind != 5 || level != 2) && canValidate(level, kind, policies[policy])
      }
    }
  }

  private func canValidate(_ level: UInt8, _ kind: Int, _ policy: MathematicsPolicy) -> Bool {
    switch kind {
    case 2: policy.mathematics2ValidatesFirstYear || policy.geometryValidatesFirstYear
    case 5: student.terms.first.map { $0.year.fall <= policy.statisticsThrough } ?? false
    default: level != 2 || attemptedSecondYear || policy.geometryOmissionValidated
    }
  }

  private func validatesLanguage(_ missing: Supposition.Lack, within most: Int) -> Bool {
    if student.failedFirstLanguages > 0 || student.languagesBegun > 1 { return true }
    return languages.contains { track, steps in
      let (reached, begun) = reached(track, [])
      return steps.contains { step in
        way(step, reached, begun) < most
          && (1..<max(1, min(3, step.level))).contains {
            missing.language[Int($0) - 1] > 0 && !isOnWay($0, step, reached, begun)
          }
      }
    }
  }

  /// Whether both halves of a level have to be taken before a course, so that nothing of it is left to validate.
  private func isOnWay(_ level: UInt8, _ step: Step, _ reached: UInt8, _ begun: UInt8) -> Bool {
    reached < level && level <= step.asked && begun & (1 << level) == 0
  }

  /// The highest level with its second half, and the levels of which a first half was taken, as bits.
  private func reached(_ track: Track, _ chosen: [PlanCandidates.Candidate]) -> (level: UInt8, begun: UInt8) {
    var reached = student.reached[track] ?? 0
    var begun = student.begun[track] ?? 0
    for candidate in chosen {
      guard let own = candidate.course.trackLevel, own.track == track else { continue }
      if candidate.part == 1 { begun |= 1 << own.level } else { reached = max(reached, own.level) }
    }
    return (reached, begun)
  }

  /// Semesters that have to come before a course.
  private func way(_ step: Step, _ reached: UInt8, _ begun: UInt8) -> Int {
    if step.asked <= reached { return 0 }
    return ((reached + 1)...step.asked).reduce(0) { $0 + (begun & (1 << $1) != 0 ? 1 : 2) }
  }
}
