/// Arrays: one dimension. An element that is NULL is an error except where the result holds optionals.
extension Row {
  public func int16Array(_ column: Int) throws(PostgresError) -> [Int16] {
    try required(optionalInt16Array(column), column)
  }

  public func int32Array(_ column: Int) throws(PostgresError) -> [Int32] {
    try required(optionalInt32Array(column), column)
  }

  public func int64Array(_ column: Int) throws(PostgresError) -> [Int64] {
    try required(optionalInt64Array(column), column)
  }

  public func textArray(_ column: Int) throws(PostgresError) -> [String] {
    try required(optionalTextArray(column), column)
  }

  public func optionalInt16Array(_ column: Int) throws(PostgresError) -> [Int16]? {
    try field(column, TypeOID.int2Array, "int2[]").map { field throws(PostgresError) in
      try integers(field, column, TypeOID.int2)
    }
  }

  public func optionalInt32Array(_ column: Int) throws(PostgresError) -> [Int32]? {
    try field(column, TypeOID.int4Array, "int4[]").map { field throws(PostgresError) in
      try integers(field, column, TypeOID.int4)
    }
  }

  public func optionalInt64Array(_ column: Int) throws(PostgresError) -> [Int64]? {
    try field(column, TypeOID.int8Array, "int8[]").map { field throws(PostgresError) in
      try integers(field, column, TypeOID.int8)
    }
  }

  public func optionalTextArray(_ column: Int) throws(PostgresError) -> [String]? {
    guard let field = try field(column, TypeOID.textArray, "text[]") else { return nil }
    let count = try elementCount(field, column, TypeOID.text)
    var texts: [String] = []
    texts.reserveCapacity(count)
    var offset = arrayHeader
    for _ in 0..<count {
      let length = try elementLength(field, offset, column)
      let start = offset + 4
      texts.append(String(decoding: field[start..<start + length], as: UTF8.self))
      offset = start + length
    }
    return texts
  }

  /// Dimensions, flags, element type, then length and lower bound of the one dimension: five 32-bit numbers.
  private var arrayHeader: Int { 20 }

  private func integers<Value: FixedWidthInteger>(
    _ field: UnsafeRawBufferPointer, _ column: Int, _ element: UInt32
  ) throws(PostgresError) -> [Value] {
    let size = MemoryLayout<Value>.size
    let count = try elementCount(field, column, element)
    guard count > 0 else { return [] }
    guard field.count == arrayHeader + count * (4 + size) else { throw problem(column, "an element is NULL") }
    return [Value](unsafeUninitializedCapacity: count) { values, filled in
      var offset = arrayHeader + 4
      for index in 0..<count {
        values.initializeElement(
          at: index, to: Value(bigEndian: field.loadUnaligned(fromByteOffset: offset, as: Value.self)))
        offset += 4 + size
      }
      filled = count
    }
  }

  private func elementCount(
    _ field: UnsafeRawBufferPointer, _ column: Int, _ element: UInt32
  ) throws(PostgresError) -> Int {
    guard field.count >= 12 else { throw problem(column, "the array is cut off") }
    let dimensions = int32(field, 0)
    guard UInt32(bitPattern: int32(field, 8)) == element else {
      throw problem(column, "the elements have another type")
    }
    if dimensions == 0 { return 0 }
    guard dimensions == 1, field.count >= arrayHeader else { throw problem(column, "the array has several dimensions") }
    let count = Int(int32(field, 12))
    // Each element takes at least its own length word, which bounds what a wrong count could make us read.
    guard count >= 0, count <= (field.count - arrayHeader) / 4 else { throw problem(column, "the array is cut off") }
    return count
  }

  private func elementLength(
    _ field: UnsafeRawBufferPointer, _ offset: Int, _ column: Int
  ) throws(PostgresError) -> Int {
    guard offset + 4 <= field.count else { throw problem(column, "the array is cut off") }
    let length = Int(int32(field, offset))
    guard length >= 0 else { throw problem(column, "an element is NULL") }
    guard offset + 4 + length <= field.count else { throw problem(column, "the array is cut off") }
    return length
  }

  private func int32(_ field: UnsafeRawBufferPointer, _ offset: Int) -> Int32 {
    Int32(bigEndian: field.loadUnaligned(fromByteOffset: offset, as: Int32.self))
  }
}
