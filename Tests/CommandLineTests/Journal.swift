import TestSupport

/// What `agtrack changes` lists, and whether it explains the difference between two exports of verdicts.
struct Journal {
  let rows: [[String: String]]

  init(_ place: Place, _ more: [String] = []) throws {
    rows = try Table(place.agtrack(["changes"] + more).expecting(0).stdout).named
  }

  /// The causes of a student, each once, in their order.
  func causes(_ student: String) -> [String] {
    var found: [String] = []
    for row in rows where row["student_id"] == student {
      if let cause = row["cause"], !found.contains(cause) { found.append(cause) }
    }
    return found
  }

  var students: Set<String> { Set(rows.compactMap { $0["student_id"] }) }

  /// Details of a student's causes, each once.
  func details(_ student: String) -> [String] {
    var found: [String] = []
    for row in rows where row["student_id"] == student {
      if let line = row["details"], !line.isEmpty, !found.contains(line) { found.append(line) }
    }
    return found
  }

  /// What the journal does not explain: statuses that differ although no cause leads from the one to the other, and causes
  /// that begin where the student did not stand. Empty where the journal is right.
  func unexplained(from before: String, to after: String) throws -> [String] {
    var standing = try statuses(before)
    let end = try statuses(after)
    var wrong: [String] = []
    for row in rows {
      let key = "\(row["student_id"] ?? "") \(row["system"] ?? "") \(row["subject_area"] ?? "")"
      if standing[key, default: ""] != row["before"] { wrong.append("\(key) begins at \(row["before"] ?? "")") }
      standing[key] = row["after"]
    }
    for key in Set(standing.keys).union(end.keys) where standing[key, default: ""] != end[key, default: ""] {
      wrong.append("\(key) ends at \(standing[key, default: ""])")
    }
    return wrong.sorted()
  }

  private func statuses(_ verdicts: String) throws -> [String: String] {
    var statuses: [String: String] = [:]
    for row in try Table(verdicts).named {
      statuses["\(row["student_id"] ?? "") \(row["system"] ?? "") \(row["subject_area"] ?? "")"] = row["status"]
    }
    return statuses
  }
}

extension JSON {
  /// Of the manifest's `changes`: how many more students of all schools meet a system's pattern.
  func gain(_ system: String) -> Int {
    var sum = 0
    for school in keys {
      for cause in self[school].keys {
        let counts = self[school][cause]
        sum += (counts["\(system)_gained"].int ?? 0) - (counts["\(system)_lost"].int ?? 0)
      }
    }
    return sum
  }
}
