import Intake
import Rules
import Store

/// Counts transcript records by kind while they pass, so that the checks need not read them again.
///
/// A kind is packed into one number: course code, school year, term, whether it runs, whether the student is enrolled
/// elsewhere, credits attempted.
struct TallyCounter: Sendable {
  private struct Counts { var records = 0, overEarned = 0 }

  private var counts: [UInt64: Counts] = [:]
  /// Students without any record.
  var emptyTranscripts = 0
  /// More kinds than this come from credits that no district has; those beyond it are counted without their credits.
  private static let mostKinds = 1 << 20
  private static let noCredits: UInt64 = 0x3fff

  /// - Parameters:
  ///   - code: facts of the record's course code.
  ///   - school: index of the institution that the student is enrolled at.
  mutating func add(_ row: Intake.TranscriptRow, code: CodeFacts, school: Int) {
    var key = UInt64(UInt32(bitPattern: code.stored)) << 30
    key |= UInt64(UInt16(clamping: Int(row.schoolYear.fall) - TallyCounter.firstYear) & 0x3ff) << 20
    key |= UInt64(row.term.place) << 16
    key |= row.inProgress ? 1 << 15 : 0
    key |= code.school != school ? 1 << 14 : 0
    let credits = row.creditsAttempted.map { min(UInt64(clamping: $0), TallyCounter.noCredits - 1) }
    let whole = key | (credits ?? TallyCounter.noCredits)
    let isKept = counts.count < TallyCounter.mostKinds || counts[whole] != nil
    let isOver = (row.creditsEarned ?? 0) > (row.creditsAttempted ?? Int32.max)
    counts[isKept ? whole : key | TallyCounter.noCredits, default: Counts()].records += 1
    if isOver { counts[isKept ? whole : key | TallyCounter.noCredits, default: Counts()].overEarned += 1 }
  }

  mutating func merge(_ other: TallyCounter) {
    emptyTranscripts += other.emptyTranscripts
    counts.merge(other.counts) { Counts(records: $0.records + $1.records, overEarned: $0.overEarned + $1.overEarned) }
  }

  /// In a fixed order.
  var rows: [RecordTally] {
    counts.sorted { $0.key < $1.key }.map { key, counts in
      let credits = key & TallyCounter.noCredits
      return RecordTally(
        courseCode: Int32(truncatingIfNeeded: key >> 30),
        schoolYear: Int16(truncatingIfNeeded: Int(key >> 20 & 0x3ff) + TallyCounter.firstYear),
        term: Term.placed(UInt8(key >> 16 & 0xf))?.rawValue ?? "", inProgress: key >> 15 & 1 == 1,
        elsewhere: key >> 14 & 1 == 1, creditsAttempted: credits == TallyCounter.noCredits ? nil : Int32(credits),
        records: counts.records, overEarned: counts.overEarned)
    }
  }

  /// The extract takes school years from here on.
  private static let firstYear = 1900
}

extension Term {
  /// The term of a place in the fixed order.
  fileprivate static func placed(_ place: UInt8) -> Term? { allCases.first { $0.place == place } }
}
