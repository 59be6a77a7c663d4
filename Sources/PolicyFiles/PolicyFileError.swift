/// Why a policy file cannot be used, with the place to mend.
public struct PolicyFileError: Error, Equatable, Sendable, CustomStringConvertible {
  public let file: String
  /// 1 or more, or nil where the whole file is meant.
  public let line: Int?
  public let message: String

  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}
