import Rules

/// The language of a family's letter.
public enum LetterLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case spanish = "es"
}

/// What a letter says, in one language: words that a family uses, none of the trade's.
struct LetterWords {
  var title: String
  var intro: String
  var columns: [String]
  var caption: String
  var areas: [String]
  var done: String
  var neededOne: String
  var needed: String
  var repeatHeading: String
  var repeatIntro: String
  var unsure: String
  var nextHeading: String
  var next: [String]
  var whenDone: [String]
  /// For who can start no class any more before graduation.
  var whenTooLate: [String]
  var footer: String
  var grade: String
  var months: [String]

  static func of(_ language: LetterLanguage) -> LetterWords { language == .english ? english : spanish }

  private static let english = LetterWords(
    title: "Classes for college: where you stand",
    intro:
      "The public universities of California (UC and CSU) ask students to pass certain high-school classes with a C or "
      + "better. There are seven subjects, named A to G, and 30 semesters in all. One semester is half a school year.",
    columns: ["Subject", "Needed", "Passed", "Taking now", "Still to take"],
    caption: "Semesters in each subject",
    areas: [
      "History and social science", "English", "Math", "Science", "A language other than English", "Arts",
      "One more college-prep class",
    ],
    done: "done", neededOne: "%@ to take", needed: "%@ to take",
    repeatHeading: "Classes that can be repeated",
    repeatIntro:
      "A D or F does not count for UC or CSU. Taking the class again and passing it with a C or better can help:",
    unsure:
      "Some classes on the record could not be found on this school's list of college-prep classes yet. They may still count; the school is checking.",
    nextHeading: "What to do next",
    next: [
      "Pass every class you are taking now with a C or better.",
      "Ask your counselor: which class in each subject marked “to take” can I start next term?",
      "Ask whether a summer class, an online class or a community-college class could fill a gap.",
    ],
    whenDone: [
      "Keep your grades at C or better until you graduate; the universities look at the last year too.",
      "Ask your counselor about college applications, and about money for college (FAFSA or the California Dream Act).",
    ],
    whenTooLate: [
      "Ask your counselor whether an exam could still fill a gap.",
      "Ask about community college: you can start there after high school and transfer to UC or CSU later.",
    ],
    footer:
      "From the school's records as of %@. The universities decide about admission. Something looks wrong? Tell your "
      + "counselor: a record can be corrected.",
    grade: "grade %@",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ])

  private static let spanish = LetterWords(
    title: "Clases para la universidad: cómo vas",
    intro:
      "Las universidades públicas de California (UC y CSU) piden que los estudiantes aprueben ciertas clases de la "
      + "preparatoria con calificación de C o mejor. Son siete materias, de la A a la G, y 30 semestres en total. Un semestre es "
      + "la mitad de un año escolar.",
    columns: ["Materia", "Se piden", "Aprobados", "Cursando ahora", "Faltan"],
    caption: "Semestres en cada materia",
    areas: [
      "Historia y ciencias sociales", "Inglés", "Matemáticas", "Ciencias", "Un idioma además del inglés", "Artes",
      "Una clase más de preparación para la universidad",
    ],
    done: "completo", neededOne: "falta %@", needed: "faltan %@",
    repeatHeading: "Clases que se pueden repetir",
    repeatIntro: "Una D o F no cuenta para UC ni CSU. Volver a tomar la clase y aprobarla con C o mejor puede ayudar:",
    unsure:
      "Algunas clases del expediente todavía no se encontraron en la lista de clases preparatorias de esta escuela. Es posible que cuenten; la escuela lo está "
      + "revisando.",
    nextHeading: "Qué hacer ahora",
    next: [
      "Aprueba con C o mejor todas las clases que estás cursando.",
      "Pregunta a tu consejero o consejera: ¿qué clase puedo empezar el próximo periodo en cada materia donde falta algo?",
      "Pregunta si una clase de verano, en línea o de un colegio comunitario puede completar lo que falta.",
    ],
    whenDone: [
      "Mantén calificaciones de C o mejor hasta graduarte; las universidades también miran el último año.",
      "Pregunta a tu consejero o consejera sobre las solicitudes a la universidad y sobre la ayuda económica (FAFSA o California Dream "
        + "Act).",
    ],
    whenTooLate: [
      "Pregunta a tu consejero o consejera si un examen todavía puede completar lo que falta.",
      "Pregunta por el colegio comunitario: puedes empezar ahí después de la preparatoria y transferirte más tarde a UC o CSU.",
    ],
    footer:
      "Según los registros de la escuela al %@. La admisión la deciden las universidades. ¿Ves algún error? Avisa a tu consejero o "
      + "consejera: el expediente se puede corregir.",
    grade: "grado %@",
    months: [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
      "diciembre",
    ])
}

