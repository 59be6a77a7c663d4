/// SplitMix64 with integer draws only, so that one seed gives the same sample on every machine.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// An independent stream for one numbered thing (a student, a file) under one seed.
  init(seed: UInt64, stream: UInt64) {
    var mixer = RandomSource(seed: seed ^ (stream &* 0xD1B5_4A32_D192_ED03))
    state = mixer.next() ^ stream
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to `bound - 1`; 0 when the bound is not positive.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True with the given chance out of a thousand.
  mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// About normal with mean 0 and the given standard deviation: the sum of four uniform draws from one word.
  mutating func normal(_ deviation: Int) -> Int {
    let word = next()
    let sum = Int(word & 0xFFFF) + Int(word >> 16 & 0xFFFF) + Int(word >> 32 & 0xFFFF) + Int(word >> 48)
    return (sum - 131_070) * deviation / 37_837
  }

  /// The index drawn from a list of weights; 0 when they are all zero.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return 0
  }

  /// One element of a list that is known not to be empty; the fallback is never met then.
  mutating func pick<T>(_ list: [T], or fallback: T) -> T {
    list.isEmpty ? fallback : list[below(list.count)]
  }
}
