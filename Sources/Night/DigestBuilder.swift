/// Mixes values into 128 bits that stand for them: the same in every run, on every machine.
///
/// Not a cryptographic digest: it tells a changed record from an unchanged one, nobody gains by forging it.
public struct DigestBuilder: Sendable {
  private var high: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var low: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  public init() {}

  @inline(__always)
  public mutating func add(_ value: UInt64) {
    let product = (value ^ low).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    high = (high ^ product.high ^ product.low) &* 0xE703_7ED1_A0B4_28DB
    low = (low &+ value ^ (high >> 29)) &* 0x8EBC_6AF0_9C88_C6E3
    low ^= low >> 32
  }

  public mutating func add(_ value: Int?) { add(value.map { UInt64(bitPattern: Int64($0)) } ?? 0x5151_5151_5151_5151) }

  public mutating func add(_ text: String) {
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in text.utf8 {
      word = word << 8 | UInt64(byte)
      count += 1
      if count & 7 == 0 {
        add(word)
        word = 0
      }
    }
    add(word)
    add(count | 1 << 63)
  }

  public mutating func add(_ text: String?) {
    if let text { add(text) } else { add(0x2323_2323_2323_2323 as UInt64) }
  }

  public var value: (UInt64, UInt64) {
    var end = self
    end.add(0x1234_5678_9ABC_DEF0 as UInt64)
    end.add(0x0FED_CBA9_8765_4321 as UInt64)
    return (end.high, end.low)
  }
}
