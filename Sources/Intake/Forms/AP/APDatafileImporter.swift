import Rules

/// Reads the College Board's AP student datafile: one row per student with up to thirty exams of all years. The file has
/// no statewide id; `StudentMatcher` says whose row it is.
struct APDatafileImporter: FormImporter {
  private let source: Int32
  private let layout: APLayout

  init(source: Int32, layout: APLayout) { (self.source, self.layout) = (source, layout) }

  /// An exam with a score.
  struct Exam: Equatable {
    var code: String
    var year: SchoolYear
    var score: Int
  }

  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    func text(_ column: APLayout.Column) -> Bytes { fields[layout.fields[column.rawValue]] }
    if text(.identifier).isEmpty {
      for column in [APLayout.Column.lastName, .firstName] where text(column).isEmpty {
        let name = APLayout.names[column.rawValue]
        return tables.reject(origin, column: name, code: .missingValue, value: "")
      }
    }
    let reader = APRowReader(fields: fields, origin: origin, layout: layout, tables: tables)
    let exams = reader.exams()
    let matching = tables.gathering(APMatching.self)
    let match = matching.matcher(tables).match(reader.person())
    let student = match.place.map { tables.students.entries[$0].studentID }
    for exam in exams {
      tables.note(exam.year, source)
      guard let student else { break }
      tables.append(
        origin,
        [
          (ExamColumn.studentID, student), (.program, ExamProgram.ap.rawValue), (.subject, exam.code),
          (.schoolYear, exam.year.code), (.score, String(exam.score)),
        ])
    }
    if match.place == nil {
      let isDoubtful = !match.candidates.isEmpty
      tables.find(
        isDoubtful ? .examDoubtful : .examUnmatched, origin, column: nil,
        value: isDoubtful ? "\(match.candidates.count) by \(match.rule?.rawValue ?? "")" : "")
    }
    tables.examMatches.append(
      ExamMatchRow(
        file: tables.sources[Int(source)].counts.file, line: line,
        outcome: student != nil ? .matched : match.candidates.isEmpty ? .unmatched : .doubtful, studentID: student,
        rule: match.rule, candidates: match.candidates.count, candidateIDs: student == nil ? named(match, tables) : [],
        exams: exams.count))
  }
}

extension APDatafileImporter {
  private func named(_ match: StudentMatcher.Match, _ tables: ImportedTables) -> [String] {
    let ids = match.candidates.map { tables.students.entries[$0].studentID }
    return Array(ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(ExamMatchRow.mostNamed))
  }
}

/// The students known, prepared once for all AP datafiles.
final class APMatching: FormGathering {
  static let stage = ImportStage.exams
  private var matcher: StudentMatcher?

  func matcher(_ tables: ImportedTables) -> StudentMatcher {
    if let matcher { return matcher }
    let new = StudentMatcher(tables.students)
    matcher = new
    return new
  }

  func finish(into tables: ImportedTables) { matcher = nil }
}

/// Reads the values of one row of an AP datafile.
struct APRowReader {
  let fields: FieldSlice
  let origin: RowOrigin
  let layout: APLayout
  let tables: ImportedTables

  private func text(_ column: APLayout.Column) -> Bytes { fields[layout.fields[column.rawValue]] }

  // MARK: Exams

  func exams() -> [APDatafileImporter.Exam] { layout.slots.compactMap(exam) }

