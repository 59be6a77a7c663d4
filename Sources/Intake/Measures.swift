import Rules

/// Readers of the dashboard measures.
struct MeasureTables: Sendable {
  private(set) var measures: [MeasureRow] = []
  private(set) var values: [MeasureValueRow] = []
  private var index = ReferenceIndex()

  mutating func readMeasures(_ reader: TableReader) {
    var ledger = KeyLedger()
    var numbers: [Int] = []
    reader.read { (record: Record<MeasureColumn>) throws(RowFault) in
      let id = try record.identifier(.measureID)
      ledger.add([id], data: record.hash)
      let number = index.note(id)
      let name = try record.required(.name)
      measures.append(
        MeasureRow(
          measureID: id.string, number: record.text(.number), focusArea: record.text(.focusArea),
          emphasis: record.text(.emphasis), name: name.string, denominator: record.text(.denominator),
          kind: try record.deciding(.kind, Values.code), direction: record.descriptive(.direction, Values.code),
          unit: record.text(.unit), leader: record.text(.leader), goal: record.text(.goal), line: record.line))
      numbers.append(number)
      ledger.accept(row: measures.count - 1)
    }
    let dropped = reader.settle(ledger.resolve(), column: MeasureColumn.measureID.rawValue) {
      (measures[$0].line, measures[$0].measureID)
    }
    var kept: [MeasureRow] = []
    for row in measures.indices where !dropped.contains(row) {
      index.set(numbers[row], place: kept.count)
      kept.append(measures[row])
    }
    measures = kept
  }

  mutating func readValues(_ reader: TableReader, schools: SchoolTable) {
    let districts = Set(schools.rows.compactMap(\.districtID))
    var ledger = KeyLedger()
    reader.read { (record: Record<MeasureValueColumn>) throws(RowFault) in
      let measure = try record.identifier(.measureID)
      let scope = try record.identifier(.scopeID)
      ledger.add([measure, scope, record[.studentGroup], record[.schoolYear]], data: record.hash)
      _ = try record.required(.schoolYear)
      guard let year = try record.deciding(.schoolYear, TranscriptValues.schoolYear) else {
        throw record.fault(.schoolYear, .missingValue)
      }
      _ = try index.place(measure, column: MeasureValueColumn.measureID.rawValue, unknown: .unknownMeasure)
      if !districts.contains(scope.string) {
        _ = try schools.index.place(scope, column: MeasureValueColumn.scopeID.rawValue, unknown: .unknownSchool)
      }
      values.append(
        MeasureValueRow(
          measureID: measure.string, scopeID: scope.string, studentGroup: record.text(.studentGroup), schoolYear: year,
          actual: record.descriptive(.actual, MeasureTables.number),
          target: record.descriptive(.target, MeasureTables.number),
          longTermYear: record.descriptive(.longTermYear, MeasureTables.year),
          longTermTarget: record.descriptive(.longTermTarget) {
            $0.string == "TBD" ? "TBD" : MeasureTables.number($0)
          }, line: record.line))
      ledger.accept(row: values.count - 1)
    }
    let dropped = reader.settle(ledger.resolve(), column: MeasureValueColumn.measureID.rawValue) {
      (values[$0].line, values[$0].measureID)
    }
    values = values.indices.filter { !dropped.contains($0) }.map { values[$0] }
  }

  /// Digits with an optional minus and decimals, as printed.
  private static func number(_ bytes: Bytes) -> String? {
    guard bytes.count <= 30 else { return nil }
    let text = bytes.string
    let parts = text.utf8.drop { $0 == UInt8(ascii: "-") }.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard !text.hasPrefix("--"), parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
      return nil
    }
    return text
  }

  private static func year(_ bytes: Bytes) -> String? {
    if bytes.count == 4 { return Values.digits(bytes, count: 4) }
    return TranscriptValues.schoolYear(bytes).map { _ in bytes.string }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
