/// What an exam stands in for.
enum ExamKind: Sendable {
  case unitedStatesHistory, worldHistory, civics, english, mathematics
  case biology, chemistry, physics, interdisciplinaryScience, language, arts, elective

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
}

extension ExamCredit {
  var kind: ExamKind {
    switch self {
    case .unitedStatesHistory: .unitedStatesHistory
    case .worldHistory: .worldHistory
    case .civics: .civics
    case .english: .english
    case .mathematics: .mathematics
    case .biology: .biology
    case .chemistry: .chemistry
    case .physics: .physics
    case .interdisciplinaryScience: .interdisciplinaryScience
    case .language: .language
    case .arts: .arts
    case .elective: .elective
    }
  }
}
