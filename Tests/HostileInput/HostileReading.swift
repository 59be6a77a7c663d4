import Glibc
import Intake
import PolicyFiles
import Rules

/// Reads hostile inputs one after the other and says what of each is not as it must be.
public struct HostileReading {
  private let fixtures: Fixtures
  private let folder: String
  /// What came of the inputs, by fixture.
  public private(set) var counts: [String: (read: Int, refused: Int, rows: Int, rejected: Int)] = [:]
  /// Inputs whose reading was repeated with other sizes.
  public private(set) var repeated = 0

  /// - Parameter folder: An empty folder for the inputs; each is removed when it was read, so that one that stops the
  ///   program stays behind.
  public init(_ fixtures: Fixtures, folder: String) { (self.fixtures, self.folder) = (fixtures, folder) }

  /// nil where everything holds; else what does not, without any value of a row.
  public mutating func failure(seed: UInt64) -> String? {
    if let failure = settingsFailure(seed) { return failure }
    let input = HostileFolder(fixtures, seed: seed)
    guard let path = input.write(below: folder, named: String(seed)) else { return "the input cannot be written" }
    defer { HostileFolder.remove(path) }
    let outcome = ReadOutcome(path, limits: HostileReading.limits(seed))
    count(input.fixture, outcome)
    if let failure = outcome.failure { return failure }
    if seed % 16 == 0 {
      repeated += 1
      let other = ReadOutcome(path, limits: HostileReading.limits(seed &* 0x9e37_79b9_7f4a_7c15))
      if other.everything != outcome.everything { return "read in other pieces it gives something else" }
    }
    return nil
  }

  /// The same for a fixture's folder in which the bytes stand in place of one file: `place` counts the files of all
  /// fixtures in bytewise order, and begins anew after the last.
  public mutating func failure(place: Int, bytes: [UInt8]) -> String? {
    let places = fixtures.folders.flatMap { folder in folder.files.map { (folder, $0.name) } }
    let (fixture, name) = places[place % places.count]
    let path = folder + "/guided"
    defer { HostileFolder.remove(path) }
    guard HostileFolder(fixture, with: bytes, as: name).write(below: folder, named: "guided") != nil else {
      return "the input cannot be written"
    }
    let outcome = ReadOutcome(path, limits: HostileReading.limits(UInt64(bytes.count)))
    count(fixture.name, outcome)
    return outcome.failure
  }

  private mutating func count(_ fixture: String, _ outcome: ReadOutcome) {
    var known = counts[fixture] ?? (0, 0, 0, 0)
    known.read += outcome.extract == nil ? 0 : 1
    known.refused += outcome.extract == nil ? 1 : 0
    known.rows += outcome.files.reduce(0) { $0 + $1.rowsRead }
    known.rejected += outcome.files.reduce(0) { $0 + $1.rowsRejected }
    counts[fixture] = known
  }

  /// Mostly small pieces, so that records lie across their borders.
  private static func limits(_ seed: UInt64) -> ReadingLimits {
    var random = Choices(seed: seed)
    if random.below(16) == 0 { return ReadingLimits() }
    return ReadingLimits(
      chunkBytes: 1 + random.below(random.below(8) == 0 ? 64 : 8192), bucketStudents: 1 + random.below(3),
      bucketLimit: 1 + random.below(9), bucketBuffer: 1 + random.below(200), candidatesPerPass: 1 + random.below(5))
  }

  /// Damaged settings are read or refused with a reason.
  private func settingsFailure(_ seed: UInt64) -> String? {
    guard seed % 8 == 1 else { return nil }
    var damage = Damage(random: Choices(seed: seed &+ 77))
    let text = String(decoding: damage.bytes(fixtures.settings, beside: fixtures.settings), as: UTF8.self)
    let sections = MapSection.allCases.map { ($0.rawValue, $0.targets ?? []) }
    do throws(PolicyFileError) {
      _ = try ConfigurationFile(
        text, file: "settings.yaml", sections: Dictionary(sections, uniquingKeysWith: { first, _ in first }))
      return nil
    } catch {
      return error.message.isEmpty ? "settings are refused without a reason" : nil
    }
  }
}
