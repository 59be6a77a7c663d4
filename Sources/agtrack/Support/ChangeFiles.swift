import Reports
import Rules
import Store

/// The journal of changes as CSV, a row per status that a cause changed, or as a JSON array of causes.
struct ChangeFile {
  private let isJSON: Bool
  private var csv = CSVWriter(columns: [
    "run_id", "as_of", "student_id", "school_id", "from_school_id", "system", "cause", "subject_area", "before",
    "after",
    "details",
  ])
  private var waiting: [UInt8] = []
  private(set) var rows = 0

  init(json: Bool) { isJSON = json }

  var isFull: Bool { isJSON ? waiting.count > 1 << 16 : csv.waiting > 1 << 16 }

  mutating func add(_ entry: JournalEntry) {
    if isJSON {
      waiting += Array((rows == 0 ? "[\n" : ",\n").utf8) + ChangeFile.json(entry)
      rows += 1
    } else {
      for line in ChangeFile.lines(entry.change) { add(entry, line) }
    }
  }

  mutating func take() -> [UInt8] {
    guard isJSON else { return csv.take() }
    defer { waiting.removeAll(keepingCapacity: true) }
    return waiting
  }

  mutating func end() -> [UInt8] {
    guard isJSON else { return csv.take() }
    return take() + Array((rows == 0 ? "[]\n" : "\n]\n").utf8)
  }

  /// Subject area, status before, status after: only what changed; the whole pattern where nothing did.
  private static func lines(_ change: StatusChange) -> [(String, String, String)] {
    func code(_ status: StoredStatus?) -> String { status?.code ?? "" }
    var lines: [(String, String, String)] = []
    for area in SubjectArea.allCases {
      let index = Int(area.rawValue)
      let (before, after) = (change.before?.areas[index], change.after?.areas[index])
      if before != after { lines.append((area.letter, code(before), code(after))) }
    }
    if lines.isEmpty || change.before?.status != change.after?.status {
      lines.append(("ALL", code(change.before?.status), code(change.after?.status)))
    }
    return lines
  }

  private mutating func add(_ entry: JournalEntry, _ line: (String, String, String)) {
    let change = entry.change
    csv.number(Int(entry.run))
    csv.text(CalendarDay(dayNumber: entry.asOf)?.code)
    csv.text(entry.studentID)
    csv.text(change.schoolID)
    csv.text(change.fromSchoolID)
    csv.word(change.system)
    csv.word(change.cause.rawValue)
    csv.word(line.0)
    csv.word(line.1)
    csv.word(line.2)
    csv.text(change.details.joined(separator: "; "))
    csv.endLine()
    rows += 1
  }

  private static func json(_ entry: JournalEntry) -> [UInt8] {
    let change = entry.change
    var json = JSONWriter()
    json.object { json in
      json.field("run_id", Int(entry.run))
      json.field("as_of", CalendarDay(dayNumber: entry.asOf)?.code)
      json.field("student_id", entry.studentID)
      json.field("school_id", change.schoolID)
      json.field("from_school_id", change.fromSchoolID)
      json.field("system", change.system)
      json.field("cause", change.cause.rawValue)
      json.key("statuses")
      json.object { json in
        for line in lines(change) {
          json.key(line.0)
          json.object { json in
            json.field("before", line.1.isEmpty ? nil : line.1)
            json.field("after", line.2.isEmpty ? nil : line.2)
          }
        }
      }
      json.key("details")
      json.array(of: change.details) { $0.string($1) }
    }
    return json.document
  }
}

/// The journal counted by school and cause.
enum ChangeFiles {
  static func json(_ counts: [SchoolChange]) -> [UInt8] {
    var json = JSONWriter()
    ManifestDocument.write(counts, to: &json)
    return json.document + [UInt8(ascii: "\n")]
  }

  static func csv(_ counts: [SchoolChange]) -> [UInt8] {
    var csv = CSVWriter(columns: ["school_id", "cause", "students", "uc_gained", "uc_lost", "csu_gained", "csu_lost"])
    for count in counts {
      csv.text(count.schoolID)
      csv.word(count.cause)
      for number in [count.students, count.gainedUC, count.lostUC, count.gainedCSU, count.lostCSU] {
        csv.number(number)
      }
      csv.endLine()
    }
    return csv.take()
  }
}
