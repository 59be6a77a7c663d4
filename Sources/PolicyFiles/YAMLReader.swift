import CYAML

/// Composes the one document of a YAML text out of libyaml's events.
///
/// An alias is a copy of what its anchor names. Keys of one mapping must differ, and nothing is nested so deep that a text
/// of brackets could exhaust the stack.
struct YAMLReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var anchors: [String: YAMLNode] = [:]

  private static let deepest = 100

  /// - Returns: nil for a text without a document.
  static func compose(_ text: String) throws(YAMLProblem) -> YAMLNode? {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw YAMLProblem(line: nil, message: "not readable as YAML: out of memory")
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // The parser reads the bytes as it goes.
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      return Result { () throws(YAMLProblem) in
        var reader = YAMLReader(parser: parser)
        return try reader.document()
      }
    }
    return try result.get()
  }

  private init(parser: UnsafeMutablePointer<yaml_parser_t>) { self.parser = parser }

  /// What an event says, copied out of the parser's memory.
  private struct Event {
    var type: yaml_event_type_t
    var line: Int
    var text = ""
    var isPlain = false
    /// Of an alias, what it names.
    var anchor: String?
  }

  private mutating func document() throws(YAMLProblem) -> YAMLNode? {
    _ = try next()
    guard try next().type != YAML_STREAM_END_EVENT else { return nil }
    let node = try node(try next(), depth: 0)
    _ = try next()
    let end = try next()
    guard end.type == YAML_STREAM_END_EVENT else {
      throw YAMLProblem(line: end.line, message: "not readable as YAML: but found another document")
    }
    return node
  }

  private mutating func node(_ event: Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
    guard depth < YAMLReader.deepest else {
      throw YAMLProblem(line: event.line, message: "not readable as YAML: it is nested too deep")
    }
    let node: YAMLNode
    switch event.type {
    case YAML_ALIAS_EVENT:
      guard let known = anchors[event.anchor ?? ""] else {
        throw YAMLProblem(line: event.line, message: "not readable as YAML: found undefined alias")
      }
      return known
    case YAML_SEQUENCE_START_EVENT:
      var elements: [YAMLNode] = []
      var inner = try next()
      while inner.type != YAML_SEQUENCE_END_EVENT {
        elements.append(try self.node(inner, depth: depth + 1))
        inner = try next()
      }
      node = YAMLNode(content: .sequence(elements), line: event.line)
    case YAML_MAPPING_START_EVENT:
      var pairs: [YAMLNode.Pair] = []
      var inner = try next()
      while inner.type != YAML_MAPPING_END_EVENT {
        let key = try self.node(inner, depth: depth + 1)
        pairs.append(YAMLNode.Pair(key: key, value: try self.node(try next(), depth: depth + 1)))
        inner = try next()
      }
      try YAMLReader.requireDifferentKeys(pairs)
      node = YAMLNode(content: .mapping(pairs), line: event.line)
    default:
      node = YAMLNode(content: .scalar(event.text, isPlain: event.isPlain), line: event.line)
    }
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private static func requireDifferentKeys(_ pairs: [YAMLNode.Pair]) throws(YAMLProblem) {
    var seen: Set<String> = []
    var twice: [String] = []
    for case .some(let key) in pairs.map(\.key.string) where !seen.insert(key).inserted { twice.append(key) }
    guard let key = twice.min() else { return }
    throw YAMLProblem(
      line: pairs.first { $0.key.string == key }?.key.line,
      message: "the key \(key) stands twice in one mapping, first here")
  }

  private func next() throws(YAMLProblem) -> Event {
    var raw = yaml_event_t()
    guard yaml_parser_parse(parser, &raw) == 1 else { throw problem() }
    defer { yaml_event_delete(&raw) }
    var event = Event(type: raw.type, line: Int(raw.start_mark.line) + 1)
    switch raw.type {
    case YAML_ALIAS_EVENT: event.anchor = YAMLReader.text(raw.data.alias.anchor)
    case YAML_SEQUENCE_START_EVENT: event.anchor = YAMLReader.text(raw.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: event.anchor = YAMLReader.text(raw.data.mapping_start.anchor)
    case YAML_SCALAR_EVENT:
      let scalar = raw.data.scalar
      event.anchor = YAMLReader.text(scalar.anchor)
      // A scalar may hold NUL.
      event.text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      event.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    default: break
    }
    return event
  }

  private func problem() -> YAMLProblem {
    let message = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
    let hasPlace = parser.pointee.error == YAML_SCANNER_ERROR || parser.pointee.error == YAML_PARSER_ERROR
    return YAMLProblem(
      line: hasPlace ? Int(parser.pointee.problem_mark.line) + 1 : nil, message: "not readable as YAML: \(message)")
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(decodingCString: $0, as: UTF8.self) }
  }
}
