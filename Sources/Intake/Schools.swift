public import Rules

/// An institution where courses are taken (`schools.csv`).
public struct SchoolRow: Sendable, Equatable {
  public var schoolID: String
  public var name: String
  /// 7 digits; nil for institutions outside the district.
  public var districtID: String?
  public var districtName: String?
  public var kind: SchoolKind
  public var ceebCode: String?
  public var line: Int
}

enum SchoolColumn: Int, TableColumn {
  case schoolID, name, districtID, districtName, kind, ceebCode

  static let table = "schools.csv"
  static let names = ["school_id", "name", "district_id", "district_name", "kind", "ceeb_code"]
  static let required: [SchoolColumn] = [.schoolID, .name, .kind]
}

/// The accepted schools and what became of the others.
struct SchoolTable: Sendable {
  private(set) var rows: [SchoolRow] = []
  private(set) var index = ReferenceIndex()

  init() {}

  /// Schools that are known from elsewhere.
  init(known: [(id: String, kind: SchoolKind)]) {
    for (place, school) in known.enumerated() {
      let bytes = Array(school.id.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        index.set(index.note(Bytes(start: start, count: bytes.count)), place: place)
      }
      rows.append(
        SchoolRow(
          schoolID: school.id, name: "", districtID: nil, districtName: nil, kind: school.kind, ceebCode: nil, line: 0))
    }
  }

  mutating func read(_ reader: TableReader) {
    var ledger = KeyLedger()
    var numbers: [Int] = []
    reader.read { (record: Record<SchoolColumn>) throws(RowFault) in
      let id = try record.identifier(.schoolID)
      ledger.add([id], data: record.hash)
      let number = index.note(id)
      _ = try record.required(.kind)
      let name = try record.required(.name)
      guard let kind: SchoolKind = try record.deciding(.kind, Values.code) else {
        throw record.fault(.kind, .missingValue)
      }
      rows.append(
        SchoolRow(
          schoolID: id.string, name: name.string,
          districtID: record.descriptive(.districtID) { Values.digits($0, count: 7) },
          districtName: record.text(.districtName), kind: kind,
          ceebCode: record.descriptive(.ceebCode) { Values.digits($0, count: 6) }, line: record.line))
      numbers.append(number)
      ledger.accept(row: rows.count - 1)
    }
    let dropped = reader.settle(ledger.resolve(), column: SchoolColumn.schoolID.rawValue) {
      (rows[$0].line, rows[$0].schoolID)
    }
    var kept: [SchoolRow] = []
    for row in rows.indices where !dropped.contains(row) {
      index.set(numbers[row], place: kept.count)
      kept.append(rows[row])
    }
    rows = kept
  }
}

extension TableReader {
  /// Rejects rows of ambiguous keys, counts repeated rows, and gives back the places of both.
  func settle(
    _ outcome: (conflicting: [Int], repeated: [Int]), column: Int, _ describe: (Int) -> (line: Int, value: String)
  ) -> Set<Int> {
    for row in outcome.conflicting {
      let (line, value) = describe(row)
      reject(line: line, column: column, code: .duplicateKey, value: ShownValue.of(value))
    }
    countDuplicates(outcome.repeated.map { describe($0).line })
    return Set(outcome.conflicting).union(outcome.repeated)
  }
}
