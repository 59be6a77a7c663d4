/// Makes a failing transcript smaller for as long as it fails.
package enum TranscriptShrinker {
  package static func shrink(_ transcript: OracleTranscript, while fails: (OracleTranscript) -> Bool)
    -> OracleTranscript
  {
    var smallest = transcript
    var again = true
    while again {
      again = false
      for candidate in simpler(smallest) where fails(candidate) {
        smallest = candidate
        again = true
        break
      }
    }
    return smallest
  }

  private static func simpler(_ transcript: OracleTranscript) -> [OracleTranscript] {
    var found: [OracleTranscript] = []
    func add(_ change: (inout OracleTranscript) -> Void) {
      var copy = transcript
      change(&copy)
      if copy != transcript { found.append(copy) }
    }
    for index in transcript.exams.indices { add { $0.exams.remove(at: index) } }
    for index in transcript.waivers.indices { add { $0.waivers.remove(at: index) } }
    for key in Set(transcript.records.compactMap { $0.course?.key }).sorted() {
      add { $0.records.removeAll { $0.course?.key == key } }
    }
    for index in transcript.records.indices { add { $0.records.remove(at: index) } }
    for key in Set(transcript.records.compactMap { $0.course?.key }).sorted() {
      func each(_ change: (inout OracleCourse) -> Void) {
        add {
          for index in $0.records.indices where $0.records[index].course?.key == key {
            guard var course = $0.records[index].course else { continue }
            change(&course)
            $0.records[index].match = .listed(course)
          }
        }
      }
      each { $0.length = "year" }
      each { $0.part = 0 }
      each { $0.ninthGradeOnly = false }
      each { $0.electiveEligible = true }
      let areas = transcript.records.compactMap(\.course).first { $0.key == key }?.areas ?? ""
      if areas.count > 1 { each { $0.areas = String(areas.prefix(1)) } }
    }
    for (index, record) in transcript.records.enumerated() {
      add { $0.records[index].credits = nil }
      add { $0.records[index].part = 0 }
      add { $0.records[index].college = false }
      if let mark = record.mark, ["A", "B-", "C-", "B+", "P", "CR"].contains(mark) {
        add { $0.records[index].mark = "C" }
      }
      if record.mark == "F" || record.mark == "D+" { add { $0.records[index].mark = "D" } }
      if record.grade != 10 {
        add {
          $0.records[index].grade = 10
          $0.records[index].year = record.year + 10 - record.grade
        }
      }
    }
    return found
  }

  /// Lines in the manner of the case files.
  package static func text(_ transcript: OracleTranscript) -> String {
    var lines = transcript.records.map { record -> String in
      var line = "  "
      switch record.match {
      case .unmatched: line += "? unmatched"
      case .notListed: line += "(not listed)"
      case .listed(let course):
        line += "\(course.key) \(course.areas) \(course.discipline)"
        if !course.language.isEmpty { line += " \(course.language)" }
        if course.length != "year" { line += " \(course.length)" }
        if course.part != 0 { line += " part-\(course.part)" }
        if course.ninthGradeOnly { line += " ninth" }
        if !course.electiveEligible { line += " diamond" }
      }
      line += " | \(record.year) grade \(record.grade): \(record.term) \(record.mark ?? "running")"
      if record.college { line += " college" }
      if let credits = record.credits { line += " credits \(credits)" }
      if record.part != 0 { line += " part \(record.part)" }
      return line
    }
    lines += transcript.exams.map { "  exam \($0.clears) \($0.year)" }
    lines += transcript.waivers.map { "  waiver \($0.area) \($0.twelfths)/12 \($0.year)" }
    return lines.joined(separator: "\n")
  }
}
