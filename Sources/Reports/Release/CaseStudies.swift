import Equity
public import Rules

/// How many seniors of a place miss a pattern in one way.
public struct MissedWay: Sendable {
  public var place: Place
  public var system: System
  /// The subject areas that are lacking, in order; `-` behind one in which a D or F stands that nothing repairs: `C- E`.
  public var way: String
  public var students: Int
  /// Grade level times 10, plus 1 for its fall, 2 for its spring, 3 for its summer.
  public var couldBeSeen: Int

  public init(place: Place, system: System, way: String, students: Int, couldBeSeen: Int) {
    (self.place, self.system, self.way) = (place, system, way)
    (self.students, self.couldBeSeen) = (students, couldBeSeen)
  }
}

/// A case study as a release prints it: how students came to miss a pattern, and when that could have been seen.
public struct CaseStudy: Sendable, Equatable {
  public var place: Place
  public var system: String
  /// From 1, the most frequent first.
  public var position: Int
  public var way: String
  /// `11..19`; inside the district the number itself.
  public var students: String
  public var couldBeSeen: Int

  public init(place: Place, system: String, position: Int, way: String, students: String, couldBeSeen: Int) {
    (self.place, self.system, self.position) = (place, system, position)
    (self.way, self.students, self.couldBeSeen) = (way, students, couldBeSeen)
  }

  /// `10-spring`.
  var term: String { "\(couldBeSeen / 10)-\(["", "fall", "spring", "summer"][min(3, max(0, couldBeSeen % 10))])" }
}

/// The most frequent ways in which the seniors of each place miss a pattern.
struct CaseStudies {
  /// For each place and system at most so many.
  static let most = 5

  /// Of a public release: only ways of enough students, how many only roughly, and nothing from which fewer would follow.
  ///
  /// - Parameter printed: What the release prints of everybody for each pattern.
  static func ofPublic(
    _ cells: ReleaseCells, _ policy: DisclosurePolicy, _ printed: (System, Place) -> (n: Int, least: Int)?,
    _ attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) -> [CaseStudy] {
    var cases: [CaseStudy] = []
    let places = cells.places
    let index = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1.place, $0) })
    for system in System.allCases {
      let own = cells.input.ways.filter { $0.system == system && index[$0.place] != nil }
      let ways = Array(Set(own.map(\.way))).sorted()
      if ways.isEmpty { continue }
      let number = Dictionary(uniqueKeysWithValues: ways.enumerated().map { ($1, $0) })
      var students = places.map { _ in [Int](repeating: 0, count: ways.count) }
      var seen = students
      for way in own {
        guard let place = index[way.place], let column = number[way.way] else { continue }
        (students[place][column], seen[place][column]) = (way.students, way.couldBeSeen)
      }
      let table = WayTable(
        districtOf: places.map { $0.place.scope == .school ? index[.district($0.districtID)] : nil },
        students: students,
        most: places.map { place in printed(system, place.place).map { $0.n - $0.least } })
      let told = try WayDisclosure.ways(table, most: most, policy, attack: attack)
      for (place, ways_) in told.enumerated() {
        for (position, way) in ways_.enumerated() {
          guard let range = WayDisclosure.range(students[place][way]) else { continue }
          let text = range.upperBound > 1_000_000 ? "\(range.lowerBound).." : "\(range.lowerBound)..\(range.upperBound)"
          cases.append(
            CaseStudy(
              place: places[place].place, system: system.rawValue, position: position + 1, way: ways[way],
              students: text, couldBeSeen: seen[place][way]))
        }
      }
    }
    return cases
  }

  /// For inside the district: as they are.
  static func ofAll(_ cells: ReleaseCells) -> [CaseStudy] {
    var cases: [CaseStudy] = []
    for system in System.allCases {
      for place in cells.places {
        let own = cells.input.ways.filter { $0.place == place.place && $0.system == system }
          .sorted { ($1.students, $0.way) < ($0.students, $1.way) }
        for (position, way) in own.prefix(most).enumerated() {
          cases.append(
            CaseStudy(
              place: place.place, system: system.rawValue, position: position + 1, way: way.way,
              students: String(way.students), couldBeSeen: way.couldBeSeen))
        }
      }
    }
    return cases
  }
}

/// A case study told as a short story.
struct CaseStory {
  let study: CaseStudy
  /// The place as it is named, in HTML or as plain text.
  let name: String

