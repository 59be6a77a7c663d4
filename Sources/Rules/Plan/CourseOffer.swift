/// A course that a student could still take, as the latest course list of an institution has it.
public struct CourseOffer: Sendable, Equatable {
  /// Where it is taught.
  public enum Venue: UInt8, Sendable {
    /// At the student's own school: in regular terms and in summer.
    case school
    /// At a college while in high school.
    case college
  }

  /// Names the offer to the caller.
  public var number: Int32
  public var course: ListedCourse
  public var venue: Venue
  /// The lowest grade level that may take it for the first time; 0 = any.
  public var lowestGrade: UInt8
  /// `sameCourse` of the listed courses that must come before it.
  public var prerequisites: [Int32]

  public init(
    number: Int32, course: ListedCourse, venue: Venue = .school, lowestGrade: UInt8 = 0, prerequisites: [Int32] = []
  ) {
    (self.number, self.course, self.venue) = (number, course, venue)
    (self.lowestGrade, self.prerequisites) = (lowestGrade, prerequisites)
  }
}

/// A sequence of courses in which each level asks for the one before.
struct Track: Hashable, Sendable {
  enum Kind: UInt8, Sendable { case mathematics, language }
  var kind: Kind
  var language: NameKey

  static let mathematics = Track(kind: .mathematics, language: .none)
}

extension ListedCourse {
  /// Track and level, from 1; nil for courses without an order.
  var trackLevel: (track: Track, level: UInt8)? {
    if areas.has(.c) {
      if let slot = discipline.mathematicsSlot { return (.mathematics, UInt8(slot) + 1) }
      if discipline.isTrigonometryAndAbove || discipline.isStatisticsKind { return (.mathematics, 4) }
    }
    if areas.has(.e), language != .none, let level = discipline.languageLevel {
      return (Track(kind: .language, language: language), UInt8(level) + 1)
    }
    return nil
  }
}

extension ListedCourse {
  /// Track and level for which the course stands where another asks for a level: statistics stands beside the sequence, and leads
  /// no further than geometry.
  var levelReached: (track: Track, level: UInt8)? {
    trackLevel.map { ($0.track, $0.track == .mathematics && discipline.isStatisticsKind ? min(2, $0.level) : $0.level) }
  }

  /// The areas that it can fill something of, beside area G's surplus: a listing in C without a year of mathematics or in D
  /// without a science fills none.
  var serves: SubjectAreas {
    var serves = areas
    if !discipline.isMathematics { serves.remove(SubjectAreas(.c)) }
    if !discipline.isScience { serves.remove(SubjectAreas(.d)) }
    if discipline.languageLevel == nil { serves.remove(SubjectAreas(.e)) }
    return serves
  }
}

extension Discipline {
  fileprivate var isMathematics: Bool { mathematicsSlot != nil || isTrigonometryAndAbove || isStatisticsKind }

  fileprivate var isScience: Bool {
    switch self {
    case .biology, .biologyEarthAndSpace, .chemistry, .chemistryEarthAndSpace, .physics, .physicsEarthAndSpace,
      .earthAndSpace, .integratedScience, .interdisciplinarySciences:
      true
    default: false
    }
  }
}

/// What has to come before a course.
enum PlanRequirement: Hashable, Sendable {
  /// The second half of a course of this level of the track, or of a higher one.
  case level(Track, UInt8)
  /// The second half of this course.
  case course(Int32)
  /// The second half of a course of this discipline.
  case discipline(Discipline)
}

/// One semester of an offer (or a whole college course): what a plan is made of.
struct PlanItem: Sendable {
  var offer: Int
  /// 1 or 2, or 0 for a semester course and for a college course.
  var part: UInt8
  /// Semesters of the pattern that it is worth.
  var semesters: Int
}

/// The offers of one school, made ready for planning; the same for all its students.
public struct SchoolOffers: Sendable {
  /// Tells the offers of two schools apart without comparing them.
  final class Identity: Sendable {}

  let identity = Identity()
  public let offers: [CourseOffer]
  let items: [PlanItem]
  /// By offer.
  let requirements: [[PlanRequirement]]
  /// By offer: equal where no rule and no order tells two offers apart that the student never attempted.
  let groups: [Int32]
  let groupCount: Int

