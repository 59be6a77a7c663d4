import TestSupport
import Testing

@testable import Intake

@Suite struct CalpadsMutationTests {
  /// A district of three students, four courses and two years, in files of one or of all record types.
  private static func files(mixed: Bool) -> [String: [CalpadsLine]] {
    var lines: [String: [CalpadsLine]] = [:]
    for number in 1...3 {
      lines["senr.txt", default: []] += [
        .enrollment(number),
        .enrollment(number, [7: "2023-2024", 22: "20230815", 24: "10", 25: "20240601", 26: "E155"]),
      ]
      lines["sinf.txt", default: []].append(.demographics(number))
      lines["sela.txt", default: []] += [.english(number, "EL", "20150901"), .english(number, "RFEP", "20220901")]
      lines["sprg.txt", default: []].append(.program(number, "181"))
      for course in ["ENG", "ALG"] {
        lines["scsc.txt", default: []] += ["S1", "S2"].map { .completion(number, course, [20: $0]) }
        lines["scsc.txt", default: []].append(.completion(number, course, [6: "2023-2024"]))
      }
    }
    for year in ["2023-2024", "2024-2025"] {
      lines["crsc.txt", default: []] += [
        .course("ENG", "English 9", [6: year]), .course("ALG", "Algebra ^1^", state: "9249", [6: year]),
      ]
    }
    if mixed { return ["all.txt": lines.sorted { $0.key < $1.key }.flatMap(\.value)] }
    return lines
  }

  private static let pieces: [[UInt8]] = [
    [0], [10], [13, 10], Array("^".utf8), Array("^^^^".utf8), [0xFF], [0xC3], Array("\"".utf8), Array("2024-2025".utf8),
    Array("99999999".utf8), Array("SENR".utf8), Array("SCSC-R".utf8), Array("D".utf8), Array("-1".utf8),
    Array("1000000001".utf8), Array("FY".utf8), Array("Z9".utf8), [0xEF, 0xBB, 0xBF],
  ]

  private static func damaged(_ seed: UInt64) -> CalpadsFolder {
    var random = SplitMix64(seed: seed)
    func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(random.next() % UInt64(limit)) }
    var folder = CalpadsFolder()
    folder.files = [:]
    for (name, lines) in files(mixed: seed % 2 == 0).sorted(by: { $0.key < $1.key }) {
      var text = Array(lines.map { $0.text + "\n" }.joined().utf8)
      for _ in 0..<below(6) {
        let place = below(text.count)
        switch below(5) {
        case 0: text.insert(contentsOf: pieces[below(pieces.count)], at: place)
        case 1: text.removeSubrange(place..<min(text.count, place + 1 + below(8)))
        case 2: text.insert(contentsOf: text[place..<min(text.count, place + below(300))], at: place)
        case 3: if !text.isEmpty { text[place] = pieces[below(pieces.count)][0] }
        default: text.removeLast(min(text.count, below(4)))
        }
      }
      folder.files[name] = text
    }
    return folder
  }

  @Test func `However CALPADS files are damaged, nothing stops and every row is accounted for`() {
    var accepted = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      let outcome = Self.damaged(seed).read()
      #expect(outcome.environment == nil, "seed \(seed)")
      guard let extract = outcome.extract else {
        #expect(!outcome.refusals.isEmpty, "seed \(seed)")
        continue
      }
      accepted += 1
      #expect(outcome.files.reduce(0) { $0 + $1.rowsRejected } == outcome.rejects.count, "seed \(seed)")
      #expect(outcome.files.allSatisfy { $0.rowsLoaded >= $0.rowsDuplicate }, "seed \(seed)")
      let places = Set(outcome.rejects.map { "\($0.file):\($0.line)" })
      #expect(places.count == outcome.rejects.count, "a row is rejected once; seed \(seed)")
      if let rows = outcome.counts("calpads.SCSC") {
        // Without deletions, a row of completed courses becomes a transcript row, or is a repetition, or is rejected.
        let lost = rows.rowsLoaded - rows.rowsDuplicate - outcome.transcripts.count
        #expect(lost >= 0 && lost <= 8, "seed \(seed)")
      }
      #expect(extract.students.count <= 8, "seed \(seed)")
    }
    #expect(accepted > 60)
  }

  @Test func `However the files are cut into chunks, the outcome is the same`() {
    for seed in [3, 4, 17, 40, 41, 66] as [UInt64] {
      let folder = Self.damaged(seed)
      let limits = ReadingLimits(
        chunkBytes: Int(seed) + 1, bucketStudents: 1, bucketLimit: 9, bucketBuffer: 64, candidatesPerPass: 1)
      #expect(folder.read(limits: limits).everything == folder.read().everything, "seed \(seed)")
    }
  }
}
