/// Builds the transcript that a case's lines describe.
package enum CaseTranscript {
  package static func build(_ worked: WorkedCase, entering: Int) throws -> OracleTranscript {
    var transcript = OracleTranscript()
    for line in worked.lines { try add(line, to: &transcript, worked, entering) }
    return transcript
  }

  /// The entering fall that a case is read for: the one it states, else the second year of the edition.
  package static func entering(_ worked: WorkedCase, edition: OracleEdition) -> Int {
    worked.entering
      ?? (edition.entering == 2006 ? 2010 : edition.entering == 2022 ? 2023 : edition.entering)
  }

  package static func pattern(_ verdict: OracleVerdict) -> String {
    zip("ABCDEFG", verdict.areas).map { letter, area in
      switch area.status {
      case "met": String(letter)
      case "in_progress": "\(letter.lowercased())\(semesters(area.missing))+"
      case "unknown": "\(letter.lowercased())\(semesters(area.missing))?"
      default: "\(letter.lowercased())\(semesters(area.missing))"
      }
    }.joined()
  }

  /// Semesters with at most two decimals, half up, no trailing zeros.
  package static func semesters(_ twelfths: Int) -> String {
    let hundredths = (twelfths * 200 + 6) / 12
    let tenths = hundredths % 100
    if tenths == 0 { return "\(hundredths / 100)" }
    return "\(hundredths / 100)." + (tenths % 10 == 0 ? "\(tenths / 10)" : tenths < 10 ? "0\(tenths)" : "\(tenths)")
  }

  private static func add(
    _ line: String, to transcript: inout OracleTranscript, _ worked: WorkedCase, _ entering: Int
  ) throws {
    func bad(_ why: String) -> CaseFileError { .bad(worked.file, worked.line, "'\(line)': \(why)") }
    let sides = line.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").map(String.init) }
    let head = sides[0]
    if head[0] == "exam" {
      guard head.count >= 4, head[2] == "grade", let grade = Int(head[3]) else { throw bad("exam CLEARS grade 11") }
      transcript.exams.append(OracleExam(clears: head[1], year: entering - 13 + grade))
      return
    }
    if head[0] == "waiver" {
      guard head.count == 3, let area = head[1].first, let semesters = Int(head[2]) else { throw bad("waiver E 4") }
      transcript.waivers.append(OracleWaiver(area: area, twelfths: semesters * 6, year: entering - 13))
      return
    }
    guard sides.count == 2, head.count >= 2, let grade = Int(head[1]) else { throw bad("a row is 'Course 10: S1 B'") }
    var year = entering - 13 + grade
    var college = false
    var listed = true
    var rest = head.dropFirst(2)
    while let word = rest.popFirst() {
      switch word {
      case "in":
        guard let stated = rest.popFirst(), let fall = Int(stated.prefix(4)) else { throw bad("in 2019-20") }
        year = fall
      case "college": college = true
      case "not-listed": listed = false
      default: throw bad("what is \(word)?")
      }
    }
    let match: OracleMatch
    if head[0] == "?" {
      match = .unmatched
    } else {
      guard let course = CaseFiles.catalogue[head[0]] else { throw bad("not in the catalogue") }
      match = listed && !course.areas.isEmpty ? .listed(course) : .notListed
    }
    for row in sides[1].joined(separator: " ").split(separator: ",") {
      let words = row.split(separator: " ").map(String.init)
      guard words.count >= 2 else { throw bad("a mark is 'S1 B'") }
      var record = OracleRecord(
        year: year, term: words[0], grade: grade, mark: words[1] == "running" ? nil : words[1], credits: nil,
        college: college, match: match)
      var more = words.dropFirst(2)
      while let word = more.popFirst(), let value = more.popFirst() {
        switch word {
        case "part": record.part = Int(value) ?? 0
        case "credits", "units":
          let pieces = value.split(separator: ".").map(String.init)
          let fraction = pieces.count > 1 ? Int((pieces[1] + "00").prefix(2)) ?? 0 : 0
          record.credits = (Int(pieces[0]) ?? 0) * 100 + fraction
        default: throw bad("what is \(word)?")
        }
      }
      transcript.records.append(record)
    }
  }
}
