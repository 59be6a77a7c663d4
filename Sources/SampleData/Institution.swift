/// A place where courses are taken: what it offers, how its students differ, how it runs its day.
struct Institution {
  enum Kind: String {
    case high, continuation, middle, online
    case college = "community_college"
  }

  let id: String
  let name: String
  let kind: Kind
  /// Index into `Institutions.districts`; nil outside the sample's two districts.
  var district: Int?
  var ceebCode = ""
  /// Its share of all students, in thousandths.
  var share = 0
  /// Added to each student's achievement and engagement, in thousandths of a standard deviation.
  var effect = 0
  /// Classes in a student's day besides advisory.
  var periods = 7
  var integratedMath = false
  /// Algebra I stands on transcripts as two codes.
  var splitAlgebra = false
  /// Shares in thousandths of the race and ethnicity codes, in the order of `Population.races`.
  var races: [Int] = []
  var lowIncome = 500
  var englishLearners = 150
  var missing: Set<Course> = []

  /// The home of students: a school with a catalogue of its own for grades 9 to 12.
  var isHome: Bool { kind == .high || kind == .continuation }
}

struct District {
  let id: String
  let name: String
}

/// The invented institutions of the sample. Codes beginning with 99 belong to no California county.
enum Institutions {
  static let districts = [
    District(id: "9910001", name: "Almendra Valley Unified"),
    District(id: "9920002", name: "Bahia Clara Unified"),
  ]

  static let all: [Institution] = first + second + others

  /// A continuation school has few rooms: no languages, no laboratory beyond biology, no Advanced Placement.
  private static let smallCatalogue = Set(
    Course.allCases.filter { course in
      let description = CourseTable[course]
      return description.honors == "AP" || description.areas == "E"
        || [
          .chemistry, .physics, .anatomy, .forensics, .precalculus, .band, .choir, .theater1, .theater2, .dance1,
          .engineering, .computerScience, .journalism, .speech, .seminar,
        ].contains(course)
    })

  private static let first: [Institution] = [
    .init(
      id: "99100010100011", name: "Millrace High", kind: .high, district: 0, ceebCode: "990011", share: 110,
      effect: -190, periods: 8, races: [110, 8, 70, 10, 720, 5, 40, 22, 15], lowIncome: 930, englishLearners: 260,
      missing: [.khmer1, .khmer2, .calculusBC, .physicsAP]),
    .init(
      id: "99100010100012", name: "Kestrel Park High", kind: .high, district: 0, ceebCode: "990012", share: 115,
      effect: -80, splitAlgebra: true, races: [90, 10, 150, 12, 640, 6, 55, 25, 12], lowIncome: 880,
      englishLearners: 220, missing: [.khmer1, .khmer2, .calculusBC]),
    .init(
      id: "99100010100013", name: "Juniper Flat High", kind: .high, district: 0, ceebCode: "990013", share: 105,
      effect: 120, periods: 8, races: [70, 9, 110, 15, 560, 5, 180, 40, 11], lowIncome: 740, englishLearners: 150,
      missing: [.khmer1, .khmer2]),
    .init(
      id: "99100010100014", name: "Orchard Road High", kind: .high, district: 0, ceebCode: "990014", share: 90,
      effect: 260, integratedMath: true, races: [60, 8, 170, 20, 480, 4, 210, 40, 8], lowIncome: 660,
      englishLearners: 120, missing: [.khmer1, .khmer2]),
    .init(
      id: "99100010100015", name: "Aster University Preparatory", kind: .high, district: 0, ceebCode: "990015",
      share: 22, effect: 2000, periods: 8, races: [50, 5, 260, 45, 380, 3, 200, 50, 7], lowIncome: 480,
      englishLearners: 30, missing: [.khmer1, .khmer2, .automotive]),
    .init(
      id: "99100010100016", name: "Second Bridge Continuation", kind: .continuation, district: 0,
      ceebCode: "990016", effect: -500, periods: 6, races: [120, 12, 60, 5, 720, 5, 48, 20, 10], lowIncome: 950,
      englishLearners: 250, missing: smallCatalogue),
  ]

