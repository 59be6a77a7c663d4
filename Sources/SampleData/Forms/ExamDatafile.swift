/// Writes the College Board's AP student datafile: 244 columns, one row for each student who sat an exam.
struct ExamDatafile {
  let file: SampleFile

  static let columns: [String] = {
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
    for slot in 1...slots {
      for name in slotColumns { names.append("\(name) \(padded(slot, 2))") }
    }
    return names + [
      "Date Grades Released to College", "Date of Last Student Update", "Date of this report", "Student Identifier",
      "Race Ethnicity Student Response 2016 and Forward", "Derived Aggregate Race Ethnicity 2016 and Forward",
    ]
  }()

  /// Exams that a row can hold.
  private static let slots = 30
  private static let slotColumns = [
    "Admin Year", "Exam Code", "Exam Grade", "Irregularity Code #1", "Irregularity Code #2", "Class Section Code",
  ]

  func write(_ story: StudentStory) throws(SampleError) {
    guard !story.exams.isEmpty else { return }
    let (student, school) = (story.student, Institutions.all[story.student.school])
    var row = [String](repeating: "", count: ExamDatafile.columns.count)
    func set(_ column: String, _ value: String) {
      if let place = ExamDatafile.places[column] { row[place] = value }
    }
    let born = student.birthDate.split(separator: "-")
    set("Last Name", student.name.last)
    set("First Name", student.name.first)
    set("Middle Initial", String(student.name.middle.prefix(1)))
    set("Gender", student.gender)
    set("Date of Birth", born.count == 3 ? "\(born[1])\(born[2])\(born[0].suffix(2))" : "")
    set("AI Code", school.ceebCode)
    set("AI Institution Name", school.name)
    set("Student Identifier", student.id)
    for (slot, exam) in story.exams.prefix(ExamDatafile.slots).enumerated() {
      let number = padded(slot + 1, 2)
      set("Admin Year \(number)", padded((exam.fall + 1) % 100, 2))
      set("Exam Code \(number)", exam.code)
      set("Exam Grade \(number)", String(exam.score))
    }
    try file.write(row)
  }

  private static let places: [String: Int] = {
    var places: [String: Int] = [:]
    for (place, name) in columns.enumerated() where name != "Filler" { places[name] = place }
    return places
  }()
}
