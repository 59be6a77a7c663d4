import PolicyFiles
import Testing

@Suite("Policy files that cannot be used say where and why")
struct BadPolicyTests {
  /// Spoils one place and expects the sentence, `@` standing for the file and the line of the text given.
  private func expect(
    _ sentence: String, at text: String, offset: Int = 0, in name: String = "uc-2022.yaml", from old: String,
    to new: String
  ) throws {
    var folder = try PolicyFolder()
    folder.spoil(name, old, new)
    let line = folder.line(text, in: name)
    #expect(line > 0)
    let complaint = folder.complaint()
    #expect(complaint == "policies/\(name):\(line + offset): \(sentence)")
  }

  @Test("An unknown key of the file, of a parameter and of the parameters")
  func unknownKey() throws {
    try expect(
      "the key editor is not known here; known keys: edition, system, entering, parameters", at: "editor:",
      from: "system: uc\n", to: "system: uc\neditor: me\n")
    try expect(
      "the key unit is not known here; known keys: value, meaning, source, verified_on, open", at: "unit:",
      from: "    value: 4\n", to: "    value: 4\n    unit: semesters\n")
    try expect(
      "the key a.requiredd is not known here; known keys: \(PolicyFile.parameterIDs.joined(separator: ", "))",
      at: "a.requiredd:", from: "a.required:", to: "a.requiredd:")
  }

  @Test("A key that stands twice")
  func duplicateKey() throws {
    try expect(
      "the key system stands twice in one mapping, first here", at: "system: uc", from: "system: uc\n",
      to: "system: uc\nsystem: csu\n")
    try expect(
      "the key value stands twice in one mapping, first here", at: "    value: 4", from: "    value: 4\n",
      to: "    value: 4\n    value: 5\n")
  }

  @Test("A missing key, a missing source and a missing parameter")
  func missing() throws {
    try expect(
      "the key source is missing", at: "  a.required:", offset: 1,
      from: "    source: \"\(PolicyFolder.firstSource)\"\n", to: "")
    try expect(
      "source must be a text", at: "source: \"\"", from: "source: \"\(PolicyFolder.firstSource)\"", to: "source: \"\"")
    for (name, key, line) in [
      ("uc-2022.yaml", "  a.required:", 1), ("exams.yaml", "  - program: AP", 0),
      ("pass-windows.yaml", "  - school_year", 0),
    ] {
      var folder = try PolicyFolder()
      folder.spoilFirst(name, in: "    verified_on: ")
      #expect(
        folder.complaint() == "policies/\(name):\(folder.line(key, in: name) + line): the key verified_on is missing")
    }
    try expect(
      "the key verified_on is not known here; known keys: edition, system, entering, parameters", at: "verified_on:",
      from: "parameters:\n", to: "verified_on: 2026-11-21\nparameters:\n")
  }

  @Test("A value of the wrong type or outside its range")
  func wrongType() throws {
    try expect(
      "value must be a whole number from 0 to 10", at: "value: four", from: "    value: 4\n", to: "    value: four\n")
    try expect(
      "value must be a whole number from 0 to 10", at: "value: 4.5", from: "    value: 4\n", to: "    value: 4.5\n")
    try expect(
      "value must be a whole number from 0 to 10", at: "value: -1", from: "    value: 4\n", to: "    value: -1\n")
    try expect(
      "value must be a whole number from 0 to 10", at: "value: 99999999999999999999", from: "    value: 4\n",
      to: "    value: 99999999999999999999\n")
    try expect(
      "value must be a whole number from 0 to 10", at: "value: [4]", from: "    value: 4\n", to: "    value: [4]\n")
    try expect(
      "value must be true or false", at: "value: perhaps",
      from: "  b.eld-before-grade-12:\n    value: true", to: "  b.eld-before-grade-12:\n    value: perhaps")
    try expect(
      "a.second-year must be one of world, any-history", at: "value: worldly", from: "value: world\n",
      to: "value: worldly\n")
    try expect(
      "a school year as 2024-25 belongs here", at: "value: 2024-26", from: "value: 2024-25", to: "value: 2024-26")
    try expect("system must be uc or csu", at: "system: usc", from: "system: uc", to: "system: usc")
    try expect(
      "verified_on must be a day as 2026-11-21", at: "verified_on: yesterday", from: "verified_on: 2026-11-22",
      to: "verified_on: yesterday")
  }

  @Test("An edition whose name is not its system and first year")
  func misnamed() throws {
    try expect(
      "edition must be uc-2022, the system and its first entering year", at: "edition: uc-2021",
      from: "edition: uc-2022",
      to: "edition: uc-2021")
  }

  @Test("A range that ends before it begins")
  func reversed() throws {
    try expect(
      "last must be a whole number from 2022 to 2100", at: "entering:", from: "last: 2027", to: "last: 2021")
  }

  @Test("Text that is no YAML, no mapping, or empty")
  func form() throws {
    for (text, expected) in [
      ("", "the file is empty"), ("- a\n- b\n", "a mapping of keys and values belongs here"),
      ("a: [1\nb: 2", "policies/uc-2022.yaml:2: not readable as YAML: did not find expected ',' or ']'"),
      ("a: &x [*x]\n", ""), ("\u{1}\u{2}", "not readable as YAML"),
      (String(repeating: "[", count: 20_000), ""), ("? [a, b]\n: c\n", "a key must be a word"),
    ] {
      let complaint = PolicyLibrary.complaint(of: text) ?? ""
      #expect(complaint.hasPrefix("policies/uc-2022.yaml"), "\(complaint)")
      #expect(complaint.contains(expected), "\(complaint)")
    }
  }

  @Test("The shared tables are read as strictly")
  func shared() throws {
    try expect(
      "clears names no requirement that an exam can clear", at: "clears: everything", in: "exams.yaml",
      from: "clears: united-states-history", to: "clears: everything")
    try expect(
      "program must be one of AP, IB, SAT, SAT2, ACT", at: "program: GCE", in: "exams.yaml", from: "program: AP",
      to: "program: GCE")
    try expect(
      "most stands only beside clears: english", at: "most: 2", in: "exams.yaml",
      from: "clears: united-states-history\n", to: "clears: united-states-history\n    most: 2\n")
    try expect(
      "language stands only beside clears: language", at: "language: Maya", in: "exams.yaml",
      from: "clears: biology\n", to: "clears: biology\n    language: Maya\n")
    try expect("S9 is no term", at: "S9", in: "pass-windows.yaml", from: "[S2,", to: "[S9,")
    try expect(
      "school_year must be written as 2019-20", at: "school_year: 2019", in: "pass-windows.yaml", from: "2019-20",
      to: "2019")
    var folder = try PolicyFolder()
    folder.remove("exams.yaml")
    #expect(folder.complaint() == "policies/exams.yaml: the file is missing")
  }
}

