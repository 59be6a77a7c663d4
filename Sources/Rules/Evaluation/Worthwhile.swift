/// Which areas of a unit are worth trying: an area is left out where another of its own is never worse.
///
/// What an area does not use of English, history, science and the arts is surplus for area G just as it is anywhere else. So
/// a unit that can fill one of them need not be tried where it would be surplus alone. In mathematics, languages
/// and chemistry it may: there a course takes the place of what is validated, and is no surplus then.
extension Unit {
  /// - Parameter choices: The areas that are a choice of their own.
  func worthwhile(_ choices: SubjectAreas, _ question: Question) -> SubjectAreas {
    if isArtsRepeat { return choices }
    guard let focus = question.focus else { return worthwhile(choices, filling: choices, question) }
    let filling = choices.intersection(focus.union(SubjectAreas(.g)))
    if focus.has(.g) {
      // What cannot serve area G takes the place of what can, also in areas that are not asked for.
      if !electiveEligible { return choices }
      if choices.has(.g) { return worthwhile(filling, filling: filling, question) }
      // What no area asked for could take leaves area G at least as much as what one might take.
      let idle = choices.subtracting(filling).areas.filter { !fills($0, question) }
      let kept =
        idle.isEmpty ? choices : choices.intersection(filling.union(SubjectAreas(idle.map { SubjectAreas($0) })))
      return worthwhile(kept, filling: filling, question)
    }
    var own: SubjectAreas = []
    var isCertain = false
    for area in SubjectArea.allCases where filling.has(area) && fills(area, question) {
      own.insert(SubjectAreas(area))
      if !question.mayPreferExams(area) { isCertain = true }
    }
    if isCertain { return own }
    let others = choices.subtracting(own)
    return others.first.map { own.union(SubjectAreas($0)) } ?? own
  }

  /// - Parameter filling: Of the choices, those whose content is asked for.
  private func worthwhile(_ choices: SubjectAreas, filling: SubjectAreas, _ question: Question) -> SubjectAreas {
    var least = Int.max
    for area in SubjectArea.beforeElective where filling.has(area) && fills(area, question) {
      if keepsSurplus(in: area, question) { least = min(least, lost(in: area)) }
    }
    var kept: SubjectAreas = []
    var idle: (area: SubjectArea, lost: Int)?
    for area in SubjectArea.allCases where choices.has(area) {
      if fills(area, question) {
        if filling.has(area) || lost(in: area) < least { kept.insert(SubjectAreas(area)) }
      } else if lost(in: area) < min(least, idle?.lost ?? .max) {
        idle = (area, lost(in: area))
      }
    }
    if let idle { kept.insert(SubjectAreas(idle.area)) }
    return kept
  }

  /// Whether the unit can fill an area of A to F there: its own, or one that takes from area G's list.
  private func fills(_ area: SubjectArea, _ question: Question) -> Bool {
    guard let bucket = bucket(in: area, policy: question.policy) else {
      return false
    }
    return area == .g ? !question.areasTaking(from: bucket).isEmpty : canFill(area, policy: question.policy)
  }

  /// What area G cannot have of it any more.
  private func lost(in area: SubjectArea) -> Int {
    let isDevelopment = area == .b && discipline == .englishLanguageDevelopment
    return area == .g || (electiveEligible && !isDevelopment) ? 0 : amount
  }

  /// Whether one more unit in its area A to F is never worse than the same unit as surplus.
  func keepsSurplus(in area: SubjectArea, _ question: Question) -> Bool {
    guard question.wildcard?.area != area, !question.mayPreferExams(area) else { return false }
    // Where what some areas miss together is asked for, area G would rather have what an exam could stand in for; and a course that
    // cannot serve G may lose its place to one that can, as the arts take one discipline.
    if question.focus != nil && (question.hasOutside || question.policy.electiveNeedsEligibleCourse) { return false }
    switch area {
    case .a, .b, .f: return true
    case .d: return bucket(in: .d, policy: question.policy) != .chemistry
    case .c, .e, .g: return false
    }
  }

  /// Where the unit is booked in each of its areas, and what it holds there: equal for units that could be swapped without
  /// changing any amount.
  ///
  /// - Parameter choices: Of its areas, those that count here.
  func kind(_ policy: Policy, choices: SubjectAreas) -> UnitKind {
    var kind = UnitKind(areas: choices.rawValue, content: UInt32(amount) << 16 | (electiveEligible ? 1 << 31 : 0))
    for area in SubjectArea.allCases where choices.has(area) {
      var account = bucket(in: area, policy: policy).map { $0.rawValue + 1 } ?? 0
      if area == .c, let slot = discipline.mathematicsSlot { account = CellPlan.slots + 1 + slot }
      if area == .e, let level = discipline.languageLevel {
        account = CellPlan.languages + 1 + level
        kind.language = language
      }
      if account > CellPlan.slots { kind.content |= UInt32(span.rawValue) }
      if area == .f { kind.arts = artsKey(policy.arts) }
      kind.accounts |= UInt64(account) << UInt64(8 * Int(area.rawValue))
    }
    return kind
  }

  /// Whether swapping the two changes no amount.
  func isInterchangeable(with other: Unit, policy: Policy) -> Bool {
    kind(policy, choices: areas) == other.kind(policy, choices: other.areas)
  }
}

extension Question {
  /// CSU's area D: exams and the elective list are weighed against each other side by side.
  func mayPreferExams(_ area: SubjectArea) -> Bool {
    hasOutside && (area == .d || area == .g) && policy.science.pattern == .lifeAndPhysical
  }
}

/// What a search asks of a unit; see `Unit.kind`.
struct UnitKind: Equatable, Sendable {
  var areas: UInt8
  /// By area: bucket, slot or level.
  var accounts: UInt64 = 0
  var arts: Int64 = 0
  var language: Int64 = 0
  /// Amount, whether it may serve area G, and places where they matter.
  var content: UInt32

  /// An order that puts equal kinds side by side.
  func precedes(_ other: UnitKind) -> Bool {
    (areas, accounts, arts, language, content)
      < (other.areas, other.accounts, other.arts, other.language, other.content)
  }
}
