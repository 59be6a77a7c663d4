import Rules

/// An academic term or marking period.
enum CalpadsTerm: Equatable, Sendable {
  /// The part of the school year that it covers, in 36ths of the year.
  case span(Int, Int)
  case summer, intersession, supplemental
  /// `Z1` to `Z9`: a term of a calendar that the code set does not describe.
  case other

  /// 36ths of a year.
  var length: Int {
    if case .span(let first, let end) = self { return end - first }
    return 0
  }

  /// The term or marking period that a code stands for; nil if the code set has no such code.
  @inline(__always) static func read(_ bytes: Bytes) -> CalpadsTerm? {
    guard bytes.count == 2 else { return nil }
    return byCode[UInt16(bytes[0]) << 8 | UInt16(bytes[1])]
  }

  /// By the two characters of the code: there are millions of rows.
  private static let byCode: [UInt16: CalpadsTerm] = {
    var table: [UInt16: CalpadsTerm] = [:]
    for (code, term) in CalpadsCodes.term.codes {
      let key = code.utf8.reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      table[key] = term
    }
    return table
  }()
}

/// What one completed course row is worth: its term and its marking period, reconciled.
///
/// The marking period says which piece of the term the mark is for. Where the two contradict each other, the smaller
/// amount counts, as in WestEd's study of these files, and the conflict is a finding.
struct CalpadsPeriod: Equatable, Sendable {
  var term: Term
  /// The half that a session's row fills; 0 = not said.
  var part: UInt8 = 0
  /// 36ths of a year; 0 for sessions, whose length nothing says.
  var length = 0
  /// Term and marking period cannot both be right.
  var isConflicting = false
  /// The extract has no such term; the nearest was taken.
  var isApproximate = false

  /// nil where neither says which part of the year the row covers, or the extract has no term for it.
  static func of(term: CalpadsTerm, marking: CalpadsTerm?) -> CalpadsPeriod? {
    switch (term, marking) {
    case (.summer, _), (.intersession, _), (.supplemental, _):
      return CalpadsPeriod(term: .summer, part: half(marking), isApproximate: term != .summer)
    case (.span, nil), (.span, .summer), (.span, .intersession), (.span, .supplemental):
      return piece(term, isConflicting: marking != nil)
    case (.span(let first, let end), .span(let markFirst, let markEnd)):
      guard let marking else { return nil }
      if markFirst >= first, markEnd <= end { return piece(marking, isConflicting: false) }
      return piece(marking.length < term.length ? marking : term, isConflicting: true)
    case (.other, .span):
      return marking.flatMap { piece($0, isConflicting: false) }
    default: return nil
    }
  }

  /// 36ths of a year; 0 for the summer.
  static func length(of term: Term) -> Int {
    switch term {
    case .fullYear: 36
    case .s1, .s2: 18
    case .t1, .t2, .t3: 12
    case .q1, .q2, .q3, .q4: 9
    case .summer: 0
    }
  }

  private static func piece(_ term: CalpadsTerm, isConflicting: Bool) -> CalpadsPeriod? {
    guard case .span(let first, let end) = term, let name = name(first, end) else { return nil }
    return CalpadsPeriod(term: name, length: end - first, isConflicting: isConflicting)
  }

  private static func name(_ first: Int, _ end: Int) -> Term? {
    switch (first, end) {
    case (0, 36): .fullYear
    case (0, 18): .s1
    case (18, 36): .s2
    case (0, 12): .t1
    case (12, 24): .t2
    case (24, 36): .t3
    case (0, 9): .q1
    case (9, 18): .q2
    case (18, 27): .q3
    case (27, 36): .q4
    default: nil
    }
  }

  /// The half of the course that a session's marking period names.
  private static func half(_ marking: CalpadsTerm?) -> UInt8 {
    guard case .span(let first, let end) = marking, end - first <= 18 else { return 0 }
    return end <= 18 ? 1 : first >= 18 ? 2 : 0
  }
}
