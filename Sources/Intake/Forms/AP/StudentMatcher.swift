import Rules

/// Finds the student whom a row without a statewide id is about. Only unique hits are accepted; the order of the rules is
/// that of WestEd's match of College Board files to state records (2018), with the local id before it.
struct StudentMatcher {
  /// What a row says of a person.
  struct Person {
    var identifier = ""
    var name: PersonName
    var middleInitial: Character?
    var birth: CalendarDay?
    /// `F`, `M`, `X`; empty = not said.
    var gender = ""
    /// As in `schools.csv`; nil = not known.
    var school: String?
  }

  struct Match: Equatable {
    /// Place in the directory; nil = nobody was chosen.
    var place: Int?
    var rule: ExamMatchRule?
    /// Places of those who fitted under the rule.
    var candidates: [Int]
  }

  private let directory: StudentDirectory
  private var names: [PersonName] = []
  private var middles: [Character?] = []
  private var births: [Int32?] = []
  private var byBirth: [Int32: [Int32]] = [:]
  /// Local ids without zeros in front to their student; -1 where several have the same.
  private var withoutZeros: [String: Int32] = [:]

  init(_ directory: StudentDirectory) {
    self.directory = directory
    names.reserveCapacity(directory.entries.count)
    for (place, entry) in directory.entries.enumerated() {
      names.append(PersonName(last: entry.lastName, first: entry.firstName))
      middles.append(PersonName.initial(entry.middleName))
      let birth = CalendarDay(code: entry.birthDate)?.dayNumber
      births.append(birth)
      if let birth { byBirth[birth, default: []].append(Int32(clamping: place)) }
      let short = StudentMatcher.withoutZeros(entry.studentID)
      withoutZeros[short] = withoutZeros[short] == nil ? Int32(clamping: place) : -1
    }
  }

  func match(_ person: Person) -> Match {
    var doubt: Match?
    if let (place, rule) = byIdentifier(person.identifier) {
      if agrees(person, place) { return Match(place: place, rule: rule, candidates: [place]) }
      doubt = Match(place: nil, rule: rule, candidates: [place])
    }
    guard let birth = person.birth, let sameDay = byBirth[birth.dayNumber] else {
      return doubt ?? Match(place: nil, rule: nil, candidates: [])
    }
    for rule in ExamMatchRule.allCases {
      let found = sameDay.map(Int.init).filter { fits(person, $0, rule) }
      if found.count == 1 { return Match(place: found[0], rule: rule, candidates: found) }
      // Several fit: a later rule may tell them apart.
      if found.count > 1, doubt == nil || doubt?.candidates.count == 1 {
        doubt = Match(place: nil, rule: rule, candidates: found)
      }
    }
    return doubt ?? Match(place: nil, rule: nil, candidates: [])
  }

  // MARK: Ids

  private func byIdentifier(_ identifier: String) -> (place: Int, rule: ExamMatchRule)? {
    if identifier.isEmpty { return nil }
    if let place = directory.place(studentID: identifier) { return (place, .localID) }
    if identifier.utf8.count == 10 {
      var text = identifier
      let place = text.withUTF8 { buffer in
        buffer.baseAddress.flatMap { directory.place(ssid: Bytes(start: $0, count: buffer.count)) }
      }
      if let place { return (place, .statewideID) }
    }
    if let place = withoutZeros[StudentMatcher.withoutZeros(identifier)], place >= 0 {
      return (Int(place), .localIDWithoutZeros)
    }
    return nil
  }

  private static func withoutZeros(_ id: String) -> String {
    guard id.utf8.first == 48, id.utf8.allSatisfy({ (48...57).contains($0) }) else { return id }
    return String(id.drop { $0 == "0" })
  }

  private func agrees(_ person: Person, _ place: Int) -> Bool {
    if let birth = person.birth, births[place] == birth.dayNumber { return true }
    return person.name.agrees(with: names[place])
  }

  // MARK: Names

  private func fits(_ person: Person, _ place: Int, _ rule: ExamMatchRule) -> Bool {
    let name = names[place]
    let student = directory.entries[place]
    let hasSchool = person.school.map { $0 == student.schoolID } ?? false
    let hasMiddle = person.middleInitial.map { $0 == middles[place] } ?? false
    let hasGender = !person.gender.isEmpty && person.gender == student.gender
    switch rule {
    case .localID, .localIDWithoutZeros, .statewideID: return false
    case .namesBirthMiddleSchool: return hasMiddle && hasSchool && person.name.isSame(as: name)
    case .namesBirthSchool: return hasSchool && person.name.isSame(as: name)
    case .namesBirthGender: return hasGender && person.name.isSame(as: name)
    case .soundBirthSchool, .soundBirthMiddleSchool:
      // Twins of different gender sound alike more often than one student has two genders.
      let isOther = !person.gender.isEmpty && !student.gender.isEmpty && !hasGender
      return hasSchool && !isOther && person.name.soundsLike(name) && (rule == .soundBirthSchool || hasMiddle)
    }
  }
}
