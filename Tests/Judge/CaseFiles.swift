package import Foundation

/// The folder of the conformance kit and the cases in it.
package enum CaseFiles {
  /// `samples/conformance` of the repository that this source file belongs to.
  package static let kit: URL = {
    let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
    return tests.deletingLastPathComponent().appendingPathComponent("samples/conformance")
  }()

  /// Every case of every file, in the order of file names and lines.
  /// - Throws: `CaseFileError` with file and line for anything that is not understood.
  package static func all() throws -> [WorkedCase] { try everything.get() }

  private static let everything = Result { try readAll() }

  private static func readAll() throws -> [WorkedCase] {
    let folder = kit.appendingPathComponent("cases")
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    let catalogue = try catalogue()
    let base = try CaseReader.base(try text(CaseReader.baseFile), catalogue: catalogue)
    var found: [WorkedCase] = []
    var places: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".case") {
      for worked in try CaseReader.read(try text(name), file: name, base: base, catalogue: catalogue) {
        if let other = places.updateValue("\(worked.file):\(worked.line)", forKey: worked.id) {
          throw CaseFileError.bad(name, worked.line, "the id \(worked.id) stands at \(other) already")
        }
        found.append(worked)
      }
    }
    return found
  }

  /// The cases of one file's text, from the kit's own base transcript and catalogue.
  package static func read(_ text: String, file: String) throws -> [WorkedCase] {
    let base = kit.appendingPathComponent("cases").appendingPathComponent(CaseReader.baseFile)
    let rows = try CaseReader.base(try String(contentsOf: base, encoding: .utf8), catalogue: catalogue())
    return try CaseReader.read(text, file: file, base: rows, catalogue: catalogue())
  }

  /// The courses of `catalogue.courses`.
  package static func catalogue() throws -> CaseCatalogue { try courses.get() }

  private static let courses = Result {
    let file = kit.appendingPathComponent("cases").appendingPathComponent(CaseCatalogue.file)
    return try CaseCatalogue(try String(contentsOf: file, encoding: .utf8))
  }
}

/// One line of a case file that is neither empty nor a comment.
struct CaseLine {
  var number: Int
  var text: String

  static func all(_ text: String) -> [CaseLine] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let kept = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      let words = kept.split(whereSeparator: { $0 == " " || $0 == "\t" })
      return words.isEmpty ? nil : CaseLine(number: index + 1, text: words.joined(separator: " "))
    }
  }
}
