/// Students who fit a search, for a person to choose from.
public struct CandidateList: Sendable {
  public struct Candidate: Sendable {
    public var studentID: String
    public var name: String
    public var gradeLevel: Int
    public var school: String

    public init(studentID: String, name: String, gradeLevel: Int, school: String) {
      (self.studentID, self.name, self.gradeLevel, self.school) = (studentID, name, gradeLevel, school)
    }
  }

  private let candidates: [Candidate]

  public init(_ candidates: [Candidate]) { self.candidates = candidates }

  /// A line per candidate, longer ones wrapped.
  public func text(style: PageStyle) -> String {
    var text = ""
    for candidate in candidates {
      let words = "\(candidate.studentID)  \(candidate.name), grade \(candidate.gradeLevel), \(candidate.school)"
      for (index, line) in TerminalText.wrap(style.safe(words), style.columns - 4).enumerated() {
        text += (index == 0 ? "" : "    ") + line + "\n"
      }
    }
    return text
  }

  /// `{"matches":[{"student_id",...}]}`: an object, so that it is never taken for the page of a student.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.key("matches")
      json.array(of: candidates) { json, candidate in
        json.object { json in
          json.field("student_id", candidate.studentID)
          json.field("name", candidate.name)
          json.field("grade_level", candidate.gradeLevel)
          json.field("school", candidate.school)
        }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}
