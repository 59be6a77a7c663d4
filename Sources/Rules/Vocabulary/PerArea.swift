/// One value for each of the seven subject areas, addressed by area and never by number.
public struct PerArea<Value: Sendable>: Sendable {
  private var values: InlineArray<7, Value>

  @inlinable public init(repeating value: Value) { self.init(all: InlineArray(repeating: value)) }
  @usableFromInline init(all: InlineArray<7, Value>) { values = all }

  public init(_ value: (SubjectArea) -> Value) {
    values = InlineArray { value(SubjectArea.allCases[$0]) }
  }

  public subscript(area: SubjectArea) -> Value {
    get { values[Int(area.rawValue)] }
    set { values[Int(area.rawValue)] = newValue }
  }
}

extension PerArea: Equatable where Value: Equatable {
  public static func == (left: PerArea, right: PerArea) -> Bool {
    SubjectArea.allCases.allSatisfy { left[$0] == right[$0] }
  }
}

extension PerArea where Value == Int {
  public var sum: Int { SubjectArea.allCases.reduce(0) { $0 + self[$1] } }
}
