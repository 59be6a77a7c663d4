import Glibc

@testable import Intake

/// A table under construction: invented people, courses and schools only.
struct Sheet {
  var header: [String]
  var rows: [[String]]

  init(_ header: String, _ rows: [String]) {
    self.header = header.split(separator: ",").map(String.init)
    self.rows = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Sets one cell, adding the column if the sheet lacks it.
  mutating func set(_ column: String, _ value: String, row: Int = 0) {
    if !header.contains(column) {
      header.append(column)
      for index in rows.indices { rows[index].append("") }
    }
    if let place = header.firstIndex(of: column) { rows[row][place] = value }
  }

  mutating func repeatRow(_ row: Int = 0, changing changes: [String: String] = [:]) {
    rows.append(rows[row])
    for (column, value) in changes { set(column, value, row: rows.count - 1) }
  }

  mutating func remove(_ column: String) {
    guard let place = header.firstIndex(of: column) else { return }
    header.remove(at: place)
    for index in rows.indices { rows[index].remove(at: place) }
  }

  var csv: String {
    ([header] + rows).map { $0.map(Sheet.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ value: String) -> String {
    guard value.utf8.contains(where: { [34, 44, 10, 13].contains($0) }) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// A small extract that has nothing wrong with it.
struct Sample {
  var sheets: [String: Sheet]
  /// Files put there byte by byte; they go before the sheets.
  var raw: [String: [UInt8]] = [:]

  init(optional: Bool = true) {
    sheets = [
      "schools.csv": Sheet(
        "school_id,name,district_id,district_name,kind,ceeb_code",
        [
          "19000000000001,Live Oak High,1900000,Live Oak Unified,high,051234",
          "COLLEGE1,Valley College,,,community_college,",
        ]),
      "students.csv": Sheet(
        "student_id,ssid,last_name,first_name,middle_name,birth_date,gender,race_ethnicity,english_status,low_income,"
          + "disability,homeless,foster,migrant,school_id,grade_level,entry_year,graduation_year,enrollment,"
          + "counselor_id,local_groups",
        [
          "0020,1000000020,Oak,Ada,,2009-02-28,F,asian,EO,Y,N,N,N,N,19000000000001,11,2023,2027,enrolled,T1,AVID;Band",
          "0010,,Elm,Ben,Lee,,X,two_or_more,RFEP,,,,,,19000000000001,9,,,,,",
        ]),
      "courses.csv": Sheet(
        "school_id,course_id,title,subject_area,discipline,language,length,honors,exam_code,part,course_key,"
          + "grade_levels,first_year,last_year,g_eligible,sections,seats,prerequisites,state_course_code",
        [
          "19000000000001,ENG9,English 9,B,English,,year,,,,,9,,,Y,10,300,,9130",
          "19000000000001,ALG1A,Algebra 1A,C,Algebra I,,year,,,1,ALG1,9;10,2020-21,2029-30,,,,,",
          "19000000000001,WOOD,Woodshop,,,,,,,,,,,,,,,,",
          "COLLEGE1,HIST17,US History,A;G,U.S. History,,year,CL,,,,,,,,,,,",
        ]),
      "transcripts.csv": Sheet(
        "student_id,school_id,school_year,term,grade_level,course_id,course_title,mark,credits_attempted,"
          + "credits_earned,part,in_progress,record_id",
        [
          "0020,19000000000001,2023-24,S1,9,ENG9,English 9,A-,5.00,5.00,,,R1",
          "0020,19000000000001,2023-2024,S2,9,ENG9,English 9,B,5,5,,N,R2",
          "0010,19000000000001,2025-26,S1,9,ALG1A,Algebra 1A,,5.00,,1,Y,R3",
          "0020,COLLEGE1,2024-25,SU,10,HIST17,US History,P,3,3,,,",
        ]),
    ]
    guard optional else { return }
    sheets["exams.csv"] = Sheet("student_id,program,subject,school_year,score", ["0020,AP,07,2024-25,4"])
    sheets["waivers.csv"] = Sheet(
      "student_id,subject_area,semesters,reason,granted_by,granted_on",
      ["0010,E,4,formal_schooling,Counseling office,2025-09-01"])
    sheets["equivalents.csv"] = Sheet(
      "school_id,course_id,same_as_school_id,same_as_course_id", ["COLLEGE1,HIST17,19000000000001,ENG9"])
    sheets["staff.csv"] = Sheet(
      "staff_id,name,login,role,school_id",
      ["T1,Cora Ash,cash,counselor,19000000000001", "T2,Dan Fir,dfir,district_analyst,"])
    sheets["measures.csv"] = Sheet(
      "measure_id,number,focus_area,emphasis,name,denominator,kind,direction,unit,leader,goal",
      ["M1,1,Access,Equity,Attendance,enrolled,leading,up,percent,Office,2"])
    sheets["measure_values.csv"] = Sheet(
      "measure_id,scope_id,student_group,school_year,actual,target,long_term_year,long_term_target",
      ["M1,1900000,,2024-25,93.5,95,2030,TBD", "M1,19000000000001,asian,2024-25,91,,2029-30,96"])
  }

  mutating func edit(_ file: String, _ change: (inout Sheet) -> Void) {
    if var sheet = sheets[file] {
      change(&sheet)
      sheets[file] = sheet
    }
  }

  var bytes: [String: [UInt8]] {
    var all = sheets.mapValues { Array($0.csv.utf8) }
    for (name, content) in raw {
      all[name.hasSuffix(".gz") ? String(name.dropLast(3)) : name] = nil
      all[name] = content
    }
    return all
  }

  func read(
    _ configuration: InputConfiguration = InputConfiguration(), limits: ReadingLimits = ReadingLimits()
  ) -> Outcome {
    let folder = TemporaryFolder()
    for (name, content) in bytes { folder.write(name, content) }
    return Outcome(folder.path, configuration, limits)
  }
}

/// What came of reading an extract, made easy to compare.
struct Outcome {
  var extract: Extract?
  var refusals: [Refusal] = []
  var rejects: [Reject] = []
  var files: [FileCounts] = []
  var findings: [Finding] = []
  var transcripts: [TranscriptRow] = []
  var recordIDs: [String?] = []
  var environment: String?

  init(
    _ path: String, _ configuration: InputConfiguration = InputConfiguration(),
    _ limits: ReadingLimits = ReadingLimits()
  ) {
    do throws(IntakeError) {
      let extract = try Extract.read(path: path, configuration: configuration, limits: limits)
      self.extract = extract
      files = extract.files
      findings = extract.findings
      for index in 0..<extract.bucketCount {
        let bucket = try extract.bucket(index)
        transcripts += bucket.rows
        recordIDs += bucket.rows.map { bucket.recordID($0) }
      }
    } catch {
      switch error {
      case .refused(let refused): (refusals, files, findings) = (refused.refusals, refused.files, refused.findings)
      case .environment(let text): environment = text
      }
    }
    try? extract?.forEachRejectBatch(of: 3) { rejects += $0 }
  }

  func counts(_ table: String) -> FileCounts? { files.first { $0.table == table } }

  /// `file:line:column:code` of every reject.
  var rejectLines: [String] { rejects.map { "\($0.file):\($0.line):\($0.column):\($0.code.name)" } }
  var findingLines: [String] {
    findings.map { "\($0.file):\($0.line ?? 0):\($0.column ?? ""):\($0.code.name):\($0.count)" }
  }
  var refusalLines: [String] {
    refusals.map { "\($0.file):\($0.line ?? 0):\($0.column ?? ""):\($0.code.rawValue)" }
  }

  /// Everything but digests, for comparing two ways of reading the same text.
  var everything: String {
    let table = extract.map { "\($0.schools)\($0.courses)\($0.exams)\($0.waivers)\($0.staff)\($0.measureValues)" } ?? ""
    let students = extract.map { extract in (0..<extract.students.count).map { "\(extract.students[$0])" } } ?? []
    let counts = files.map { "\($0.file) \($0.rowsRead) \($0.rowsRejected) \($0.rowsDuplicate)" }
    let rows = transcripts.map { row in
      var row = row
      row.recordID = 0..<0
      return "\(row)"
    }
    // Rejects that only the whole file shows come bucket by bucket.
    let rejects = rejectLines.sorted() + rejects.map(\.value).sorted()
    return "\(table)\n\(students)\n\(rows)\n\(recordIDs)\n\(rejects)\n\(findings)\n\(refusals)\n\(counts)"
  }
}

/// A folder that is gone when the test ends.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/intake-tests-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { remove(path) }

  func write(_ name: String, _ bytes: [UInt8]) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private func remove(_ path: String) {
    if let directory = opendir(path), let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) {
      while let entry = readdir(directory) {
        let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
        if name == "." || name == ".." { continue }
        var status = stat()
        let inner = path + "/" + name
        if lstat(inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { remove(inner) } else { unlink(inner) }
      }
      closedir(directory)
    }
    rmdir(path)
  }
}
