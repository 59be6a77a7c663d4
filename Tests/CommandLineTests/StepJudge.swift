/// What each student took of a sequence last school year and now, a second time and from the files.
struct StepJudge {
  struct Step: Hashable {
    var level: Int
    /// 1 D or F, 2 C, 3 B, 4 A.
    var mark: Int
    /// 1 higher or at the top, 2 the same or lower, 3 none.
    var placement: Int
  }

  private struct Before {
    var level: Int
    var end: Int
    var mark: Int
  }

  private var before: [String: [Before]] = [:]
  private var now: [String: Int] = [:]
  private var scheduled: Set<String> = []

  private static let levels = [
    "Algebra I": 1, "Mathematics I": 1, "Geometry": 2, "Mathematics II": 2, "Algebra II": 3, "Mathematics III": 3,
    "Pre-Calculus": 4, "Trigonometry": 4, "Calculus": 4, "Statistics": 4, "Other Advanced Mathematics": 4,
    "Data Science": 4,
    "LOTE Level 1": 1, "LOTE Level 2": 2, "LOTE Level 3": 3, "LOTE Level 4+": 4, "LOTE Level 4": 4,
  ]
  private static let ends = ["Q1": 3, "T1": 4, "S1": 6, "Q2": 6, "T2": 8, "Q3": 9, "SU": 13]

  /// - Parameter offer: the row of the course list of that year.
  mutating func note(_ row: [String: String], _ offer: [String: String]?, isNow: Bool, isBefore: Bool) {
    let student = row["student_id"]!
    if isNow { scheduled.insert(student) }
    guard let offer, let level = Self.levels[offer["discipline"]!] else { return }
    let sequence = offer["discipline"]!.hasPrefix("LOTE") ? "E" : "C"
    guard offer["subject_area"]!.split(separator: ";").contains(Substring(sequence)) else { return }
    let key = "\(student)|\(sequence)"
    if isNow { now[key] = max(now[key] ?? 0, level) }
    let mark = row["mark"]!
    guard isBefore, let letter = mark.first, let value = ["F": 1, "D": 1, "C": 2, "B": 3, "A": 4][letter], mark != "CR"
    else {
      return
    }
    before[key, default: []].append(Before(level: level, end: Self.ends[row["term"]!] ?? 12, mark: value))
  }

  func step(_ student: String, _ sequence: String) -> Step? {
    let key = "\(student)|\(sequence)"
    guard scheduled.contains(student), let all = before[key], let level = all.map(\.level).max() else { return nil }
    let there = all.filter { $0.level == level }
    let end = there.map(\.end).max()!
    let mark = there.filter { $0.end == end }.map(\.mark).min()!
    guard let next = now[key] else { return Step(level: level, mark: mark, placement: 3) }
    return Step(level: level, mark: mark, placement: next > level || next == 4 ? 1 : 2)
  }
}
