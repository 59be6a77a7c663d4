/// One item of a plan on its way into a term.
struct PlanTask: Sendable {
  /// Terms in which it may be taken, with their disturbance, cheapest and earliest first.
  var choices: [(term: Int, cost: Int)]
  /// Each must be behind it: one of these earlier tasks, in an earlier term.
  var after: [[Int]]
  /// The first half of the same course among the tasks, or -1; both may lie in one summer.
  var firstHalf: Int
  var isCollege: Bool
  /// 1 or 2 for one half of a course that is taught in its own half of the year, else 0.
  var part: UInt8
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
  /// What the tasks from each one on ask for, and what room there is for them.
  private var needs: [Load] = []
  private var room = Load()
  private var steps = 0
  private let firstTerm: Int
  private(set) var best: (places: [Int], cost: Int)?
  private(set) var isCut = false

  private static let stepsMost = 4000

  /// Semesters of the own school by where they cost nothing, and what else limits a schedule.
  private struct Load {
    /// First halves, second halves, and all in regular terms.
    var first = 0
    var second = 0
    var regular = 0
    /// In summer only, so far as tasks ask.
    var summer = 0
    var college = 0
    var english = 0
    /// Disturbance of tasks that cannot be had for nothing.
    var cost = 0

    /// What tasks cost at least in some room; nil where they do not fit.
    func cost(in room: Load) -> Int? {
      if english > room.english || college > room.college { return nil }
      let halves = max(0, first - room.first) + max(0, second - room.second)
      let over = max(halves, regular - room.regular, 0)
      if summer + over > room.summer { return nil }
      return cost + over * PlanSchedule.summerCost
    }
  }

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
    var sum = Load()
    needs = [sum]
    for task in tasks.reversed() {
      guard let cheapest = task.choices.first(where: { $0.term >= firstTerm }) else { return }
      sum.english += task.englishSemesters
      sum.cost += cheapest.cost
      if task.isCollege {
        sum.college += 1
      } else if cheapest.cost > 0 {
        sum.summer += 1
      } else {
        sum.regular += 1
        if task.part == 1 { sum.first += 1 }
        if task.part == 2 { sum.second += 1 }
      }
      needs.append(sum)
    }
    needs.reverse()
    for index in terms.indices where index >= firstTerm {
      add(school[index], to: terms[index].term)
      room.college += college[index]
    }
    room.english = english.reduce(0) { $0 + max(0, $1) }
    place(0, cost: 0, below: costBelow)
  }

  private mutating func add(_ places: Int, to term: Term) {
    switch term {
    case .s1: room.first += places
    case .s2: room.second += places
    default: room.summer += places
    }
    if term != .summer { room.regular += places }
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
    var earliest = firstTerm
    for group in tasks[index].after.indices { earliest = max(earliest, soonest(tasks[index].after[group]) + 1) }
    let (isCollege, english) = (tasks[index].isCollege, tasks[index].englishSemesters)
    let firstHalf = tasks[index].firstHalf
    for choice in tasks[index].choices.indices {
      let (term, own) = tasks[index].choices[choice]
      if term < earliest { continue }
      if firstHalf >= 0 {
        let first = places[firstHalf]
        if term < first || (term == first && terms[first].term != .summer) { continue }
      }
      let year = Int(terms[term].year.fall) - Int(terms[0].year.fall)
      guard (isCollege ? college[term] : school[term]) > 0, english == 0 || english <= self.english[year] else {
        continue
      }
      take(index, term, year, 1)
      if let rest = needs[index + 1].cost(in: room), cost + own + rest < min(below, best?.cost ?? .max) {
        places[index] = term
        place(index + 1, cost: cost + own, below: below)
        places[index] = -1
      }
      take(index, term, year, -1)
      if isCut || best?.cost == 0 { return }
    }
  }

  /// The earliest term of some tasks that have their places.
  private func soonest(_ tasks: [Int]) -> Int {
    var soonest = tasks.isEmpty ? -1 : Int.max
    for task in tasks { soonest = min(soonest, places[task]) }
    return soonest
  }

  private mutating func take(_ task: Int, _ term: Int, _ year: Int, _ sign: Int) {
    english[year] -= sign * tasks[task].englishSemesters
    room.english -= sign * tasks[task].englishSemesters
    if tasks[task].isCollege {
      college[term] -= sign
      room.college -= sign
    } else {
      school[term] -= sign
      add(-sign, to: terms[term].term)
    }
  }
}
