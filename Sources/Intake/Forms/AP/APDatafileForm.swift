/// Recognises the College Board's AP student datafile by its header.
enum APDatafileForm: FormRecogniser {
  static func recognise(_ head: FileHead) -> Recognition? {
    guard let header = head.header(naming: APLayout.names), let layout = APLayout(header: header.names) else {
      return nil
    }
    let form = FileForm(
      name: "ap.datafile", layout: "\(header.names.count) columns, \(layout.slots.count) exams a row")
    if !layout.missing.isEmpty {
      let names = layout.missing.joined(separator: ", ")
      return Recognition(
        form: form, verdict: .refused(.missingColumn, "lacks the required columns \(names); download it again"))
    }
    if let name = layout.twice.first {
      return Recognition(
        form: form,
        verdict: .refused(
          .duplicateColumn, "names the column \(ShownValue.of(name)) twice; remove or rename one of them"))
    }
    return Recognition(
      form: form,
      verdict: .read(stage: .exams, dialect: .header(header.delimiter, columns: header.names.count)) { source, _ in
        APDatafileImporter(source: source, layout: layout)
      })
  }
}
