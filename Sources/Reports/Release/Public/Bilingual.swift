/// A text in the two languages of the page; the reader's choice shows one of them.
struct Bilingual {
  /// Both are HTML.
  let english: String
  let spanish: String

  init(_ english: String, _ spanish: String) { (self.english, self.spanish) = (english, spanish) }

  /// One element for each language; where both are alike, the text itself.
  var html: String {
    if english == spanish { return english }
    return "<span lang=\"en\">\(english)</span><span lang=\"es\">\(spanish)</span>"
  }

  /// Where a text stands among others: the elements of both languages.
  static func text(_ english: String, _ spanish: String) -> String { Bilingual(english, spanish).html }

  static func label(of group: ReleaseGroup, in family: ReleaseFamily) -> Bilingual {
    let spanish = groups["\(family.id)|\(group.id)"]?.label
    return Bilingual(HTML.escaped(group.label), spanish ?? HTML.escaped(group.label))
  }

  /// For sentences.
  static func people(of group: ReleaseGroup, in family: ReleaseFamily) -> Bilingual {
    let spanish = groups["\(family.id)|\(group.id)"]?.people
    return Bilingual(HTML.escaped(group.people), spanish ?? HTML.escaped(group.people))
  }

  static func title(of family: ReleaseFamily) -> Bilingual {
    Bilingual(HTML.escaped(family.title), families[family.id] ?? HTML.escaped(family.title))
  }

  static func title(of measure: ReleaseMeasure) -> Bilingual {
    Bilingual(HTML.escaped(measure.title), HTML.escaped(measure.spanishTitle ?? measure.title))
  }

  private static let families = [
    "all": "Todos los estudiantes", "race_ethnicity": "Raza y origen étnico", "gender": "Género",
    "english_status": "Dominio del inglés", "disability": "Discapacidad", "foster": "Crianza temporal",
    "homeless": "Sin vivienda", "low_income": "Ingresos", "migrant": "Migrantes",
  ]

  private static let groups: [String: (label: String, people: String)] = [
    "all|all": ("Todos los estudiantes", "estudiantes"),
    "race_ethnicity|african_american": ("Afroamericanos", "estudiantes afroamericanos"),
    "race_ethnicity|american_indian": ("Indígenas americanos", "estudiantes indígenas americanos"),
    "race_ethnicity|asian": ("Asiáticos", "estudiantes asiáticos"),
    "race_ethnicity|filipino": ("Filipinos", "estudiantes filipinos"),
    "race_ethnicity|hispanic": ("Hispanos o latinos", "estudiantes hispanos o latinos"),
    "race_ethnicity|not_reported": ("Sin informar", "estudiantes cuya raza no se informó"),
    "race_ethnicity|pacific_islander": ("Isleños del Pacífico", "estudiantes isleños del Pacífico"),
    "race_ethnicity|two_or_more": ("Dos o más razas", "estudiantes de dos o más razas"),
    "race_ethnicity|white": ("Blancos", "estudiantes blancos"),
    "gender|F": ("Mujeres", "mujeres"), "gender|M": ("Hombres", "hombres"),
    "gender|X": ("No binarios", "estudiantes no binarios"),
    "gender|not_reported": ("Sin informar", "estudiantes cuyo género no se informó"),
    "english_status|EL": ("Aprendices de inglés", "aprendices de inglés"),
    "english_status|EO": ("Solo inglés", "estudiantes que solo hablan inglés"),
    "english_status|IFEP": ("Inglés fluido al ingresar (IFEP)", "estudiantes con inglés fluido al ingresar"),
    "english_status|not_reported": ("Sin informar", "estudiantes cuyo dominio del inglés no se informó"),
    "english_status|RFEP": ("Reclasificados (RFEP)", "estudiantes reclasificados"),
    "english_status|TBD": ("Por determinar", "estudiantes cuyo dominio del inglés está por determinar"),
    "disability|Y": ("Con discapacidad", "estudiantes con discapacidad"),
    "foster|Y": ("En crianza temporal", "estudiantes en crianza temporal"),
    "homeless|Y": ("Sin vivienda", "estudiantes sin vivienda"),
    "low_income|Y": ("De bajos ingresos", "estudiantes de familias de bajos ingresos"),
    "migrant|Y": ("Migrantes", "estudiantes migrantes"),
  ]
}
