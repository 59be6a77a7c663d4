/// Checks that bytes which arrive in pieces are UTF-8 (no surrogates, nothing overlong, nothing past U+10FFFF).
struct UTF8Check {
  private var needed = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  /// Whether the bytes so far end between two characters.
  var isComplete: Bool { needed == 0 }

  /// The offset of the first byte that cannot be UTF-8, or nil.
  mutating func firstBadByte(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let raw = UnsafeRawPointer(start)
    var index = 0
    while index < count {
      if needed == 0 {
        while index + 32 <= count {
          let a = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          let b = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
          let c = raw.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
          let d = raw.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
          if (a | b | c | d) & 0x8080_8080_8080_8080 != 0 { break }
          index += 32
        }
        while index < count, start[index] < 0x80 { index += 1 }
        if index == count { break }
        switch start[index] {
        case 0xC2...0xDF: expect(1)
        case 0xE0: expect(2, low: 0xA0)
        case 0xED: expect(2, high: 0x9F)
        case 0xE1...0xEF: expect(2)
        case 0xF0: expect(3, low: 0x90)
        case 0xF4: expect(3, high: 0x8F)
        case 0xF1...0xF3: expect(3)
        default: return index
        }
      } else {
        guard start[index] >= low, start[index] <= high else { return index }
        expect(needed - 1)
      }
      index += 1
    }
    return nil
  }

  private mutating func expect(_ count: Int, low: UInt8 = 0x80, high: UInt8 = 0xBF) {
    (needed, self.low, self.high) = (count, low, high)
  }
}
