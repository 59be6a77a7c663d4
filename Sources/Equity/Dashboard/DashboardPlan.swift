/// What a district wants to see on its dashboard, and its targets.
public struct DashboardPlan: Sendable, Equatable {
  /// A target in tenths of a percentage point; nil = to be determined.
  public typealias Target = Int?

  public struct Row: Sendable, Equatable {
    public var focusArea: String
    public var emphasis: String
    public var measure: String
    /// `district` or `school`, with its code.
    public var scope: String
    public var scopeID: String
    public var family: String
    public var group: String
    public var yardstick: DashboardStatus.Yardstick
    /// It tells early what others will tell late.
    public var isLeading: Bool
    public var lastTarget: Target
    public var target: Target
    public var longTermTarget: Target
    public var responsible: String
    public var goal: String
    /// The state's five-by-five to place it in; nil for none.
    public var fiveByFive: StatusChange?

    public init(
      focusArea: String, emphasis: String, measure: String, scope: String, scopeID: String, family: String,
      group: String,
      yardstick: DashboardStatus.Yardstick, isLeading: Bool, lastTarget: Target, target: Target, longTermTarget: Target,
      responsible: String, goal: String, fiveByFive: StatusChange? = nil
    ) {
      self.fiveByFive = fiveByFive
      (self.focusArea, self.emphasis, self.measure) = (focusArea, emphasis, measure)
      (self.scope, self.scopeID, self.family, self.group) = (scope, scopeID, family, group)
      (self.yardstick, self.isLeading, self.lastTarget, self.target) = (yardstick, isLeading, lastTarget, target)
      (self.longTermTarget, self.responsible, self.goal) = (longTermTarget, responsible, goal)
    }
  }

  /// The number of the draft, or whatever the district calls this version.
  public var version: String
  /// The school year whose targets these are, `2026-27`.
  public var schoolYear: String
  public var rows: [Row]

  public init(version: String, schoolYear: String, rows: [Row]) {
    (self.version, self.schoolYear, self.rows) = (version, schoolYear, rows)
  }
}
