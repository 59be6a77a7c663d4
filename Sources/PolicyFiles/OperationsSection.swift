/// How a district runs its nights: the keys of a configuration that say nothing about data.
public struct OperationsSection: Sendable, Equatable {
  /// Folder or `.zip` of the extract.
  public var extract: String?
  /// libpq's connection string.
  public var database: String?
  /// Where the manifest of a night goes.
  public var manifest: String?
  /// Where the figures for node_exporter go.
  public var metricsFile: String?
  /// Shell command that is run when a night fails, is refused or is held.
  public var onFailure: String?
  /// Seconds that this command may take.
  public var onFailureSeconds: Int?
  /// `text` or `json`.
  public var logFormat: String?
  public var workers: Int?

  public static let workerRange = 1...256
  public static let secondsRange = 1...3600
  public static let logFormats = ["text", "json"]

  static let keys = [
    "extract", "database", "manifest", "metrics_file", "on_failure", "on_failure_seconds", "log_format", "workers",
  ]

  public init() {}

  init(_ root: StrictMapping) throws(PolicyFileError) {
    func text(_ key: String) throws(PolicyFileError) -> String? {
      root.optional(key) == nil ? nil : try root.text(key)
    }
    extract = try text("extract")
    database = try text("database")
    manifest = try text("manifest")
    metricsFile = try text("metrics_file")
    onFailure = try text("on_failure")
    logFormat = try text("log_format")
    if let logFormat, !OperationsSection.logFormats.contains(logFormat) {
      throw root.error("log_format must be text or json", at: "log_format")
    }
    if root.optional("on_failure_seconds") != nil {
      onFailureSeconds = try root.integer("on_failure_seconds", in: OperationsSection.secondsRange)
    }
    if root.optional("workers") != nil { workers = try root.integer("workers", in: OperationsSection.workerRange) }
  }
}