  var text: Bilingual {
    let count = CaseStory.count(study.students)
    let (short, failed) = (areas { !$0.hasSuffix("-") }, areas { $0.hasSuffix("-") })
    var (why, porque) = ([String](), [String]())
    if let failed {
      why.append("a D or F in \(failed.english) that nothing has made good")
      porque.append("una D o F en \(failed.spanish) que nada ha compensado")
    }
    if let short {
      why.append("too few courses in \(short.english)")
      porque.append("muy pocos cursos en \(short.spanish)")
    }
    let (grade, part) = (study.couldBeSeen / 10, min(3, max(1, study.couldBeSeen % 10)))
    let (english, spanish) = (["fall", "spring", "summer"][part - 1], ["otoño", "primavera", "verano"][part - 1])
    let system = study.system.uppercased()
    let (when, cuando) =
      failed == nil
      ? (
        "before the last year came in which the courses still had their place",
        "antes del último año en que los cursos aún cabían"
      )
      : ("when the first of these marks was given", "cuando se dio la primera de esas notas")
    return Bilingual(
      "\(name) left \(count.english) \(study.students == "1" ? "senior" : "seniors") short of the \(system) pattern in this way: "
        + "\(why.joined(separator: ", and ")). For most of them it could have been seen in the \(english) of grade \(grade), \(when).",
      "\(name) dejó a \(count.spanish) \(study.students == "1" ? "estudiante" : "estudiantes") del último año sin el patrón de \(system) de este modo: "
        + "\(porque.joined(separator: ", y ")). En la mayoría se pudo ver en \(spanish) del grado \(grade), \(cuando).")
  }

  private static func count(_ students: String) -> Bilingual {
    let ends = students.split(separator: ".").map(String.init)
    if students.hasSuffix("..") { return Bilingual("\(ends[0]) or more", "\(ends[0]) o más") }
    return ends.count == 2
      ? Bilingual("\(ends[0]) to \(ends[1])", "de \(ends[0]) a \(ends[1])") : Bilingual(students, students)
  }

  private func areas(_ isMeant: (Substring) -> Bool) -> Bilingual? {
    let letters = study.way.split(separator: " ").filter(isMeant).compactMap(\.first)
    if letters.isEmpty { return nil }
    func list(_ names: [String], _ and: String) -> String {
      names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " \(and) " + (names.last ?? "")
    }
    return Bilingual(
      list(letters.map { "\(CaseStory.names[$0]?.english ?? "") (\($0))" }, "and"),
      list(letters.map { "\(CaseStory.names[$0]?.spanish ?? "") (\($0))" }, "y"))
  }

  /// The name of an area in Spanish at the beginning of a cell or a line.
  static func spanishName(of area: SubjectArea) -> String {
    let name = area.letter.first.flatMap { names[$0]?.spanish } ?? ""
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static let names: [Character: Bilingual] = [
    "A": Bilingual("history", "historia"), "B": Bilingual("English", "inglés"),
    "C": Bilingual("mathematics", "matemáticas"), "D": Bilingual("science", "ciencias"),
    "E": Bilingual("a language other than English", "un idioma distinto del inglés"),
    "F": Bilingual("visual and performing arts", "artes visuales y escénicas"),
    "G": Bilingual("electives", "optativas"),
  ]
}

/// The case studies of one place on the page.
struct PublicCases {
  let printed: PrintedCells
  let place: ReleaseCells.PlaceName
  /// Whether it is told to everybody, so that only ways of many students are.
  var isPublic = true

  func html() -> String {
    // UC before CSU, as everywhere on the page.
    let here = printed.cases.filter { $0.place == place.place }
    let own = here.filter { $0.system == System.uc.rawValue } + here.filter { $0.system != System.uc.rawValue }
    if own.isEmpty { return "" }
    let items = own.map { study in
      let text = CaseStory(study: study, name: HTML.name(place.name)).text
      return "<li>\(text.html)</li>\n"
    }
    let title = Bilingual("How students came to miss it", "Cómo llegaron a no cumplirlo")
    let note =
      isPublic
      ? Bilingual(
        "The most frequent ways, each of 11 students or more; other ways, and the exact numbers, are not shown.",
        "Las formas más frecuentes, cada una de 11 estudiantes o más; las demás y los números exactos no se muestran.")
      : Bilingual(
        "The \(CaseStudies.most) most frequent ways for each system, also of small groups.",
        "Las \(CaseStudies.most) formas más frecuentes de cada sistema, también de grupos pequeños.")
    return """
      <section class="panel cases"><h3>\(title.html)</h3>
      <ol class="sentences">
      \(items.joined())</ol>
      <p class="unit">\(note.html)</p>
      </section>

      """
  }
}
