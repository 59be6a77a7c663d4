import Rules

/// Finds out which courses are halves of one yearlong course. A name such as `Algebra 1A` alone does not make a half:
/// the other half or the whole must exist at the same school.
enum CourseParts {
  /// Sets `part` and `courseKey` of all courses of one school.
  static func settle(_ courses: inout [DecidedCourse]) {
    var groups: [String: UInt8] = [:]
    for course in courses {
      guard let key = key(course) else { continue }
      groups[key, default: course.listedParts] |= course.namedPart == 0 ? 4 : course.namedPart
    }
    var halved: Set<String> = []
    for place in courses.indices {
      let named = courses[place].namedPart
      guard named != 0, let key = key(courses[place]), let group = groups[key], group & ~named != 0 else { continue }
      courses[place].part = named
      halved.insert(key)
    }
    // The whole shares its halves' key: whoever takes it again repeats them.
    for place in courses.indices {
      if let key = key(courses[place]), halved.contains(key) { courses[place].courseKey = key }
    }
  }

  /// What the halves of one course have in common; nil where there are no halves.
  private static func key(_ course: DecidedCourse) -> String? {
    guard let decided = course.decided, let areas = decided.subjectAreas, areas != .none, decided.length == .year else {
      return nil
    }
    if let title = course.listedTitle { return CourseName(title).normalised }
    if course.stem.isEmpty { return nil }
    return "\(course.stem) \(areas.code) \(decided.honors?.rawValue ?? "")"
  }
}
