import Postgres

/// Reads a file of `sql/checks`: a header of comments, `-- key: value`, continued by `--   `, and one SELECT.
enum CheckFile {
  /// - Throws: `StoreError.damaged` for a header that is not whole.
  static func read(_ asset: Asset) throws -> Check {
    let lines = asset.text.split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.prefix { $0.hasPrefix("--") }
    let fields = try fields(header, of: asset)
    func first(_ key: String) -> String? { fields.first { $0.key == key }?.value }
    func required(_ key: String) throws -> String {
      guard let value = first(key) else { throw damaged(asset, "lacks \(key)") }
      return value
    }
    guard let severity = Check.Severity(rawValue: try required("severity")) else { throw damaged(asset, "severity") }
    guard let counts = Check.Unit(rawValue: try required("counts")) else { throw damaged(asset, "counts") }
    guard let limit = CheckLimit(try required("limit")) else { throw damaged(asset, "limit") }
    let parameters = try fields.filter { $0.key == "parameter" }.map { try parameter($0.value, of: asset) }
    return Check(
      id: String(asset.name.dropLast(".sql".count)), title: try required("title"), severity: severity, counts: counts,
      limit: limit, finds: try required("finds"), matters: try required("matters"), resolve: try required("resolve"),
      occurrences: first("occurrences"), measured: first("measured"), expected: first("expected"),
      parameters: parameters, later: first("later"), statement: lines.dropFirst(header.count).joined(separator: "\n"))
  }

  private static let keys = [
    "title", "severity", "counts", "limit", "finds", "matters", "resolve", "occurrences", "measured", "expected",
    "parameter", "later",
  ]

  private static func fields(_ lines: ArraySlice<Substring>, of asset: Asset) throws -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    for line in lines {
      if line.hasPrefix("--   "), !fields.isEmpty {
        fields[fields.count - 1].value += " " + line.dropFirst("--   ".count)
        continue
      }
      let text = line.dropFirst("-- ".count)
      guard let colon = text.firstIndex(of: ":"), keys.contains(String(text[..<colon])) else {
        throw damaged(asset, "'\(line)'")
      }
      fields.append((String(text[..<colon]), String(text[text.index(after: colon)...].drop { $0 == " " })))
    }
    return fields
  }

  /// `name = value, lowest to highest: meaning`.
  private static func parameter(_ text: String, of asset: Asset) throws -> Check.Parameter {
    let words = text.split(separator: " ")
    guard words.count > 6, words[1] == "=", words[2].hasSuffix(","), words[4] == "to", words[5].hasSuffix(":"),
      let value = Int(words[2].dropLast()), let lowest = Int(words[3]), let highest = Int(words[5].dropLast()),
      lowest <= value, value <= highest
    else { throw damaged(asset, "parameter '\(text)'") }
    return Check.Parameter(
      name: String(words[0]), value: value, range: lowest...highest,
      meaning: words.dropFirst(6).joined(separator: " "))
  }

  private static func damaged(_ asset: Asset, _ what: String) -> StoreError {
    .damaged("the check sql/checks/\(asset.name) is not readable: \(what)")
  }
}

extension Check {
  /// The statement with `$1`, `$2`, ... in place of names, and the values in their order.
  ///
  /// A name follows a single colon; two are a cast. The files hold no quoted colon.
  /// - Throws: `StoreError.damaged` for a name without a value.
  func bound(_ values: [String: Postgres.Parameter]) throws -> (sql: String, parameters: [Postgres.Parameter]) {
    try Check.bound(statement, of: id, values)
  }

  static func bound(
    _ statement: String, of id: String, _ values: [String: Postgres.Parameter]
  ) throws -> (sql: String, parameters: [Postgres.Parameter]) {
    let text = Array(statement.utf8)
    var sql: [UInt8] = []
    var names: [String] = []
    var place = 0
    while place < text.count {
      let byte = text[place]
      let next = place + 1 < text.count ? text[place + 1] : 0
      guard byte == UInt8(ascii: ":"), Check.isNamePart(next) else {
        sql.append(byte)
        // The second colon of a cast begins no name.
        if byte == UInt8(ascii: ":"), next == byte {
          sql.append(next)
          place += 1
        }
        place += 1
        continue
      }
      let name = String(decoding: text[(place + 1)...].prefix { Check.isNamePart($0) }, as: UTF8.self)
      place += 1 + name.utf8.count
      let index = names.firstIndex(of: name) ?? names.count
      if index == names.count { names.append(name) }
      sql += Array("$\(index + 1)".utf8)
    }
    let parameters = try names.map { name in
      guard let value = values[name] else { throw StoreError.damaged("the check \(id) asks for :\(name)") }
      return value
    }
    return (String(decoding: sql, as: UTF8.self), parameters)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
  }
}
