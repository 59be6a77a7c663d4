import Testing

@testable import PolicyFiles

@Suite("YAML")
struct YAMLReaderTests {
  private func plain(_ text: String, _ line: Int) -> YAMLNode {
    YAMLNode(content: .scalar(text, isPlain: true), line: line)
  }

  private func complaint(_ text: String) -> YAMLProblem? {
    do throws(YAMLProblem) {
      _ = try YAMLReader.compose(text)
      return nil
    } catch { return error }
  }

  @Test("Mappings, lists and scalars with their lines")
  func nodes() throws {
    let text = "# comment\na: 1\nb:\n  - x\n  - \"y: z\"\nc: { d: 2, e: [] }\n"
    let pairs: [YAMLNode.Pair] = [
      .init(key: plain("a", 2), value: plain("1", 2)),
      .init(
        key: plain("b", 3),
        value: YAMLNode(
          content: .sequence([plain("x", 4), YAMLNode(content: .scalar("y: z", isPlain: false), line: 5)]), line: 4)),
      .init(
        key: plain("c", 6),
        value: YAMLNode(
          content: .mapping([
            .init(key: plain("d", 6), value: plain("2", 6)),
            .init(key: plain("e", 6), value: YAMLNode(content: .sequence([]), line: 6)),
          ]), line: 6)),
    ]
    #expect(try YAMLReader.compose(text) == YAMLNode(content: .mapping(pairs), line: 2))
    #expect(try YAMLReader.compose("") == nil && YAMLReader.compose("# nothing\n") == nil)
  }

  @Test(
    "What a scalar is worth: quotation marks make a text of it",
    arguments: [
      ("12", 12, nil), ("-3", -3, nil), ("1_000", 1_000, nil), ("1.5", nil, nil), ("'12'", nil, nil),
      ("0x10", nil, nil),
      ("true", nil, true), ("Off", nil, false), ("yes", nil, true), ("'no'", nil, nil), ("x", nil, nil),
      ("~", nil, nil),
    ] as [(String, Int?, Bool?)])
  func values(_ text: String, _ int: Int?, _ bool: Bool?) throws {
    let node = try YAMLReader.compose(text)
    #expect(node?.int == int && node?.bool == bool)
    #expect(node?.string == text.filter { $0 != "'" })
  }

  @Test("Texts of several lines, accents, NUL, and what an anchor names twice")
  func odd() throws {
    #expect(try YAMLReader.compose("|\n a\n b\n")?.string == "a\nb\n")
    #expect(try YAMLReader.compose("\"Peña \\u00e9 \\0\"")?.string == "Peña é \0")
    guard case .sequence(let twice) = try YAMLReader.compose("[&n [1, 2], *n]")?.content else {
      Issue.record("no list")
      return
    }
    #expect(twice.count == 2 && twice[0] == twice[1])
  }

  @Test("What is no document is said with the line, if there is one, and without the text around it")
  func bad() {
    for (text, line, message) in [
      ("a: 1\nb: 2\na: 3\n", 1, "the key a stands twice in one mapping, first here"),
      ("x:\n  b: 1\n  a: 1\n  b: 1\n  a: 1\n", 3, "the key a stands twice in one mapping, first here"),
      ("a: [1\nb: 2", 2, "not readable as YAML: did not find expected ',' or ']'"),
      ("a\n---\nb\n", 2, "not readable as YAML: but found another document"),
      ("a: *b\n", 1, "not readable as YAML: found undefined alias"),
      ("\u{1}", nil, "not readable as YAML: control characters are not allowed"),
      (String(repeating: "[", count: 20_000), 1, "not readable as YAML: it is nested too deep"),
    ] as [(String, Int?, String)] {
      let found = complaint(text)
      #expect(found?.line == line && found?.message == message, "\(found?.message ?? "nothing")")
    }
  }
}
