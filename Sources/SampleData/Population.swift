/// One invented student: what `students.csv` says, and the hidden traits that marks come from.
struct Student {
  let id: String
  let ssid: String
  let name: Names.Person
  let birthDate: String
  let gender: String
  let race: Int
  let englishStatus: String
  let lowIncome: String
  let disability: String
  let homeless: String
  let foster: String
  let migrant: String
  let localGroups: [String]
  /// Index of the school of enrollment, and of the school of grades 9 and 10 where that was another.
  let school: Int
  let earlierSchool: Int?
  /// How many of the first grade levels were spent at `earlierSchool`.
  let earlierYears: Int
  let gradeLevel: Int
  let entryYear: Int
  let enrollment: String
  let counselor: String
  /// Thousandths of a standard deviation.
  let achievement: Int
  let engagement: Int
  let planted: PlantedTrait

  var isLearner: Bool { englishStatus == "EL" }
  var isNewcomer: Bool { localGroups.contains("Newcomer") }
  var hasLeft: Bool { enrollment == "left" || enrollment == "dropped_out" }
}

/// Draws students with the shares of their school's groups.
struct Population {
  static let races = [
    "african_american", "american_indian", "asian", "filipino", "hispanic", "pacific_islander", "white", "two_or_more",
    "not_reported",
  ]
  private static let raceEffect = [-420, -260, 470, 360, -70, -200, 190, 120, 0]

  let students: Int
  let seed: UInt64
  let inequity: SampleInequity?
  private let schools: [Institution]
  private let homes: [Int]
  private let shares: [Int]

  init(students: Int, seed: UInt64, inequity: SampleInequity? = nil) {
    (self.students, self.seed, self.inequity) = (students, seed, inequity)
    schools = inequity?.institutions ?? Institutions.all
    homes = inequity == nil ? Institutions.homes : schools.indices.filter { [schools] in schools[$0].share > 0 }
    shares = homes.map { [schools] in schools[$0].share }
  }

  func student(_ number: Int, random: inout RandomSource) -> Student {
    let home = homes[random.weighted(shares)]
    let cohort = inequity == nil ? random.below(5) : 2 + random.below(2)
    let gradeLevel = min(12, 9 + cohort)
    let entryYear = 2026 - cohort
    let (school, earlier, earlierYears) = inequity == nil ? way(home, gradeLevel, random: &random) : (home, nil, 0)

    let profile = schools[school]
    let race = random.weighted(profile.races)
    let gender = random.chance(4) ? "X" : random.chance(488) ? "F" : "M"
    let name = Names.make(style(race, random: &random), gender: gender, from: &random)
    let poor = random.chance(inequity == nil ? lowIncomeShare(profile.lowIncome, race: race) : profile.lowIncome)
    let english = englishStatus(profile, race: race, poor: poor && inequity == nil, random: &random)
    let disabled = random.chance(english == "EL" ? 170 : 115)
    let homeless = random.chance(poor ? 38 : 4)
    let foster = random.chance(poor ? 9 : 2)
    let migrant = random.chance(race == 4 && poor ? 28 : 1)
    var groups: [String] = []
    if english == "EL", random.chance(130) { groups.append("Newcomer") }
    var achievement = profile.effect + Population.raceEffect[race] + random.normal(800)
    var engagement = profile.effect / 2 + random.normal(700)
    let planted = inequity?.trait(school: school, lowIncome: poor, random: &random) ?? PlantedTrait()
    if inequity != nil {
      (achievement, engagement) = (300 + random.normal(800), random.normal(700))
    } else {
      achievement -= (poor ? 130 : 0) + (english == "EL" ? 620 : 0) + (disabled ? 850 : 0)
      engagement -= (poor ? 110 : 0) + (homeless ? 520 : 0) + (foster ? 1150 : 0) + (disabled ? 150 : 0)
      engagement += gender == "F" ? 170 : gender == "M" ? -150 : 0
      if english == "RFEP" { achievement += 150 }
    }
    if race == 2 { groups += localHeritage(profile, random: &random) }
    if achievement > -700, achievement < 600, random.chance(140) {
      groups.append("AVID")
      engagement += 250
    }
    if profile.kind == .continuation { engagement -= 500 }
    if earlier != nil { engagement -= 120 }

    let isGraduateClass = cohort == 4
    let enrollment = outcome(isGraduateClass, gradeLevel, engagement: engagement, random: &random)
    let left = enrollment == "dropped_out" || enrollment == "left"
    if left { engagement -= 700 }
    let unknown = random.chance(12)
    return Student(
      id: studentID(number, district: profile.district), ssid: "99" + padded(number + 10_000_000, 8), name: name,
      birthDate: birthDate(entryYear, random: &random), gender: gender, race: race, englishStatus: english,
      lowIncome: unknown ? "" : flag(poor), disability: flag(disabled),
      homeless: random.chance(15) ? "" : flag(homeless),
      foster: flag(foster), migrant: random.chance(20) ? "" : flag(migrant), localGroups: groups, school: school,
      earlierSchool: earlier, earlierYears: earlierYears, gradeLevel: gradeLevel, entryYear: entryYear,
      enrollment: enrollment,
      counselor: left && isGraduateClass
        ? "" : Staff.counselorID(school, random.below(Staff.counselors(school, students: students))),
      achievement: achievement, engagement: engagement, planted: planted)
  }

