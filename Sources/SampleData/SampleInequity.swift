/// A difference that is planted in a district where otherwise none is: its schools offer the same, its students are drawn alike, and who is
/// of low income is drawn for itself and decides nothing but what is planted.
///
/// Such a district has students of grades 11 and 12 only, in six schools.
public enum SampleInequity: String, CaseIterable, Sendable {
  case nothing
  /// The first school, where most are of low income, offers no science but biology: no chemistry, and no physics.
  case chemistry
  /// The fourth school never places four of ten students of low income in Algebra II, whatever their marks.
  case algebra = "algebra-2"
  /// In the sixth school all students have lower marks in mathematics, those of low income as everybody else.
  case marks

  /// The school at which it is planted, as `school_id` of `schools.csv`; nil for nothing.
  public var schoolID: String? { place.map { Institutions.all[SampleInequity.schools[$0]].id } }

  /// Place among the six schools.
  private var place: Int? {
    switch self {
    case .nothing: nil
    case .chemistry: 0
    case .algebra: 3
    case .marks: 5
    }
  }

  private static let schools = Institutions.homes.filter { Institutions.all[$0].district == 1 }

  private static let scienceBeyondBiology: Set<Course> = [
    .chemistry, .chemistryAP, .biologyAP, .physics, .physicsAP, .environmentalAP, .earth, .computerScience,
    .computerPrinciplesAP, .engineering,
  ]

  /// The institutions of such a district.
  var institutions: [Institution] {
    var all = Institutions.all
    for index in all.indices { all[index].share = 0 }
    for (number, index) in SampleInequity.schools.enumerated() {
      (all[index].share, all[index].effect, all[index].periods) = (166, 0, 8)
      (all[index].integratedMath, all[index].splitAlgebra, all[index].missing) = (false, false, [])
      all[index].lowIncome = self == .chemistry && number == place ? 750 : 330
      if self == .chemistry && number == place { all[index].missing = SampleInequity.scienceBeyondBiology }
    }
    return all
  }

  /// What is planted in one student.
  func trait(school: Int, lowIncome: Bool, random: inout RandomSource) -> PlantedTrait {
    let isHere = place.map { SampleInequity.schools[$0] == school } ?? false
    // Drawn in any case, so that the same seed gives the same district but for what is planted.
    let isHeldBack = random.chance(400)
    return PlantedTrait(
      isHeldBack: self == .algebra && isHere && lowIncome && isHeldBack,
      mathematics: self == .marks && isHere ? -700 : 0)
  }
}

/// What a `SampleInequity` does to one student.
struct PlantedTrait {
  /// Is never placed in Algebra II.
  var isHeldBack = false
  /// Added to what the student brings to mathematics, in thousandths of a standard deviation.
  var mathematics = 0
}
