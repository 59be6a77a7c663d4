import Night
import PolicyFiles
import Reports
import Rules
import Store

/// Makes the parts "On track" and "Plan" of one student's page from stored verdicts and course lists.
struct CounselBuilder {
  private let offers: OfferCatalogue
  private let schools: [Store.SchoolRow]
  private let exams: [(program: ExamProgram, subject: String, name: String)]
  private let asOf: CalendarDay
  private var counselor: Counselor

  /// What every school offers, and the student's transcript with its courses numbered likewise.
  typealias Everywhere = () throws -> (offers: OfferCatalogue, transcript: Transcript)

  /// Schools that are named at most for an area that no course on offer meets.
  private static let schoolsMost = 3

  init(
    offers: OfferCatalogue, schools: [Store.SchoolRow], table: PaceTable, asOf: CalendarDay, scale: CreditScale
  ) throws {
    (self.offers, self.schools, self.asOf) = (offers, schools, asOf)
    let given = try Policies.shared().exams.filter { $0.program == .ap && $0.isGiven(in: asOf.schoolYear) }
    exams = given.compactMap { entry in
      entry.subjects.first.map { (entry.program, $0, entry.name) }
    }
    counselor = Counselor(table: table, scale: scale)
  }

  /// The question for some standings of a student; nil for students who are not planned for.
  func question(
    _ student: StoredStudent, transcript: Transcript, standings: [Counselor.Standing]
  ) -> Counselor.Question? {
    let profile = student.profile
    guard profile.enrollment == "enrolled", (9...12).contains(profile.gradeLevel),
      let graduationYear = profile.graduationYear
    else { return nil }
    return Counselor.Question(
      transcript: transcript, standings: standings, asOf: asOf, gradeLevel: Int(profile.gradeLevel),
      graduationYear: Int(graduationYear))
  }

  /// The answers, with names.
  ///
  /// - Parameters:
  ///   - isWhole: Substitutes and other ways too; they take longer.
  ///   - everywhere: Asked only where another school could help.
  mutating func report(
    _ question: Counselor.Question, school: String, isWhole: Bool = true, everywhere: Everywhere
  ) throws -> CounselReport {
    // UC first, as the page has it.
    var question = question
    question.standings.sort { $0.policy.system > $1.policy.system }
    let own = offers.offers(at: school)
    let advice = counselor.advice(question, offers: own)
    let systems = question.standings.map(\.policy.system)
    var plans: [PlanReport] = []
    switch advice.together {
    case .nothingToPlan: break
    case .plan: plans = [try plan(advice.together, systems, question, own, school, isWhole, everywhere)]
    case .none, .undecided:
      for (system, answer) in zip(systems, advice.onTrack) where answer.outcome != .nothingToPlan {
        plans.append(try plan(answer.outcome, [system], question, own, school, isWhole, everywhere))
      }
    }
    return CounselReport(
      paceName: counselor.table.name, systems: systems, onTrack: advice.onTrack, lastStarts: advice.lastStarts,
      plans: plans, canStart: counselor.canStart(question))
  }

  private mutating func plan(
    _ outcome: PlanOutcome, _ systems: [System], _ question: Counselor.Question, _ own: SchoolOffers, _ school: String,
    _ isWhole: Bool, _ everywhere: Everywhere
  ) throws -> PlanReport {
    let policies = question.standings.map(\.policy).filter { systems.contains($0.system) }
    switch outcome {
    case .plan(let found):
      let substitutes =
        isWhole ? counselor.substitutes(found, question, policies: policies, offers: own) : [:]
      return PlanReport(
        systems: systems, outcome: outcome,
        courses: found.courses.map { planned in
          let course = offers.course(planned.offer)
          return PlanReport.Course(
            planned: planned, title: course?.title ?? "", courseID: course?.courseID ?? "",
            schoolID: course?.schoolID ?? "", school: course?.schoolID == school ? "" : name(course?.schoolID ?? ""),
            instead: titles(substitutes[planned.offer] ?? [], besides: course?.title))
        })
    case .none(let areas):
      return PlanReport(
        systems: systems, outcome: outcome,
        ways: isWhole ? try ways(areas, question, policies, own, school, everywhere) : [],
        shortage: areas.isEmpty ? counselor.shortage(question, policies: policies, offers: own) : nil)
    case .undecided:
      return PlanReport(
        systems: systems, outcome: outcome,
        shortage: counselor.shortage(question, policies: policies, offers: own))
    case .nothingToPlan: return PlanReport(systems: systems, outcome: outcome)
    }
  }

