import Rules

/// Which grade each student was in, year by year, as enrollments say; completed courses do not say it themselves.
struct CalpadsGrades: Sendable {
  private struct Year {
    var fall: Int16
    /// 6 to 12; 0 for a grade outside the extract.
    var grade: UInt8
    var previous: Int32
  }

  private var ids = TextIndex()
  private var last: [Int32] = []
  private var years: [Year] = []

  /// Adds what an enrollment says; of several in one year the first counts.
  mutating func note(studentID: String, year: SchoolYear, grade: UInt8) {
    let number = ids.insert(studentID)
    if number == last.count { last.append(-1) }
    var place = last[number]
    while place >= 0 {
      if years[Int(place)].fall == year.fall { return }
      place = years[Int(place)].previous
    }
    years.append(Year(fall: year.fall, grade: grade, previous: last[number]))
    last[number] = Int32(clamping: years.count - 1)
  }

  enum Answer: Equatable {
    case enrolled(UInt8)
    /// Counted from the nearest year with an enrollment.
    case derived(UInt8)
    /// The student was in a grade outside the extract.
    case outside
    case unknown
  }

  func grade(studentID: Bytes, year: SchoolYear) -> Answer {
    guard let number = ids.find(studentID) else { return .unknown }
    var nearest: Year?
    var place = last[number]
    while place >= 0 {
      let entry = years[Int(place)]
      place = entry.previous
      if entry.fall == year.fall { return entry.grade == 0 ? .outside : .enrolled(entry.grade) }
      guard entry.grade > 0 else { continue }
      // Of two years equally near the later one, which is nearer to today's records.
      if let best = nearest {
        let (distance, shortest) = (abs(Int(entry.fall) - Int(year.fall)), abs(Int(best.fall) - Int(year.fall)))
        if distance > shortest || (distance == shortest && entry.fall < best.fall) { continue }
      }
      nearest = entry
    }
    guard let nearest else { return last[number] >= 0 ? .outside : .unknown }
    let grade = Int(nearest.grade) + Int(year.fall) - Int(nearest.fall)
    if grade < 6 { return .outside }
    // A fifth year of high school is spent in grade 12.
    return .derived(UInt8(min(grade, 12)))
  }
}
