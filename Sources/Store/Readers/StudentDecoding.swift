import Postgres

/// Rows of the functions in `sql/views/50_students_of.sql` as values; column 0 is the place.
extension StudentReader {
  static func profile(_ row: borrowing Row) throws -> StudentProfile {
    var profile = StudentProfile()
    profile.studentID = try row.text(1)
    profile.ssid = try row.optionalText(2)
    profile.lastName = try row.text(3)
    profile.firstName = try row.text(4)
    profile.middleName = try row.optionalText(5)
    profile.birthDate = try row.optionalDate(6)
    profile.gender = try row.optionalText(7)
    profile.raceEthnicity = try row.optionalText(8)
    profile.englishStatus = try row.optionalText(9)
    profile.lowIncome = try row.optionalBool(10)
    profile.disability = try row.optionalBool(11)
    profile.homeless = try row.optionalBool(12)
    profile.foster = try row.optionalBool(13)
    profile.migrant = try row.optionalBool(14)
    profile.schoolID = try row.text(15)
    profile.districtID = try row.optionalText(16)
    profile.gradeLevel = try row.int16(17)
    profile.entryYear = try row.optionalInt16(18)
    profile.graduationYear = try row.optionalInt16(19)
    profile.enrollment = try row.text(20)
    profile.counselorID = try row.optionalText(21)
    profile.localGroups = try row.optionalText(22)
    return profile
  }

  static func transcript(_ row: borrowing Row) throws -> TranscriptRow {
    TranscriptRow(
      seq: try row.int16(1), courseCode: try row.int32(2), schoolYear: try row.int16(3), term: try row.text(4),
      gradeLevel: try row.int16(5), mark: try row.optionalText(6), creditsAttempted: try row.optionalInt32(7),
      creditsEarned: try row.optionalInt32(8), part: try row.optionalInt16(9), inProgress: try row.bool(10),
      recordID: try row.optionalText(11))
  }

  static func verdict(_ row: borrowing Row, withUses: Bool) throws -> StoredVerdict {
    let letters = Array(try row.text(5).utf8)
    let areaStatus = letters.compactMap(StoredStatus.init(rawValue:))
    let amounts = (try row.int16Array(7), try row.int16Array(8), try row.int16Array(9))
    guard let status = StoredStatus(code: try row.text(4)), areaStatus.count == 7, letters.count == 7,
      amounts.0.count == 7, amounts.1.count == 7, amounts.2.count == 7
    else { throw StoreError.damaged("evaluation.verdict holds a row that this program cannot read") }
    let digest = try row.withBytes(6) { $0.map(RecordDigest.init) ?? .none }
    var verdict = VerdictRow(
      system: try row.text(1), edition: try row.text(2), enteringYear: try row.int16(3), status: status,
      areaStatus: areaStatus, required: amounts.0, earned: amounts.1, inProgress: amounts.2,
      uses: withUses ? try uses(row) : [],
      digest: digest)
    let (needs, twelfths) = (try row.int16Array(12), try row.int16Array(13))
    guard needs.count == twelfths.count else {
      throw StoreError.damaged("evaluation.verdict holds needs of unequal length")
    }
    verdict.shortfalls = zip(needs, twelfths).map { ShortfallRow(need: $0, twelfths: $1) }
    verdict.electiveServesOtherArea = try row.bool(14)
    verdict.grounds = try grounds(row)
    return StoredVerdict(verdict: verdict, fromRun: try row.int32(10), recordRun: try row.int32(11))
  }

  private static func grounds(_ row: borrowing Row) throws -> VerdictGrounds? {
    guard let isCut = try row.optionalBool(15) else { return nil }
    var grounds = VerdictGrounds()
    grounds.isCut = isCut
    grounds.bestMissing = try row.optionalInt16Array(16) ?? []
    grounds.reasons = try numbers(row, [17, 18]).map { ReasonRow(areas: $0[0], twelfths: $0[1]) }
    grounds.open = try numbers(row, [19, 20, 21]).map { OpenRow(area: $0[0], seq: $0[1], least: $0[2]) }
    grounds.otherUses = try numbers(row, [22, 23, 24]).map { OtherUseRow(area: $0[0], kind: $0[1], value: $0[2]) }
    guard [0, 7].contains(grounds.bestMissing.count) else {
      throw StoreError.damaged("evaluation.verdict holds best cases of another number of areas")
    }
    return grounds
  }

  /// Parallel arrays, of which NULL is none, as one row of numbers per element.
  private static func numbers(_ row: borrowing Row, _ columns: [Int]) throws -> [[Int16]] {
    var arrays: [[Int16]] = []
    for column in columns { arrays.append(try row.optionalInt16Array(column) ?? []) }
    guard let first = arrays.first, arrays.allSatisfy({ $0.count == first.count }) else {
      throw StoreError.damaged("evaluation.verdict holds reasons of unequal length")
    }
    return first.indices.map { index in arrays.map { $0[index] } }
  }

  private static func uses(_ row: borrowing Row) throws -> [UseRow] {
    let source = try row.int16Array(25)
    let seq = try row.int16Array(26)
    let area = try row.int16Array(27)
    let how = try row.int16Array(28)
    let rule = try row.int16Array(29)
    let twelfths = try row.int16Array(30)
    let part = try row.int16Array(31)
    let because = try row.int16Array(32)
    guard [seq, area, how, rule, twelfths, part, because].allSatisfy({ $0.count == source.count }) else {
      throw StoreError.damaged("evaluation.verdict holds uses of unequal length")
    }
    var uses: [UseRow] = []
    uses.reserveCapacity(source.count)
    for index in source.indices {
      guard let from = UseSource(rawValue: source[index]), let way = StoredUse(rawValue: how[index]) else {
        throw StoreError.damaged("evaluation.verdict holds a use that this program cannot read")
      }
      uses.append(
        UseRow(
          source: from, seq: seq[index], area: area[index], how: way, rule: rule[index], twelfths: twelfths[index],
          part: part[index], because: because[index]))
    }
    return uses
  }
}
