import Glibc
import Rules
import Testing

@testable import Intake

/// The state's published code lists, where they are at hand beside the checkout.
private struct StateFiles {
  static let folder: String? = {
    var parts = "\(#filePath)".split(separator: "/").dropLast()
    while !parts.isEmpty {
      let candidate = "/" + (parts.dropLast() + ["shared", "data", "calpads"]).joined(separator: "/")
      if access(candidate, R_OK) == 0 { return candidate }
      parts = parts.dropLast()
    }
    return nil
  }()

  static let isThere = folder != nil

  /// The rows of a CSV file as columns by name; commas and line breaks inside quotes are handled.
  static func rows(_ name: String) throws -> [[String: String]] {
    let path = try #require(folder) + "/" + name
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let head = FileHead(name: name, text: bytes, isWhole: true)
    let records = head.records(UInt8(ascii: ","), quotes: true, limit: .max)
    let header = try #require(records.first)
    return records.dropFirst().map { record in
      Dictionary(zip(header, record), uniquingKeysWith: { first, _ in first })
    }
  }
}

@Suite struct CalpadsCodeTests {
  @Test func `There are thirteen admission codes, and no bare G`() {
    #expect(CalpadsCodes.admission.codes.count == 13)
    #expect(CalpadsCodes.admission["G"] == nil)
    #expect(CalpadsCodes.admission["GE"] == CalpadsAdmission(area: .g, subject: .e))
    #expect(CalpadsCodes.admission["GO"] == CalpadsAdmission(area: .g, subject: nil))
  }

  @Test func `No code stands twice in its set`() {
    func isUnique<Meaning>(_ set: CalpadsCodeSet<Meaning>) -> Bool {
      Set(set.codes.map(\.code)).count == set.codes.count
    }
    #expect(isUnique(CalpadsCodes.gradeLevel) && isUnique(CalpadsCodes.race) && isUnique(CalpadsCodes.exitReason))
    #expect(isUnique(CalpadsCodes.completion) && isUnique(CalpadsCodes.program) && isUnique(CalpadsCodes.term))
    #expect(isUnique(CalpadsCodes.level) && isUnique(CalpadsCodes.englishStatus))
  }

  @Test func `Pre-AP is not AP`() {
    #expect(CalpadsCourseCodes.preAdvancedPlacement.count == 8)
    for code in CalpadsCourseCodes.preAdvancedPlacement.sorted() {
      #expect(CalpadsCourseCodes.honors(code: code, reference: "", level: nil).honors == nil, "\(code)")
    }
  }

