/// A district's settings, as `--config FILE` names them; absent keys keep the program's defaults.
public struct ConfigurationFile: Sendable, Equatable {
  /// File name (`students.csv`) to encoding (`utf-8`, `windows-1252`, `iso-8859-1`).
  public var encodings: [String: String] = [:]
  /// Share of fewer rows than last time that refuses a file, in percent.
  public var shrinkPercent: Int?
  /// Share of rejected rows of a file that asks for a person, in percent.
  public var rejectPercent: Int?
  /// Hundredths of a credit of a full record.
  public var semesterCredits: Int?
  /// The pace table that says who is on track.
  public var pace: String?
  /// The district's own spellings in files of other forms.
  public var mapping = MappingSection()
  /// Settings of the checks of data quality.
  public var checks = CheckSection()
  /// Where things lie and who is told.
  public var operations = OperationsSection()
  /// The line on which each key of the first level stands.
  public var lines: [String: Int] = [:]

  static let encodingNames = ["utf-8", "windows-1252", "iso-8859-1"]

  /// The files that an encoding can be named for, by the name without `.gz`.
  static let fileNames = [
    "schools.csv", "students.csv", "courses.csv", "transcripts.csv", "exams.csv", "waivers.csv", "equivalents.csv",
    "staff.csv", "measures.csv", "measure_values.csv",
  ]

  public init() {}

  /// - Parameter sections: The value maps that `mapping` may hold, with the values allowed on their right sides; none =
  ///   any text.
  /// - Parameter knownChecks: The checks with the ranges of their thresholds.
  /// - Throws: `PolicyFileError` with file and line for anything unknown, repeated or out of range.
  public init(
    _ text: String, file: String, sections: [String: [String]] = [:],
    knownChecks: [String: [String: ClosedRange<Int>]] = [:]
  ) throws(PolicyFileError) {
    let root = try StrictMapping.root(
      text, file: file,
      known: ["encodings", "shrink_percent", "reject_percent", "semester_credits", "pace", "mapping", "checks"]
        + OperationsSection.keys)
    for key in root.keys { lines[key] = root.line(of: key) }
    operations = try OperationsSection(root)
    if let node = root.optional("checks") { checks = try CheckSection(node, file: file, known: knownChecks) }
    if let node = root.optional("mapping") { mapping = try MappingSection(node, file: file, sections: sections) }
    if let node = root.optional("encodings") {
      let mapping = try StrictMapping(node, file: file, known: nil)
      for key in mapping.keys {
        guard ConfigurationFile.fileNames.contains(key) else {
          throw mapping.error(
            "\(key) is no file of the extract; they are \(ConfigurationFile.fileNames.joined(separator: ", "))", at: key
          )
        }
        let encoding = try mapping.text(key)
        guard ConfigurationFile.encodingNames.contains(encoding) else {
          throw mapping.error(
            "\(encoding) is no encoding; use one of \(ConfigurationFile.encodingNames.joined(separator: ", "))", at: key
          )
        }
        encodings[key] = encoding
      }
    }
    if root.optional("shrink_percent") != nil { shrinkPercent = try root.integer("shrink_percent", in: 0...100) }
    if root.optional("reject_percent") != nil { rejectPercent = try root.integer("reject_percent", in: 0...100) }
    if root.optional("pace") != nil { pace = try root.text("pace") }
    if root.optional("semester_credits") != nil {
      semesterCredits = try root.integer("semester_credits", in: 1...100) * 100
    }
  }
}
