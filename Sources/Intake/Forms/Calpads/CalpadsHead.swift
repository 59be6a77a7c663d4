import Rules

/// The elements that every CALPADS record begins with, checked.
struct CalpadsHead {
  let origin: RowOrigin
  let transaction: CalpadsTransaction
  /// 7 digits each.
  let reportingLEA: CalpadsCode7
  let school: CalpadsCode7
  let year: SchoolYear

  /// nil if the record is rejected for one of them.
  init?(_ record: CalpadsRecord, _ origin: RowOrigin, _ tables: ImportedTables) {
    func reject(_ field: CalpadsField) {
      let value = record[field]
      tables.reject(
        origin, column: record.column(field), code: value.isEmpty ? .missingValue : .badValue, value: value)
    }
    let code = record[.transaction]
    guard let transaction = code.isEmpty ? .add : CalpadsCodes.transaction.meaning(code) else {
      reject(.transaction)
      return nil
    }
    guard let reportingLEA = CalpadsCode7(record[.reportingLEA]) else {
      reject(.reportingLEA)
      return nil
    }
    guard let school = CalpadsCode7(record[.school]) else {
      reject(.school)
      return nil
    }
    guard let year = TranscriptValues.schoolYear(record[.year]) else {
      reject(.year)
      return nil
    }
    if reportingLEA.wasPadded {
      tables.find(.zerosRestored, origin, column: record.column(.reportingLEA), value: reportingLEA.text)
    }
    if school.wasPadded {
      tables.find(.zerosRestored, origin, column: record.column(.school), value: school.text)
    }
    tables.note(year, origin.file)
    self.origin = origin
    self.transaction = transaction
    self.reportingLEA = reportingLEA
    self.school = school
    self.year = year
  }

  /// The school of attendance or delivery.
  var place: CalpadsSchool { CalpadsSchool(reportingLEA: reportingLEA.number, school: school.number) }
}

/// A code of exactly seven digits. One that lost zeros in front gets them back: no shorter code exists.
struct CalpadsCode7 {
  let number: UInt32
  let wasPadded: Bool

  init?(_ bytes: Bytes) {
    guard let number = Values.number(bytes, digits: 7) else { return nil }
    self.number = UInt32(number)
    wasPadded = bytes.count < 7
  }

  var text: String { CalpadsCode7.text(number) }

  static func text(_ number: UInt32) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
  }
}

/// A school as CALPADS names it.
struct CalpadsSchool: Hashable, Sendable {
  var reportingLEA: UInt32
  var school: UInt32

  /// The 14-digit CDS code. An independently reporting charter school reports under its own seven digits, which do not
  /// tell county and district: its id is these seven digits, unless the district's map gives another.
  var schoolID: String {
    let code = CalpadsCode7.text(school)
    return reportingLEA == school ? code : CalpadsCode7.text(reportingLEA) + code
  }

  /// 7 digits; empty where the file does not tell it.
  var districtID: String { reportingLEA == school ? "" : CalpadsCode7.text(reportingLEA) }

  /// The district office and the codes for schools that are none of the state's (Data Guide v11.0, table 12).
  var specialName: String? {
    switch school {
    case 0: "District office"
    case 1: "Nonpublic school"
    case 2: "Private school"
    case 9_999_999: "Noncertified school"
    default: nil
    }
  }
}

/// A day as CALPADS writes it (`20240815`), kept as that number.
enum CalpadsDay {
  /// nil unless the eight digits are a day.
  static func read(_ bytes: Bytes) -> Int32? {
    guard bytes.count == 8, let number = Values.number(bytes, digits: 8),
      CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100) != nil
    else { return nil }
    return Int32(number)
  }

  static func number(_ day: CalendarDay) -> Int32 { Int32(clamping: day.year * 10_000 + day.month * 100 + day.day) }

  /// nil for 0.
  static func day(_ number: Int32) -> CalendarDay? {
    CalendarDay(year: Int(number) / 10_000, month: Int(number) / 100 % 100, day: Int(number) % 100)
  }

  /// `2024-08-15`.
  static func code(_ day: Int32) -> String { CalpadsDay.day(day)?.code ?? "" }
}
