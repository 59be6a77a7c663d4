import Glibc
import PolicyFiles

/// A configuration file with the place it was read from.
struct LoadedConfiguration {
  let path: String
  /// The flag or variable that named it.
  let source: String
  let file: ConfigurationFile

  static let variable = "AGTRACK_CONFIG"

  /// - Parameter flag: value of `--config`, which wins over the variable.
  /// - Returns: nil where neither names a file.
  /// - Throws: `Failure` (exit 2) where the file cannot be used.
  static func load(flag: String?) throws -> LoadedConfiguration? {
    if let flag { return LoadedConfiguration(path: flag, source: "--config", file: try Settings.read(flag)) }
    guard let path = Variable.value(variable) else { return nil }
    return LoadedConfiguration(path: path, source: variable, file: try Settings.read(path))
  }

  /// Where a key of the first level stands, `district.yaml:3`.
  func place(of key: String) -> String { file.lines[key].map { "\(path):\($0)" } ?? path }
}

/// Variables of the environment; an empty one counts as not set.
enum Variable {
  static func value(_ name: String) -> String? {
    guard let raw = getenv(name) else { return nil }
    let value = String(cString: raw)
    return value.isEmpty ? nil : value
  }
}
