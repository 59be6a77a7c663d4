/// What one student takes, year by year: state that carries over from one year to the next.
struct CoursePlan {
  /// Two terms of a class period: one course all year, or two semester courses.
  struct Slot {
    let first: Course
    var second: Course?
  }

  let student: Student
  /// 0 to 2 = the three foundation courses, 3 = beyond them, 4 = calculus.
  private(set) var mathLevel = 0
  private var language: [Course] = []
  private var languageLevel = 0
  private var leftLanguage = false
  private var artsDone = false
  private var favouriteArt: Course?
  private var taken: Set<Course> = []

  init(student: Student) { self.student = student }

  private var drive: Int { student.achievement + student.engagement / 2 }

  mutating func passedMiddleMath() { mathLevel = 1 }

  mutating func startedLanguageEarly(_ course: Course) {
    language = [.spanish1, .spanish2, .spanish3, .spanishAP]
    languageLevel = 1
    taken.insert(course)
  }

  /// The year's slots at a school, most needed first.
  mutating func year(_ grade: Int, at school: Int, _ catalogue: Catalogue, random: inout RandomSource) -> [Slot] {
    var slots: [Slot] = []
    func add(_ course: Course?, then second: Course? = nil) {
      guard let course, catalogue.offers(school, course), second.map({ catalogue.offers(school, $0) }) ?? true,
        !slots.contains(where: { $0.first == course || $0.second == course })
      else { return }
      slots.append(Slot(first: course, second: second))
    }
    add(english(grade, random: &random))
    add(mathematics(grade, at: school, catalogue, random: &random))
    addHistory(grade, add, random: &random)
    add(science(grade, at: school, catalogue, random: &random))
    add(languageCourse(grade, at: school, catalogue, random: &random))
    let arts = art(grade, random: &random)
    add(arts, then: arts == .digitalArt ? .ceramics : nil)
    if grade == 9 { add(.physical9) }
    if grade == 10 { add(random.chance(250) ? .athletics : .physical10) }
    if grade == 9, random.chance(550) { add(.health, then: random.chance(500) ? .lifeSkills : .ceramics) }
    if student.isLearner, !student.isNewcomer, random.chance(450) { add(.readingSupport) }
    if student.localGroups.contains("AVID") { add(.seminar) }
    let periods = catalogue.schools[school].periods
    var tries = 0
    while slots.count < periods, tries < 40 {
      tries += 1
      add(elective(grade, random: &random))
    }
    if slots.count > periods { slots.removeLast(slots.count - periods) }
    for slot in slots { taken.insert(slot.first) }
    return slots
  }

  /// Takes in how the year went, so that the next can be chosen.
  mutating func finished(_ slot: Slot, marks: [Int]) {
    let failed = marks.allSatisfy { $0 == Record.fail || $0 >= Record.withdrawn }
    if slot.first == .statistics || slot.first == .dataScience { return }
    if CourseTable[slot.first].areas == "C" { mathLevel += failed ? 0 : 1 }
    if language.indices.contains(languageLevel), slot.first == language[languageLevel] {
      languageLevel += failed ? 0 : 1
      if failed, drive < 0 { leftLanguage = true }
    }
    if CourseTable[slot.first].areas == "F" { artsDone = artsDone || !failed }
  }

  private func english(_ grade: Int, random: inout RandomSource) -> Course {
    if student.isNewcomer, grade <= 11 { return [Course.eld1, .eld3, .eld4][grade - 9] }
    if student.disability == "Y", student.achievement < -1300 { return .englishEssentials }
    let strong = drive + random.normal(350) > 1000
    switch grade {
    case 9: return strong ? .english9Honors : .english9
    case 10: return strong ? .english10Honors : .english10
    case 11: return strong ? .languageAP : .english11
    default: return strong ? .literatureAP : .english12
    }
  }

  private mutating func mathematics(
    _ grade: Int, at school: Int, _ catalogue: Catalogue, random: inout RandomSource
  ) -> Course? {
    if student.disability == "Y", student.achievement < -1300 { return grade <= 10 ? .mathEssentials : .financialMath }
    let stays = [995, 985, mathLevel < 3 ? 915 : 720, mathLevel < 3 ? 640 : 520][grade - 9]
    guard random.chance(stays + min(60, drive / 20)) else { return nil }
    let profile = catalogue.schools[school]
    if mathLevel == 2, student.planted.isHeldBack { return nil }
    if mathLevel == 2, grade >= 11, drive < 0, random.chance(130) {
      return random.chance(400) ? .financialMath : random.chance(500) ? .statistics : .dataScience
    }
    switch mathLevel {
    case 0: return profile.integratedMath ? .mathematics1 : profile.splitAlgebra ? .algebra1A : .algebra1
    case 1: return profile.integratedMath ? .mathematics2 : .geometry
    case 2: return profile.integratedMath ? .mathematics3 : .algebra2
    case 3: return drive > 150 ? .precalculus : random.chance(600) ? .statistics : .dataScience
    case 4:
      if drive > 1300, catalogue.offers(school, .calculusBC) { return .calculusBC }
      return drive > 800 ? .calculusAB : drive > 500 ? .statisticsAP : .statistics
    default: return drive > 500 ? .statisticsAP : .statistics
    }
  }

