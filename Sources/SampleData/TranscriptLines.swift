/// Turns records into the lines of `transcripts.csv`; clean lines are put together from prepared bytes.
struct TranscriptLines {
  let catalogue: Catalogue
  let file: SampleFile
  let faults: Faults
  private var written = 0
  private let marks = Record.marks.map { Array($0.utf8) }
  private let terms = Record.terms.map { Array($0.utf8) }
  private let years = (2000...2030).map { Array(schoolYear($0).utf8) }

  init(catalogue: Catalogue, file: SampleFile, faults: Faults) {
    (self.catalogue, self.file, self.faults) = (catalogue, file, faults)
  }

  /// `parent` names the reason when a loader has rejected the student and so rejects these rows too.
  mutating func write(_ records: [Record], of student: Student, parent: String?) throws(SampleError) {
    let id = Array(student.id.utf8)
    for record in records {
      written += 1
      if let fault = faults.next(of: TranscriptFault.allCases) {
        try plant(fault, in: record, student, parent: parent)
      } else {
        let number = written
        let line = try file.write { bytes in append(record, id, number, to: &bytes) }
        if let parent { try faults.note(parent, .reject, file: file, line: line) }
      }
    }
  }

  private func append(_ record: Record, _ student: [UInt8], _ number: Int, to bytes: inout [UInt8]) {
    bytes += student
    bytes.append(comma)
    bytes += catalogue.schoolBytes[record.school]
    bytes.append(comma)
    bytes += years[min(max(record.fall - 2000, 0), years.count - 1)]
    bytes.append(comma)
    bytes += terms[record.term.rawValue]
    bytes.append(comma)
    append(record.gradeLevel, width: 1, to: &bytes)
    bytes.append(comma)
    bytes += catalogue.courseBytes[record.school][record.course.rawValue]
    bytes.append(comma)
    if let mark = record.mark { bytes += marks[mark] }
    bytes.append(comma)
    append(hundredths: record.credits, to: &bytes)
    bytes.append(comma)
    if record.mark != nil { append(hundredths: record.earnsCredit ? record.credits : 0, to: &bytes) }
    bytes.append(comma)
    if record.part > 0 { append(record.part, width: 1, to: &bytes) }
    bytes.append(comma)
    if record.mark == nil { bytes.append(UInt8(ascii: "Y")) }
    bytes.append(comma)
    bytes.append(UInt8(ascii: "R"))
    append(number, width: 8, to: &bytes)
  }

  private func plant(
    _ fault: TranscriptFault, in record: Record, _ student: Student, parent: String?
  ) throws(SampleError) {
    var line: [UInt8] = []
    append(record, Array(student.id.utf8), written, to: &line)
    var values = values(record, student)
    let effect = parent == nil ? fault.effect : .reject
    let reason = fault == .unknownStudent ? fault.rawValue : parent ?? fault.rawValue
    switch fault {
    case .badQuotes:
      let at = try file.write { $0 += line + Array("\"stray".utf8) }
      try faults.note(fault.rawValue, .reject, file: file, line: at)
    case .exactDuplicate, .conflictingRecord:
      fault.spoil(&values)
      let first = try file.write { $0 += line }
      if parent != nil || fault == .conflictingRecord { try faults.note(reason, effect, file: file, line: first) }
      let second = try file.write(values)
      try faults.note(reason, effect, file: file, line: second)
    default:
      fault.spoil(&values)
      try faults.note(reason, effect, file: file, line: try file.write(values))
    }
  }

  private func values(_ record: Record, _ student: Student) -> [String] {
    let credits = text(hundredths: record.credits)
    let earned = record.mark == nil ? "" : record.earnsCredit ? credits : "0.00"
    return [
      student.id, Institutions.all[record.school].id, schoolYear(record.fall), Record.terms[record.term.rawValue],
      String(record.gradeLevel), catalogue.code(record.school, record.course), CourseTable[record.course].title,
      record.mark.map { Record.marks[$0] } ?? "", credits, earned, record.part > 0 ? String(record.part) : "",
      record.mark == nil ? "Y" : "", "R" + padded(written, 8),
    ]
  }

  private func text(hundredths value: Int) -> String {
    var bytes: [UInt8] = []
    append(hundredths: value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(hundredths value: Int, to bytes: inout [UInt8]) {
    append(value / 100, width: 1, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    append(value % 100, width: 2, to: &bytes)
  }

  /// The digits of a number that is not negative, with leading zeros up to a width.
  private func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
    var (power, digits) = (1, 1)
    while value / power >= 10 || digits < width {
      power *= 10
      digits += 1
    }
    while power > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + value / power % 10))
      power /= 10
    }
  }
}
