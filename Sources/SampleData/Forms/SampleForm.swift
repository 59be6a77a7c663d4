/// The layout in which a sample is written.
public enum SampleForm: String, CaseIterable, Sendable {
  /// The canonical extract.
  case canonical
  /// The three files of CaliforniaColleges.edu, with UC's course lists.
  case ccgi
  /// CALPADS files, with UC's course lists and the College Board's AP file.
  case calpads

  /// A file that only this form has.
  var marker: String {
    switch self {
    case .canonical: "students.csv"
    case .ccgi: "StudentTemplate.csv"
    case .calpads: "SENR_2026-27.txt"
    }
  }
}
