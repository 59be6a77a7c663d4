public import Postgres

/// Every student the database has seen, with the digests of the published run: about 80 bytes each.
///
/// Students are held bytewise by `student_id` and named by their index here.
public struct KnownStudents: Sendable {
  private var idBytes: [UInt8] = []
  /// End of each id in `idBytes`.
  private var idEnds: [Int] = []
  private var keys: [Int64] = []
  private var versions: [Int32] = []
  private var digests: [RecordDigest] = []
  private var csuDigests: [RecordDigest] = []
  private var ucDigests: [RecordDigest] = []
  /// The first key that no student has.
  public private(set) var nextKey: Int64 = 1
  private var forgotten: Set<String> = []

  public var count: Int { keys.count }

  public init(_ connection: borrowing Connection) throws {
    try connection.query("SELECT * FROM record.known_student ORDER BY student_id", name: "known students") { row in
      try row.withTextBytes(0) { bytes in
        if let bytes { idBytes.append(contentsOf: bytes) }
      }
      idEnds.append(idBytes.count)
      let key = try row.int64(1)
      keys.append(key)
      if key >= nextKey { nextKey = key + 1 }
      versions.append(try row.optionalInt32(2) ?? 0)
      digests.append(try Self.digest(row, 3))
      csuDigests.append(try Self.digest(row, 4))
      ucDigests.append(try Self.digest(row, 5))
    }
    try connection.query("SELECT student_id, student_key FROM record.forgotten_student", name: "forgotten students") {
      row in
      forgotten.insert(try row.text(0))
      nextKey = max(nextKey, try row.int64(1) + 1)
    }
  }

  /// Whether the student's record was deleted on request: a night leaves the student out.
  public func isForgotten(_ studentID: String) -> Bool { !forgotten.isEmpty && forgotten.contains(studentID) }

  private static func digest(_ row: borrowing Row, _ column: Int) throws -> RecordDigest {
    try row.withBytes(column) { $0.map(RecordDigest.init) ?? .none }
  }

  /// - Returns: the index of the student with this id, in O(log n).
  public func index(of studentID: String) -> Int? {
    var id = studentID
    return id.withUTF8 { index(of: UnsafeRawBufferPointer($0)) }
  }

  /// - Returns: the index of the student with this id in UTF-8, in O(log n).
  public func index(of studentID: UnsafeRawBufferPointer) -> Int? {
    idBytes.withUnsafeBytes { all in
      var low = 0
      var high = keys.count
      while low < high {
        let middle = (low + high) / 2
        let start = middle == 0 ? 0 : idEnds[middle - 1]
        let order = Self.compare(UnsafeRawBufferPointer(rebasing: all[start..<idEnds[middle]]), studentID)
        if order == 0 { return middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// Bytewise, as `COLLATE "C"`.
  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
    return left.count - right.count
  }

  public func key(_ index: Int) -> Int64 { keys[index] }
  /// Version that holds in the published run; 0 if the student is not in it.
  public func version(_ index: Int) -> Int32 { versions[index] }
  /// Digest of that version; `none` if the student is not in the published run.
  public func digest(_ index: Int) -> RecordDigest { digests[index] }
  /// Digest of the verdict for `csu` or `uc`; `none` if there is none.
  public func verdictDigest(_ index: Int, system: String) -> RecordDigest {
    system == "csu" ? csuDigests[index] : ucDigests[index]
  }
}