extension PolicyLibrary {
  /// What is wrong where one edition's file holds this text.
  fileprivate static func complaint(of text: String) -> String? {
    guard let folder = try? PolicyFolder() else { return nil }
    let sources = folder.sources.map { ($0.path, $0.path == "policies/uc-2022.yaml" ? text : $0.text) }
    do {
      _ = try PolicyLibrary(sources.map { (path: $0.0, text: $0.1) })
      return nil
    } catch {
      return error.description
    }
  }
}

@Suite("A district's settings")
struct ConfigurationTests {
  private func complaint(_ text: String) -> String? {
    do {
      _ = try ConfigurationFile(text, file: "agtrack.yaml")
      return nil
    } catch {
      return error.description
    }
  }

  @Test("Everything that can be set is set")
  func everything() throws {
    let settings = try ConfigurationFile(
      "encodings: {students.csv: windows-1252, courses.csv: iso-8859-1}\nshrink_percent: 35\nreject_percent: 0\nsemester_credits: 10\n",
      file: "agtrack.yaml")
    #expect(settings.encodings == ["students.csv": "windows-1252", "courses.csv": "iso-8859-1"])
    #expect(settings.shrinkPercent == 35)
    #expect(settings.rejectPercent == 0)
    #expect(settings.semesterCredits == 1000)
  }

  @Test("What cannot be set says so with its line")
  func bad() {
    #expect(
      complaint("encodings:\n  students.csv: latin-9\n")
        == "agtrack.yaml:2: latin-9 is no encoding; use one of utf-8, windows-1252, iso-8859-1")
    #expect(complaint("shrink_percent: 101\n") == "agtrack.yaml:1: shrink_percent must be a whole number from 0 to 100")
    #expect(
      complaint("\nshrink: 10\n")
        == "agtrack.yaml:2: the key shrink is not known here; known keys: encodings, shrink_percent, reject_percent, semester_credits, pace, mapping, checks, extract, database, manifest, metrics_file, on_failure, on_failure_seconds, log_format, workers"
    )
    #expect(complaint("encodings: utf-8\n") == "agtrack.yaml:1: a mapping of keys and values belongs here")
    #expect(complaint("") == "agtrack.yaml: the file is empty")
    #expect(complaint("encodings: {student.csv: utf-8}\n")?.hasPrefix("agtrack.yaml:1: student.csv is no file") == true)
  }
}
