/// One of the seven A-G subject areas of the UC/CSU course pattern.
public enum SubjectArea: UInt8, CaseIterable, Sendable {
  case a, b, c, d, e, f, g

  public static let count = 7
  /// A to G; stored, because the synthesized list is built anew at every use.
  public static let allCases: [SubjectArea] = [.a, .b, .c, .d, .e, .f, .g]
  /// The areas that are filled before the elective.
  public static let beforeElective: [SubjectArea] = [.a, .b, .c, .d, .e, .f]

  /// The capital letter that files, tables and reports use.
  public var letter: String { ["A", "B", "C", "D", "E", "F", "G"][Int(rawValue)] }

  /// The area's official name.
  public var name: String {
    switch self {
    case .a: "History / social science"
    case .b: "English"
    case .c: "Mathematics"
    case .d: "Science"
    case .e: "Language other than English"
    case .f: "Visual and performing arts"
    case .g: "College-preparatory elective"
    }
  }

  public init?(letter: String) {
    guard let found = SubjectArea.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = found
  }
}

/// A set of subject areas; a course listed in more than one is dual-listed.
public struct SubjectAreas: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public init(_ area: SubjectArea) { rawValue = 1 << area.rawValue }

  public static let none: SubjectAreas = []
  public static let all = SubjectAreas(rawValue: 0b111_1111)
  public static let mathematicsAndLanguage: SubjectAreas = [SubjectAreas(.c), SubjectAreas(.e)]

  @inlinable public func has(_ area: SubjectArea) -> Bool { rawValue & (1 << area.rawValue) != 0 }
  @inlinable public var count: Int { rawValue.nonzeroBitCount }
  /// The earliest area, or nil where there is none.
  public var first: SubjectArea? { rawValue == 0 ? nil : SubjectArea(rawValue: UInt8(rawValue.trailingZeroBitCount)) }
  /// The areas in order A to G.
  public var areas: [SubjectArea] { SubjectArea.allCases.filter { has($0) } }
  /// `C;D`, as in `courses.csv`.
  public var code: String { areas.map(\.letter).joined(separator: ";") }
}
