/// Recognises UC's course lists: a JSON array of courses, `{"courses": [...]}`, or CSV with UC's field names.
enum CourseListForm: FormRecogniser {
  static func recognise(_ head: FileHead) -> Recognition? {
    if let first = head.firstByte, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return json(head) }
    guard let header = head.header(naming: CourseListField.names) else { return nil }
    let map = header.map
    // Other forms have a title and a length too; only UC's lists have these two names.
    guard map.fields[CourseListField.subjectAreaCode.rawValue] >= 0,
      map.fields[CourseListField.transcriptAbbreviations.rawValue] >= 0
    else { return nil }
    let form = FileForm(name: "uc.course-list", layout: "csv, \(header.names.count) columns")
    for field in CourseListField.required where map.fields[field.rawValue] < 0 {
      return Recognition(
        form: form, verdict: .refused(.missingColumn, "lacks the required column \(field.name); add it"))
    }
    if let name = map.twice.first {
      return Recognition(
        form: form,
        verdict: .refused(.duplicateColumn, "names the column \(name) twice; remove or rename one of them"))
    }
    let (file, names) = (head.name, header.names)
    return Recognition(
      form: form,
      verdict: .read(stage: .courses, dialect: .header(header.delimiter, columns: names.count)) { source, tables in
        CourseListImporter(source: source, file: file, header: names, mapping: tables.mapping)
      })
  }

  /// A list may be longer than the head, so that only its beginning can be looked at.
  private static func json(_ head: FileHead) -> Recognition? {
    let isList = head.text.withUnsafeBufferPointer { buffer -> Bool in
      guard let start = buffer.baseAddress else { return false }
      var reader = JSONReader(Bytes(start: start, count: buffer.count))
      var found: Set<CourseListField> = []
      do throws(JSONFault) {
        while true {
          switch try reader.next() {
          case .name("courses"): return true
          case .name(let name):
            if let field = CourseListField(name: name) { found.insert(field) }
            if found.contains(.title), found.contains(.subjectAreaCode) { return true }
          case .end: return false
          default: break
          }
        }
      } catch {
        return false
      }
    }
    guard isList else { return nil }
    let file = head.name
    return Recognition(
      form: FileForm(name: "uc.course-list", layout: "json"),
      verdict: .read(stage: .courses, dialect: .json) { source, tables in
        CourseListImporter(source: source, file: file, header: [], mapping: tables.mapping)
      })
  }
}
