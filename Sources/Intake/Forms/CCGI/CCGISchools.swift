/// What makes a grade row unusable.
struct CCGIFault: Error {
  var column: CCGIGradeColumn
  var code: RejectCode
}

/// Finds the institution that gave a course by its CDS code, its College Board code or its name, and remembers how rows
/// spelt it.
struct CCGISchools {
  private struct Found {
    var schoolID: String
    /// Repairs that every row with this spelling needs.
    var repairs: [(FindingCode, CCGIGradeColumn)]
  }

  private var met = TextIndex()
  private var found: [Found] = []
  private var key: [UInt8] = []

  /// Spellings remembered; later ones are looked up each time.
  private static let limit = 100_000

  mutating func school(
    cds: Bytes, atp: Bytes, name: Bytes, isCollege: Bool, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CCGIFault) -> String {
    key.removeAll(keepingCapacity: true)
    for value in [cds, atp, name] {
      key.append(contentsOf: UnsafeBufferPointer(start: value.start, count: value.count))
      key.append(0)
    }
    key.append(isCollege ? 1 : 0)
    let number = key.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { met.find(Bytes(start: $0, count: buffer.count)) }
    }
    let school: Found
    if let number {
      school = found[number]
    } else {
      school = try look(cds, atp, name, isCollege, origin, tables)
      if found.count < CCGISchools.limit {
        _ = key.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { met.insert(Bytes(start: $0, count: buffer.count)) }
        }
        found.append(school)
      }
    }
    for (code, column) in school.repairs { tables.note(code, origin, column: CCGIGradeColumn.names[column.rawValue]) }
    return school.schoolID
  }

  private func look(
    _ cds: Bytes, _ atp: Bytes, _ name: Bytes, _ isCollege: Bool, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CCGIFault) -> Found {
    for (value, column) in [(cds, CCGIGradeColumn.cdsCode), (atp, .atpCode)] where ForeignValues.isScientific(value) {
      throw CCGIFault(column: column, code: .scientificNotation)
    }
    var mention = SchoolDirectory.Mention(name: name.string)
    var repairs: [(FindingCode, CCGIGradeColumn)] = []
    switch ForeignValues.cds(cds) {
    case .absent: break
    case .asIs(let code): mention.cds = code
    case .mended(let code, let finding):
      repairs.append((finding, .cdsCode))
      mention.cds = code
    case .unreadable:
      // A district may call its institutions otherwise; then its schools.csv knows the code.
      guard tables.schools.isKnown(cds.string) else { throw CCGIFault(column: .cdsCode, code: .badValue) }
      mention.cds = cds.string
    }
    switch ForeignValues.ceeb(atp) {
    case .absent: break
    case .asIs(let code): mention.ceeb = code
    case .mended(let code, let finding):
      repairs.append((finding, .atpCode))
      mention.ceeb = code
    case .unreadable: repairs.append((.valueIgnored, .atpCode))
    }
    if isCollege, mention.cds.isEmpty { mention.kind = "community_college" }
    guard let id = tables.schools.schoolID(mention, origin) else {
      throw CCGIFault(column: .cdsCode, code: .missingValue)
    }
    return Found(schoolID: id, repairs: repairs)
  }
}
