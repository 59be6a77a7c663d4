import Rules

/// The shortest plan by trying everything: every set of semesters on offer, in every term. Written from the settings'
/// and the plan's description and not from the planner.
struct PlanJudge {
  struct Answer: Equatable {
    var semesters: Int
    var college: Int
    var summer: Int

    init(semesters: Int, college: Int, summer: Int) {
      (self.semesters, self.college, self.summer) = (semesters, college, summer)
    }

    /// What a plan of the planner comes to; here a college course in summer counts as both.
    init(_ plan: RepairPlan) {
      (semesters, college) = (plan.semesters, plan.collegeCourses)
      summer = plan.courses.count { $0.term.term == .summer }
    }
  }

  private struct Piece {
    var offer: CourseOffer
    var part: UInt8
    var worth: Int
  }

  private let trial: PlanTrial
  private let terms: [PlanTerm]
  private var pieces: [Piece] = []

  init?(_ trial: PlanTrial) {
    guard let asOf = trial.asOf else { return nil }
    self.trial = trial
    terms = trial.settings.remainingTerms(
      asOf: asOf, gradeLevel: trial.gradeLevel, graduationYear: PlanTrial.graduationYear)
    for offer in trial.offers {
      if offer.venue == .college {
        pieces.append(Piece(offer: offer, part: 0, worth: offer.course.discipline == .civics ? 1 : 2))
      } else if offer.course.length == .semester {
        pieces.append(Piece(offer: offer, part: 0, worth: 1))
      } else {
        pieces += [Piece(offer: offer, part: 1, worth: 1), Piece(offer: offer, part: 2, worth: 1)]
      }
    }
    pieces = pieces.filter { !has($0, passed: true) }
  }

  /// nil where nothing on offer completes the patterns.
  func answer() -> Answer? {
    var best: Answer?
    let sets = (1..<max(2, 1 << pieces.count)).map { bits in
      pieces.indices.filter { bits & (1 << $0) != 0 }
    }
    let weighed = sets.map { ($0, $0.reduce(0) { $0 + pieces[$1].worth }) }.sorted { $0.1 < $1.1 }
    for (set, worth) in weighed {
      if let best, worth > best.semesters { break }
      guard let (college, summer) = leastDisturbance(set), completes(set) else { continue }
      let found = Answer(semesters: worth, college: college, summer: summer)
      if best.map({ (found.college, found.summer) < ($0.college, $0.summer) }) ?? true { best = found }
    }
    return best
  }

  private func completes(_ set: [Int]) -> Bool {
    var transcript = trial.transcript
    for place in set {
      let piece = pieces[place]
      transcript.records.append(
        TranscriptRecord(
          sequence: Int32(transcript.records.count + 1), year: SchoolYear(fall: 2026),
          term: piece.part == 2 ? .s2 : .s1, gradeLevel: 12, mark: .c, part: piece.part,
          isCollege: piece.offer.venue == .college, listing: .listed(piece.offer.course)))
    }
    guard let end = CalendarDay(year: 2027, month: 6, day: 30) else { return false }
    var evaluator = Evaluator()
    return trial.policies.allSatisfy { evaluator.evaluate(transcript, under: $0, asOf: end).overall == .met }
  }

  /// College and summer courses of the least disturbing way to place a set.
  private func leastDisturbance(_ set: [Int]) -> (college: Int, summer: Int)? {
    var best: (Int, Int)?
    var places: [Int] = []
    func go() {
      if places.count == set.count {
        guard isPossible(set, places) else { return }
        let found = disturbance(set, places)
        if best.map({ found < $0 }) ?? true { best = found }
        return
      }
      let piece = pieces[set[places.count]]
      for (index, term) in terms.enumerated() where mayLie(piece, in: term) {
        places.append(index)
        go()
        places.removeLast()
      }
    }
    go()
    return best
  }

  private func mayLie(_ piece: Piece, in term: PlanTerm) -> Bool {
    if trial.transcript.records.allSatisfy({ $0.listed?.sameCourse != piece.offer.course.sameCourse }),
      term.gradeLevel < piece.offer.lowestGrade
    {
      return false
    }
    if piece.offer.venue == .college { return term.gradeLevel >= trial.settings.collegeFromGrade }
    switch term.term {
    case .s1: return piece.part != 2
    case .s2: return piece.part != 1
    default: return true
    }
  }

  private func disturbance(_ set: [Int], _ places: [Int]) -> (Int, Int) {
    var (college, summer) = (0, 0)
    for (piece, place) in zip(set, places) {
      if pieces[piece].offer.venue == .college { college += 1 }
      if terms[place].term == .summer { summer += 1 }
    }
    return (college, summer)
  }

