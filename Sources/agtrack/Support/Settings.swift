import PolicyFiles
import Rules

/// The district's settings file, `--config`.
enum Settings {
  /// - Throws: `Failure` (exit 2) where the file cannot be used.
  static func read(_ path: String) throws -> ConfigurationFile {
    do {
      return try ConfigurationFile(try TextFile.read(path), file: path)
    } catch let error as PolicyFileError {
      throw Failure(.usage, "\(error)")
    }
  }
}

extension ConfigurationFile {
  /// The credits of full records; California's scale where the file says nothing.
  var creditScale: CreditScale {
    guard let semesterCredits else { return .california }
    let semester = Int32(clamping: semesterCredits)
    return CreditScale(
      semester: semester, fullYear: semester * 2, trimester: semester * 2 / 3, quarter: semester / 2)
  }
}