  @Test func `Every discipline that a state code stands for is one of UC's`() {
    for code in (2000...9999).map(String.init) {
      let name = CalpadsCourseCodes.discipline(code)
      if !name.isEmpty { #expect(![.none, .unknown].contains(Discipline(name: name)), "\(code)") }
    }
  }

  // MARK: Against the state's own files

  /// The code set's name, and how the program writes the set; codes added since stand in the second list.
  private static let sets: [(String, [String], [String])] = [
    ("Grade Level", CalpadsCodes.gradeLevel.codes.map(\.code), ["TK", "LTK"]),
    ("English Language Acquisition Status State", CalpadsCodes.englishStatus.codes.map(\.code), ["ADEL"]),
    ("Race Category", CalpadsCodes.race.codes.map(\.code), ["500"]),
    ("Enrollment Status", CalpadsCodes.enrollmentStatus.codes.map(\.code), []),
    ("Student Exit Category", CalpadsCodes.exitReason.codes.map(\.code), ["E156"]),
    ("School Completion Status", CalpadsCodes.completion.codes.map(\.code), ["485"]),
    (
      "Education Program", CalpadsCodes.program.codes.map(\.code),
      ["190", "193", "300", "301", "302", "303", "304", "305", "306", "307"]
    ),
    ("College Admission Requirement", CalpadsCodes.admission.codes.map(\.code), []),
    ("Course Non Standard Instructional Level", CalpadsCodes.level.codes.map(\.code), ["23", "24"]),
    ("Academic Term", CalpadsCodes.term.codes.map(\.code), []),
    ("Transaction Type CALPADS", CalpadsCodes.transaction.codes.map(\.code), []),
  ]

  @Test(.enabled(if: StateFiles.isThere, "the state's code sets are not at hand"), arguments: sets)
  func `Each code set is the state's`(name: String, codes: [String], added: [String]) throws {
    let published = try StateFiles.rows("calpads_code_sets_v9.3.csv").filter { $0["code_set"] == name }
      .compactMap { $0["code"] }
    #expect(!published.isEmpty)
    #expect(Set(codes).subtracting(added) == Set(published))
  }

  @Test(.enabled(if: StateFiles.isThere, "the state's code sets are not at hand"))
  func `English statuses follow each other as the state allows`() throws {
    var published: Set<String> = []
    for row in try StateFiles.rows("elas_transitions_v12.csv") {
      let codes = row.filter { $0.key.contains("Status Code") }
      let from = codes.first { $0.key.hasPrefix("Most Recent") }?.value ?? ""
      let to = codes.first { $0.key.hasPrefix("Subsequent") }?.value ?? ""
      if from != "Null" { published.insert("\(from) \(to)") }
    }
    var own: Set<String> = []
    let statuses = CalpadsCodes.englishStatus.codes
    for earlier in statuses {
      for later in statuses where later.meaning.follows(earlier.meaning) { own.insert("\(earlier.code) \(later.code)") }
    }
    // A record of the same status is an update of it, which the list leaves out for TBD.
    #expect(own == published.union(["TBD TBD"]))
  }

  @Test(.enabled(if: StateFiles.isThere, "the state's course codes are not at hand"))
  func `AP codes and their exams are those of the published crosswalk`() throws {
    let rows = try StateFiles.rows("ap_state_course_code_to_exam.csv")
    var published: [String: String] = [:]
    for row in rows where row["pre_ap"] == "N" { published[row["state_course_code"] ?? ""] = row["ap_exam_code"] }
    #expect(CalpadsCourseCodes.advancedPlacement == published)
    #expect(published.keys.filter { $0 >= "9" }.count == 38)
    #expect(published.keys.filter { $0 < "9" }.count == 41)
    let preAP = rows.filter { $0["pre_ap"] == "Y" }.compactMap { $0["state_course_code"] }
    #expect(CalpadsCourseCodes.preAdvancedPlacement == Set(preAP))
  }

  @Test(.enabled(if: StateFiles.isThere, "the state's course codes are not at hand"))
  func `AP, IB and college codes are those that the state marks so`() throws {
    let rows = try StateFiles.rows("course_group_master_combos_v12.csv")
    var (ap, ib, college): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    var all: Set<String> = []
    for row in rows {
      let code = row["Course Group State Code"] ?? ""
      let name = row["Course Group State Name"] ?? ""
      all.insert(code)
      if row["AP"] == "Y" { ap.insert(code) }
      if row["IB"] == "Y", !name.contains("MYP"), !name.contains("Middle Ye") { ib.insert(code) }
      if name.hasPrefix("College Credit Course") { college.insert(code) }
    }
    let own = Set(CalpadsCourseCodes.advancedPlacement.keys).union(CalpadsCourseCodes.preAdvancedPlacement)
    #expect(own == ap)
    #expect(CalpadsCourseCodes.internationalBaccalaureate == ib)
    #expect(CalpadsCourseCodes.collegeCredit == college)
    let named = (1000...9999).map(String.init).filter {
      !CalpadsCourseCodes.discipline($0).isEmpty || !CalpadsCourseCodes.language($0).isEmpty
    }
    #expect(Set(named).subtracting(all) == [])
  }

  @Test(.enabled(if: StateFiles.isThere, "the real course names are not at hand"))
  func `Every real course id and name of 2013-14 comes out of its record whole, carets included`() throws {
    let rows = try StateFiles.rows("real_local_courses_2013-14.csv")
    #expect(rows.count > 47_000)
    let layout = try #require(CalpadsLayout.of(.courses, isExtract: false).first)
    var (repaired, wrong) = (0, 0)
    for row in rows {
      let (id, name) = (row["LclCrsID"] ?? "", row["CrsName"] ?? "")
      let line = CalpadsLine.course(id, name, [13: row["UCCSUApprovedIndctr"] ?? ""])
      let read = CalpadsLine.fields(line.text) { fields in
        CalpadsRecord.read(fields, type: .courses, expecting: layout).map { record in
          (record[.courseID].string, record[.courseName].string, record.repaired != nil)
        }
      }
      if read?.2 == true { repaired += 1 }
      if read?.0 != id || read?.1 != name { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(repaired == rows.filter { ($0["CrsName"] ?? "").contains("^") }.count)
  }
}
