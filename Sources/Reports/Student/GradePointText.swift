import Rules

/// Grade point averages in words and as JSON.
enum GradePointText {
  /// `3.41 with 5 honors points, 3.20 without, from 24 A-G grades in grades 10 and 11`; truncated, never rounded.
  static func phrase(_ average: GradePointAverage) -> String {
    guard let capped = average.truncated(.capped), let plain = average.truncated(.unweighted) else {
      return "none yet: no A-G grade of grades 10 and 11 counts"
    }
    let grades = "from \(average.grades) A-G grade\(average.grades == 1 ? "" : "s") in grades 10 and 11"
    if average.honorsAll == 0 { return "\(plain) \(grades)" }
    return "\(capped) with \(average.honorsCapped) honors point\(average.honorsCapped == 1 ? "" : "s")"
      + (average.honorsAll > average.honorsCapped ? " (of \(average.honorsAll); no more count)" : "")
      + ", \(plain) without, \(grades)"
  }

  static func write(_ average: GradePointAverage, to json: inout JSONWriter) {
    json.object { json in
      json.field("grades", average.grades)
      json.field("points", average.points)
      json.field("honors_capped", average.honorsCapped)
      json.field("honors_all", average.honorsAll)
      for (key, kind) in [
        ("unweighted", GradePointAverage.Kind.unweighted), ("capped", .capped), ("weighted", .weighted),
      ] {
        json.key(key)
        if let text = average.truncated(kind) { json.number(formatted: text) } else { json.null() }
      }
    }
  }
}
