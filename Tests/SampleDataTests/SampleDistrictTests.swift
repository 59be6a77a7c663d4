import SampleData
import Testing

@Suite("The sample district")
struct SampleDistrictTests {
  @Test("The same numbers give the same bytes, another seed other ones")
  func deterministic() throws {
    let (one, same) = (try SampleFolder(students: 300), try SampleFolder(students: 300))
    let other = try SampleFolder(students: 300, seed: 8)
    for name in SampleFolder.names {
      #expect(!one.bytes(name).isEmpty, "\(name)")
      #expect(one.bytes(name) == same.bytes(name), "\(name)")
    }
    #expect(one.bytes("transcripts.csv") != other.bytes("transcripts.csv"))
    #expect(one.bytes("courses.csv") == other.bytes("courses.csv"))
  }

  @Test("A clean sample has no row that a loader would reject, and no account")
  func clean() throws {
    let folder = try SampleFolder(students: 800)
    let check = ContractCheck(folder)
    #expect(ContractCheck.badStudents(folder).isEmpty)
    #expect(check.badTranscripts(folder).isEmpty)
    #expect(folder.table("transcripts.csv").rows.allSatisfy { !check.isUnknownCourse($0) })
    #expect(folder.planted().rows.isEmpty)
    let keys = folder.table("transcripts.csv").rows.map { $0["record_id"] }
    #expect(Set(keys).count == keys.count)
  }

  @Test("Codes of students stand in their code sets, and schools and counselors exist")
  func students() throws {
    let folder = try SampleFolder(students: 800)
    let schools = Set(folder.table("schools.csv").rows.filter { $0["kind"] != "middle" }.map { $0["school_id"] })
    let staff = Set(folder.table("staff.csv").rows.map { $0["staff_id"] + "|" + $0["school_id"] })
    let rows = folder.table("students.csv").rows
    #expect(rows.count == 800)
    #expect(Set(rows.map { $0["student_id"] }).count == 800)
    #expect(Set(rows.map { $0["ssid"] }).count == 800)
    for row in rows {
      for (column, known) in ContractCheck.codes { #expect(known.contains(row[column]), "\(column)") }
      #expect(schools.contains(row["school_id"]))
      #expect(row["counselor_id"].isEmpty || staff.contains(row["counselor_id"] + "|" + row["school_id"]))
      #expect(row["ssid"].count == 10)
    }
  }

  @Test("Course rows have a discipline where they have an area, and ranges of list years do not overlap")
  func courses() throws {
    let rows = try SampleFolder(students: 50).table("courses.csv").rows
    for row in rows {
      #expect(row["subject_area"].isEmpty == row["discipline"].isEmpty, "\(row["course_id"])")
      #expect((row["subject_area"] == "E") == !row["language"].isEmpty, "\(row["course_id"])")
      #expect(row["course_id"] != "NONE")
    }
    for (_, ranges) in Dictionary(grouping: rows, by: { $0["school_id"] + "|" + $0["course_id"] }) {
      guard ranges.count > 1 else { continue }
      #expect(ranges.count == 2)
      #expect(ranges[0]["last_year"] < ranges[1]["first_year"])
      #expect(ranges[0]["first_year"].isEmpty && ranges[1]["last_year"].isEmpty)
    }
  }

  @Test("Every kind of institution is there, in two districts, and one high school has no chemistry")
  func institutions() throws {
    let folder = try SampleFolder(students: 50)
    let schools = folder.table("schools.csv").rows
    let kinds = Set(schools.map { $0["kind"] })
    #expect(kinds == ["high", "continuation", "middle", "online", "community_college"])
    let high = schools.filter { $0["kind"] == "high" && ["9910001", "9920002"].contains($0["district_id"]) }
    #expect(high.count >= 8)
    let withChemistry = Set(
      folder.table("courses.csv").rows.filter { $0["title"] == "Chemistry" }.map { $0["school_id"] })
    #expect(high.filter { !withChemistry.contains($0["school_id"]) }.count == 1)
  }

  @Test("Equivalents, exams, waivers and staff refer to what exists")
  func references() throws {
    let folder = try SampleFolder(students: 1_500)
    let check = ContractCheck(folder)
    for row in folder.table("equivalents.csv").rows {
      #expect(check.courses.contains(row["school_id"] + "|" + row["course_id"]))
      #expect(check.courses.contains(row["same_as_school_id"] + "|" + row["same_as_course_id"]))
    }
    let (exams, waivers) = (folder.table("exams.csv").rows, folder.table("waivers.csv").rows)
    #expect(!exams.isEmpty)
    #expect(!waivers.isEmpty)
    #expect(exams.allSatisfy { check.students.contains($0["student_id"]) && ("1"..."5").contains($0["score"]) })
    #expect(waivers.allSatisfy { check.students.contains($0["student_id"]) && $0["granted_on"] <= "2027-03-15" })
    let staff = folder.table("staff.csv").rows
    #expect(staff.allSatisfy { $0["school_id"].isEmpty || check.schools.contains($0["school_id"]) })
    for (_, rows) in Dictionary(grouping: staff, by: { $0["login"] }) {
      #expect(Set(rows.map { $0["staff_id"] }).count == 1)
    }
  }

  @Test("A student has about 49 records, and only the running semester is without a mark")
  func size() throws {
    let rows = try SampleFolder(students: 2_000).table("transcripts.csv").rows
    #expect((47 * 2_000...51 * 2_000).contains(rows.count))
    for row in rows {
      #expect(row["mark"].isEmpty == (row["school_year"] == "2026-27" && row["term"] == "S2"))
    }
  }

  @Test(
    "A request that cannot be met says so",
    arguments: [(0, 0.0), (-1, 0.0), (5_000_001, 0.0), (10, -0.1), (10, 1.5), (10, Double.nan)])
  func refused(students: Int, dirt: Double) {
    #expect(throws: SampleError.self) { try SampleFolder(students: students, dirt: dirt) }
  }

  @Test("A folder that cannot be made is named in the error")
  func unwritable() {
    let error = #expect(throws: SampleError.self) {
      try SampleDistrict(students: 1, seed: 1, dirt: 0).write(to: "/proc/agtrack-no-such-folder/sample")
    }
    #expect(error?.description.contains("/proc/agtrack-no-such-folder/sample") == true)
  }
}
