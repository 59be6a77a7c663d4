import SampleData
import Testing

@Suite("The sample district in other forms")
struct FormsTests {
  /// Records of a file between carets, without a header.
  private func records(_ folder: SampleFolder, _ type: String) -> [[String]] {
    folder.entries.filter { $0.hasPrefix(type) }.flatMap { name in
      folder.bytes(name).split(separator: 10).map { line in
        String(decoding: line, as: UTF8.self).split(separator: "^", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  @Test("The same numbers give the same bytes", arguments: SampleForm.allCases)
  func deterministic(form: SampleForm) throws {
    let (one, same) = (try SampleFolder(students: 60, form: form), try SampleFolder(students: 60, form: form))
    #expect(one.entries == same.entries)
    for name in one.entries {
      #expect(!one.bytes(name).isEmpty, "\(name)")
      #expect(one.bytes(name) == same.bytes(name), "\(name)")
    }
  }

  @Test("Every student and record of the extract is in the college upload, in the same order")
  func upload() throws {
    let (extract, upload) = (try SampleFolder(students: 200), try SampleFolder(students: 200, form: .ccgi))
    let students = extract.table("students.csv").rows
    let template = upload.table("StudentTemplate.csv")
    #expect(template.columns.count == 38)
    #expect(template.rows.map { $0["LocalStudentID"] } == students.map { $0["student_id"] })
    #expect(
      template.rows.filter { !$0["EnrollmentEndDate"].isEmpty }.count
        == students.filter { $0["enrollment"] != "enrolled" }.count)
    let ssids = Dictionary(uniqueKeysWithValues: students.map { ($0["student_id"], $0["ssid"]) })
    let grades = upload.table("CourseGradeTemplate.csv")
    #expect(grades.columns.count == 18)
    #expect(
      grades.rows.map { "\($0["StateID"]) \($0["Term"]) \($0["LocalCourseID"]) \($0["CourseGrade"])" }
        == extract.table("transcripts.csv").rows.map {
          "\(ssids[$0["student_id"]] ?? "") \($0["term"]) \($0["course_id"]) \($0["mark"])"
        })
    #expect(upload.table("CourseCatalog.csv").columns.count == 14)
    #expect(upload.bytes("exams.csv") == extract.bytes("exams.csv"))
    let certified = template.rows.filter { $0["LOTECert"] == "Y" }.count
    #expect(certified + upload.table("waivers.csv").rows.count == extract.table("waivers.csv").rows.count)
  }

  @Test("State files have the state's numbers of fields, and with the rest every record of the extract")
  func state() throws {
    let (extract, state) = (try SampleFolder(students: 200), try SampleFolder(students: 200, form: .calpads))
    for (type, fields) in [
      ("SENR", 35), ("SINF", 42), ("SPRG", 26), ("SPED", 49), ("SELA", 16), ("CRSC", 36), ("SCSC", 21), ("SCSE", 21),
    ] {
      let records = records(state, type)
      #expect(!records.isEmpty)
      #expect(records.allSatisfy { $0.count == fields && $0[0] == type }, "\(type)")
    }
    let rows = extract.table("transcripts.csv").rows
    let elsewhere = state.table("transcripts.csv").rows
    #expect(records(state, "SCSC").count + records(state, "SCSE").count + elsewhere.count == rows.count)
    #expect(
      records(state, "SCSE").count + elsewhere.filter { $0["mark"].isEmpty }.count
        == rows.filter { $0["mark"].isEmpty }.count)
    #expect(!elsewhere.isEmpty)
    #expect(Set(records(state, "SENR").map { $0[8] }).count == 200)
    let exams = state.table("AP_datafile.csv")
    #expect(exams.rows.count == Set(extract.table("exams.csv").rows.map { $0["student_id"] }).count)
  }

  @Test("Common facts are no halves and no record twice, and otherwise those of the whole extract")
  func common() throws {
    let (whole, common) = (try SampleFolder(students: 300), try SampleFolder(students: 300, isCommon: true))
    let rows = common.table("transcripts.csv").rows
    #expect(whole.table("transcripts.csv").rows.contains { !$0["part"].isEmpty })
    #expect(rows.allSatisfy { $0["part"].isEmpty })
    let keys = rows.map { row in
      ["student_id", "school_id", "school_year", "term", "course_id", "mark"].map { row[$0] }.joined(separator: "|")
    }
    #expect(Set(keys).count == keys.count)
    for name in SampleFolder.names where name != "transcripts.csv" {
      #expect(whole.bytes(name) == common.bytes(name), "\(name)")
    }
  }

  @Test("A folder with a sample of another form is refused, and so is dirt")
  func refused() throws {
    let folder = try SampleFolder(students: 5)
    let district = SampleDistrict(students: 5, seed: 7, form: .calpads)
    #expect(throws: SampleError.self) { try district.write(to: folder.path) }
    #expect(folder.entries == SampleFolder.names.sorted())
    #expect(throws: SampleError.self) { try SampleFolder(students: 5, dirt: 0.1, form: .ccgi) }
  }
}
