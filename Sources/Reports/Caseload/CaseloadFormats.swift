import Rules

extension CaseloadReport {
  /// A row per student, in the order of the list. Amounts are semesters; `open` is what is missing even if every running
  /// course is passed, `open_areas` says of which areas (`C1;E0.5`); `change` is how much more is open than in the run that the
  /// list is compared with.
  public func csv() -> [UInt8] {
    let amounts = ["status", "missing", "in_progress", "open", "open_areas"]
    var csv = CSVWriter(
      columns: ["student_id", "last_name", "first_name", "school_id", "school", "grade_level", "graduation_year"]
        + ["uc", "csu"].flatMap { system in amounts.map { "\(system)_\($0)" } }
        + ["uc_feasibility", "csu_feasibility", "uc_change", "csu_change", "start_by", "plan_semesters", "flags"])
    for student in students {
      csv.text(student.studentID)
      csv.text(student.lastName)
      csv.text(student.firstName)
      csv.text(student.schoolID)
      csv.text(student.school)
      csv.number(student.gradeLevel)
      csv.number(student.graduationYear)
      for pattern in [student.uc, student.csu] {
        csv.word(pattern.status.rawValue)
        csv.number(formatted: Amounts.semesters(twelfths: pattern.missing))
        csv.number(formatted: Amounts.semesters(twelfths: pattern.inProgress.reduce(0, +)))
        csv.number(formatted: Amounts.semesters(twelfths: pattern.open))
        csv.word(CaseloadPage.open(pattern).split(separator: " ").joined(separator: ";"))
      }
      for pattern in [student.uc, student.csu] { csv.word(pattern.feasibility?.rawValue ?? "") }
      for pattern in [student.uc, student.csu] { csv.word(pattern.change.map(CaseloadPage.signed) ?? "") }
      csv.text(student.startBy ?? "")
      csv.number(student.planSemesters)
      csv.word(student.flags.map(\.label).joined(separator: ";"))
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("run_id", runID)
      json.field("as_of", asOf.code)
      json.field("sorted_by", system.rawValue)
      json.field("order", order.rawValue)
      json.field("since", since)
      json.key("students")
      json.array(of: students) { $1.write(to: &$0) }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

extension CaseloadReport.Student {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("student_id", studentID)
      json.field("last_name", lastName)
      json.field("first_name", firstName)
      json.field("school_id", schoolID)
      json.field("school", school)
      json.field("grade_level", gradeLevel)
      json.field("graduation_year", graduationYear)
      for (system, pattern) in [("uc", uc), ("csu", csu)] {
        json.key(system)
        json.object { json in
          json.field("status", pattern.status.rawValue)
          json.field("feasibility", pattern.feasibility?.rawValue)
          for (name, amount) in [
            ("missing", pattern.missing), ("in_progress", pattern.inProgress.reduce(0, +)), ("open", pattern.open),
          ] {
            json.key(name)
            json.number(formatted: Amounts.semesters(twelfths: amount))
          }
          json.key("change")
          if let change = pattern.change { json.number(formatted: CaseloadPage.signed(change)) } else { json.null() }
          json.key("open_areas")
          json.object { json in
            for area in SubjectArea.allCases where pattern.open(Int(area.rawValue)) > 0 {
              json.key(area.letter)
              json.number(formatted: Amounts.semesters(twelfths: pattern.open(Int(area.rawValue))))
            }
          }
        }
      }
      json.field("start_by", startBy)
      json.field("plan_semesters", planSemesters)
      json.key("flags")
      json.array(of: flags) { json, flag in
        json.object { json in
          json.field("flag", flag.code.id)
          json.field("cause", flag.code.cause.rawValue)
          json.field("subject_area", flag.area?.letter)
        }
      }
    }
  }
}

extension StudentFlag {
  /// `never-enrolled C`.
  fileprivate var label: String { code.id + (area.map { " \($0.letter)" } ?? "") }
}
