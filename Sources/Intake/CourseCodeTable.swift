/// One course as it is printed on transcripts.
public struct CourseCode: Sendable, Equatable {
  /// Place in `Extract.schools`.
  public var schoolIndex: Int
  public var courseID: String
  /// The title as printed; nil if absent.
  public var title: String?
  /// The number shared by all codes with this school and course id, whatever the title.
  public var key: Int
  /// Whether `courses.csv` has an accepted row for the school and course id.
  public var isListed: Bool
}

/// Numbers for every (school, course id, printed title) on transcripts, so that each row carries four bytes for them.
public struct CourseCodeTable: Sendable {
  private var keys = TextIndex()
  private var keySchools: [Int32] = []
  private var listed: [Bool] = []
  private var codes = TextIndex()
  private var codeKeys: [Int32] = []

  /// How many codes there are.
  public var count: Int { codeKeys.count }

  /// The code with a number below `count`.
  public subscript(code: Int) -> CourseCode {
    let key = Int(codeKeys[code])
    let title = codes.text(code)
    return CourseCode(
      schoolIndex: Int(keySchools[key]), courseID: keys.text(key), title: title.isEmpty ? nil : title, key: key,
      isListed: listed[key])
  }

  var titleBytes: Int { codes.byteCount }

  func key(of code: Int32) -> Int32 { codeKeys[Int(code)] }
  func isListed(key: Int) -> Bool { listed[key] }
  func courseID(key: Int) -> String { keys.text(key) }

  func isListed(school: Int32, course: Bytes) -> Bool { keys.find(course, tag: school).map { listed[$0] } ?? false }

  mutating func list(_ courses: [CourseRow]) {
    for course in courses {
      var text = course.courseID
      text.withUTF8 { buffer in
        guard let start = buffer.baseAddress else { return }
        let number = key(school: Int32(clamping: course.schoolIndex), Bytes(start: start, count: buffer.count))
        listed[number] = true
      }
    }
  }

  @inline(__always) mutating func key(school: Int32, _ course: Bytes) -> Int {
    let number = keys.insert(course, tag: school)
    if number == keySchools.count {
      keySchools.append(school)
      listed.append(false)
    }
    return number
  }

  func findCode(key: Int, title: Bytes) -> Int? { codes.find(title, tag: Int32(clamping: key)) }

  mutating func code(key: Int, title: Bytes) -> Int32 {
    let number = codes.insert(title, tag: Int32(clamping: key))
    if number == codeKeys.count { codeKeys.append(Int32(clamping: key)) }
    return Int32(clamping: number)
  }
}
