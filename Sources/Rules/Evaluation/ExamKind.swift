extension ExamKind {
  var area: SubjectArea {
    switch self {
    case .unitedStatesHistory, .worldHistory, .civics: .a
    case .english: .b
    case .mathematics: .c
    case .biology, .chemistry, .physics, .interdisciplinaryScience: .d
    case .language: .e
    case .arts: .f
    case .elective: .g
    }
  }

  func matches(_ credit: ExamCredit) -> Bool {
    switch (self, credit) {
    case (.unitedStatesHistory, .unitedStatesHistory), (.worldHistory, .worldHistory), (.civics, .civics),
      (.english, .english), (.mathematics, .mathematics), (.biology, .biology), (.chemistry, .chemistry),
      (.physics, .physics), (.interdisciplinaryScience, .interdisciplinaryScience), (.language, .language),
      (.arts, .arts), (.elective, .elective):
      true
    default: false
    }
  }
}
