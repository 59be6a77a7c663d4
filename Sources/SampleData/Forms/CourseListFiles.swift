/// Writes UC's course lists: one JSON file for each school and school year, with the members of UC's public page.
struct CourseListFiles {
  let catalogue: Catalogue

  /// School years of high school in a sample.
  static let falls = Marks.runningFall - 4...Marks.runningFall

  func write(school: Int, fall: Int, to file: SampleFile) throws(SampleError) {
    let rows = Course.allCases.filter { catalogue.offers(school, $0) }.compactMap { row($0, fall) }
    try line(file, "[")
    for (place, row) in rows.enumerated() { try line(file, "  " + row + (place + 1 < rows.count ? "," : "")) }
    try line(file, "]")
  }

  private func line(_ file: SampleFile, _ text: String) throws(SampleError) {
    try file.write { bytes in bytes += Array(text.utf8) }
  }

  /// nil for a course that is not on the list of the year.
  private func row(_ course: Course, _ fall: Int) -> String? {
    let description = CourseTable[course]
    let areas = description.areas(in: fall)
    // A course taught under two codes is one course of the list with two names on transcripts.
    if areas.isEmpty || description.part == "2" { return nil }
    let halves = CourseTable.descriptions.filter { !description.key.isEmpty && $0.key == description.key }
    let names = halves.isEmpty ? [description.title] : halves.map(\.title)
    let title = halves.isEmpty ? description.title : String(description.title.dropLast(2))
    let levels = description.gradeLevels.split(separator: ";").map { "\"\($0)\"" }.joined(separator: ", ")
    let honors = ["AP": "\"AP\"", "HL": "\"Honors\""][description.honors] ?? "null"
    return "{\"title\": \(quoted(title)), \"disciplineName\": \(quoted(description.discipline(in: fall))), "
      + "\"subjectAreaCode\": \(quoted(areas.lowercased())), \"isHonors\": \(description.honors.isEmpty ? 0 : 1), "
      + "\"transcriptAbbreviations\": \(quoted(names.joined(separator: "|"))), \"honorsTypeName\": \(honors), "
      + "\"gradeLevels\": [\(levels)], \"courseLength\": \"\(description.isSemester ? "Half Year" : "Full Year")\"}"
  }

  /// No title of a sample holds a control character.
  private func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
