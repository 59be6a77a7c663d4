public import Equity

/// Reads what a public release may show, `policies/disclosure.yaml`.
public enum DisclosurePolicyFile {
  public static let path = "policies/disclosure.yaml"

  /// - Throws: `PolicyFileError` with the line; also where the values contradict each other.
  public static func read(_ text: String) throws(PolicyFileError) -> DisclosurePolicy {
    let root = try StrictMapping.root(
      text, file: path, known: ["fewest_shown", "room", "bands", "steps", "keep_visible", "families"])
    let order = try levels(root)
    return DisclosurePolicy(
      fewestShown: try root.integer("fewest_shown", in: 11...1000), room: try root.integer("room", in: 3...100),
      bands: try bands(root), steps: try steps(root), order: order, families: try root.texts("families"))
  }

  private static func levels(_ root: StrictMapping) throws(PolicyFileError) -> [DisclosurePolicy.Level] {
    let levels = try root.texts("keep_visible").compactMap { DisclosurePolicy.Level(rawValue: $0) }
    guard Set(levels) == Set(DisclosurePolicy.Level.allCases), levels.count == DisclosurePolicy.Level.allCases.count
    else {
      let names = DisclosurePolicy.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw root.error("keep_visible must name each of \(names) once", at: "keep_visible")
    }
    return levels
  }

  private static func bands(_ root: StrictMapping) throws(PolicyFileError) -> [DisclosurePolicy.Band] {
    guard case .sequence(let rows) = try root.node("bands").content else {
      throw root.error("bands must be a list", at: "bands")
    }
    var bands: [DisclosurePolicy.Band] = []
    for row in rows {
      let band = try StrictMapping(row, file: path, known: ["students", "hundredths"])
      bands.append(
        DisclosurePolicy.Band(
          leastStudents: try band.integer("students", in: 0...1_000_000),
          hundredths: try band.integer("hundredths", in: 5...50)))
    }
    let falls = zip(bands, bands.dropFirst()).allSatisfy {
      $0.leastStudents > $1.leastStudents && $0.hundredths <= $1.hundredths
    }
    guard falls, bands.last?.leastStudents == 0 else {
      throw root.error("bands must go from the largest groups to students: 0, and never get narrower", at: "bands")
    }
    return bands
  }

  private static func steps(_ root: StrictMapping) throws(PolicyFileError) -> [Int] {
    let steps = try root.texts("steps").compactMap { Int($0) }
    guard steps == steps.sorted(), Set(steps).count == steps.count, steps.allSatisfy({ (1...50).contains($0) }),
      steps.last == 50, steps.count == (try root.texts("steps")).count
    else { throw root.error("steps must be whole numbers that rise to 50", at: "steps") }
    return steps
  }
}
