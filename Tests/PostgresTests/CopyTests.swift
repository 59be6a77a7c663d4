import Postgres
import TestSupport
import Testing

@Suite struct CopyTests {
  private let conninfo: String

  init() throws { conninfo = try TestCluster.conninfo() }

  @Test func `Rows come back as they were put into the buffer`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute(
      """
      CREATE TEMP TABLE all_types (a int2, b int4, c int8, d bool, e text, f date, g int2[], h text[], i bytea, j float8,
        k int4[], l int8[])
      """)
    var buffer = BinaryRowBuffer(capacity: 1)
    buffer.startRow(columns: 12)
    buffer.int16(-1)
    buffer.int32(7)
    buffer.int64(.max)
    buffer.bool(false)
    buffer.text("tab\t, quote\" and ñ")
    buffer.date(0)
    buffer.int16Array([3, 1, 2][1...])
    buffer.textArray(["", "x"])
    buffer.bytea([1, 0, 2])
    buffer.double(1.5)
    buffer.int32Array([])
    buffer.int64Array([5])
    buffer.startRow(columns: 12)
    for _ in 0..<12 { buffer.null() }
    #expect(buffer.rows == 2)
    #expect(try connection.copyIn("COPY all_types FROM STDIN (FORMAT binary)", buffer) == 2)
    var rows = 0
    try connection.query("SELECT * FROM all_types ORDER BY a NULLS LAST") { row in
      rows += 1
      if rows == 2 {
        for column in 0..<12 { same(try row.isNull(column), true) }
        return
      }
      same(try row.int16(0), -1)
      same(try row.int32(1), 7)
      same(try row.int64(2), .max)
      same(try row.bool(3), false)
      same(try row.text(4), "tab\t, quote\" and ñ")
      same(try row.date(5), 0)
      same(try row.int16Array(6), [1, 2])
      same(try row.textArray(7), ["", "x"])
      same(try row.bytes(8), [1, 0, 2])
      same(try row.double(9), 1.5)
      same(try row.int32Array(10), [])
      same(try row.int64Array(11), [5])
    }
    #expect(rows == 2)
  }

  @Test func `Random rows survive the way there and back`() throws {
    var random = SplitMix64.printed(for: "CopyTests")
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE r (id int4, t text, n int8, a int2[])")
    var buffer = BinaryRowBuffer()
    var expected: [(String?, Int64?, [Int16])] = []
    for index in 0..<3_000 {
      let length = Int.random(in: 0..<40, using: &random)
      let text = String(
        String.UnicodeScalarView(
          (0..<length).map { _ in
            Unicode.Scalar(UInt32.random(in: 1..<0xd800, using: &random)) ?? "?"
          }))
      let row = (
        Bool.random(using: &random) ? text : nil, Bool.random(using: &random) ? Int64(bitPattern: random.next()) : nil,
        (0..<Int.random(in: 0..<20, using: &random)).map { _ in Int16.random(in: .min ... .max, using: &random) }
      )
      expected.append(row)
      buffer.startRow(columns: 4)
      buffer.int32(Int32(index))
      buffer.text(row.0)
      buffer.int64(row.1)
      buffer.int16Array(row.2)
    }
    #expect(try connection.copyIn("COPY r FROM STDIN (FORMAT binary)", buffer) == 3_000)
    var index = 0
    try connection.query("SELECT t, n, a FROM r ORDER BY id") { row in
      same(try row.optionalText(0), expected[index].0)
      same(try row.optionalInt64(1), expected[index].1)
      same(try row.int16Array(2), expected[index].2)
      index += 1
    }
    #expect(index == 3_000)
  }

  @Test func `Several buffers go into one COPY and can be used again`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE several (x int4)")
    var buffer = BinaryRowBuffer()
    let rows = try connection.copyIn("COPY several FROM STDIN (FORMAT binary)", binary: true) { writer in
      for number in 0..<5 {
        buffer.removeAll()
        buffer.startRow(columns: 1)
        buffer.int32(Int32(number))
        try writer.write(buffer)
      }
    }
    #expect(rows == 5)
    #expect(try connection.copyIn("COPY several FROM STDIN (FORMAT binary)", BinaryRowBuffer()) == 0)
  }

  @Test func `A row with the wrong number of fields is refused here and takes nothing along`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE two (x int4, y int4)")
    for fields in [1, 3] {
      var buffer = BinaryRowBuffer()
      buffer.startRow(columns: 2)
      for _ in 0..<fields { buffer.int32(1) }
      #expect(throws: PostgresError.self) { try connection.copyIn("COPY two FROM STDIN (FORMAT binary)", buffer) }
    }
    #expect(try connection.first("SELECT count(*) FROM two") { try $0.int(0) } == 0)
  }

  @Test func `A feeder that gives up leaves no row, and its own error comes out`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE aborted (x int4)")
    #expect(throws: TestFailure.self) {
      try connection.copyIn("COPY aborted FROM STDIN") { writer in
        try Array("1\n2\n".utf8).withUnsafeBytes { try writer.write($0) }
        throw TestFailure("no more")
      }
    }
    #expect(try connection.first("SELECT count(*) FROM aborted") { try $0.int(0) } == 0)
  }

  @Test func `A refusal in the middle of a long COPY gives the server's reason`() throws {
    let connection = try Connection(conninfo: conninfo)
    try connection.execute("CREATE TEMP TABLE refused (x int4 CHECK (x < 10))")
    var buffer = BinaryRowBuffer()
    for number in 0..<400_000 {
      buffer.startRow(columns: 1)
      buffer.int32(Int32(number))
    }
    do {
      try connection.copyIn("COPY refused FROM STDIN (FORMAT binary)", buffer)
      Issue.record("the rows should have been refused")
    } catch let error as PostgresError {
      #expect(error.sqlState == "23514")
    }
    #expect(try connection.first("SELECT count(*) FROM refused") { try $0.int(0) } == 0)
  }

  @Test func `COPY OUT streams lines`() throws {
    let connection = try Connection(conninfo: conninfo)
    var text: [UInt8] = []
    let rows = try connection.copyOut("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT (FORMAT csv)") {
      text.append(contentsOf: $0)
    }
    #expect(rows == 2)
    #expect(String(decoding: text, as: UTF8.self) == "1,\"a,b\"\n2,\n")
  }
}
