/// Where the columns of an AP student datafile stand. The College Board's layout has 244, thirty exams among them; they
/// are found by name, so that a file with columns left out or added is read too.
struct APLayout {
  enum Column: Int, CaseIterable {
    case lastName, firstName, middleInitial, gender, birthDate, institution, identifier, reportDate
  }

  /// The College Board's own names.
  static let names = [
    "Last Name", "First Name", "Middle Initial", "Gender", "Date of Birth", "AI Code", "Student Identifier",
    "Date of this report",
  ]

  /// One exam of a student.
  struct Slot {
    var year: Int
    var code: Int
    var grade: Int
    /// -1 where the file lacks the column.
    var irregularity1: Int
    var irregularity2: Int
    /// `01` to `30`, as the columns' names have it.
    var number: String
  }

  /// Exams that a row can hold.
  static let slotLimit = 30

  /// For each column the field, or -1.
  let fields: [Int]
  let slots: [Slot]
  /// Columns that the file needs and lacks.
  let missing: [String]
  /// Columns that the header names twice.
  let twice: [String]

  static let required: [Column] = [.lastName, .firstName, .birthDate, .identifier]

  /// nil where the header is not that of an AP datafile.
  init?(header: [String]) {
    var places: [String: Int] = [:]
    var twice: [String] = []
    for (field, name) in header.enumerated() {
      let folded = HeaderMap.folded(name)
      if folded.isEmpty || folded == "filler" { continue }
      if places[folded] == nil { places[folded] = field } else { twice.append(name) }
    }
    func place(_ name: String) -> Int { places[HeaderMap.folded(name)] ?? -1 }
    guard place("Admin Year 01") >= 0, place("Exam Code 01") >= 0 else { return nil }
    fields = APLayout.names.map(place)
    var slots: [Slot] = []
    var missing = APLayout.required.map { APLayout.names[$0.rawValue] }.filter { place($0) < 0 }
    for index in 1...APLayout.slotLimit {
      let number = index < 10 ? "0\(index)" : "\(index)"
      let slot = Slot(
        year: place("Admin Year \(number)"), code: place("Exam Code \(number)"), grade: place("Exam Grade \(number)"),
        irregularity1: place("Irregularity Code #1 \(number)"), irregularity2: place("Irregularity Code #2 \(number)"),
        number: number)
      let found = [slot.year, slot.code, slot.grade].filter { $0 >= 0 }.count
      if found == 0 { continue }
      if slot.year < 0 { missing.append("Admin Year \(number)") }
      if slot.code < 0 { missing.append("Exam Code \(number)") }
      if slot.grade < 0 { missing.append("Exam Grade \(number)") }
      if found == 3 { slots.append(slot) }
    }
    (self.slots, self.missing, self.twice) = (slots, missing, twice)
  }
}
