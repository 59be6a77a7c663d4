import Rules

/// UC's list of one school and year, prepared for looking names up.
struct CourseList {
  /// What the local side knows of a course when it is looked up.
  struct Query {
    var courseID: String
    /// Names on transcripts first, then titles; none twice.
    var names: [CourseName]
    /// The area that the student information system claims; nil = it claims none.
    var claimedArea: SubjectArea?
    /// Whether it claims honors; nil = it does not say.
    var claimedHonors: Bool?
  }

  enum Answer: Equatable {
    case found(place: Int, rule: CourseRule, tieBreak: CourseTieBreak?)
    case ambiguous
    case notListed
  }

  let rows: [ListedCourse]
  /// What each row says, as `courses.csv` would.
  let values: [CourseValues]
  private var abbreviations: [String: [Int]] = [:]
  private var titles: [String: [Int]] = [:]
  private var normalisedAbbreviations: [String: [Int]] = [:]
  private var normalisedTitles: [String: [Int]] = [:]
  private var stems: [String: [Int]] = [:]
  private var words: [String: [Int]] = [:]
  /// For each row the halves that its own names name (bit 0 the first, bit 1 the second) and the whole (bit 2).
  private(set) var parts: [UInt8] = []

  private let hasBaccalaureate: Bool

  /// - Parameter rows: Rows of one school and year in the order of the file.
  init(_ rows: [ListedCourse], names: (String) -> CourseName) {
    self.rows = rows
    values = rows.map(CourseValues.init)
    hasBaccalaureate = values.contains { $0.honors == .internationalBaccalaureate }
    for (place, row) in rows.enumerated() {
      let title = names(row.title)
      CourseList.add(place, to: &titles, title.exact)
      CourseList.add(place, to: &normalisedTitles, title.normalised)
      var named: UInt8 = 0
      let short = row.abbreviations.map(names)
      for name in short {
        CourseList.add(place, to: &abbreviations, name.exact)
        CourseList.add(place, to: &normalisedAbbreviations, name.normalised)
      }
      for name in short + [title] {
        CourseList.add(place, to: &stems, name.stem)
        CourseList.add(place, to: &words, name.words)
        named |= name.partBit
      }
      parts.append(named)
    }
  }

  private static func add(_ place: Int, to index: inout [String: [Int]], _ key: String) {
    if key.isEmpty || index[key]?.last == place { return }
    index[key, default: []].append(place)
  }

  /// Looks a course up by one rule after the other; the first rule under which the list has anything decides.
  func find(_ query: Query) -> Answer {
    let steps: [(CourseRule, (CourseName) -> [Int]?)] = [
      (.abbreviation, { abbreviations[$0.exact] }),
      (.title, { titles[$0.exact] }),
      (.normalisedAbbreviation, { normalisedAbbreviations[$0.normalised] }),
      (.normalisedTitle, { normalisedTitles[$0.normalised] }),
      (.half, { stems[$0.stem] }),
      (.words, { words[$0.words] }),
    ]
    for (rule, look) in steps {
      var places: [Int] = []
      for name in query.names {
        for place in look(name) ?? [] where !places.contains(place) && allows(rule, name, place) {
          places.append(place)
        }
        // The name on transcripts is UC's key; a title is asked only where that name leads nowhere.
        if !places.isEmpty { break }
      }
      if !places.isEmpty { return settle(places.sorted(), rule, query) }
    }
    let code = CourseName.exact(of: query.courseID)
    if code.utf8.count > 2, let places = abbreviations[code] { return settle(places, .courseID, query) }
    return .notListed
  }

  /// A name tagged as honors is not the name of a course without honors, once the tag is left out of the comparison.
  private func allows(_ rule: CourseRule, _ name: CourseName, _ place: Int) -> Bool {
    switch rule {
    case .abbreviation, .title: return true
    // Where the list has courses of the International Baccalaureate, `English IB` is no second half of English I.
    case .half where hasBaccalaureate && name.normalised.hasSuffix(" ib"): return false
    case .words where hasBaccalaureate && name.normalised.hasSuffix(" ib"): return false
    default: return !name.hasHonorsTag || values[place].honors != nil
    }
  }

  private func settle(_ places: [Int], _ rule: CourseRule, _ query: Query) -> Answer {
    guard let first = places.first else { return .notListed }
    if places.count == 1 { return .found(place: first, rule: rule, tieBreak: nil) }
    if let one = only(places, where: { place in query.names.contains { $0.normalised == normalisedTitle(place) } }) {
      return .found(place: one, rule: rule, tieBreak: .title)
    }
    if places.allSatisfy({ values[$0] == values[first] && rows[$0].isUsable }) {
      return .found(place: first, rule: rule, tieBreak: .sameValues)
    }
    if let area = query.claimedArea,
      let one = only(places, where: { values[$0].subjectAreas == SubjectAreas(area) })
    {
      return .found(place: one, rule: rule, tieBreak: .area)
    }
    let honors = query.names.contains(where: \.hasHonorsTag) ? true : query.claimedHonors
    if let honors, let one = only(places, where: { (values[$0].honors != nil) == honors }) {
      return .found(place: one, rule: rule, tieBreak: .honors)
    }
    return .ambiguous
  }

  private func only(_ places: [Int], where isRight: (Int) -> Bool) -> Int? {
    let right = places.filter(isRight)
    return right.count == 1 ? right[0] : nil
  }

  private func normalisedTitle(_ place: Int) -> String {
    // Titles are few; those of tied rows are folded again rather than kept.
    CourseName(rows[place].title).normalised
  }
}

extension CourseName {
  /// Which part of a course the name stands for: bit 0 the first half, bit 1 the second, bit 2 the whole.
  var partBit: UInt8 { part == 0 ? 4 : part }
}

extension CourseValues {
  init(_ row: ListedCourse) {
    self.init(
      subjectAreas: SubjectAreas(code: row.area), discipline: row.discipline.isEmpty ? nil : row.discipline,
      language: row.language.isEmpty ? nil : row.language, length: CourseLength(rawValue: row.length) ?? .year,
      honors: HonorsType(rawValue: row.honors))
  }
}

extension SubjectAreas {
  /// Reads `C` and `C;D`; anything that is no letter of an area is left out.
  init(code: String) {
    self = .none
    for letter in code.split(separator: ";") {
      if let area = SubjectArea(letter: String(letter)) { insert(SubjectAreas(area)) }
    }
  }
}
