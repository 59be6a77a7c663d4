import Foundation

/// Random numbers that are the same for the same seed on every machine (Steele, Lea and Flood, 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// Takes the seed from the variable SEED, else the one given, and prints it so that a failure can be repeated.
  public static func printed(seed: UInt64 = 20_240_901, for what: String) -> SplitMix64 {
    let chosen = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? seed
    print("\(what): SEED=\(chosen)")
    return SplitMix64(seed: chosen)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
