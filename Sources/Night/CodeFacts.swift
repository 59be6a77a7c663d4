import Intake
import Rules
import Store

extension CodeFacts {
  /// Facts of every course code of an extract, by code.
  ///
  /// - Parameters:
  ///   - stored: Gives the number under which the database knows a printed course; asked in bytewise order, so that
  ///     the numbers do not depend on the order of the file.
  static func list(
    _ extract: Extract, catalogue: CourseCatalogue, stored: (PrintedCourse) -> Int32
  ) -> [CodeFacts] {
    let printed = (0..<extract.courseCodes.count).map { index in
      let code = extract.courseCodes[index]
      return PrintedCourse(
        schoolID: extract.schools[code.schoolIndex].schoolID, courseID: code.courseID, title: code.title ?? "")
    }
    let order = printed.indices.sorted { printed[$0].precedes(printed[$1]) }
    var facts = printed.enumerated().map { index, course in
      CodeFacts(
        rank: 0, number: catalogue.number(school: course.schoolID, course: course.courseID),
        isCollege: catalogue.isCollege(course.schoolID), school: extract.courseCodes[index].schoolIndex, stored: 0)
    }
    for (rank, index) in order.enumerated() {
      facts[index].rank = UInt32(truncatingIfNeeded: rank)
      facts[index].stored = stored(printed[index])
    }
    return facts
  }
}

extension PrintedCourse {
  fileprivate func precedes(_ other: PrintedCourse) -> Bool {
    if schoolID != other.schoolID { return schoolID.utf8.lexicographicallyPrecedes(other.schoolID.utf8) }
    if courseID != other.courseID { return courseID.utf8.lexicographicallyPrecedes(other.courseID.utf8) }
    return title.utf8.lexicographicallyPrecedes(other.title.utf8)
  }
}

/// Which key each student of the extract has, and who is no longer in it.
struct StudentPlaces {
  /// 0 for a student who was forgotten and is left out.
  let keys: [Int64]
  /// Place among the known students; -1 for a new one.
  let places: [Int32]
  /// Keys of students with a living version who are not in the extract.
  let missing: [Int64]

  init(extract: Extract, known: KnownStudents) {
    var keys: [Int64] = []
    var places: [Int32] = []
    var seen = [Bool](repeating: false, count: known.count)
    var next = known.nextKey
    for student in 0..<extract.students.count {
      if let place = known.index(of: extract.students.studentID(student)) {
        seen[place] = true
        keys.append(known.key(place))
        places.append(Int32(clamping: place))
      } else if known.isForgotten(extract.students.studentID(student)) {
        keys.append(0)
        places.append(-1)
      } else {
        keys.append(next)
        places.append(-1)
        next += 1
      }
    }
    self.keys = keys
    self.places = places
    missing = seen.indices.filter { !seen[$0] && known.version($0) > 0 }.map { known.key($0) }
  }
}

extension FileCount {
  /// Whether the file is read by all students' evaluations and kept by generation.
  static func isShared(_ file: String) -> Bool { file != "students.csv" && file != "transcripts.csv" }

  /// The files of a run. The shared files keep their generation only if none of them changed: a row of one can be
  /// rejected because of another.
  ///
  /// - Parameter reading: Gives what decides how a file's bytes are read, beside the bytes themselves.
  static func list(
    _ files: [NightReport.File], previous: [FileCount], run: Int32, reading: (String) -> String
  ) -> [FileCount] {
    func content(_ file: NightReport.File) -> String {
      let translated = file.translatedSHA256.isEmpty ? "" : " \(file.translatedSHA256)"
      return Digest.sha256("\(file.sha256) \(reading(file.table))\(translated)")
    }
    let tables = Set(Extract.tableNames)
    let shared = files.filter { $0.kind != .source && isShared($0.table) }
    let before = previous.filter { tables.contains($0.file) && isShared($0.file) }
    let unchanged =
      shared.count == before.count
      && shared.allSatisfy { file in before.contains { $0.file == file.table && $0.contentSHA256 == content(file) } }
    return files.map { file in
      let old = file.kind == .source ? nil : before.first { $0.file == file.table }
      return FileCount(
        file: file.kind == .source ? file.file : file.table, sha256: file.sha256.isEmpty ? nil : file.sha256,
        contentSHA256: content(file), generation: unchanged ? old?.generation ?? run : run,
        rowsRead: file.read, rowsLoaded: file.loaded, rowsRejected: file.rejected, rowsUnchanged: file.unchanged,
        rowsDuplicate: file.duplicate)
    }
  }
}
