/// Why a pattern is not met: areas that lack this much together, however the courses are used.
///
/// Smallest: no smaller set of areas lacks as much as the areas that share courses must lack at least. Areas that share
/// no course stand alone.
public struct Reason: Sendable, Equatable {
  public var areas: SubjectAreas
  /// What every assignment of the courses leaves missing in these areas together, in twelfths of a year; what stands
  /// missing in a verdict may be more, as the verdict also meets as many areas as it can.
  public var twelfths: Int
  /// What the verdict finds missing inside these areas.
  public var needs: [Shortfall]

  public init(areas: SubjectAreas, twelfths: Int, needs: [Shortfall]) {
    (self.areas, self.twelfths, self.needs) = (areas, twelfths, needs)
  }
}

/// What would decide an area whose status is unknown: records whose course no list knows.
public struct OpenRecords: Sendable, Equatable {
  public var area: SubjectArea
  /// Sequences of the records, ascending.
  public var records: [Int32]
  /// How many of them it takes at least.
  public var least: Int

  public init(area: SubjectArea, records: [Int32], least: Int) {
    (self.area, self.records, self.least) = (area, records, least)
  }
}

/// Another use of the same courses that would meet an area which the verdict leaves unmet.
public struct Alternative: Sendable, Equatable {
  /// The area that would be met.
  public var area: SubjectArea
  /// Sequences of the records that would serve it instead; empty where courses of the elective list would stay in G
  /// instead of filling CSU's areas A and D.
  public var records: [Int32]
  /// What other areas would then miss in addition, in twelfths of a year; empty where exams would stand in.
  public var costs: [AreaCost]

  public init(area: SubjectArea, records: [Int32], costs: [AreaCost]) {
    (self.area, self.records, self.costs) = (area, records, costs)
  }
}

/// Twelfths of a year that an area would miss in addition.
public struct AreaCost: Sendable, Equatable {
  public var area: SubjectArea
  public var twelfths: Int

  public init(area: SubjectArea, twelfths: Int) { (self.area, self.twelfths) = (area, twelfths) }
}
