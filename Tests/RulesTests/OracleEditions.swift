/// One edition of the pattern as plain numbers and switches.
struct OracleEdition: Hashable, Sendable, CustomStringConvertible {
  enum ArtsRule: Sendable { case anyTwoSemesters, oneYearlongCourse, oneDiscipline }

  var id: String
  var entering: Int
  var csu: Bool
  /// Trigonometry and above validate a geometry course that was never taken.
  var omittedGeometryValidated: Bool
  /// Advanced mathematics may stand for the third year itself.
  var advancedFillsThirdYear: Bool
  /// One year of earth and space or interdisciplinary science may be one of UC's two.
  var earthAndSpaceYear: Bool
  var artsRule: ArtsRule
  /// `g_eligible` binds.
  var diamond: Bool

  var description: String { id }

  static let all: [OracleEdition] =
    [2003, 2006, 2012, 2015, 2019, 2022].map { edition("uc", $0) }
    + [2003, 2006, 2015, 2022].map { edition("csu", $0) }

  static func named(_ id: String) -> OracleEdition? { all.first { $0.id == id } }

  private static func edition(_ system: String, _ year: Int) -> OracleEdition {
    OracleEdition(
      id: "\(system)-\(year)", entering: year, csu: system == "csu", omittedGeometryValidated: year < 2015,
      advancedFillsThirdYear: year >= 2022, earthAndSpaceYear: year >= 2019,
      artsRule: year < 2006 ? .anyTwoSemesters : year < 2015 ? .oneYearlongCourse : .oneDiscipline,
      diamond: year < 2015)
  }
}
