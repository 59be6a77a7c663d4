/// One value for each of the seven subject areas, addressed by area and never by number.
public struct PerArea<Value: Sendable>: Sendable {
  // Seven fields, not an array: of an array that is no variable, reading one value copies all.
  private var a, b, c, d, e, f, g: Value

  public init(repeating value: Value) { (a, b, c, d, e, f, g) = (value, value, value, value, value, value, value) }

  public init(_ value: (SubjectArea) -> Value) {
    (a, b, c, d, e, f, g) = (value(.a), value(.b), value(.c), value(.d), value(.e), value(.f), value(.g))
  }

  public subscript(area: SubjectArea) -> Value {
    get {
      switch area {
      case .a: a
      case .b: b
      case .c: c
      case .d: d
      case .e: e
      case .f: f
      case .g: g
      }
    }
    set {
      switch area {
      case .a: a = newValue
      case .b: b = newValue
      case .c: c = newValue
      case .d: d = newValue
      case .e: e = newValue
      case .f: f = newValue
      case .g: g = newValue
      }
    }
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
