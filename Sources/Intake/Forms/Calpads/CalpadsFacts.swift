import Rules

/// One enrollment of a student at a school (SENR, CENR).
struct CalpadsEnrollment: CalpadsTransacted {
  var origin: RowOrigin
  var transaction: CalpadsTransaction
  var school: CalpadsSchool
  var year: SchoolYear
  /// Days as `20240815`; 0 = none.
  var start: Int32
  var exit: Int32
  var status: CalpadsEnrollmentStatus
  /// 6 to 12; 0 for the grades outside the extract.
  var grade: UInt8
  var exitReason: CalpadsExit?
  var completion: CalpadsExit?
  /// The completion status as a number; 0 = none.
  var completionCode: UInt16
  var receiver: UInt32
  var metRequirements: Bool?
  /// Category of the cumulative extract, which has no races.
  var race: RaceEthnicity?
  var english: CalpadsEnglishStatus?
  /// Of the local record id; 0 = none.
  var recordHash: UInt64
  /// Local student id, last, first and middle name, and gender, each behind its length.
  var texts: Int
  var birth: Int32

  func isSame(as other: CalpadsEnrollment) -> Bool { school == other.school && start == other.start }

  /// By the local record id where there is one, else by school and year.
  func isReplaced(by other: CalpadsEnrollment) -> Bool {
    if recordHash != 0, other.recordHash != 0 { return recordHash == other.recordHash }
    return school == other.school && year == other.year
  }

  /// Whether the student is at the school on a day.
  func isOpen(on day: Int32) -> Bool { start <= day && (exit == 0 || exit >= day) }
}

/// A student's demographics over a span of days (SINF).
struct CalpadsDemographics: CalpadsTransacted {
  var origin: RowOrigin
  var transaction: CalpadsTransaction
  var start: Int32
  var end: Int32
  var race: RaceEthnicity
  /// Last, first and middle name, and gender, each behind its length.
  var texts: Int
  var birth: Int32
  /// Not a high school graduate (Highest Education Level 14).
  var parentsLackDiploma: Bool

  func isSame(as other: CalpadsDemographics) -> Bool { start == other.start }
  func covers(_ day: Int32) -> Bool { start <= day && (end == 0 || end >= day) }
}

/// An English language acquisition status from a day on (SELA).
struct CalpadsEnglishRecord: CalpadsTransacted {
  var origin: RowOrigin
  var transaction: CalpadsTransaction
  var status: CalpadsEnglishStatus
  var start: Int32
  var isCorrection: Bool

  func isSame(as other: CalpadsEnglishRecord) -> Bool { start == other.start && status == other.status }
  func isReplaced(by other: CalpadsEnglishRecord) -> Bool { start == other.start }
}

/// A program or a special education plan over a span of days (SPRG, SPED).
struct CalpadsProgramRecord: CalpadsTransacted {
  var origin: RowOrigin
  var transaction: CalpadsTransaction
  var program: CalpadsProgram
  var code: UInt16
  var school: CalpadsSchool
  var start: Int32
  var end: Int32

  func isSame(as other: CalpadsProgramRecord) -> Bool {
    code == other.code && school == other.school && start == other.start
  }
  func isReplaced(by other: CalpadsProgramRecord) -> Bool { code == other.code && school == other.school }

  func covers(_ day: Int32) -> Bool { start <= day && (end == 0 || end >= day) }
}

/// A record that can take back or replace an earlier one.
protocol CalpadsTransacted {
  var transaction: CalpadsTransaction { get }
  /// The two are the same record of the state's store; the later one updates the earlier.
  func isSame(as other: Self) -> Bool
  func isReplaced(by other: Self) -> Bool
}

extension CalpadsTransacted {
  func isReplaced(by other: Self) -> Bool { isSame(as: other) }

  /// What remains of one student's records once their transactions are carried out in the order read.
  static func settled(_ records: [Self]) -> [Self] {
    var kept: [Self] = []
    for record in records {
      switch record.transaction {
      case .delete: kept.removeAll { $0.isSame(as: record) }
      case .replace:
        kept.removeAll { $0.isReplaced(by: record) }
        kept.append(record)
      case .add:
        kept.removeAll { $0.isSame(as: record) }
        kept.append(record)
      }
    }
    return kept
  }
}

/// The facts of many students in one list, each linked to the one before it of the same student.
struct CalpadsChain<Fact> {
  private(set) var facts: [Fact] = []
  private var previous: [Int32] = []
  private var last: [Int32] = []

  var isEmpty: Bool { facts.isEmpty }

  mutating func append(_ fact: Fact, student: Int) {
    while last.count <= student { last.append(-1) }
    previous.append(last[student])
    last[student] = Int32(clamping: facts.count)
    facts.append(fact)
  }

  /// A student's facts in the order read.
  func of(_ student: Int) -> [Fact] {
    guard student < last.count else { return [] }
    var found: [Fact] = []
    var place = Int(last[student])
    while place >= 0 {
      found.append(facts[place])
      place = Int(previous[place])
    }
    found.reverse()
    return found
  }
}

extension ByteArena {
  /// The text behind a length at an offset, and where the next begins.
  func text(at offset: inout Int) -> String {
    let count = length(at: offset)
    let text = string(offset + 4, count)
    offset += 4 + count
    return text
  }
}
