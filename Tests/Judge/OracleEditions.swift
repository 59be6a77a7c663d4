/// One edition of the pattern as plain numbers and switches.
package struct OracleEdition: Hashable, Sendable, CustomStringConvertible {
  package enum ArtsRule: Sendable { case anyTwoSemesters, oneYearlongCourse, oneDiscipline }

  package var id: String
  package var entering: Int
  package var csu: Bool
  /// Trigonometry and above validate a geometry course that was never taken.
  package var omittedGeometryValidated: Bool
  /// Advanced mathematics may stand for the third year itself.
  package var advancedFillsThirdYear: Bool
  /// One year of earth and space or interdisciplinary science may be one of UC's two.
  package var earthAndSpaceYear: Bool
  package var artsRule: ArtsRule
  /// `g_eligible` binds.
  package var diamond: Bool

  package var description: String { id }

  package static let all: [OracleEdition] =
    [2003, 2006, 2012, 2015, 2019, 2022].map { edition("uc", $0) }
    + [2003, 2006, 2015, 2022].map { edition("csu", $0) }

  /// The edition of a student who enters in a fall; before the first and after the last the nearest one.
  package static func of(entering: Int, csu: Bool) -> OracleEdition? {
    let own = all.filter { $0.csu == csu }
    return own.last { $0.entering <= entering } ?? own.first
  }

  /// What section 6 asks: nothing for CSU.
  var timing: (required: Int?, countsLastTwoYears: Bool) {
    if csu { return (nil, false) }
    return entering < 2012 ? (84, true) : (132, false)
  }

  package static func named(_ id: String) -> OracleEdition? { all.first { $0.id == id } }

  private static func edition(_ system: String, _ year: Int) -> OracleEdition {
    OracleEdition(
      id: "\(system)-\(year)", entering: year, csu: system == "csu", omittedGeometryValidated: year < 2015,
      advancedFillsThirdYear: year >= 2022, earthAndSpaceYear: year >= 2019,
      artsRule: year < 2006 ? .anyTwoSemesters : year < 2015 ? .oneYearlongCourse : .oneDiscipline,
      diamond: year < 2015)
  }
}
