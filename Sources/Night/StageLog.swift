/// How long each stage of a night took, in the order they ran.
final class StageLog {
  private(set) var all: [(name: String, milliseconds: Int)] = []
  private let clock = ContinuousClock()

  func time<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
    let start = clock.now
    defer { add(name, clock.now - start) }
    return try body()
  }

  func add(_ name: String, _ spent: Duration) {
    let parts = spent.components
    all.append((name, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)))
  }
}
