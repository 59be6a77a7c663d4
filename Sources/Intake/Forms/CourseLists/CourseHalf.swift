/// Which half of a yearlong course a name stands for: `ALG 1A`, `Algebra I B`, `English 9 S2`.
struct CourseHalf {
  /// The name without its half.
  var stem: [String]
  /// 1 or 2; 0 where the name stands for the whole or for both halves.
  var part: UInt8
  var isNamed: Bool

  /// - Parameter tokens: The words of a normalised name.
  static func of(_ tokens: [String]) -> CourseHalf {
    let whole = CourseHalf(stem: tokens, part: 0, isNamed: false)
    guard tokens.count > 0, let last = tokens.last else { return whole }
    if let half = ofSemester(tokens) ?? ofBoth(tokens) { return half }
    if tokens.count > 1, let part = letters[last] {
      let stem = Array(tokens.dropLast())
      return isLetterOfTitle(stem) ? whole : CourseHalf(stem: stem, part: part, isNamed: true)
    }
    guard let letter = last.last, let part = letters[String(letter)], last.utf8.count > 1 else { return whole }
    let level = String(last.dropLast())
    let digits = level.utf8.count <= 2 && level.utf8.allSatisfy({ (48...57).contains($0) }) ? level : romans[level]
    // `2-D` and the like are no levels; `a` and `b` behind a number are.
    guard let digits else { return whole }
    return CourseHalf(stem: tokens.dropLast() + [digits], part: part, isNamed: true)
  }

  private static let letters: [String: UInt8] = ["a": 1, "b": 2]
  private static let romans = ["i": "1", "ii": "2", "iii": "3", "iv": "4"]
  private static let semesters: [String: UInt8] = ["s1": 1, "s2": 2, "sem1": 1, "sem2": 2, "sema": 1, "semb": 2]
  private static let ordinals: [String: UInt8] = [
    "1": 1, "2": 2, "a": 1, "b": 2, "1st": 1, "2nd": 2, "first": 1, "second": 2,
  ]
  private static let semesterWords: Set<String> = ["sem", "semester"]

  private static func ofSemester(_ tokens: [String]) -> CourseHalf? {
    if tokens.count > 1, let part = semesters[tokens[tokens.count - 1]] {
      let rest = Array(tokens.dropLast())
      // `S1/S2` names both.
      if rest.count > 1, let other = semesters[rest[rest.count - 1]], other != part {
        return CourseHalf(stem: Array(rest.dropLast()), part: 0, isNamed: true)
      }
      return CourseHalf(stem: rest, part: part, isNamed: true)
    }
    guard tokens.count > 2 else { return nil }
    let (word, last) = (tokens[tokens.count - 2], tokens[tokens.count - 1])
    let stem = Array(tokens.dropLast(2))
    if semesterWords.contains(word), let part = ordinals[last] {
      return CourseHalf(stem: stem, part: part, isNamed: true)
    }
    if semesterWords.contains(last), let part = ordinals[word] {
      return CourseHalf(stem: stem, part: part, isNamed: true)
    }
    return nil
  }

  /// `A/B`, `A&B`, `1A/1B`.
  private static func ofBoth(_ tokens: [String]) -> CourseHalf? {
    var rest = tokens
    guard rest.count > 2, let last = rest.popLast() else { return nil }
    if rest.last == "and" { rest.removeLast() }
    guard rest.count > 1, let first = rest.popLast() else { return nil }
    if last == "b", first == "a" { return CourseHalf(stem: rest, part: 0, isNamed: true) }
    let level = last.dropLast()
    guard last.last == "b", first.last == "a", !level.isEmpty, level == first.dropLast(),
      level.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return CourseHalf(stem: rest + [String(level)], part: 0, isNamed: true)
  }

  /// Names in which the letter is the subject's own: AP Computer Science A, AP Physics B.
  private static func isLetterOfTitle(_ stem: [String]) -> Bool {
    guard let word = stem.last else { return true }
    guard stem.contains("ap") else { return false }
    if ["cs", "physics", "phys"].contains(word) { return true }
    guard ["science", "sci"].contains(word), stem.count > 1 else { return false }
    return ["computer", "comp"].contains(stem[stem.count - 2])
  }
}
