/// Takes characters out of fields that nobody sees: zero-width ones are dropped, special blanks become plain ones.
struct FieldCleaner {
  private var bytes: [UInt8] = []
  private var starts: [Int32] = []
  private var ends: [Int32] = []
  private let store = FieldStore()

  /// nil where there is nothing to take out.
  mutating func cleaned(_ fields: FieldSlice, _ delimiter: UInt8) -> FieldSlice? {
    guard hasUpperBytes(fields), (0..<fields.count).contains(where: { needsCleaning(fields, $0) }) else { return nil }
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for index in 0..<fields.count {
      starts.append(Int32(clamping: bytes.count))
      append(fields[index])
      ends.append(Int32(clamping: bytes.count))
      bytes.append(delimiter)
    }
    return store.hold(bytes, starts, ends)
  }

  /// Whether the record holds anything but ASCII, eight bytes at a time.
  private func hasUpperBytes(_ fields: FieldSlice) -> Bool {
    guard fields.count > 0 else { return false }
    let raw = UnsafeRawPointer(fields.base)
    var index = Int(fields.starts[0])
    let end = Int(fields.ends[fields.count - 1])
    while index + 8 <= end {
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return true }
      index += 8
    }
    while index < end {
      if fields.base[index] >= 0x80 { return true }
      index += 1
    }
    return false
  }

  private func needsCleaning(_ fields: FieldSlice, _ index: Int) -> Bool {
    let value = fields[index]
    for place in 0..<value.count where value[place] >= 0xC2 && FieldCleaner.kind(value, place) != nil { return true }
    return false
  }

  private mutating func append(_ value: Bytes) {
    var place = 0
    while place < value.count {
      if value[place] >= 0xC2, let (length, isBlank) = FieldCleaner.kind(value, place) {
        if isBlank { bytes.append(32) }
        place += length
      } else {
        bytes.append(value[place])
        place += 1
      }
    }
  }

  /// Bytes of the character at a place if it is one to take out, and whether it stands for a blank.
  private static func kind(_ value: Bytes, _ place: Int) -> (length: Int, isBlank: Bool)? {
    func next(_ offset: Int) -> UInt8 { place + offset < value.count ? value[place + offset] : 0 }
    switch (value[place], next(1), next(2)) {
    case (0xC2, 0xA0, _): return (2, true)
    case (0xC2, 0xAD, _): return (2, false)
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): return (3, false)
    case (0xE2, 0x80, 0x87), (0xE2, 0x80, 0xAF): return (3, true)
    default: return nil
    }
  }
}

/// Holds a cleaned record at a fixed address until the next one.
private final class FieldStore {
  private var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)
  private var bounds = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 2)

  deinit {
    bytes.deallocate()
    bounds.deallocate()
  }

  func hold(_ text: [UInt8], _ starts: [Int32], _ ends: [Int32]) -> FieldSlice? {
    if bytes.count < text.count {
      bytes.deallocate()
      bytes = .allocate(capacity: text.count * 2)
    }
    if bounds.count < starts.count * 2 {
      bounds.deallocate()
      bounds = .allocate(capacity: starts.count * 2)
    }
    guard let base = bytes.baseAddress, let first = bounds.baseAddress else { return nil }
    _ = bytes.update(fromContentsOf: text)
    _ = bounds.update(fromContentsOf: starts + ends)
    return FieldSlice(
      base: UnsafePointer(base), starts: UnsafePointer(first), ends: UnsafePointer(first + starts.count),
      count: starts.count)
  }
}