  /// What would meet an area that no course on offer meets; each exam and school is proved by a verdict.
  private mutating func ways(
    _ areas: SubjectAreas, _ question: Counselor.Question, _ policies: [Policy], _ own: SchoolOffers, _ school: String,
    _ everywhere: Everywhere
  ) throws -> [PlanReport.Way] {
    if areas.isEmpty { return [] }
    var ways: [PlanReport.Way] = []
    var helping: [(name: String, areas: SubjectAreas)] = []
    // AP exams are given in the first half of May.
    let areAhead = (asOf.year, asOf.month, asOf.day) <= (question.graduationYear, 5, 15)
    for exam in areAhead ? exams : [] {
      let result = ExamResult(
        sequence: 30_000, program: exam.program, subject: exam.subject, year: asOf.schoolYear, score: 300)
      let left = counselor.unreachable(question, policies: policies, offers: own, exam: result)
      helping.append(("AP \(exam.name), 3 or better", areas.subtracting(left)))
    }
    let others = try schoolsHelping(areas, question, policies, school, everywhere)
    for area in areas.areas {
      let exams = helping.filter { $0.areas.has(area) }.map(\.name)
      if !exams.isEmpty { ways.append(PlanReport.Way(area: area, kind: .exam, names: exams)) }
      let schools = others.filter { $0.areas.has(area) }.map(\.name).prefix(CounselBuilder.schoolsMost)
      if !schools.isEmpty { ways.append(PlanReport.Way(area: area, kind: .school, names: Array(schools))) }
      if area == .e { ways.append(PlanReport.Way(area: area, kind: .waiver)) }
    }
    return ways
  }

  /// The first schools of the district, and online ones, whose courses would meet areas beside the own school's.
  private mutating func schoolsHelping(
    _ areas: SubjectAreas, _ question: Counselor.Question, _ policies: [Policy], _ school: String,
    _ everywhere: Everywhere
  ) throws -> [(name: String, areas: SubjectAreas)] {
    // Where nothing can be started any more, no course of any school helps.
    guard counselor.canStart(question) else { return [] }
    let all = try everywhere()
    var question = question
    question.transcript = all.transcript
    let district = schools.first { $0.schoolID == school }?.districtID
    var others: [(name: String, areas: SubjectAreas)] = []
    for other in schools.sorted(by: { $0.schoolID < $1.schoolID })
    where other.schoolID != school
      && (other.kind == "online" || (["high", "continuation"].contains(other.kind) && other.districtID == district))
    {
      let both = all.offers.offers(at: school, and: [other.schoolID])
      let left = counselor.unreachable(question, policies: policies, offers: both)
      others.append((other.name, areas.subtracting(left)))
      let isEnough = areas.areas.allSatisfy { area in
        others.count { $0.areas.has(area) } >= CounselBuilder.schoolsMost
      }
      if isEnough { break }
    }
    return others
  }

  /// Each title once: two codes may be one course.
  private func titles(_ numbers: [Int32], besides own: String?) -> [String] {
    var titles: [String] = []
    for title in numbers.compactMap({ offers.course($0)?.title }) where title != own && !titles.contains(title) {
      titles.append(title)
    }
    return titles
  }

  private func name(_ school: String) -> String { schools.first { $0.schoolID == school }?.name ?? school }
}
