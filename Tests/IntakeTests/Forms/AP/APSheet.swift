@testable import Intake

/// An AP datafile under construction in the College Board's layout of 244 columns. Invented students only.
struct APSheet {
  /// The College Board's column names, in order.
  static let header: [String] = {
    var names = [
      "AP Number / AP ID", "Last Name", "First Name", "Middle Initial", "Student Street Address 1",
      "Student Street Address 2", "Student Street Address 3", "Student State", "Student Zip Code", "Student Province",
      "Student International Postal Code", "Student Country Code", "Gender", "Date of Birth", "Filler", "School ID",
      "Grade Level", "Filler", "Ethnic Group 2015 and Prior", "Filler", "Best Language", "Previous AI Year 1",
      "Previous AI Code 1", "Previous AI Year 2", "Previous AI Code 2",
    ]
    for number in 1...6 { names += ["Award Type \(number)", "Award Year \(number)"] }
    names += [
      "AI Code", "AI Institution Name", "AI Street Address 1", "AI Street Address 2", "AI Street Address 3", "AI State",
      "AI Zip Code", "AI Province", "AI International Postal Code", "AI Country Code", "College Code", "Contact Name",
      "DI Institution Name", "DI Street Address 1", "DI Street Address 2", "DI Street Address 3", "DI State",
      "DI Zip Code", "DI Province", "DI International Postal Code", "DI Country Code",
    ]
    for slot in 1...30 {
      let number = slot < 10 ? "0\(slot)" : "\(slot)"
      names += [
        "Admin Year \(number)", "Exam Code \(number)", "Exam Grade \(number)", "Irregularity Code #1 \(number)",
        "Irregularity Code #2 \(number)", "Class Section Code \(number)",
      ]
    }
    return names + [
      "Date Grades Released to College", "Date of Last Student Update", "Date of this report", "Student Identifier",
      "Race Ethnicity Student Response 2016 and Forward", "Derived Aggregate Race Ethnicity 2016 and Forward",
    ]
  }()

  var header = APSheet.header
  var rows: [[String]] = []

  /// - Parameters:
  ///   - birth: `MMDDYY`.
  ///   - exams: Year, code and grade of each slot.
  mutating func add(
    _ last: String = "Oak", _ first: String = "Ada", middle: String = "", birth: String = "022809",
    gender: String = "F",
    school: String = "051234", id: String = "", exams: [(String, String, String)] = [("24", "07", "4")],
    changing changes: [String: String] = [:]
  ) {
    var row = [String](repeating: "", count: header.count)
    func set(_ name: String, _ value: String) {
      if let place = header.firstIndex(of: name) { row[place] = value }
    }
    for (name, value) in [
      ("Last Name", last), ("First Name", first), ("Middle Initial", middle), ("Date of Birth", birth),
      ("Gender", gender), ("AI Code", school), ("Student Identifier", id),
    ] { set(name, value) }
    for (slot, exam) in exams.enumerated() {
      let number = slot < 9 ? "0\(slot + 1)" : "\(slot + 1)"
      set("Admin Year \(number)", exam.0)
      set("Exam Code \(number)", exam.1)
      set("Exam Grade \(number)", exam.2)
    }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) { set(name, value) }
    rows.append(row)
  }

  var csv: String {
    ([header] + rows).map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
  }

  static let schools = "school_id,name,kind,ceeb_code\nS1,Live Oak High,high,051234\nS2,Elm High,high,055678\n"
  static let students =
    "student_id,ssid,last_name,first_name,middle_name,birth_date,gender,school_id,grade_level\n"

  /// Translates the sheet beside a canonical district.
  /// - Parameter students: Lines of `students.csv` in the columns of `APSheet.students`.
  func read(_ students: String...) -> TranslatedFolder {
    TranslatedFolder([
      "schools.csv": APSheet.schools, "students.csv": APSheet.students + students.map { $0 + "\n" }.joined(),
      "ap.csv": csv,
    ])
  }
}
