/// The courses that cases name, each at its institution.
package struct CaseCatalogue: Sendable {
  static let file = "catalogue.courses"

  package struct Entry: Sendable {
    package var course: OracleCourse
    package var title: String
    /// `high`, `other-high`, `online` or `college`.
    package var place = "high"
    /// Another course of this catalogue that is the same course.
    package var sameAs: String?
    /// First and last fall of the list years; nil = open.
    package var firstYear: Int?
    package var lastYear: Int?
  }

  package private(set) var names: [String] = []
  private var entries: [String: Entry] = [:]

  package subscript(name: String) -> Entry? { entries[name] }

  /// - Parameter text: lines such as `Spa1 E L1 Spanish diamond "Spanish 1"`.
  init(_ text: String) throws(CaseFileError) {
    for line in CaseLine.all(text) {
      let pieces = line.text.split(separator: "\"", omittingEmptySubsequences: false)
      let words = pieces[0].split(separator: " ").map(String.init)
      guard pieces.count == 3, words.count >= 3 else {
        throw .bad(Self.file, line.number, "a course is: name, areas, discipline, words, \"title\"")
      }
      guard entries[words[0]] == nil else { throw .bad(Self.file, line.number, "\(words[0]) stands twice") }
      guard OracleDiscipline.names[words[2]] != nil || words[1] == "-" else {
        throw .bad(Self.file, line.number, "no discipline \(words[2])")
      }
      let areas = words[1] == "-" ? "" : words[1].filter { $0 != ";" }
      guard areas.allSatisfy({ "ABCDEFG".contains($0) }) else {
        throw .bad(Self.file, line.number, "areas are A to G with ; between them, or -")
      }
      var entry = Entry(
        course: OracleCourse(key: words[0], areas: areas, discipline: words[2]), title: String(pieces[1]))
      for word in words.dropFirst(3) {
        guard Self.read(word, into: &entry) else { throw .bad(Self.file, line.number, "what is \(word)?") }
      }
      if let name = entry.sameAs {
        guard let other = entries[name] else { throw .bad(Self.file, line.number, "\(name) must stand above") }
        entry.course.key = other.course.key
      }
      names.append(words[0])
      entries[words[0]] = entry
    }
  }

  private static func read(_ word: String, into entry: inout Entry) -> Bool {
    switch word {
    case "semester", "two_years": entry.course.length = word
    case "part-1": entry.course.part = 1
    case "part-2": entry.course.part = 2
    case "ninth": entry.course.ninthGradeOnly = true
    case "diamond": entry.course.electiveEligible = false
    case "AP", "IB", "HL", "CL": entry.course.honors = word
    case "college", "online", "other-high": entry.place = word
    case _ where word.hasPrefix("same-as-"): entry.sameAs = String(word.dropFirst(8))
    case _ where word.hasPrefix("from-"): entry.firstYear = Int(word.dropFirst(5).prefix(4))
    case _ where word.hasPrefix("to-"): entry.lastYear = Int(word.dropFirst(3).prefix(4))
    case _ where entry.course.areas.contains("E") && word.first?.isUppercase == true: entry.course.language = word
    default: return false
    }
    return true
  }
}
