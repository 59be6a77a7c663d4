import Postgres
import Testing

/// `#expect(actual == expected)` for values read from a lent row, which the macro's own closures may not capture.
func same<Value: Equatable>(_ actual: Value, _ expected: Value, at place: SourceLocation = #_sourceLocation) {
  #expect(actual == expected, sourceLocation: place)
}

/// Whether reading fails as the wrapper promises.
func refuses<Value>(at place: SourceLocation = #_sourceLocation, _ read: () throws -> Value) {
  do {
    _ = try read()
    Issue.record("the value should have been refused", sourceLocation: place)
  } catch {
    #expect(error is PostgresError, sourceLocation: place)
  }
}
