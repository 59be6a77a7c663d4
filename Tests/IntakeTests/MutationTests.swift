import Testing

@testable import Intake

@Suite struct MutationTests {
  /// Damages a sample extract in ways that files are damaged in: bytes changed, cut, doubled, columns moved.
  private static func damaged(_ seed: UInt64) -> Sample {
    var random = Random(seed: seed)
    var sample = Sample()
    let pieces: [[UInt8]] = [
      [0], [10], [13, 10], [34], [44], [0xFF], [0xC3], Array("\"\"".utf8), Array("2024-25".utf8), Array("999999".utf8),
      Array("Y".utf8), Array("-1".utf8), Array(",,,,".utf8), Array("0020".utf8), Array("R1".utf8),
    ]
    for (name, bytes) in sample.bytes.sorted(by: { $0.key < $1.key }) where random.below(3) == 0 {
      var text = bytes
      for _ in 0...random.below(4) {
        let place = random.below(text.count)
        switch random.below(4) {
        case 0: text.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
        case 1: text.removeSubrange(place..<min(text.count, place + 1 + random.below(8)))
        case 2: text.insert(contentsOf: text[place..<min(text.count, place + random.below(200))], at: place)
        default: if !text.isEmpty { text[place] = pieces[random.below(pieces.count)][0] }
        }
        if text.isEmpty { text = [10] }
      }
      sample.raw[name] = text
    }
    return sample
  }

  @Test func `However a file is damaged, rows are accounted for and every way of reading agrees`() {
    var accepted = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      let sample = Self.damaged(seed)
      let outcome = sample.read()
      if outcome.extract == nil {
        #expect(!outcome.refusals.isEmpty, "seed \(seed)")
      } else {
        accepted += 1
        let rejected = outcome.files.reduce(0) { $0 + $1.rowsRejected }
        #expect(rejected == outcome.rejects.count, "seed \(seed)")
        #expect(outcome.files.allSatisfy { $0.rowsLoaded >= $0.rowsDuplicate }, "seed \(seed)")
        let rows = outcome.counts("transcripts.csv").map { $0.rowsLoaded - $0.rowsDuplicate }
        #expect(rows == outcome.transcripts.count, "seed \(seed)")
        let students = outcome.counts("students.csv").map { $0.rowsLoaded - $0.rowsDuplicate }
        #expect(students == outcome.extract?.students.count, "seed \(seed)")
      }
      if seed % 5 == 0 {
        let limits = ReadingLimits(
          chunkBytes: Int(seed % 61) + 1, bucketStudents: 1, bucketLimit: 9, bucketBuffer: 64, candidatesPerPass: 1)
        let same = sample.read(limits: limits).everything == outcome.everything
        #expect(same, "seed \(seed)")
      }
    }
    #expect(accepted > 50)
  }
}
