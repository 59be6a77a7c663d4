import Foundation
import TestSupport

/// A CSV file read by RFC 4180, for looking at what the program wrote.
struct Table {
  let columns: [String]
  let rows: [[String]]

  init(_ text: String) throws {
    var records = Table.records(Array(text.unicodeScalars))
    guard !records.isEmpty else { throw TestFailure("the CSV has no header") }
    columns = records.removeFirst()
    for record in records where record.count != columns.count {
      throw TestFailure("a record has \(record.count) fields, the header \(columns.count)")
    }
    rows = records
  }

  /// The rows as column name to value.
  var named: [[String: String]] {
    rows.map { Dictionary(zip(columns, $0), uniquingKeysWith: { first, _ in first }) }
  }

  func column(_ name: String) -> [String] {
    guard let place = columns.firstIndex(of: name) else { return [] }
    return rows.map { $0[place] }
  }

  private static func records(_ text: [Unicode.Scalar]) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var quoted = false
    var place = 0
    while place < text.count {
      let scalar = text[place]
      place += 1
      if quoted {
        guard scalar == "\"" else {
          field.unicodeScalars.append(scalar)
          continue
        }
        if place < text.count, text[place] == "\"" {
          field.append("\"")
          place += 1
        } else {
          quoted = false
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        fields.append(field)
        field = ""
      } else if scalar == "\n" {
        records.append(fields + [field])
        (fields, field) = ([], "")
      } else {
        field.unicodeScalars.append(scalar)
      }
    }
    return records
  }
}

/// A JSON value, for looking at what the program wrote.
struct JSON {
  private let value: Any?

  init(_ bytes: [UInt8]) throws { value = try JSONSerialization.jsonObject(with: Data(bytes)) }

  private init(value: Any?) { self.value = value }

  subscript(_ key: String) -> JSON { JSON(value: (value as? [String: Any])?[key]) }

  var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
  var elements: [JSON] { (value as? [Any] ?? []).map { JSON(value: $0) } }
  /// The value with its members in a fixed order.
  var text: String {
    guard let value, JSONSerialization.isValidJSONObject([value]),
      let data = try? JSONSerialization.data(withJSONObject: [value], options: .sortedKeys)
    else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
  var isNull: Bool { value is NSNull }
  var int: Int? { (value as? NSNumber)?.intValue }
  var double: Double? { (value as? NSNumber)?.doubleValue }
  var string: String? { value as? String }

  var bool: Bool? { value as? Bool }

  /// Member name to whole number, of an object of counts.
  var counts: [String: Int] { (value as? [String: Any] ?? [:]).compactMapValues { ($0 as? NSNumber)?.intValue } }
}
