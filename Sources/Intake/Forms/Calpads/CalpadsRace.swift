/// CDE's roll-up of ethnicity and races into the categories of its reports.
///
/// Hispanic counts whatever the races; else two or more different categories are Two or More (several Asian codes are
/// still Asian, Filipino is a category of its own); else the one category; else Not Reported.
enum CalpadsRace {
  static func rollUp(hispanic: Bool?, races: [RaceEthnicity]) -> RaceEthnicity {
    if hispanic == true || races.contains(.hispanic) { return .hispanic }
    guard let first = races.first else { return .notReported }
    return races.allSatisfy { $0 == first } ? first : .twoOrMore
  }
}
