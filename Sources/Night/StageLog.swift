/// How long each stage of a night took, in the order they ran.
final class StageLog {
  private(set) var all: [(name: String, milliseconds: Int)] = []
  private let clock = ContinuousClock()

  func time<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
    let start = clock.now
    defer {
      let spent = (clock.now - start).components
      all.append((name, Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000)))
    }
    return try body()
  }
}
