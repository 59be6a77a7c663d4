/// Translates the values of one section and counts those that it does not know.
final class ValueMap {
  let section: MapSection
  private var index = TextIndex()
  private var targets: [String] = []
  /// Raw spellings met so far, and where each leads: a target, or below -1 an unmapped value.
  private var met = TextIndex()
  private var metTargets: [Int32] = []
  private var unmapped: [(shown: String, count: Int, origin: RowOrigin, column: String)] = []
  private var unmappedIndex = TextIndex()
  private var folded: [UInt8] = []

  /// Different spellings remembered; what comes after is looked up each time.
  private static let metLimit = 20_000
  /// Different unmapped values that are listed; the rest is counted under the last.
  private static let unmappedLimit = 500

  init(_ section: MapSection, defaults: [(String, String)], own: [String: String]) {
    self.section = section
    for (value, target) in own.sorted(by: { $0.key < $1.key }) + defaults { add(value, target) }
  }

  /// Adds a spelling, unless there is one already; for defaults that only one form has.
  func add(_ value: String, _ target: String) {
    fold(value)
    if number(&index) == targets.count { targets.append(target == "none" ? "" : target) }
  }

  /// The value that a spelling stands for; empty where it is known to stand for nothing. nil, and counted, where the
  /// map does not know it. To be asked for values that are not empty.
  @inline(__always) func value(_ bytes: Bytes, _ origin: RowOrigin, column: String) -> String? {
    let target = look(bytes)
    if target >= 0 { return targets[target] }
    count(-2 - target, bytes, origin, column)
    return nil
  }

  /// The value that a spelling stands for, without counting what is not known.
  @inline(__always) func known(_ bytes: Bytes) -> String? {
    let target = look(bytes)
    return target >= 0 ? targets[target] : nil
  }

  func known(_ text: String) -> String? {
    fold(text)
    return find().map { targets[$0] }
  }

  /// The number of the target, or -2 and less for unmapped values.
  @inline(__always) private func look(_ bytes: Bytes) -> Int {
    if let found = met.find(bytes) { return Int(metTargets[found]) }
    return first(bytes)
  }

  private func first(_ bytes: Bytes) -> Int {
    fold(bytes)
    let target = find() ?? -2 - min(number(&unmappedIndex), ValueMap.unmappedLimit - 1)
    remember(bytes, target)
    return target
  }

  private func count(_ place: Int, _ bytes: Bytes, _ origin: RowOrigin, _ column: String) {
    while unmapped.count <= place { unmapped.append(("", 0, origin, column)) }
    if unmapped[place].count == 0 { unmapped[place] = (bytes.string, 0, origin, column) }
    unmapped[place].count += 1
  }

  private func remember(_ bytes: Bytes, _ target: Int) {
    guard met.count < ValueMap.metLimit else { return }
    if met.insert(bytes) == metTargets.count { metTargets.append(Int32(clamping: target)) }
  }

  private func fold(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      folded.removeAll(keepingCapacity: true)
      if let start = buffer.baseAddress { fold(Bytes(start: start, count: buffer.count)) }
    }
  }

  /// Lower case, single blanks.
  private func fold(_ bytes: Bytes) {
    folded.removeAll(keepingCapacity: true)
    for index in 0..<min(bytes.count, 400) {
      let byte = bytes[index]
      switch byte {
      case 65...90: folded.append(byte | 32)
      case 9, 10, 13, 32: if let last = folded.last, last != 32 { folded.append(32) }
      default: folded.append(byte)
      }
    }
    if folded.last == 32 { folded.removeLast() }
  }

  private func find() -> Int? {
    folded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { index.find(Bytes(start: $0, count: buffer.count)) }
    }
  }

  private func number(_ index: inout TextIndex) -> Int {
    if folded.isEmpty { folded.append(32) }
    return folded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { index.insert(Bytes(start: $0, count: buffer.count)) } ?? 0
    }
  }

  /// One finding for every unmapped value, with the line to paste into the configuration.
  func report(into tables: ImportedTables) {
    for value in unmapped where value.count > 0 {
      tables.find(
        .unmappedValue, value.origin, column: value.column, value: ValueMap.line(value.shown, section),
        count: value.count)
    }
  }

  /// `"B*": ""  # mapping: marks`
  static func line(_ value: String, _ section: MapSection, target: String = "") -> String {
    var quoted = ""
    for scalar in ShownValue.of(value).unicodeScalars.prefix(120) {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return "\"\(quoted)\": \"\(target)\"  # mapping: \(section.rawValue)"
  }
}

/// The value maps of a reading, one for each section.
final class ValueMaps {
  private let maps: [ValueMap]

  init(_ mapping: FormMapping) {
    maps = MapSection.allCases.map {
      ValueMap($0, defaults: DefaultValues.of($0), own: mapping.values[$0] ?? [:])
    }
  }

  subscript(section: MapSection) -> ValueMap {
    maps[MapSection.allCases.firstIndex(of: section) ?? 0]
  }

  func report(into tables: ImportedTables) { for map in maps { map.report(into: tables) } }
}