  private func addHistory(_ grade: Int, _ add: (Course?, Course?) -> Void, random: inout RandomSource) {
    let strong = drive + random.normal(350) > 1050
    switch grade {
    case 9:
      if strong { add(.humanGeographyAP, nil) } else if random.chance(330) { add(.ethnicStudies, nil) }
    case 10: add(strong ? .worldAP : .world, nil)
    case 11: add(strong ? .usHistoryAP : .usHistory, nil)
    default: strong ? add(.governmentAP, .macroeconomicsAP) : add(.government, .economics)
    }
  }

  private func science(_ grade: Int, at school: Int, _ catalogue: Catalogue, random: inout RandomSource) -> Course? {
    let noisy = drive + random.normal(300)
    switch grade {
    case 9: return random.chance(noisy < -500 ? 350 : 60) ? .earth : .biology
    case 10:
      if !taken.contains(.biology) { return .biology }
      return !catalogue.offers(school, .chemistry) ? .physics : noisy < -650 ? .earth : .chemistry
    case 11:
      guard random.chance(noisy > 0 ? 850 : 480) else { return nil }
      if noisy > 1250 { return random.chance(500) ? .chemistryAP : .biologyAP }
      return noisy > 300
        ? .physics : random.chance(300) ? .forensics : random.chance(750) || drive < 300 ? .anatomy : .environmentalAP
    default:
      guard random.chance(noisy > 0 ? 550 : 180) else { return nil }
      return noisy > 1250 ? .physicsAP : noisy > 850 ? .environmentalAP : random.chance(400) ? .forensics : .anatomy
    }
  }

  private mutating func languageCourse(
    _ grade: Int, at school: Int, _ catalogue: Catalogue, random: inout RandomSource
  ) -> Course? {
    if leftLanguage { return nil }
    if language.isEmpty {
      guard random.chance([560, 540, 330, 120][grade - 9] + min(250, max(-250, drive / 5))) else { return nil }
      language = track(at: school, catalogue, random: &random)
    }
    guard language.indices.contains(languageLevel) else { return nil }
    let next = [0, 930, drive > 200 ? 620 : 250, drive > 600 ? 500 : 120][min(3, languageLevel)]
    if languageLevel > 0, !random.chance(next + min(40, drive / 25)) { leftLanguage = true }
    return leftLanguage ? nil : language[languageLevel]
  }

  private func track(at school: Int, _ catalogue: Catalogue, random: inout RandomSource) -> [Course] {
    let heritage: [Course] =
      student.localGroups.contains("Hmong")
      ? [.hmong1, .hmong2, .hmong3] : student.localGroups.contains("Cambodian") ? [.khmer1, .khmer2] : []
    if let first = heritage.first, catalogue.offers(school, first), random.chance(450) { return heritage }
    if student.race == 4, student.englishStatus != "EO", random.chance(380) {
      return [.spanishSpeakers1, .spanishSpeakers2, .spanishAP]
    }
    let draw = random.below(100)
    if draw < 14 { return [.french1, .french2, .french3] }
    return draw < 30 ? [.sign1, .sign2, .sign3] : [.spanish1, .spanish2, .spanish3, .spanishAP]
  }

  private mutating func art(_ grade: Int, random: inout RandomSource) -> Course? {
    if let favouriteArt, random.chance(550) { return favouriteArt }
    guard random.chance(artsDone ? 120 : [480, 560, 680, 960][grade - 9]) else { return nil }
    let choices: [Course] = [.art1, .art1, .art1, .band, .choir, .theater1, .dance1, .digitalArt]
    let choice = random.pick(choices, or: .art1)
    if choice == .band || choice == .choir { favouriteArt = choice }
    if choice == .art1, taken.contains(.art1) { return taken.contains(.art2) ? .drawingAP : .art2 }
    if choice == .theater1, taken.contains(.theater1) { return .theater2 }
    return choice
  }

  private func elective(_ grade: Int, random: inout RandomSource) -> Course? {
    let listed: [Course] = [
      .psychology, .journalism, .speech, .media, .medicalCareers, .computerScience, .engineering,
      .computerPrinciplesAP, .sociology, .psychologyAP,
    ]
    let other: [Course] = [
      .automotive, .culinary, .athletics, .studySkills, .leadership, .mathSupport, .workExperience,
      .aide,
    ]
    let choice = random.chance(drive > 0 ? 600 : 330) ? random.pick(listed, or: .media) : random.pick(other, or: .media)
    if taken.contains(choice), CourseTable[choice].areas != "" { return nil }
    if CourseTable[choice].honors == "AP", drive < 1000 { return nil }
    let seniorOnly: Set<Course> = [.aide, .workExperience, .psychology, .psychologyAP, .sociology]
    return grade < 11 && seniorOnly.contains(choice) ? nil : choice
  }
}
