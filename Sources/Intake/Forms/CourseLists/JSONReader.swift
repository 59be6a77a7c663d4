/// One step through a JSON text.
enum JSONToken: Equatable {
  case beginObject, endObject, beginArray, endArray
  /// The name of a member; its value follows.
  case name(String)
  /// A string; `isCut` if it was longer than what is kept of one.
  case string(String, isCut: Bool)
  /// A number as it stands.
  case number(String)
  case bool(Bool)
  case null
  /// The text is over and was well formed.
  case end
}

/// Why a text is no JSON.
struct JSONFault: Error, Equatable {
  var line: Int
  var code: RefusalCode
  /// Follows the file's name and says what to do.
  var message: String
}

/// Reads JSON (RFC 8259) strictly and step by step, without recursion, so that a deeply nested text costs nothing.
///
/// Anything outside the grammar is a fault that names the line; nothing is repaired.
struct JSONReader {
  /// Containers inside each other; course lists need four.
  static let depthLimit = 64
  /// Bytes kept of one string; the rest is read over.
  static let stringBytes = ReadingLimits.fieldBytes
  private static let numberBytes = 64

  private enum Expecting { case value, valueOrEnd, nameOrEnd, name, commaOrEnd, nothing }

  private let text: Bytes
  var position = 0
  /// For each open container whether it is an object.
  private var open: [Bool] = []
  private var expecting = Expecting.value

  /// Physical line of the next byte.
  private(set) var line = 1
  /// Physical line on which the token read last begins.
  private(set) var tokenLine = 1

  /// - Parameter text: UTF-8 without a byte order mark; must outlive the reader.
  init(_ text: Bytes) { self.text = text }

  mutating func next() throws(JSONFault) -> JSONToken {
    while true {
      guard let byte = skipSpace() else { return try atEnd() }
      tokenLine = line
      switch expecting {
      case .nothing: throw fault("has text behind its end; export it again")
      case .commaOrEnd:
        if byte == UInt8(ascii: ",") {
          position += 1
          expecting = open.last == true ? .name : .value
          continue
        }
        return try close(byte)
      case .nameOrEnd where byte == UInt8(ascii: "}"): return try close(byte)
      case .valueOrEnd where byte == UInt8(ascii: "]"): return try close(byte)
      case .name, .nameOrEnd:
        let name = try string().text
        guard skipSpace() == UInt8(ascii: ":") else { throw malformed }
        position += 1
        expecting = .value
        return .name(name)
      case .value, .valueOrEnd: return try value(byte)
      }
    }
  }

  /// Reads over the value that follows, whatever it is.
  mutating func skipValue() throws(JSONFault) { try skip(from: try next()) }

  /// Reads over the rest of a value whose first token has been read.
  mutating func skip(from first: JSONToken) throws(JSONFault) {
    var depth = 0
    var token = first
    while true {
      switch token {
      case .beginObject, .beginArray: depth += 1
      case .endObject, .endArray: depth -= 1
      case .end: throw malformed
      default: break
      }
      if depth <= 0 { return }
      token = try next()
    }
  }

  // MARK: Structure

  private func atEnd() throws(JSONFault) -> JSONToken {
    guard case .nothing = expecting else { throw truncated }
    return .end
  }

  private mutating func close(_ byte: UInt8) throws(JSONFault) -> JSONToken {
    guard let isObject = open.last, byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw malformed }
    position += 1
    open.removeLast()
    expecting = open.isEmpty ? .nothing : .commaOrEnd
    return isObject ? .endObject : .endArray
  }

  private mutating func begin(isObject: Bool) throws(JSONFault) -> JSONToken {
    guard open.count < JSONReader.depthLimit else {
      throw fault("nests more than \(JSONReader.depthLimit) levels deep; it is no course list")
    }
    position += 1
    open.append(isObject)
    expecting = isObject ? .nameOrEnd : .valueOrEnd
    return isObject ? .beginObject : .beginArray
  }

  private mutating func value(_ byte: UInt8) throws(JSONFault) -> JSONToken {
    switch byte {
    case UInt8(ascii: "{"): return try begin(isObject: true)
    case UInt8(ascii: "["): return try begin(isObject: false)
    default: break
    }
    let token: JSONToken
    switch byte {
    case UInt8(ascii: "\""):
      let read = try string()
      token = .string(read.text, isCut: read.isCut)
    case UInt8(ascii: "t"): token = try word("true", .bool(true))
    case UInt8(ascii: "f"): token = try word("false", .bool(false))
    case UInt8(ascii: "n"): token = try word("null", .null)
    default: token = .number(try number())
    }
    expecting = open.isEmpty ? .nothing : .commaOrEnd
    return token
  }

  private mutating func word(_ word: StaticString, _ token: JSONToken) throws(JSONFault) -> JSONToken {
    for index in 0..<word.utf8CodeUnitCount {
      guard peek() == word.utf8Start[index] else { throw malformed }
      position += 1
    }
    return token
  }

  private mutating func number() throws(JSONFault) -> String {
    var digits: [UInt8] = []
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (48...57).contains($0) } ?? false }
    if peek() == UInt8(ascii: "-") { try take(&digits) }
    guard isDigit(peek()) else { throw malformed }
    if peek() == UInt8(ascii: "0") {
      try take(&digits)
    } else {
      while isDigit(peek()) { try take(&digits) }
    }
    if peek() == UInt8(ascii: ".") {
      try take(&digits)
      guard isDigit(peek()) else { throw malformed }
      while isDigit(peek()) { try take(&digits) }
    }
    if let byte = peek(), byte | 32 == UInt8(ascii: "e") {
      try take(&digits)
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { try take(&digits) }
      guard isDigit(peek()) else { throw malformed }
      while isDigit(peek()) { try take(&digits) }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private mutating func take(_ digits: inout [UInt8]) throws(JSONFault) {
    guard digits.count < JSONReader.numberBytes else { throw fault("holds a number of more than 64 digits") }
    digits.append(text[position])
    position += 1
  }

  // MARK: Bytes

  private mutating func skipSpace() -> UInt8? {
    while let byte = peek() {
      switch byte {
      case 10: line += 1
      case 9, 13, 32: break
      default: return byte
      }
      position += 1
    }
    return nil
  }

  func peek() -> UInt8? { position < text.count ? text[position] : nil }

  // MARK: Faults

  func fault(_ message: String, _ code: RefusalCode = .badHeader) -> JSONFault {
    JSONFault(line: line, code: code, message: message)
  }

  var malformed: JSONFault {
    position < text.count ? fault("is not JSON at this line; export it again") : truncated
  }
  var truncated: JSONFault {
    fault("ends in the middle; the file is cut off, export it again", .truncatedRecord)
  }
}
