import Rules

/// The five standings of a senior: each has a shape, a colour and a word.
enum StatusMark: String, CaseIterable {
  case met = "m"
  case inProgress = "r"
  case oneCourseShort = "s"
  case furtherAway = "f"
  case unknown = "u"

  var words: Bilingual {
    switch self {
    case .met: Bilingual("Meets the pattern", "Cumple el patrón")
    case .inProgress:
      Bilingual(
        "Will meet it if the courses running now are passed", "Lo cumplirá si aprueba los cursos que están en marcha")
    case .oneCourseShort: Bilingual("Then one course short", "Entonces le faltará un curso")
    case .furtherAway: Bilingual("Further away", "Más lejos")
    case .unknown: Bilingual("Cannot tell yet (records to be matched)", "Aún no se sabe (registros por asociar)")
    }
  }

  /// The shapes, drawn in a square of 10 units, once per page.
  static let definitions = """
    <svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>
    <g id="m"><rect class="met" x="1" y="1" width="8" height="8" rx="1.5"/>\
    <path class="tick" d="M2.9 5.2l1.5 1.6 2.8-3.4"/></g>
    <g id="r"><path class="running" d="M1.6 1.2L9 5 1.6 8.8z"/></g>
    <g id="s"><circle class="short" cx="5" cy="5" r="3.6"/><path class="notch" d="M5 5V1.4A3.6 3.6 0 0 1 8.6 5z"/></g>
    <g id="f"><circle class="further" cx="5" cy="5" r="3.1"/></g>
    <g id="u"><path class="unknown" d="M5 .9L9.1 5 5 9.1.9 5z"/><path class="ask" d="M3.9 4.2a1.1 1.1 0 1 1 1.6 1q-.5.3-.5.8M5 7v.3"/></g>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect class="hatch-page" width="5" height="5"/><rect class="hatch-line" width="2.5" height="5"/></pattern>
    </defs></svg>
    """

  /// The mark for a table or legend; the words stand beside it.
  var icon: String {
    "<svg class=\"icon\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><use href=\"#\(rawValue)\"/></svg>"
  }
}

extension SchoolKind {
  /// The kind as people say it.
  var words: Bilingual {
    switch self {
    case .high: Bilingual("High school", "Preparatoria")
    case .continuation: Bilingual("Continuation school", "Escuela de continuación")
    case .middle: Bilingual("Middle school", "Escuela secundaria")
    case .elementary: Bilingual("Elementary school", "Escuela primaria")
    case .online: Bilingual("Online school", "Escuela en línea")
    case .communityCollege: Bilingual("Community college", "Colegio comunitario")
    case .university: Bilingual("University", "Universidad")
    case .other: Bilingual("Other institution", "Otra institución")
    }
  }
}
