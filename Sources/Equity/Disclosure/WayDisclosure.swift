/// How many students of each place miss something in each of many ways, each student in one.
public struct WayTable: Sendable {
  /// For each place the index of its district's place; nil for a district and for a school of none.
  public let districtOf: [Int?]
  /// Students by place and way.
  public let students: [[Int]]
  /// Up to how many students of each place can miss it, from all else that is printed; nil where nothing may be told.
  public let most: [Int?]

  public init(districtOf: [Int?], students: [[Int]], most: [Int?]) {
    (self.districtOf, self.students, self.most) = (districtOf, students, most)
  }
}

/// Chooses the ways that a public release tells, and tells only roughly how many students each has.
///
/// A way is told where it has as many students as a group needs to be shown, the most frequent first. What is not told, single
/// ways and all others together, must have room: otherwise the way told last is left out, until it has.
public struct WayDisclosure {
  /// The least numbers that are told: 11 to 19, 20 to 39, ...
  static let steps = [11, 20, 40, 70, 100, 150, 200, 300, 500, 700, 1_000, 2_000, 5_000, 10_000]
  private static let most = 10_000_000

  private let table: WayTable
  private let policy: DisclosurePolicy
  /// For each place the ways told, most frequent first.
  private var told: [[Int]]

  /// As told; nil for fewer than a group needs to be shown.
  public static func range(_ students: Int) -> ClosedRange<Int>? {
    guard let step = steps.lastIndex(where: { $0 <= students }) else { return nil }
    return steps[step]...(step + 1 < steps.count ? steps[step + 1] - 1 : most)
  }

  /// For each place the ways that are told.
  public static func ways(
    _ table: WayTable, most count: Int, _ policy: DisclosurePolicy, attack: UnknownNumbers.Attack
  ) throws(DisclosureRefusal) -> [[Int]] {
    var choice = WayDisclosure(table, count, policy)
    while true {
      let (numbers, places) = choice.unknowns()
      guard let narrow = attack(numbers) else { throw .contradiction }
      if narrow.isEmpty { return choice.told }
      guard choice.leaveOut(Set(narrow.map { places[$0] })) else { throw .cannotProtect(narrow.count) }
    }
  }

  private init(_ table: WayTable, _ count: Int, _ policy: DisclosurePolicy) {
    (self.table, self.policy) = (table, policy)
    told = table.students.enumerated().map { place, students in
      if table.most[place] == nil { return [] }
      let enough = students.indices.filter {
        students[$0] >= policy.fewestShown && WayDisclosure.range(students[$0]) != nil
      }
      return Array(enough.sorted { (students[$1], $0) < (students[$0], $1) }.prefix(count))
    }
  }

  /// The last way told at each of the places, else of their districts; false if nothing is told any more.
  private mutating func leaveOut(_ places: Set<Int>) -> Bool {
    var isLess = false
    for place in places.sorted() {
      let own = table.districtOf[place].map { [place, $0] } ?? [place]
      let around = own + table.districtOf.indices.filter { table.districtOf[$0] == place }
      if let at = around.first(where: { !told[$0].isEmpty }) {
        told[at].removeLast()
        isLess = true
      }
    }
    return isLess
  }

  /// What a reader does not know, and the place of each number.
  private func unknowns() -> (UnknownNumbers, [Int]) {
    var (numbers, places) = (UnknownNumbers(), [Int]())
    numbers.room = policy.room
    func add(_ range: ClosedRange<Int>, _ truth: Int, _ place: Int, isTarget: Bool) -> Int {
      numbers.bounds.append(range)
      numbers.truth.append(truth)
      places.append(place)
      if isTarget { numbers.targets.append(places.count - 1) }
      return places.count - 1
    }
    let ways = Array(Set(told.flatMap(\.self))).sorted()
    var columns: [[Int]] = []
    for (place, students) in table.students.enumerated() {
      let all = students.reduce(0, +)
      // Where the cells alone leave fewer, nothing that is told here changes it.
      let hasRoom = table.most[place].map { $0 >= policy.room } ?? true
      var own = ways.map { way in
        let isTold = told[place].contains(way)
        let range = isTold ? WayDisclosure.range(students[way]) : nil
        return add(
          range ?? 0...WayDisclosure.most, students[way], place, isTarget: hasRoom && !isTold && students[way] > 0)
      }
      let rest = ways.reduce(all) { $0 - students[$1] }
      own.append(add(0...WayDisclosure.most, rest, place, isTarget: hasRoom && rest > 0))
      let total = add(0...max(all, table.most[place] ?? WayDisclosure.most), all, place, isTarget: false)
      numbers.equations.append(UnknownNumbers.Equation(added: own, subtracted: [total], sum: 0))
      columns.append(own)
    }
    for district in table.students.indices {
      let schools = table.districtOf.indices.filter { table.districtOf[$0] == district }
      if schools.isEmpty { continue }
      for column in columns[district].indices {
        // Students of no school of the release are part of the district alone.
        let truth =
          numbers.truth[columns[district][column]] - schools.reduce(0) { $0 + numbers.truth[columns[$1][column]] }
        let elsewhere = add(0...max(0, truth), truth, district, isTarget: false)
        numbers.equations.append(
          UnknownNumbers.Equation(
            added: schools.map { columns[$0][column] } + [elsewhere], subtracted: [columns[district][column]], sum: 0))
      }
    }
    return (numbers, places)
  }
}
