import TestSupport
import Testing

@testable import Intake
@testable import Rules

/// The short ways by which repeated rows are looked for.
@Suite struct RepeatTests {
  private func search(_ numbers: [UInt64]) -> Bool {
    var search = RepeatSearch()
    return search.mayRepeat(numbers.indices) { numbers[$0] }
  }

  @Test func `A repetition among a few numbers is always seen, and nothing else`() {
    var random = Random(seed: 1)
    for round in 0..<200 {
      var numbers = Array(0..<UInt64(2 + random.below(RepeatSearch.most - 2))).map { $0 &* UInt64(round + 1) }
      #expect(!search(numbers))
      numbers[random.below(numbers.count - 1)] = numbers[numbers.count - 1]
      #expect(search(numbers))
    }
  }

  @Test func `Numbers that fall on one place, none at all, and more than are searched`() {
    // The upper bits of the product decide the place; these products have none.
    let inverse: UInt64 = 0xF1DE_83E1_9937_733D
    #expect(0x9E37_79B9_7F4A_7C15 &* inverse == 1)
    let crowded = (0..<UInt64(RepeatSearch.most)).map { $0 &* inverse }
    #expect(!search(crowded))
    #expect(search(crowded.dropLast() + [crowded[0]]))
    #expect(!search([]))
    #expect(!search([3]))
    #expect(search(Array(0...UInt64(RepeatSearch.most))))
  }

  @Test func `One search forgets the numbers of the one before`() {
    var search = RepeatSearch()
    for _ in 0..<3 { #expect(!search.mayRepeat(0..<100) { UInt64($0) }) }
  }

  @Test func `The filter misses no id that stands twice, and takes few others for such`() {
    var filter = RecordIDFilter(bytes: 0)
    var random = SplitMix64(seed: 2)
    let hashes = (0..<20_000).map { _ in random.next() }
    for hash in hashes { filter.add(hash) }
    for hash in hashes.prefix(500) { filter.add(hash) }
    filter.enter()
    #expect(hashes.prefix(500).allSatisfy { filter.mayRepeat($0) })
    #expect(filter.hits >= 500)
    #expect(hashes.dropFirst(500).count { filter.mayRepeat($0) } < filter.hits)
  }

  @Test(arguments: [nil, 0, 1, TranscriptValues.creditsLimit] as [Int32?])
  func `A packed row is read as it was, at the limits of its values too`(_ credits: Int32?) {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: TranscriptRow.packedBytes, alignment: 16)
    defer { raw.deallocate() }
    for (number, mark) in ([nil] + Mark.allCases.map { $0 }).enumerated() {
      let row = TranscriptRow(
        studentIndex: .max, courseCode: .max - 1, schoolYear: SchoolYear(fall: number % 2 == 0 ? 1900 : 2199),
        term: Term.allCases[number % Term.allCases.count], gradeLevel: UInt8(6 + number % 7), mark: mark,
        creditsAttempted: credits, creditsEarned: credits.map { $0 / 2 }, part: UInt8(number % 3),
        inProgress: mark == nil, line: .max, hash: .max - 2)
      for rejected in [false, true] {
        row.pack(into: raw, recordIDBytes: ReadingLimits.identifierBytes, rejected: rejected)
        #expect(TranscriptRow(packed: raw) == row)
        #expect(TranscriptRow.recordIDBytes(packed: raw) == ReadingLimits.identifierBytes)
        #expect(TranscriptRow.isRejected(packed: raw) == rejected)
        #expect(TranscriptRow.studentIndex(packed: raw) == Int(Int32.max))
        #expect(TranscriptRow.line(packed: raw) == .max)
      }
    }
  }

  @Test func `Every mark is read, and nothing that is none`() {
    func read(_ text: String) -> Mark? {
      var text = text
      return text.withUTF8 { buffer in
        buffer.baseAddress.flatMap { TranscriptValues.mark(Bytes(start: $0, count: buffer.count)) }
      }
    }
    for mark in Mark.allCases { #expect(read(mark.rawValue) == mark) }
    for text in ["E", "F+", "F-", "a+", "A*", "AB", "A ", "P+", "NPX"] { #expect(read(text) == nil) }
  }
}