extension LetterLanguage {
  func day(_ day: CalendarDay) -> String {
    let month = LetterWords.of(self).months[day.month - 1]
    return self == .english ? "\(month) \(day.day), \(day.year)" : "\(day.day) de \(month) de \(day.year)"
  }

  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + (self == .english ? " and " : " y ") + last
  }

  func semesters(_ twelfths: Int) -> String {
    let amount = Amounts.semesters(twelfths: twelfths)
    if self == .english { return Amounts.semestersPhrase(twelfths: twelfths) }
    return "\(amount) \(twelfths == 6 ? "semestre" : "semestres")"
  }

  /// `1 more semester`, in English.
  private func more(_ twelfths: Int) -> String {
    "\(Amounts.semesters(twelfths: twelfths)) more \(twelfths == 6 ? "semester" : "semesters")"
  }

  /// How the end of the school year compares with what is expected by then.
  func expected(_ systems: String, isOnPace: Bool, grade: Int, isRunning: Bool) -> String {
    switch (self, isOnPace, isRunning) {
    case (.english, true, true):
      "\(systems): if you pass the classes you are taking now, you will have what is expected by the end of grade \(grade)."
    case (.english, true, false): "\(systems): you have what is expected by the end of grade \(grade)."
    case (.english, false, let running):
      "\(systems): \(running ? "even if you pass the classes you are taking now, " : "")this is less than is expected by the end "
        + "of grade \(grade). Talk with your counselor soon about how to catch up."
    case (.spanish, true, true):
      "\(systems): si apruebas las clases que cursas ahora, tendrás lo que se espera al final del grado \(grade)."
    case (.spanish, true, false): "\(systems): tienes lo que se espera al final del grado \(grade)."
    case (.spanish, false, let running):
      "\(systems): \(running ? "aunque apruebes las clases que cursas ahora, " : "")es menos de lo que se espera al final del "
        + "grado \(grade). Habla pronto con tu consejero o consejera para ponerte al día."
    }
  }

  /// Where the student stands with one system or with both, in two sentences at most.
  func standing(_ systems: String, _ all: Standing) -> String {
    let open = max(0, all.missing - all.inProgress)
    switch (self, all.missing, all.inProgress, open) {
    case (.english, 0, _, _): return "\(systems): you have passed all the classes. Well done!"
    case (.spanish, 0, _, _): return "\(systems): ya aprobaste todas las clases. ¡Muy bien!"
    case (.english, _, let running, 0) where running > 0:
      return
        "\(systems): you have passed \(semesters(all.earned)). If you pass the classes you are taking now, you will have them all."
    case (.spanish, _, let running, 0) where running > 0:
      return
        "\(systems): has aprobado \(semesters(all.earned)). Si apruebas las clases que cursas ahora, las tendrás todas."
    case (.english, _, let running, _):
      let now = running > 0 ? " The classes you are taking now add \(Amounts.semesters(twelfths: running)) more." : ""
      return "\(systems): you have passed \(semesters(all.earned)).\(now) You still need \(more(open))."
    case (.spanish, _, let running, _):
      let now = running > 0 ? " Las clases que cursas ahora suman \(Amounts.semesters(twelfths: running)) más." : ""
      return
        "\(systems): has aprobado \(semesters(all.earned)).\(now) \(open == 6 ? "Te falta" : "Te faltan") \(semesters(open))."
    }
  }
}
