/// The `checks` of a configuration: what a district wants of the checks of data quality.
public struct CheckSection: Sendable, Equatable {
  public struct Setting: Sendable, Equatable {
    /// `off`, `report`, `ask` or `hold`; nil = not said.
    public var action: String?
    /// A number, or a share with a percent sign; nil = not said.
    public var limit: String?
    /// Threshold by name.
    public var parameters: [String: Int] = [:]

    public init() {}
  }

  /// By id of the check.
  public var settings: [String: Setting] = [:]

  static let actions = ["off", "report", "ask", "hold"]

  public init() {}

  init(_ node: YAMLNode, file: String, known: [String: [String: ClosedRange<Int>]]) throws(PolicyFileError) {
    let section = try StrictMapping(node, file: file, known: known.keys.sorted())
    for id in section.keys {
      let ranges = known[id] ?? [:]
      let check = try StrictMapping(
        try section.node(id), file: file, known: ["action", "limit"] + ranges.keys.sorted())
      var setting = Setting()
      for key in check.keys {
        switch key {
        case "action": setting.action = try CheckSection.action(check)
        case "limit": setting.limit = try CheckSection.limit(check)
        default:
          if let range = ranges[key] { setting.parameters[key] = try check.integer(key, in: range) }
        }
      }
      settings[id] = setting
    }
  }

  private static func action(_ check: StrictMapping) throws(PolicyFileError) -> String {
    // YAML reads the plain word off as false.
    let node = try check.node("action")
    let action = node.bool == false ? "off" : try check.text("action")
    guard actions.contains(action) else {
      throw check.error("action must be one of \(actions.joined(separator: ", "))", at: "action")
    }
    return action
  }

  private static func limit(_ check: StrictMapping) throws(PolicyFileError) -> String {
    let limit = try check.text("limit")
    let digits = limit.hasSuffix("%") ? limit.dropLast() : limit[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.allSatisfy {
      !$0.isEmpty && $0.utf8.count <= 9 && $0.utf8.allSatisfy { (48...57).contains($0) }
    }
    let isShare = limit.hasSuffix("%")
    guard isNumber, parts.count == 1 || (isShare && parts.count == 2 && parts[1].utf8.count <= 2),
      !isShare || (Int(parts[0]) ?? 101) <= 100
    else {
      throw check.error("limit must be a whole number, or a share such as 0.5%", at: "limit")
    }
    return limit
  }
}
