import SampleData

/// How often a planted difference was found, and what else was.
public struct InequityTable: Sendable {
  public private(set) var trials = 0
  public private(set) var found = 0
  /// Districts in which something else was called different in the same area; in any of the others and AP.
  public private(set) var sameArea = 0
  public private(set) var otherAreas = 0
  public private(set) var largestPart = 0
  /// Districts in which placement at equal marks was called different at the planted school, at another, and in the whole district.
  public private(set) var placedHere = 0
  public private(set) var placedElsewhere = 0
  public private(set) var placedInDistrict = 0
  /// Districts in which one step was called different: the planted one at its school, any at another school or any other step there, and any
  /// in the whole district.
  public private(set) var stepHere = 0
  public private(set) var stepElsewhere = 0
  public private(set) var stepInDistrict = 0

  public init() {}

  public mutating func add(_ trial: InequityTrial) {
    trials += 1
    if trial.isFound { found += 1 }
    let elsewhere = trial.elsewhere
    if elsewhere.contains(where: { $0.way == trial.area }) { sameArea += 1 }
    if elsewhere.contains(where: { $0.way != trial.area }) { otherAreas += 1 }
    if trial.isLargestPart == true { largestPart += 1 }
    let here = trial.inequity == .algebra ? trial.inequity.schoolID : nil
    if let here, trial.placements.contains(here) { placedHere += 1 }
    if trial.placements.contains(where: { $0 != nil && $0 != here }) { placedElsewhere += 1 }
    if trial.placements.contains(nil) { placedInDistrict += 1 }
    // Algebra II is what follows level 2.
    let planted = here.map { InequityTrial.Step(school: $0, level: 2) }
    if let planted, trial.steps.contains(planted) { stepHere += 1 }
    if trial.steps.contains(where: { $0.school != nil && $0 != planted }) { stepElsewhere += 1 }
    if trial.steps.contains(where: { $0.school == nil }) { stepInDistrict += 1 }
  }

  public var text: String {
    "\(trials) districts: found \(found), largest part \(largestPart), elsewhere in the area \(sameArea), in other areas \(otherAreas); "
      + "placement: at the school \(placedHere), at another \(placedElsewhere), in the district \(placedInDistrict); "
      + "one step: there \(stepHere), elsewhere \(stepElsewhere), in the district \(stepInDistrict)"
  }
}
