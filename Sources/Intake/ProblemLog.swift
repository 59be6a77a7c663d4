/// Gathers what is wrong with an extract; memory stays bounded however much that is.
final class ProblemLog {
  /// Findings kept of each code; the rest is counted.
  static let findingsPerCode = 1000

  let spill: Spill
  private(set) var refusals: [Refusal] = []
  private(set) var findings: [Finding] = []
  private var findingsKept = [Int](repeating: 0, count: FindingCode.allCases.count)
  private(set) var findingRows = [Int](repeating: 0, count: FindingCode.allCases.count)
  private(set) var rejectCount = 0
  private(set) var rejects = SpillStream(buffer: 1 << 18)
  /// Files that rejects refer to by number.
  private(set) var files: [String] = []

  init(spill: Spill) { self.spill = spill }

  func refuse(_ refusal: Refusal) { refusals.append(refusal) }

  func find(
    _ code: FindingCode, file: String, line: Int?, column: String?, value: @autoclosure () -> String, count: Int = 1
  ) {
    let index = Int(code.rawValue)
    findingRows[index] += count
    if findingsKept[index] >= ProblemLog.findingsPerCode { return }
    findingsKept[index] += 1
    findings.append(Finding(code: code, file: file, line: line, column: column, value: value(), count: count))
  }

  func reject(file: Int, line: Int, column: String, code: RejectCode, value: String) {
    rejectCount += 1
    var entry: [UInt8] = [UInt8(file & 255), UInt8(file >> 8 & 255), code.rawValue]
    withUnsafeBytes(of: UInt64(line).littleEndian) { entry.append(contentsOf: $0) }
    for text in [column, value] {
      withUnsafeBytes(of: UInt16(clamping: text.utf8.count).littleEndian) { entry.append(contentsOf: $0) }
      entry.append(contentsOf: text.utf8)
    }
    entry.withUnsafeBytes { rejects.append($0, to: spill) }
  }

  /// The number that rejects of this file carry; past 65,535 files all are shown as the last.
  func number(of file: String) -> Int {
    if files.count <= Int(UInt16.max) { files.append(file) }
    return files.count - 1
  }

  /// Reads one reject back and moves the offset behind it.
  static func decode(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int, files: [String]) -> Reject? {
    guard offset + 11 <= bytes.count, let code = RejectCode(rawValue: bytes[offset + 2]) else { return nil }
    let number = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    guard number < files.count else { return nil }
    let file = files[number]
    let line = Int(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 3, as: UInt64.self)))
    offset += 11
    var texts: [String] = []
    for _ in 0..<2 {
      guard offset + 2 <= bytes.count else { return nil }
      let count = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      offset += 2
      guard offset + count <= bytes.count else { return nil }
      texts.append(String(decoding: bytes[offset..<offset + count], as: UTF8.self))
      offset += count
    }
    return Reject(file: file, line: line, column: texts[0], code: code, value: texts[1])
  }
}
