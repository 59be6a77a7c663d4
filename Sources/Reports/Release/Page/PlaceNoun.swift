import Rules

/// What a sentence calls the place that it is about: the place, and never the group, is the subject.
struct PlaceNoun {
  let isSchool: Bool

  init(_ place: Place) { isSchool = place.scope == .school }

  /// `school`.
  var english: String { isSchool ? "school" : "district" }
  /// At the beginning of a sentence: `La escuela`.
  var spanish: String { isSchool ? "La escuela" : "El distrito" }
  /// `de la escuela`.
  var ofSpanish: String { isSchool ? "de la escuela" : "del distrito" }
  /// `En esta escuela`.
  var inSpanish: String { isSchool ? "En esta escuela" : "En este distrito" }

  var noSeniors: String {
    Bilingual.text(
      "The \(english) has no seniors this year.", "\(spanish) no tiene estudiantes del último año este año escolar.")
  }
}
