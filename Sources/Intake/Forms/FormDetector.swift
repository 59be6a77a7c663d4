/// Recognises files of other forms by their first bytes, never by their names.
enum FormDetector {
  /// Asked in this order; the first that knows a file has it.
  static var recognisers: [any FormRecogniser.Type] {
    [CCGIForms.self, CalpadsRecogniser.self, CourseDecisionForm.self, CourseListForm.self, APDatafileForm.self]
  }

  static func recognise(_ head: FileHead) -> Recognition? {
    if head.text.isEmpty || head.isBinary { return nil }
    for recogniser in recognisers {
      if let found = recogniser.recognise(head) { return found }
    }
    return nil
  }
}
