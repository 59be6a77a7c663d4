import Reports

/// One thing that the doctor looked at.
struct DoctorLine {
  enum State: String { case ok, warning, problem }

  let subject: String
  let state: State
  /// What was found.
  let text: String
  /// What to do; nil where nothing is to be done.
  let advice: String?

  static func ok(_ subject: String, _ text: String) -> DoctorLine {
    DoctorLine(subject: subject, state: .ok, text: text, advice: nil)
  }

  static func warning(_ subject: String, _ text: String, _ advice: String) -> DoctorLine {
    DoctorLine(subject: subject, state: .warning, text: text, advice: advice)
  }

  static func problem(_ subject: String, _ text: String, _ advice: String) -> DoctorLine {
    DoctorLine(subject: subject, state: .problem, text: text, advice: advice)
  }
}

/// Everything that the doctor found.
struct DoctorReport {
  private(set) var lines: [DoctorLine] = []

  mutating func add(_ line: DoctorLine) { lines.append(line) }

  mutating func add(_ more: [DoctorLine]) { lines += more }

  func count(_ state: DoctorLine.State) -> Int { lines.filter { $0.state == state }.count }

  /// 0, 1 with warnings, 4 with problems.
  var exitCode: Int32 {
    count(.problem) > 0 ? Exit.environment.rawValue : count(.warning) > 0 ? Exit.needsPerson.rawValue : 0
  }

  var text: String {
    let width = lines.map(\.subject.count).max() ?? 0
    var text = ""
    for line in lines {
      let state = SettingLines.pad(line.state.rawValue, 7)
      text += "\(state)  \(SettingLines.pad(line.subject, width))  \(TerminalSafe.line(line.text))\n"
      if let advice = line.advice { text += String(repeating: " ", count: width + 11) + "-> \(advice)\n" }
    }
    return text + "\(count(.problem)) problems, \(count(.warning)) warnings, \(count(.ok)) ok\n"
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("problems", count(.problem))
      json.field("warnings", count(.warning))
      json.key("lines")
      json.array(of: lines) { json, line in
        json.object { json in
          json.field("subject", line.subject)
          json.field("state", line.state.rawValue)
          json.field("text", line.text)
          json.field("advice", line.advice)
        }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }
}
