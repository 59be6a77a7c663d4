import Rules

/// The accepted students in the bytewise order of their ids; a student's place here is the student index used
/// everywhere else. Texts lie in one block, so that a large district stays small in memory.
public struct StudentTable: Sendable {
  /// Everything but the texts, which lie one after the other from `offset`, each behind its length.
  private struct Packed: Sendable {
    var number: Int32
    var school: Int32
    var offset: Int
    var line: UInt32
    /// Year, month and day as one number; 0 = absent.
    var birth: Int32
    var entryYear: Int16
    var graduationYear: Int16
    var gradeLevel: UInt8
    /// Place among the cases, 255 = absent.
    var gender: UInt8
    var race: UInt8
    var english: UInt8
    var enrollment: UInt8
    /// Two bits each for low income, disability, homeless, foster, migrant: 0 unknown, 1 no, 2 yes.
    var flags: UInt16
  }

  private static let textColumns: [StudentColumn] = [
    .ssid, .lastName, .firstName, .middleName, .counselorID, .localGroups,
  ]
  private static let flagColumns: [StudentColumn] = [.lowIncome, .disability, .homeless, .foster, .migrant]

  private var packed: [Packed] = []
  private var texts = ByteArena()
  private(set) var index = ReferenceIndex()

  /// How many students were accepted.
  public var count: Int { packed.count }

  /// The place of a student; nil if the id is not in the file or its row was rejected.
  public func index(of studentID: String) -> Int? { index.place(studentID) }

  /// The id alone, cheaper than the whole row.
  public func studentID(_ place: Int) -> String { index.ids.text(Int(packed[place].number)) }

  /// The student at a place below `count`.
  public subscript(place: Int) -> StudentRow {
    let row = packed[place]
    var offset = row.offset
    var values: [String?] = []
    for _ in StudentTable.textColumns {
      let count = texts.length(at: offset)
      offset += 4
      values.append(count == 0 ? nil : texts.string(offset, count))
      offset += count
    }
    func flag(_ position: Int) -> Bool? {
      switch row.flags >> UInt16(position * 2) & 3 {
      case 1: false
      case 2: true
      default: nil
      }
    }
    let birth = Int(row.birth)
    return StudentRow(
      studentID: studentID(place), ssid: values[0], lastName: values[1] ?? "", firstName: values[2] ?? "",
      middleName: values[3],
      birthDate: CalendarDay(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100),
      gender: StudentTable.element(row.gender), raceEthnicity: StudentTable.element(row.race),
      englishStatus: StudentTable.element(row.english), lowIncome: flag(0), disability: flag(1), homeless: flag(2),
      foster: flag(3), migrant: flag(4), schoolIndex: Int(row.school), gradeLevel: Int(row.gradeLevel),
      entryYear: row.entryYear == 0 ? nil : row.entryYear,
      graduationYear: row.graduationYear == 0 ? nil : row.graduationYear,
      enrollment: StudentTable.element(row.enrollment) ?? .enrolled, counselorID: values[4],
      localGroups: values[5].map(StudentTable.groups) ?? [], line: Int(row.line))
  }

  private static func element<Value: CaseIterable>(_ place: UInt8) -> Value? {
    Value.allCases.dropFirst(Int(place)).first
  }

  private static func place<Value: CaseIterable & Equatable>(_ value: Value?) -> UInt8 {
    value.flatMap { value in Value.allCases.enumerated().first { $0.element == value } }.map { UInt8($0.offset) } ?? 255
  }

  private static func groups(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { buffer in
      buffer.baseAddress.map { Bytes(start: $0, count: buffer.count).list() } ?? []
    }
  }

  // MARK: Reading

  mutating func read(_ reader: TableReader, schools: SchoolTable, staff: StaffTable?) {
    var ledger = KeyLedger()
    reader.read { (record: Record<StudentColumn>) throws(RowFault) in
      let id = try record.identifier(.studentID)
      ledger.add([id], data: record.hash)
      let number = index.note(id)
      try pack(record, Int32(clamping: number), schools)
      if let staff, let counselor = record.text(.counselorID), !staff.isKnown(counselor) {
        record.find(.unknownCounselor, .counselorID)
      }
      ledger.accept(row: packed.count - 1)
    }
    let dropped = reader.settle(ledger.resolve(), column: StudentColumn.studentID.rawValue) {
      (Int(packed[$0].line), studentID($0))
    }
    if !dropped.isEmpty {
      packed = packed.indices.filter { !dropped.contains($0) }.map { packed[$0] }
    }
    let ids = index.ids
    packed.sort { ids.precedes(Int($0.number), Int($1.number)) }
    for place in packed.indices { index.set(Int(packed[place].number), place: place) }
  }

  private mutating func pack(_ record: Record<StudentColumn>, _ number: Int32, _ schools: SchoolTable) throws(RowFault)
  {
    for column in StudentColumn.required { _ = try record.required(column) }
    let grade = try record.deciding(.gradeLevel, TranscriptValues.gradeLevel)
    let entry = try record.deciding(.entryYear, StudentTable.year)
    let graduation = try record.deciding(.graduationYear, StudentTable.year)
    let school = try schools.index.place(
      try record.identifier(.schoolID), column: StudentColumn.schoolID.rawValue, unknown: .unknownSchool)
    let birth = record.descriptive(.birthDate) { CalendarDay(code: $0.count == 10 ? $0.string : "") }
    let gender: Gender? = record.descriptive(.gender, Values.code)
    let race: RaceEthnicity? = record.descriptive(.raceEthnicity, Values.code)
    let english: EnglishStatus? = record.descriptive(.englishStatus, Values.code)
    let enrollment: Enrollment? = record.descriptive(.enrollment, Values.code)
    var flags: UInt16 = 0
    for (position, column) in StudentTable.flagColumns.enumerated() {
      if let flag = record.descriptive(column, Values.yesNo) { flags |= (flag ? 2 : 1) << UInt16(position * 2) }
    }
    let hasSSID = record.descriptive(.ssid) { Values.digits($0, count: 10) } != nil
    let offset = texts.bytes.count
    for column in StudentTable.textColumns {
      let value = record[column]
      texts.appendWithLength(column == .ssid && !hasSSID ? Bytes(start: value.start, count: 0) : value)
    }
    packed.append(
      Packed(
        number: number, school: school, offset: offset, line: UInt32(clamping: record.line),
        birth: birth.map { Int32($0.year * 10_000 + $0.month * 100 + $0.day) } ?? 0, entryYear: entry ?? 0,
        graduationYear: graduation ?? 0, gradeLevel: grade ?? 0, gender: StudentTable.place(gender),
        race: StudentTable.place(race), english: StudentTable.place(english),
        enrollment: StudentTable.place(enrollment), flags: flags))
  }

  /// A calendar year that a student who is alive can have entered or left school in.
  private static func year(_ bytes: Bytes) -> Int16? {
    guard bytes.count == 4, let year = Values.number(bytes, digits: 4), (1900...2199).contains(year) else { return nil }
    return Int16(year)
  }
}

extension ByteArena {
  /// Appends a text behind its length in four bytes.
  mutating func appendWithLength(_ text: Bytes) {
    var length = UInt32(clamping: text.count).littleEndian
    withUnsafeBytes(of: &length) { raw in
      guard let start = raw.bindMemory(to: UInt8.self).baseAddress else { return }
      _ = append(Bytes(start: start, count: 4))
    }
    _ = append(text)
  }

  /// The length that stands at an offset.
  func length(at offset: Int) -> Int {
    guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
    return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }
}
