/// A number that stands for a name compared without case, so that names can be compared in the core without strings.
///
/// It is the 32-bit FNV-1a hash of the folded name, the same in every run and on every machine. 0 stands for no name.
public struct NameKey: Hashable, Sendable {
  public var value: Int32
  @inlinable public init(value: Int32) { self.value = value }

  public static let none = NameKey(value: 0)

  public init(_ name: String) {
    let folded = Discipline.folded(name)
    guard !folded.isEmpty else {
      value = 0
      return
    }
    var hash: UInt32 = 2_166_136_261
    for byte in folded.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    value = hash == 0 ? 1 : Int32(bitPattern: hash)
  }
}
