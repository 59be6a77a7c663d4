/// One item of a plan on its way into a term.
struct PlanTask: Sendable {
  /// Terms in which it may be taken, with their disturbance, cheapest and earliest first.
  var choices: [(term: Int, cost: Int)]
  /// Each must be behind it: one of these earlier tasks, in an earlier term.
  var after: [[Int]]
  /// The first half of the same course among the tasks, or -1; both may lie in one summer.
  var firstHalf: Int
  var isCollege: Bool
  var englishSemesters: Int
}

/// Puts the items of a plan into terms with the least disturbance.
///
/// Disturbance is compared as: fewest college courses, then fewest summer courses. Exact unless `isCut`.
struct PlanSchedule: Sendable {
  static let summerCost = 1
  static let collegeCost = 1 << 8

  private let tasks: [PlanTask]
  private let terms: [PlanTerm]
  private var school: [Int]
  private var college: [Int]
  /// English semesters left, by school year from the first term's.
  private var english: [Int]
  private var places: [Int]
  private var least: [Int] = []
  private var steps = 0
  private let firstTerm: Int
  private(set) var best: (places: [Int], cost: Int)?
  private(set) var isCut = false

  private static let stepsMost = 4000

  /// - Parameters:
  ///   - tasks: So ordered that what a task comes after stands before it.
  ///   - firstTerm: Terms before this one are not used.
  init(
    _ tasks: [PlanTask], student: PlanStudent, settings: PlanSettings, firstTerm: Int = 0, costBelow: Int = .max
  ) {
    self.tasks = tasks
    terms = student.terms
    school = student.room.map(\.school)
    college = student.room.map(\.college)
    self.firstTerm = firstTerm
    let years = terms.last.map { Int($0.year.fall) - Int(student.currentYear.fall) + 1 } ?? 0
    english = Array(repeating: settings.englishMost, count: max(0, years))
    if !english.isEmpty { english[0] -= student.englishNow }
    places = Array(repeating: -1, count: tasks.count)
    // What the tasks from each one on cost at least.
    var sum = 0
    least = [0]
    for task in tasks.reversed() {
      guard let cheapest = task.choices.first(where: { $0.term >= firstTerm }) else { return }
      sum += cheapest.cost
      least.append(sum)
    }
    least.reverse()
    place(0, cost: 0, below: costBelow)
  }

  private mutating func place(_ index: Int, cost: Int, below: Int) {
    if index == tasks.count {
      best = (places, cost)
      return
    }
    steps += 1
    if steps > PlanSchedule.stepsMost {
      isCut = true
      return
    }
    let task = tasks[index]
    var earliest = firstTerm
    for group in task.after {
      earliest = max(earliest, (group.map { places[$0] }.min() ?? -1) + 1)
    }
    for choice in task.choices where choice.term >= earliest {
      let limit = min(below, best?.cost ?? .max)
      if cost + choice.cost + least[index + 1] >= limit { break }
      if task.firstHalf >= 0 {
        let first = places[task.firstHalf]
        if choice.term < first || (choice.term == first && terms[first].term != .summer) { continue }
      }
      let year = Int(terms[choice.term].year.fall) - Int(terms[0].year.fall)
      guard (task.isCollege ? college[choice.term] : school[choice.term]) > 0,
        task.englishSemesters <= english[year] || task.englishSemesters == 0
      else { continue }
      take(task, choice.term, year, 1)
      places[index] = choice.term
      place(index + 1, cost: cost + choice.cost, below: below)
      take(task, choice.term, year, -1)
      places[index] = -1
      if isCut || best?.cost == 0 { return }
    }
  }

  private mutating func take(_ task: PlanTask, _ term: Int, _ year: Int, _ sign: Int) {
    if task.isCollege { college[term] -= sign } else { school[term] -= sign }
    english[year] -= sign * task.englishSemesters
  }
}