  /// - Parameter offers: In order of preference. Courses in no area and two-year courses are left out of plans.
  public init(_ offers: [CourseOffer]) {
    self.offers = offers
    let byCourse = Dictionary(
      offers.map { ($0.course.sameCourse, $0.course) }, uniquingKeysWith: { first, _ in first })
    var beginnings: [Track: UInt8] = [:]
    for offer in offers where offer.venue == .college {
      guard let own = offer.course.trackLevel else { continue }
      beginnings[own.track] = min(beginnings[own.track] ?? .max, own.level)
    }
    requirements = offers.map { SchoolOffers.requirements(of: $0, byCourse, collegeBeginnings: beginnings) }
    var items: [PlanItem] = []
    for (index, offer) in offers.enumerated()
    where !offer.course.areas.isEmpty && offer.course.length != .twoYears {
      if offer.venue == .college {
        let isHalf = offer.course.discipline == .civics
        items.append(PlanItem(offer: index, part: 0, semesters: isHalf ? 1 : 2))
      } else if offer.course.length == .semester && offer.course.part == 0 {
        items.append(PlanItem(offer: index, part: 0, semesters: 1))
      } else {
        for part: UInt8 in 1...2 where offer.course.part == 0 || offer.course.part == part {
          items.append(PlanItem(offer: index, part: part, semesters: 1))
        }
      }
    }
    self.items = items
    var asked: Set<Int32> = []
    for case .course(let number) in requirements.joined() { asked.insert(number) }
    var known: [Signature: Int32] = [:]
    groups = zip(offers, requirements).map { offer, requirements in
      var course = offer.course
      (course.sameCourse, course.honors) = (0, nil)
      // What other courses ask for is told apart, and so are the two codes of a divided course, which belong together.
      let isOwn = course.part != 0 || asked.contains(offer.course.sameCourse)
      let own = isOwn ? offer.course.sameCourse &+ 1 : 0
      let signature = Signature(
        areas: course.areas, discipline: course.discipline, disciplineKey: course.disciplineKey,
        language: course.language, isSemester: course.length == .semester, ninthGradeOnly: course.ninthGradeOnly,
        electiveEligible: course.electiveEligible, venue: offer.venue, lowestGrade: offer.lowestGrade,
        requirements: requirements, own: own)
      let number = known[signature] ?? Int32(known.count)
      known[signature] = number
      return number
    }
    groupCount = known.count
  }

  private struct Signature: Hashable {
    var areas: SubjectAreas
    var discipline: Discipline
    var disciplineKey: NameKey
    var language: NameKey
    var isSemester: Bool
    var ninthGradeOnly: Bool
    var electiveEligible: Bool
    var venue: CourseOffer.Venue
    var lowestGrade: UInt8
    var requirements: [PlanRequirement]
    var own: Int32
  }

  /// A prerequisite of a lower level of the same track stands for its level, as a student may have passed it elsewhere; one of the
  /// same level, as precalculus before calculus, for its discipline. Without any the level below is asked for, but of nobody who
  /// begins a language at a college where nothing comes before.
  private static func requirements(
    of offer: CourseOffer, _ courses: [Int32: ListedCourse], collegeBeginnings: [Track: UInt8]
  ) -> [PlanRequirement] {
    let own = offer.course.trackLevel
    var level: UInt8?
    var found: [PlanRequirement] = []
    for number in offer.prerequisites where number != offer.course.sameCourse {
      guard let course = courses[number] else { continue }
      if let own, let other = course.trackLevel, other.track == own.track {
        if other.level < own.level {
          level = max(level ?? 0, other.level)
        } else {
          level = max(level ?? 0, own.level - 1)
          if course.discipline != offer.course.discipline { found.append(.discipline(course.discipline)) }
        }
      } else {
        found.append(.course(number))
      }
    }
    if let own, own.level > 1 {
      let isBeginning =
        offer.venue == .college && own.track.kind == .language && collegeBeginnings[own.track] == own.level
      let asked = level ?? (isBeginning ? 0 : own.level - 1)
      if asked > 0 { found.append(.level(own.track, asked)) }
    }
    return found
  }
}
