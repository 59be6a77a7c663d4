/// What a mark does for subject credit.
enum MarkStanding: Sendable {
  case passed
  /// D or F: no credit, may be validated.
  case deficient
  /// No credit and nothing to validate.
  case nothing(Rule)
  case running

  /// - Parameters:
  ///   - projecting: Take every running course as passed with C.
  init(_ record: TranscriptRecord, windows: borrowing [PassWindow], projecting: Bool) {
    guard let mark = record.mark else {
      self = projecting ? .passed : .running
      return
    }
    switch mark {
    case .aPlus, .a, .aMinus, .bPlus, .b, .bMinus, .cPlus, .c, .cMinus: self = .passed
    case .dPlus, .d, .dMinus, .f: self = .deficient
    case .pass, .credit:
      let isInWindow = MarkStanding.isInWindow(record.year, record.term, windows)
      self = isInWindow && !record.isCollege ? .passed : .nothing(.markPassOutsideWindow)
    case .noPass, .noCredit, .incomplete, .withdrawn: self = .nothing(.markNoCredit)
    }
  }

  /// Apart from the letters, which ask no window.
  @inline(never)
  private static func isInWindow(_ year: SchoolYear, _ term: Term, _ windows: [PassWindow]) -> Bool {
    windows.contains { $0.year == year && $0.terms.contains(term) }
  }
}

extension Mark {
  /// Order for "best mark first": letters that pass, then P, then D and F, then what earns nothing.
  var rank: UInt64 {
    switch self {
    case .aPlus: 0
    case .a: 1
    case .aMinus: 2
    case .bPlus: 3
    case .b: 4
    case .bMinus: 5
    case .cPlus: 6
    case .c: 7
    case .cMinus: 8
    case .pass: 9
    case .credit: 10
    case .dPlus: 11
    case .d: 12
    case .dMinus: 13
    case .f: 14
    case .noPass: 15
    case .noCredit: 16
    case .incomplete: 17
    case .withdrawn: 18
    }
  }
}
