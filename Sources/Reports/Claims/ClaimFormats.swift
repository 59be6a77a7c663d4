import Rules

extension ClaimReport {
  /// One row per student about whom the two differ.
  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "student_id", "school_id", "graduation_year", "claim_year", "claimed", "uc", "csu", "outcome", "uc_reason",
      "csu_reason", "courses",
    ])
    for student in students {
      csv.text(student.studentID)
      csv.text(student.schoolID)
      csv.number(student.graduationYear)
      csv.word(student.claimYear)
      csv.word(student.claimed ? "Y" : "N")
      for word in [student.uc.rawValue, student.csu.rawValue, student.outcome.rawValue] { csv.word(word) }
      csv.text(student.ucReason)
      csv.text(student.csuReason)
      csv.text(student.courses.map(\.sentence).joined(separator: "; "))
      csv.endLine()
    }
    return csv.take()
  }

  /// One row per school.
  public func summaryCSV() -> [UInt8] {
    var csv = CSVWriter(
      columns: ["school_id", "school", "claimed_y", "claimed_n"] + ClaimOutcome.allCases.map(\.rawValue))
    for school in schools {
      csv.text(school.schoolID)
      csv.text(school.school)
      for count in [school.claimedMet, school.claimedNotMet] + school.outcomes { csv.number(count) }
      csv.endLine()
    }
    return csv.take()
  }

  public func json(withStudents: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("run_id", runID)
      json.field("as_of", asOf)
      json.key("all_students")
      json.bool(isWhole)
      json.key("schools")
      json.array(of: schools) { writer, school in
        writer.object { json in
          json.field("school_id", school.schoolID)
          json.field("school", school.school)
          json.field("claimed_y", school.claimedMet)
          json.field("claimed_n", school.claimedNotMet)
          for outcome in ClaimOutcome.allCases { json.field(outcome.rawValue, school.count(outcome)) }
        }
      }
      if withStudents {
        json.key("students")
        json.array(of: students) { $1.write(to: &$0) }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

extension ClaimedStudent {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("student_id", studentID)
      json.field("name", name)
      json.field("school_id", schoolID)
      json.field("graduation_year", graduationYear)
      json.field("claim_year", claimYear)
      json.key("claimed")
      json.bool(claimed)
      json.field("uc", uc.rawValue)
      json.field("csu", csu.rawValue)
      json.field("outcome", outcome.rawValue)
      json.field("uc_reason", ucReason)
      json.field("csu_reason", csuReason)
      json.key("courses")
      json.array(of: courses) { $1.write(to: &$0) }
    }
  }
}