  private func exam(_ slot: APLayout.Slot) -> APDatafileImporter.Exam? {
    let (year, code, grade) = (fields[slot.year], fields[slot.code], fields[slot.grade])
    if year.isEmpty, code.isEmpty, grade.isEmpty { return nil }
    let codeColumn = "Exam Code \(slot.number)"
    guard let exam = digits(code, 2, codeColumn) else { return ignored(codeColumn, code) }
    if APExams.subscores.contains(exam) { return nil }
    let yearColumn = "Admin Year \(slot.number)"
    guard let spring = digits(year, 2, yearColumn).flatMap(APRowReader.year) else { return ignored(yearColumn, year) }
    let irregular = [slot.irregularity1, slot.irregularity2].map { fields[$0] }.filter { !$0.isEmpty }
    if !irregular.isEmpty {
      tables.find(
        .examIrregular, origin, column: "Irregularity Code #1 \(slot.number)",
        value: irregular.map { ShownValue.of($0) }.joined(separator: " "))
    }
    guard grade.count == 1, (49...53).contains(grade[0]) else {
      tables.find(.examUnscored, origin, column: "Exam Grade \(slot.number)", value: ShownValue.of(grade))
      return nil
    }
    if !APExams.isKnown(exam) { tables.find(.examUnknown, origin, column: codeColumn, value: exam) }
    // Exams are held in May, so that the year of the exam is the one in which the school year ends.
    return APDatafileImporter.Exam(
      code: exam, year: SchoolYear(fall: Int16(spring - 1)), score: Int(grade[0] - 48))
  }

  private func ignored(_ column: String, _ value: Bytes) -> APDatafileImporter.Exam? {
    tables.find(.valueIgnored, origin, column: column, value: ShownValue.of(value))
    return nil
  }

  /// A code of so many digits; one digit fewer is a zero that a spreadsheet ate.
  private func digits(_ value: Bytes, _ count: Int, _ column: String) -> String? {
    guard value.count == count || value.count == count - 1, Values.number(value, digits: count) != nil else {
      return nil
    }
    if value.count == count { return value.string }
    tables.find(.zerosRestored, origin, column: column, value: ShownValue.of(value))
    return "0" + value.string
  }

  /// The layout has two digits: the file began long after 1980 and ends long before 2080.
  private static func year(_ digits: String) -> Int? { Int(digits).map { $0 < 80 ? 2000 + $0 : 1900 + $0 } }

  // MARK: The person

  func person() -> StudentMatcher.Person {
    let gender = text(.gender)
    return StudentMatcher.Person(
      identifier: text(.identifier).count <= ReadingLimits.identifierBytes ? text(.identifier).string : "",
      name: PersonName(last: text(.lastName).string, first: text(.firstName).string),
      middleInitial: PersonName.initial(text(.middleInitial).string), birth: birth(),
      gender: gender.count == 1 ? gender.string.uppercased() : "", school: school())
  }

  /// `MMDDYY`; the century is the later one in which the student was born well before the last exam.
  private func birth() -> CalendarDay? {
    let column = APLayout.names[APLayout.Column.birthDate.rawValue]
    let value = text(.birthDate)
    if value.isEmpty { return nil }
    guard let digits = digits(value, 6, column), let number = Int(digits) else {
      _ = ignored(column, value)
      return nil
    }
    let (month, day, short) = (number / 10_000, number / 100 % 100, number % 100)
    let reported = text(.reportDate)
    let report = reported.count >= 2 ? Values.number(reported, digits: 6).map { $0 % 100 } : nil
    let last =
      layout.slots.compactMap { Values.number(fields[$0.year], digits: 2) }
      .map { $0 < 80 ? 2000 + $0 : 1900 + $0 }.max() ?? report.map { 2000 + $0 } ?? 2040
    // Nobody sits an exam before the age of eight.
    let century = 2000 + short <= last - 8 ? 2000 : 1900
    guard let day = CalendarDay(year: century + short, month: month, day: day) else {
      _ = ignored(column, value)
      return nil
    }
    return day
  }

  /// The school by its College Board code of six digits.
  private func school() -> String? {
    let value = text(.institution)
    guard value.count == 6 || value.count == 5, Values.number(value, digits: 6) != nil else { return nil }
    // California's codes begin with 05: spreadsheets eat the zero.
    return tables.schools.schoolID(ceeb: value.count == 6 ? value.string : "0" + value.string)
  }
}
