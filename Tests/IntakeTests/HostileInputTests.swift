import Glibc
import HostileInput
import Testing

@Suite struct HostileInputTests {
  /// The long run is `scripts/fuzz`; this one shows that nothing broke since.
  @Test func `Damaged files of every form are read or refused, and every row is accounted for`() throws {
    let fixtures = try #require(Fixtures())
    let inputs = getenv("AGTRACK_FUZZ_INPUTS").flatMap { UInt64(String(cString: $0)) } ?? 400
    let folder = TemporaryFolder()
    var reading = HostileReading(fixtures, folder: folder.path)
    for seed in 1...inputs {
      if let failure = reading.failure(seed: seed) { Issue.record("seed \(seed): \(failure)") }
    }
    #expect(reading.counts.count == fixtures.folders.count)
    // Input that is always refused would test nothing.
    for (fixture, count) in reading.counts {
      #expect(count.read > count.refused / 4, "\(fixture)")
      #expect(count.rejected > 0 && count.rejected < count.rows / 2, "\(fixture)")
    }
  }

  /// 3283744: an archive member damaged behind the first fault, whose digest went as far as the pieces did.
  @Test(arguments: [UInt64(3_283_744)])
  func `Inputs that were once read otherwise in other pieces are read alike`(seed: UInt64) throws {
    let fixtures = try #require(Fixtures())
    let folder = TemporaryFolder()
    var reading = HostileReading(fixtures, folder: folder.path)
    withExtendedLifetime(folder) { #expect(reading.failure(seed: seed) == nil) }
    #expect(reading.repeated == 1)
  }
}
