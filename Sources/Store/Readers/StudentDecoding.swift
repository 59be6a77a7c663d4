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
    if withUses {
      let needs = try row.int16Array(20)
      let twelfths = try row.int16Array(21)
      guard needs.count == twelfths.count else {
        throw StoreError.damaged("evaluation.verdict holds needs of unequal length")
      }
      verdict.shortfalls = zip(needs, twelfths).map { ShortfallRow(need: $0, twelfths: $1) }
      verdict.electiveServesOtherArea = try row.bool(22)
    }
    return StoredVerdict(verdict: verdict, fromRun: try row.int32(10), recordRun: try row.int32(11))
  }

  private static func uses(_ row: borrowing Row) throws -> [UseRow] {
    let source = try row.int16Array(12)
    let seq = try row.int16Array(13)
    let area = try row.int16Array(14)
    let how = try row.int16Array(15)
    let rule = try row.int16Array(16)
    let twelfths = try row.int16Array(17)
    let part = try row.int16Array(18)
    let because = try row.int16Array(19)
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