  private static let second: [Institution] = [
    .init(
      id: "99200020200021", name: "Harbor Lantern High", kind: .high, district: 1, ceebCode: "990021", share: 130,
      effect: -170, races: [160, 3, 90, 20, 610, 25, 50, 30, 12], lowIncome: 830, englishLearners: 220,
      missing: [.hmong1, .hmong2, .hmong3, .calculusBC]),
    .init(
      id: "99200020200022", name: "Pelican Terrace High", kind: .high, district: 1, ceebCode: "990022", share: 130,
      effect: 60, periods: 8, races: [150, 3, 110, 40, 540, 15, 90, 40, 12], lowIncome: 680, englishLearners: 160,
      missing: [.hmong1, .hmong2, .hmong3]),
    .init(
      id: "99200020200023", name: "Saltgrass High", kind: .high, district: 1, ceebCode: "990023", share: 90,
      effect: -20, integratedMath: true, races: [140, 4, 80, 30, 590, 20, 80, 40, 16], lowIncome: 720,
      englishLearners: 180, missing: [.hmong1, .hmong2, .hmong3, .chemistry, .chemistryAP, .biologyAP, .physicsAP]),
    .init(
      id: "99200020200024", name: "Breakwater High", kind: .high, district: 1, ceebCode: "990024", share: 125,
      effect: 460, periods: 8, races: [110, 3, 120, 40, 420, 10, 220, 65, 12], lowIncome: 520, englishLearners: 90,
      missing: [.hmong1, .hmong2, .hmong3]),
    .init(
      id: "99200020200025", name: "Meridian Point High", kind: .high, district: 1, ceebCode: "990025", share: 60,
      effect: 800, periods: 8, races: [90, 3, 190, 60, 380, 8, 190, 70, 9], lowIncome: 450, englishLearners: 50,
      missing: [.hmong1, .hmong2, .hmong3, .khmer1, .khmer2]),
    .init(
      id: "99200020200026", name: "Tern Island Academy", kind: .high, district: 1, ceebCode: "990026", share: 23,
      effect: 560, integratedMath: true, races: [150, 3, 80, 30, 560, 10, 110, 50, 7], lowIncome: 620,
      englishLearners: 90, missing: [.hmong1, .hmong2, .hmong3, .khmer1, .khmer2, .calculusBC, .band]),
  ]

  private static let others: [Institution] = [
    .init(id: "99100010600031", name: "Tule Creek Middle", kind: .middle, district: 0),
    .init(id: "99100010600032", name: "Granary Street Middle", kind: .middle, district: 0),
    .init(id: "99200020600033", name: "Lighthouse Hill Middle", kind: .middle, district: 1),
    .init(id: "99200020600034", name: "Anchorage Middle", kind: .middle, district: 1),
    .init(id: "99300030300041", name: "Cedar Gap High", kind: .high, ceebCode: "990041", missing: [.khmer1, .khmer2]),
    .init(id: "OPENFIELD", name: "Openfield Online Academy", kind: .online, ceebCode: "990051"),
    .init(id: "COLLEGE-AV", name: "Almendra Valley College", kind: .college),
    .init(id: "COLLEGE-BC", name: "Bahia Clara City College", kind: .college),
  ]

  /// Indexes of the schools that a ninth grader enters, with their shares.
  static let homes = all.indices.filter { all[$0].share > 0 }
  static let homeShares = homes.map { all[$0].share }

  static func first(_ kind: Institution.Kind, district: Int?) -> Int? {
    all.firstIndex { $0.kind == kind && $0.district == district && !(kind == .high && $0.share > 0) }
  }
  static func middles(district: Int?) -> [Int] {
    all.indices.filter { all[$0].kind == .middle && all[$0].district == district }
  }

  static let continuation = first(.continuation, district: 0)
  static let outsideHigh = first(.high, district: nil)
  static let online = first(.online, district: nil)
  static let colleges = all.indices.filter { all[$0].kind == .college }
}
