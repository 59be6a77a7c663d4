import Postgres
import TestSupport
import Testing

@Suite struct DecodingTests {
  private let conninfo: String

  init() throws { conninfo = try TestCluster.conninfo() }

  @Test func `Each type is read back as it was bound`() throws {
    let connection = try Connection(conninfo: conninfo)
    let rows = try connection.query(
      "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12",
      [
        .smallint(-32_768), .integer(.max), .int(Int64.min), .bool(true), .text("Ñandú 🦤"), .date(-1),
        .bytes([0, 255]),
        .double(-0.1), .smallints([1, -2]), .integers([]), .texts(["", "b,\"c"]), .bigints([.max]),
      ]
    ) { row in
      #expect(row.columnCount == 12)
      same(try row.int16(0), -32_768)
      same(try row.int32(1), .max)
      same(try row.int64(2), .min)
      same(try row.bool(3), true)
      same(try row.text(4), "Ñandú 🦤")
      same(try row.date(5), -1)
      same(try row.bytes(6), [0, 255])
      same(try row.double(7), -0.1)
      same(try row.int16Array(8), [1, -2])
      same(try row.int32Array(9), [])
      same(try row.textArray(10), ["", "b,\"c"])
      same(try row.int64Array(11), [.max])
      same(try row.withTextBytes(4) { $0?.count ?? 0 }, "Ñandú 🦤".utf8.count)
    }
    #expect(rows == 1)
  }

  @Test func `Dates count days from 1970`() throws {
    let connection = try Connection(conninfo: conninfo)
    let days = try connection.first("SELECT date '2024-08-15', $1::date::text", [.date(19_950)]) { row in
      same(try row.text(1), "2024-08-15")
      return try row.date(0)
    }
    #expect(days == 19_950)
    #expect(throws: PostgresError.self) { try connection.first("SELECT date 'infinity'") { try $0.date(0) } }
    #expect(throws: PostgresError.self) { try connection.first("SELECT date '-infinity'") { try $0.date(0) } }
  }

  @Test func `NULL is nil where that is allowed and an error elsewhere`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.query("SELECT $1::int4, $2::text, $3::int2[], NULL::date, NULL::bool", [.null, .null, .null]) {
      row in
      same(try row.optionalInt32(0), nil)
      same(try row.optionalText(1), nil)
      same(try row.optionalInt16Array(2), nil)
      same(try row.optionalDate(3), nil)
      same(try row.optionalBool(4), nil)
      same(try row.isNull(0), true)
      same(try row.withTextBytes(1) { $0 == nil }, true)
      refuses { try row.int32(0) }
      refuses { try row.text(1) }
    }
  }

  @Test(arguments: ["int8", "text", "numeric", "bool"])
  func `A column of another type is an error, not a guess`(type: String) throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.query("SELECT '1'::\(type)") { row in
      refuses { try row.int32(0) }
      refuses { try row.int32(1) }
      refuses { try row.int32(-1) }
    }
  }

  @Test func `An element that is NULL or a second dimension is an error`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.query("SELECT ARRAY[1,NULL]::int2[], ARRAY[[1],[2]]::int2[], ARRAY['a',NULL]") { row in
      refuses { try row.int16Array(0) }
      refuses { try row.int16Array(1) }
      refuses { try row.textArray(2) }
    }
  }

  @Test func `An empty result calls nobody and a second row is an error for first`() throws {
    let connection = try Connection(conninfo: conninfo)
    #expect(try connection.first("SELECT 1 WHERE false") { try $0.int(0) } == nil)
    #expect(throws: PostgresError.self) { try connection.first("VALUES (1), (2)") { try $0.int(0) } }
    #expect(try connection.first("SELECT 3::int2") { try $0.int(0) } == 3)
  }

  @Test func `A text with a zero byte is refused by the server and not cut`() throws {
    let connection = try Connection(conninfo: conninfo)
    #expect(throws: PostgresError.self) { try connection.first("SELECT $1", [.text("a\0b")]) { try $0.text(0) } }
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
  }
}