  /// The school now, the one before it, and how many years were spent there.
  private func way(
    _ home: Int, _ gradeLevel: Int, random: inout RandomSource
  ) -> (school: Int, earlier: Int?, years: Int) {
    if gradeLevel >= 11, Institutions.all[home].effect < 500, random.chance(35), let small = Institutions.continuation,
      Institutions.all[home].district == Institutions.all[small].district
    {
      return (small, home, 2)
    }
    guard gradeLevel >= 10, random.chance(60) else { return (home, nil, 0) }
    let earlier = random.chance(500) ? Institutions.outsideHigh : random.pick(Institutions.homes, or: home)
    return (home, earlier, 1 + random.below(min(2, gradeLevel - 9)))
  }

  private func studentID(_ number: Int, district: Int?) -> String {
    (district == 1 ? "02" : "10") + padded(number + 1, 6)
  }

  private func lowIncomeShare(_ school: Int, race: Int) -> Int {
    switch race {
    case 6, 3: school * 55 / 100
    case 0, 4, 5: min(970, school * 108 / 100)
    default: school * 9 / 10
    }
  }

  private func englishStatus(_ school: Institution, race: Int, poor: Bool, random: inout RandomSource) -> String {
    let multilingual = race == 2 || race == 3 || race == 4
    let learners = multilingual ? school.englishLearners * (poor ? 115 : 60) / 100 : school.englishLearners / 12
    let draw = random.below(1000)
    if draw < learners { return "EL" }
    if draw < learners + (multilingual ? 300 : 25) { return "RFEP" }
    if draw < learners + (multilingual ? 370 : 45) { return "IFEP" }
    return random.chance(3) ? "TBD" : "EO"
  }

  private func localHeritage(_ school: Institution, random: inout RandomSource) -> [String] {
    guard random.chance(600) else { return [] }
    return [school.district == 1 ? "Cambodian" : "Hmong"]
  }

  private func outcome(_ isGraduateClass: Bool, _ gradeLevel: Int, engagement: Int, random: inout RandomSource)
    -> String
  {
    let risk = engagement < -900 ? 4 : engagement < -200 ? 2 : 1
    if isGraduateClass {
      let draw = random.below(1000)
      return draw < 40 * risk ? "dropped_out" : draw < 58 * risk ? "left" : "graduated"
    }
    let draw = random.below(1000)
    return draw < (gradeLevel - 9) * 3 * risk ? "dropped_out" : draw < 18 * risk ? "left" : "enrolled"
  }

  private func birthDate(_ entryYear: Int, random: inout RandomSource) -> String {
    let month = 1 + random.below(12)
    let day = 1 + random.below(28)
    let year = entryYear - (month >= 9 ? 15 : 14) - (random.chance(30) ? 1 : 0)
    return "\(year)-\(padded(month, 2))-\(padded(day, 2))"
  }

  private func style(_ race: Int, random: inout RandomSource) -> Names.Style {
    switch race {
    case 0: .african
    case 2: random.chance(500) ? .hmong : .khmer
    case 3: .filipino
    case 4: random.chance(930) ? .spanish : .english
    case 5: .pacific
    case 6: random.chance(180) ? .armenian : .english
    default: random.chance(400) ? .spanish : .english
    }
  }

  private func flag(_ value: Bool) -> String { value ? "Y" : "N" }
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
