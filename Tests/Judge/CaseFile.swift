import Foundation

/// A worked case as it stands in `Cases/*.case`; `Cases/README.md` says how to write one.
package struct WorkedCase: Sendable, CustomStringConvertible {
  package var name: String
  var file: String
  var line: Int
  /// Lines such as `Alg1 9: S1 C, S2 D`, with the words of the base transcript already in place.
  var lines: [String]
  package var asOfGrade: Int
  package var expectations: [Expectation]
  /// Shifts every school year that is not stated: the fall in which the student enters the university, where given.
  package var entering: Int?

  package struct Expectation: Sendable {
    package var edition: String
    package var pattern: String
    /// Semesters that could serve G, from `(G su 4)`.
    package var electiveSemesters: Int?
  }

  package var description: String { "\(file):\(line) \(name)" }
}

package enum CaseFileError: Error, CustomStringConvertible {
  case bad(String, Int, String)
  package var description: String {
    switch self {
    case .bad(let file, let line, let text): "\(file), line \(line): \(text)"
    }
  }
}

/// Reads the case files and the catalogue beside this source file.
package enum CaseFiles {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Cases")

  static let catalogue: [String: OracleCourse] = {
    var found: [String: OracleCourse] = [:]
    for (_, text) in lines("catalogue.case") {
      let words = text.split(separator: " ").map(String.init)
      guard words.count >= 3 else { continue }
      var course = OracleCourse(
        key: words[0], areas: words[1] == "-" ? "" : words[1].filter { $0 != ";" }, discipline: words[2])
      for word in words.dropFirst(3) {
        switch word {
        case "semester", "two_years": course.length = word
        case "part-1": course.part = 1
        case "part-2": course.part = 2
        case "ninth": course.ninthGradeOnly = true
        case "diamond": course.electiveEligible = false
        default:
          if word.hasPrefix("same-as-") {
            course.key = String(word.dropFirst(8))
          } else if word == word.capitalized {
            course.language = word
          }
        }
      }
      found[words[0]] = course
    }
    return found
  }()

  package static func all() throws -> [WorkedCase] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".case") && $0 != "catalogue.case" }.flatMap(read)
  }

  private static func lines(_ file: String) -> [(number: Int, text: String)] {
    let text = (try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let kept = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      let trimmed = kept.trimmingCharacters(in: .whitespaces)
      return trimmed.isEmpty ? nil : (index + 1, trimmed)
    }
  }

  private static func read(_ file: String) throws -> [WorkedCase] {
    var cases: [WorkedCase] = []
    let base = lines("base.transcript").map(\.text)
    for (number, text) in lines(file) {
      if text.hasPrefix("case ") {
        cases.append(
          WorkedCase(
            name: String(text.dropFirst(5)), file: file, line: number, lines: base, asOfGrade: 12, expectations: []))
        continue
      }
      guard !cases.isEmpty else { throw CaseFileError.bad(file, number, "a case must begin with 'case'") }
      let last = cases.count - 1
      if text == "empty" {
        cases[last].lines = []
      } else if text.hasPrefix("without ") {
        for name in text.dropFirst(8).split(whereSeparator: { $0 == "," || $0 == " " }) {
          let before = cases[last].lines.count
          cases[last].lines.removeAll { $0.hasPrefix(name + " ") }
          guard cases[last].lines.count < before else {
            throw CaseFileError.bad(file, number, "\(name) is not in the transcript")
          }
        }
      } else if text.hasPrefix("read at end of grade ") {
        cases[last].asOfGrade = Int(text.dropFirst(21)) ?? 12
      } else if text.hasPrefix("entering ") {
        cases[last].entering = Int(text.dropFirst(9))
      } else if ["uc-", "csu-", "UC", "CSU", "all"].contains(where: text.hasPrefix) {
        cases[last].expectations += try expectations(text, file, number)
      } else {
        cases[last].lines.append(text)
      }
    }
    return cases
  }

  /// `uc-2015, uc-2019: ABc1DEFG (G su 4)`; `UC` is every UC edition, `all` every edition.
  private static func expectations(_ text: String, _ file: String, _ number: Int) throws -> [WorkedCase.Expectation] {
    let sides = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    guard sides.count == 2 else { throw CaseFileError.bad(file, number, "an expectation needs ':'") }
    var ids: [String] = []
    for word in sides[0].split(whereSeparator: { ", ".contains($0) }) {
      switch word {
      case "all": ids += OracleEdition.all.map(\.id)
      case "UC": ids += OracleEdition.all.filter { !$0.csu }.map(\.id)
      case "CSU": ids += OracleEdition.all.filter(\.csu).map(\.id)
      default:
        guard OracleEdition.named(String(word)) != nil else {
          throw CaseFileError.bad(file, number, "no edition \(word)")
        }
        ids.append(String(word))
      }
    }
    let pieces = sides[1].split(separator: "(", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    var semesters: Int?
    if pieces.count == 2 {
      semesters = Int(pieces[1].filter(\.isNumber))
      guard semesters != nil else { throw CaseFileError.bad(file, number, "write (G su 4)") }
    }
    return ids.map { WorkedCase.Expectation(edition: $0, pattern: pieces[0], electiveSemesters: semesters) }
  }
}
