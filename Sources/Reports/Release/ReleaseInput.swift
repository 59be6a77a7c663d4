public import Equity
public import Rules

/// Everything that a release prints. Counts are students; every list is in the order in which it is printed, except
/// schools, which are printed in alphabetical order within their district.
public struct ReleaseInput: Sendable {
  public var districts: [ReleaseDistrict]
  public var schools: [ReleaseSchool]
  public var schoolYear: SchoolYear
  public var asOf: CalendarDay
  public var runID: String
  public var editions: [ReleaseEdition]
  /// Name and version of the program, `agtrack 0.2.0`.
  public var program: String
  public var measures: [ReleaseMeasure]
  public var families: [ReleaseFamily]
  /// A cell that is not here counts nobody.
  public var counts: [CellKey: Count]
  /// For the pictures: how this year's seniors stand, per place and system.
  public var seniors: [SeniorsKey: SeniorsStanding]
  /// For "where access is lost"; may be empty.
  public var losses: [AreaLoss]
  /// For the case studies; may be empty.
  public var ways: [MissedWay]

  public init(
    districts: [ReleaseDistrict], schools: [ReleaseSchool], schoolYear: SchoolYear, asOf: CalendarDay,
    runID: String, editions: [ReleaseEdition], program: String, measures: [ReleaseMeasure] = ReleaseMeasure.standard,
    families: [ReleaseFamily] = ReleaseFamily.standard, counts: [CellKey: Count],
    seniors: [SeniorsKey: SeniorsStanding], losses: [AreaLoss] = [], ways: [MissedWay] = []
  ) {
    (self.districts, self.schools, self.schoolYear, self.asOf) = (districts, schools, schoolYear, asOf)
    (self.runID, self.editions, self.program, self.measures) = (runID, editions, program, measures)
    (self.families, self.counts, self.seniors) = (families, counts, seniors)
    (self.losses, self.ways) = (losses, ways)
  }
}

public struct ReleaseDistrict: Sendable {
  /// The 7-digit county-district code.
  public var id: String
  public var name: String
  public init(id: String, name: String) { (self.id, self.name) = (id, name) }
}

public struct ReleaseSchool: Sendable {
  /// The 14-digit CDS code.
  public var id: String
  public var name: String
  public var districtID: String
  public var kind: SchoolKind
  public init(id: String, name: String, districtID: String, kind: SchoolKind) {
    (self.id, self.name, self.districtID, self.kind) = (id, name, districtID, kind)
  }
}

public struct ReleaseEdition: Sendable {
  /// System and first entering year, `uc-2022`.
  public var id: String
  /// Hexadecimal SHA-256 of the edition's policy file.
  public var sha256: String
  public init(id: String, sha256: String) { (self.id, self.sha256) = (id, sha256) }
}

/// A place that a release has rows for: a whole district or one school.
public struct Place: Hashable, Sendable {
  public enum Scope: String, Sendable { case district, school }
  public let scope: Scope
  public let id: String
  private init(_ scope: Scope, _ id: String) { (self.scope, self.id) = (scope, id) }
  public static func district(_ id: String) -> Place { Place(.district, id) }
  public static func school(_ id: String) -> Place { Place(.school, id) }
}

/// One cell: a measure for one student group of one place in the release's school year.
public struct CellKey: Hashable, Sendable {
  public let measure: String
  public let place: Place
  public let family: String
  public let group: String
  public init(measure: String, place: Place, family: String, group: String) {
    (self.measure, self.place, self.family, self.group) = (measure, place, family, group)
  }
}

public struct SeniorsKey: Hashable, Sendable {
  public let place: Place
  public let system: System
  public init(place: Place, system: System) { (self.place, self.system) = (place, system) }
}

/// How the seniors of a place stand: grade 12 and this year's graduates, each counted once.
public struct SeniorsStanding: Hashable, Sendable {
  /// Meet the pattern now.
  public var met: Int
  /// Meet it if every course running now is passed.
  public var inProgress: Int
  /// Then still lack at most one yearlong course (2 semesters), in one area.
  public var oneCourseShort: Int
  public var furtherAway: Int
  /// Data that could decide it are unmatched or contradictory.
  public var unknown: Int

  public init(met: Int, inProgress: Int, oneCourseShort: Int, furtherAway: Int, unknown: Int) {
    (self.met, self.inProgress, self.oneCourseShort) = (met, inProgress, oneCourseShort)
    (self.furtherAway, self.unknown) = (furtherAway, unknown)
  }

  /// In the order of the pictures. Kept between nobody and 10^12, so that sums cannot overflow.
  var parts: [Int] {
    [met, inProgress, oneCourseShort, furtherAway, unknown].map { min(max(0, $0), 1_000_000_000_000) }
  }
}

/// How many of the seniors who do not meet a pattern lack one subject area.
public struct AreaLoss: Sendable {
  public var place: Place
  public var system: System
  public var area: SubjectArea
  /// `n` = seniors who do not meet the pattern, `x` = those of them who lack this area.
  public var lacking: Count
  /// Of the lacking: never enrolled in a listed course that would have filled it (an access gap).
  public var neverEnrolled: Int?
  /// Of the lacking: were enrolled and earned a D or F (a success gap).
  public var deficientMark: Int?

  public init(
    place: Place, system: System, area: SubjectArea, lacking: Count, neverEnrolled: Int? = nil,
    deficientMark: Int? = nil
  ) {
    (self.place, self.system, self.area, self.lacking) = (place, system, area, lacking)
    (self.neverEnrolled, self.deficientMark) = (neverEnrolled, deficientMark)
  }
}
