/// Translates all files of an extract that are not of the canonical form.
struct FormReading {
  private let configuration: InputConfiguration
  private let limits: ReadingLimits
  private let log: ProblemLog
  /// What became of each file, by name; for `inspect`.
  private(set) var notes: [(name: String, form: FileForm?, note: String)] = []

  /// A file that will be translated.
  private struct Work {
    var stored: StoredFile
    var head: FileHead
    var recognition: Recognition
    var stage: ImportStage
    var dialect: Dialect
    var make: (Int32, ImportedTables) -> any FormImporter
  }

  init(configuration: InputConfiguration, limits: ReadingLimits, log: ProblemLog) {
    (self.configuration, self.limits, self.log) = (configuration, limits, log)
  }

  /// - Returns: nil where no file is of another form, and nothing but findings came of the others.
  mutating func read(_ contents: ExtractContents) -> ImportedTables? {
    var work: [Work] = []
    var refused: [(StoredFile, Recognition, RefusalCode, String)] = []
    for name in contents.unknown {
      let stored = contents.others[name]
      let head = stored.flatMap { ForeignFile.head(of: $0) }
      guard let stored, let head, let recognition = FormDetector.recognise(head) else {
        let note = head?.isUTF16 == true ? "text in UTF-16; export it as UTF-8" : ""
        log.find(.unknownFile, file: ShownValue.of(name), line: nil, column: nil, value: note)
        notes.append((ShownValue.of(name), nil, note))
        continue
      }
      switch recognition.verdict {
      case .ignored(let reason):
        log.find(.formNotRead, file: ShownValue.of(name), line: nil, column: nil, value: reason)
        notes.append((ShownValue.of(name), recognition.form, reason))
      case .refused(let code, let message): refused.append((stored, recognition, code, message))
      case .read(let stage, let dialect, let make):
        work.append(
          Work(
            stored: stored, head: head, recognition: recognition, stage: stage, dialect: dialect, make: make))
      }
    }
    if work.isEmpty, refused.isEmpty { return nil }
    let tables = ImportedTables(configuration: configuration, log: log)
    for (stored, recognition, code, message) in refused {
      tables.refuse(tables.addSource(name: ShownValue.of(stored.name), form: recognition.form), code, message)
    }
    glance(contents, tables)
    // Files come by name, so that nothing depends on the order of the folder.
    for stage in ImportStage.allCases {
      for file in work where file.stage == stage {
        let source = tables.addSource(
          name: ShownValue.of(file.stored.name), form: file.recognition.form,
          columnNames: file.recognition.columnNames)
        var importer = file.make(source, tables)
        var reader = ForeignFileReader(
          file.stored, file.head, file.dialect, source: source, tables: tables, limits: limits)
        reader.read(&importer)
      }
      if stage == .courses, let last = tables.sources.indices.last, work.contains(where: { $0.stage == stage }) {
        takeCourses(contents, RowOrigin(file: Int32(clamping: last), line: 1, isAside: true), tables)
      }
      tables.finish(stage)
    }
    tables.finish()
    tables.settlePlaces()
    return tables
  }

  /// Reads a canonical file for what importers must know of it. What is wrong with it is found when it is read for good.
  private func reader(_ schema: TableSchema, _ contents: ExtractContents) -> TableReader? {
    let silent = ProblemLog(spill: Spill(scratchFolder: configuration.scratchFolder))
    return contents.files[schema.file].map {
      TableReader(schema, $0, imported: nil, configuration: configuration, limits: limits, log: silent)
    }
  }

  /// Notes the courses of the canonical transcripts, so that course lists and decisions are looked up for them too.
  ///
  /// - Parameter origin: Stands for what no file of another form says.
  private func takeCourses(_ contents: ExtractContents, _ origin: RowOrigin, _ tables: ImportedTables) {
    reader(.transcripts, contents)?.read { (record: Record<TranscriptColumn>) throws(RowFault) in
      guard let year = TranscriptValues.schoolYear(record[.schoolYear]) else { return }
      let title = record[.courseTitle]
      if title.count > ReadingLimits.titleBytes { return }
      tables.courses.taken(
        school: try record.identifier(.schoolID), courseID: try record.identifier(.courseID), year: year,
        abbreviation: title, title: Bytes(start: title.start, count: 0), state: Bytes(start: title.start, count: 0),
        origin: origin)
    }
  }

  /// Looks through the canonical files for who and what is known before the first file is translated.
  private func glance(_ contents: ExtractContents, _ tables: ImportedTables) {
    func reader(_ schema: TableSchema) -> TableReader? { self.reader(schema, contents) }
    reader(.schools)?.read { (record: Record<SchoolColumn>) throws(RowFault) in
      let id = try record.identifier(.schoolID)
      tables.schools.add(schoolID: id.string, name: record[.name].string, ceeb: record[.ceebCode].string)
    }
    reader(.students)?.read { (record: Record<StudentColumn>) throws(RowFault) in
      let id = try record.identifier(.studentID)
      _ = tables.students.add(
        StudentDirectory.Entry(
          studentID: id.string, ssid: record[.ssid].string, lastName: record[.lastName].string,
          firstName: record[.firstName].string, middleName: record[.middleName].string,
          birthDate: record[.birthDate].string, gender: record[.gender].string,
          schoolID: record[.schoolID].string, gradeLevel: record[.gradeLevel].string))
    }
    reader(.courses)?.read { (record: Record<CourseColumn>) throws(RowFault) in
      tables.courses.noteCanonical(
        school: try record.identifier(.schoolID), courseID: try record.identifier(.courseID))
    }
  }
}