  private func isPossible(_ set: [Int], _ places: [Int]) -> Bool {
    for (index, term) in terms.enumerated() {
      let here = zip(set, places).filter { $0.1 == index }.map { pieces[$0.0] }
      let college = here.count { $0.offer.venue == .college }
      let most = term.term == .summer ? trial.settings.summerMost : trial.settings.regularMost
      if here.count - college > most || college > trial.settings.collegeMost { return false }
    }
    for year in Set(terms.map(\.year)) {
      let english = zip(set, places).filter { terms[$0.1].year == year && pieces[$0.0].offer.course.areas.has(.b) }
      if english.reduce(0, { $0 + pieces[$1.0].worth }) > trial.settings.englishMost { return false }
    }
    for (position, place) in zip(set.indices, places) {
      let piece = pieces[set[position]]
      if piece.part == 2, !has(Piece(offer: piece.offer, part: 1, worth: 1), passed: false) {
        let isBehind = zip(set, places).contains { other, otherPlace in
          pieces[other].offer.number == piece.offer.number && pieces[other].part == 1
            && (otherPlace < place || (otherPlace == place && terms[place].term == .summer))
        }
        if !isBehind { return false }
      }
      let isNew = trial.transcript.records.allSatisfy { $0.listed?.sameCourse != piece.offer.course.sameCourse }
      for need in isNew ? needs(piece.offer) : [] where !isBehind(need, before: place, set, places) { return false }
    }
    return true
  }

  private enum Need {
    case course(Int32)
    case level(SubjectArea, NameKey, Int)
    case discipline(Discipline)
  }

  /// Courses that must come before; inside mathematics and a language, the level, or at the same level the discipline. The lowest
  /// course of a language at colleges asks for nothing.
  private func needs(_ offer: CourseOffer) -> [Need] {
    let own = PlanJudge.level(offer.course)
    var needs: [Need] = []
    var level: Int?
    for number in offer.prerequisites {
      // A course that is not on offer is not asked for.
      guard let other = trial.offers.first(where: { $0.course.sameCourse == number })?.course else { continue }
      if let own, let before = PlanJudge.level(other), before.area == own.area, before.language == own.language {
        level = max(level ?? 0, min(before.level, own.level - 1))
        if before.level >= own.level && other.discipline != offer.course.discipline {
          needs.append(.discipline(other.discipline))
        }
      } else {
        needs.append(.course(number))
      }
    }
    let beginsAtCollege =
      offer.venue == .college && level == nil && own?.area == .e
      && trial.offers.allSatisfy {
        guard $0.venue == .college, let other = PlanJudge.level($0.course), let own else { return true }
        return other.area != .e || other.language != own.language || other.level >= own.level
      }
    if let own, own.level > 1, !beginsAtCollege, (level ?? own.level - 1) > 0 {
      needs.append(.level(own.area, own.language, level ?? own.level - 1))
    }
    return needs
  }

  private func isBehind(_ need: Need, before place: Int, _ set: [Int], _ places: [Int]) -> Bool {
    func meets(_ course: ListedCourse) -> Bool {
      switch need {
      case .course(let number): return course.sameCourse == number
      case .discipline(let discipline): return course.discipline == discipline
      case .level(let area, let language, let level):
        guard let own = PlanJudge.level(course) else { return false }
        // Statistics leads no further than geometry.
        let reached = course.discipline == .statistics ? 2 : own.level
        return own.area == area && own.language == language && reached >= level
      }
    }
    let known = trial.transcript.records.contains { record in
      guard let course = record.listed, let mark = record.mark, mark != .f else { return false }
      return meets(course) && (record.term == .s2 || course.length == .semester)
    }
    return known
      || zip(set, places).contains { other, otherPlace in
        pieces[other].part != 1 && otherPlace < place && meets(pieces[other].offer.course)
      }
  }

  private func has(_ piece: Piece, passed: Bool) -> Bool {
    trial.transcript.records.contains { record in
      guard let course = record.listed, let mark = record.mark,
        course.sameCourse == piece.offer.course.sameCourse
      else { return false }
      let isPart = piece.part == 0 || course.length == .semester || (record.term == .s1) == (piece.part == 1)
      return isPart && (!passed || ![.d, .f].contains(mark))
    }
  }

  private static func level(_ course: ListedCourse) -> (area: SubjectArea, language: NameKey, level: Int)? {
    switch course.discipline {
    case .algebra1: (.c, .none, 1)
    case .geometry: (.c, .none, 2)
    case .algebra2: (.c, .none, 3)
    case .preCalculus, .statistics: (.c, .none, 4)
    case .languageLevel1: (.e, course.language, 1)
    case .languageLevel2: (.e, course.language, 2)
    case .languageLevel3: (.e, course.language, 3)
    default: nil
    }
  }
}
