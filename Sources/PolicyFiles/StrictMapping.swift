/// A YAML mapping whose keys must all be asked for: an unknown, missing or repeated key is an error with file and line.
struct StrictMapping {
  let file: String
  let line: Int?
  private let entries: [(key: String, line: Int?, value: YAMLNode)]

  init(_ node: YAMLNode, file: String, known: [String]?) throws(PolicyFileError) {
    guard case .mapping(let mapping) = node.content else {
      throw PolicyFileError(file: file, line: node.line, message: "a mapping of keys and values belongs here")
    }
    self.file = file
    line = node.line
    var entries: [(key: String, line: Int?, value: YAMLNode)] = []
    entries.reserveCapacity(mapping.count)
    for pair in mapping {
      guard let name = pair.key.string else {
        throw PolicyFileError(file: file, line: pair.key.line, message: "a key must be a word")
      }
      if entries.contains(where: { $0.key == name }) {
        throw PolicyFileError(file: file, line: pair.key.line, message: "the key \(name) stands twice")
      }
      if let known, !known.contains(name) {
        throw PolicyFileError(
          file: file, line: pair.key.line,
          message: "the key \(name) is not known here; known keys: \(known.joined(separator: ", "))")
      }
      entries.append((name, pair.key.line, pair.value))
    }
    self.entries = entries
  }

  var keys: [String] { entries.map(\.key) }

  func optional(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  func node(_ key: String) throws(PolicyFileError) -> YAMLNode {
    guard let found = optional(key) else { throw error("the key \(key) is missing") }
    return found
  }

  func text(_ key: String) throws(PolicyFileError) -> String {
    guard let text = try node(key).string, !text.isEmpty else { throw error("\(key) must be a text", at: key) }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(PolicyFileError) -> Int {
    guard let number = try node(key).int, range.contains(number) else {
      throw error("\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: key)
    }
    return number
  }

  func flag(_ key: String) throws(PolicyFileError) -> Bool {
    guard let flag = try node(key).bool else { throw error("\(key) must be true or false", at: key) }
    return flag
  }

  func texts(_ key: String) throws(PolicyFileError) -> [String] {
    guard case .sequence(let sequence) = try node(key).content else { throw error("\(key) must be a list", at: key) }
    var result: [String] = []
    for item in sequence {
      guard let text = item.string, !text.isEmpty else {
        throw error("\(key) must be a list of texts", at: key)
      }
      result.append(text)
    }
    return result
  }

  /// The line of a key, or of the whole mapping where it has none.
  func line(of key: String) -> Int? { entries.first { $0.key == key }?.line ?? line }

  func error(_ message: String, at key: String? = nil) -> PolicyFileError {
    PolicyFileError(file: file, line: key.map { line(of: $0) } ?? line, message: message)
  }

  static func root(_ text: String, file: String, known: [String]) throws(PolicyFileError) -> StrictMapping {
    let node: YAMLNode?
    do {
      node = try YAMLReader.compose(text)
    } catch {
      throw PolicyFileError(file: file, line: error.line, message: error.message)
    }
    guard let node else { throw PolicyFileError(file: file, line: nil, message: "the file is empty") }
    return try StrictMapping(node, file: file, known: known)
  }
}
