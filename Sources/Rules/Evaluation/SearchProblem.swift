/// What a search decides: the open units, the areas each may go to, and which accounts that changes.
struct SearchProblem: ~Copyable {
  /// One unit in one of its areas.
  struct Option {
    var area: SubjectArea
    /// The account it is booked in; -1 where it serves nothing. Under a restriction it may be a surplus of no area.
    var cell: Int
    /// The account without a restriction, and the areas that it can fill there.
    let own: Int
    let serves: SubjectAreas
    var content: Cell
    /// What later units hold in the same account if all of them are booked there.
    var after: Cell
    /// The areas A to F that it can fill: its own, and CSU's A or D where they take from area G.
    var touches: SubjectAreas
    /// No other option of the unit can fill these areas.
    var isOnlyOne = true
    /// Twelfths that are lost to area G by this choice.
    var lost: Int
    /// Here the unit is never worse off than as a surplus; see `Unit.keepsSurplus`.
    let keepsSurplus: Bool
  }

  let question: Question
  let plan: CellPlan
  let ledger: Ledger
  private(set) var options: [Option] = []
  private var starts: [Int] = [0]
  /// The areas A to F that each unit can fill.
  private(set) var touched: [SubjectAreas] = []
  /// By position: names the supply from there on, equal where it is.
  private var supplyNames: [UInt64] = []
  /// Whether each unit is interchangeable with the one before.
  private(set) var repeats: [Bool] = []
  private(set) var base: [Cell]
  private(set) var openCells: [Cell] = []
  /// The accounts of A to F, area by area.
  private(set) var cellOrder: [Int] = []
  private var cellStarts = InlineArray<7, Int>(repeating: 0)
  /// Accounts that open units can change.
  private(set) var changing: [Int] = []
  /// What of each area's accounts decides what it misses.
  private(set) var contents: AreaContents
  private let amounts: [Int]
  private var bounds: BoundMemo
  /// How often restrictions were made, so that bounds of another one are told apart.
  private var restrictions = 0
  /// What bounds have cost so far.
  private(set) var boundCost = 0
  /// By position: what the units from there on can fill.
  private var supply: [SetSums] = []
  /// Twelfths that may serve area G at best.
  private(set) var electiveMost = 0
  /// What may fill A to F without being taken from area G: content that cannot serve G, and validation.
  private var free = 0
  /// What area G needs of records.
  private let electiveNeed: Int
  private let needBeforeElective: Int

  var count: Int { touched.count }

  func options(_ position: Int) -> Range<Int> { starts[position]..<starts[position + 1] }

  func cells(of area: SubjectArea) -> Range<Int> {
    cellStarts[Int(area.rawValue)]..<cellStarts[Int(area.rawValue) + 1]
  }

  /// - Parameters:
  ///   - booked: With everything booked that leaves no choice.
  ///   - open: The units to decide, in the order of the search, each with the areas that are a choice.
  init(_ question: Question, booked: Ledger, open: [Unit], choices: [SubjectAreas]) {
    self.question = question
    let wildcard = question.wildcard.map { $0.area == .g ? $0.twelfths : 0 } ?? 0
    electiveNeed =
      question.outside.elective
      ? 0 : question.policy.required[.g] - question.outside.waived[.g] - wildcard
    needBeforeElective = question.requiredBeforeElective
    var ledger = booked
    for (unit, choices) in zip(open, choices) {
      for area in SubjectArea.allCases where choices.has(area) { ledger.open(unit, in: area, policy: question.policy) }
    }
    ledger.bindLanguages(question.evidence)
    plan = CellPlan(ledger)
    base = ledger.cells(plan)
    self.ledger = ledger
    amounts = open.map(\.amount)
    bounds = BoundMemo(places: open.count > 8 ? 512 : open.count > 2 ? 64 : 8)
    contents = AreaContents(plan, order: [], starts: cellStarts, open: [])
    var before: UnitKind?
    for position in open.indices {
      add(open[position], choices: choices[position])
      let kind = open[position].kind(question.policy, choices: choices[position])
      repeats.append(position > 0 && kind == before)
      before = kind
    }
    orderCells()
    openCells = Array(repeating: .empty, count: plan.count)
    supply = Array(repeating: SetSums(), count: count + 1)
    supplyNames = Array(repeating: 0, count: count + 1)
    restrict(Restriction())
    contents = AreaContents(plan, order: cellOrder, starts: cellStarts, open: openCells)
    weighElective(open)
  }

  /// Lets open units fill areas D, E and F with what a restriction allows, and with nothing else.
  mutating func restrict(_ restriction: Restriction) {
    restrictions += 1
    for cell in openCells.indices { openCells[cell] = .empty }
    var sum = SetSums()
    var name = UInt64(truncatingIfNeeded: restrictions << 16)
    supplyNames[count] = name
    for position in (0..<count).reversed() {
      var touched: SubjectAreas = []
      for index in options(position).reversed() where options[index].own >= 0 {
        let own = options[index].own
        let isAllowed = restriction.allows(own, plan: plan) || replacesValidated(own)
        options[index].cell = isAllowed ? own : Bucket.noSlot.rawValue
        options[index].touches = isAllowed ? options[index].serves : []
        touched.formUnion(options[index].touches)
        let cell = options[index].cell
        options[index].after = openCells[cell]
        openCells[cell] = openCells[cell].joined(options[index].content)
      }
      self.touched[position] = touched
      sum.add(amounts[position], areas: touched)
      supply[position] = sum
      if !touched.isEmpty { name += 1 }
      supplyNames[position] = name
    }
    changing.removeAll(keepingCapacity: true)
    for cell in openCells.indices where openCells[cell] != .empty { changing.append(cell) }
  }

  /// Whether what lies in an account takes the place of what is validated there: then it is no surplus, whatever else the area
  /// counts.
  private func replacesValidated(_ cell: Int) -> Bool {
    if cell == Bucket.chemistry.rawValue {
      return question.policy.science.chemistrySecondHalfValidatesFirst && !question.evidence.validatedChemistry.isEmpty
    }
    guard cell >= CellPlan.languages, cell < plan.arts else { return false }
    let (place, level) = (cell - CellPlan.languages).quotientAndRemainder(dividingBy: 4)
    let known = ledger.languages[place].evidence
    return question.evidence.secondHalf(known, level: level) >= 0 || question.evidence.level(above: level, known) >= 0
  }

  private mutating func add(_ unit: Unit, choices: SubjectAreas) {
    var (touched, shared): (SubjectAreas, SubjectAreas) = ([], [])
    let first = options.count
    for area in SubjectArea.allCases where choices.has(area) {
      let cell = ledger.cell(of: unit, in: area, policy: question.policy, plan: plan)
      let eligible = area == .g || unit.electiveEligible
      var touches: SubjectAreas = []
      if let cell {
        if area != .g && unit.canFill(area, policy: question.policy) { touches = SubjectAreas(area) }
        if let bucket = Bucket(rawValue: cell), area == .g { touches = question.areasTaking(from: bucket) }
      }
      shared.formUnion(touched.intersection(touches))
      touched.formUnion(touches)
      let servesElective = cell != nil && cell != Bucket.languageDevelopment.rawValue && eligible
      options.append(
        Option(
          area: area, cell: cell ?? -1, own: cell ?? -1, serves: touches, content: Cell(unit.span, eligible: eligible),
          after: .empty, touches: touches, lost: servesElective ? 0 : unit.amount,
          keepsSurplus: unit.keepsSurplus(in: area, question)))
    }
    for option in first..<options.count { options[option].isOnlyOne = options[option].serves.isDisjoint(with: shared) }
    starts.append(options.count)
    self.touched.append(touched)
  }

  /// The accounts of A to D that are buckets.
  private static let buckets: [[Int]] = [
    [.unitedStates, .civics, .world, .otherHistory, .electiveHistory],
    [.english, .languageDevelopment, .ninthGradeEnglish],
    [.advanced],
    [
      .biology, .chemistry, .physics, .earthAndSpace, .integrated, .interdisciplinary, .electiveLife,
      .electivePhysical, .electiveFlexible,
    ],
  ].map { (area: [Bucket]) in area.map(\.rawValue) }

  private mutating func orderCells() {
    cellOrder.reserveCapacity(plan.count)
    for index in 0..<6 {
      cellStarts[index] = cellOrder.count
      if index < 4 { cellOrder += SearchProblem.buckets[index] }
      if index == 2 { cellOrder += CellPlan.slots..<CellPlan.languages }
      if index == 4 { cellOrder += CellPlan.languages..<plan.arts }
      if index == 5 { cellOrder += plan.arts..<plan.count }
    }
    cellStarts[6] = cellOrder.count
  }

  private mutating func weighElective(_ open: [Unit]) {
    electiveMost = ledger.artsRepeats
    for index in base.indices {
      if index != Bucket.languageDevelopment.rawValue { electiveMost += base[index].eligible }
      free += base[index].fixed
    }
    // English language development serves only its own area, so what it fills is not taken from G.
    free += base[Bucket.languageDevelopment.rawValue].eligible + openCells[Bucket.languageDevelopment.rawValue].eligible
    for unit in open {
      electiveMost += unit.amount
      if !unit.electiveEligible { free += unit.amount }
    }
    free += question.freeMost
  }

  /// What area G misses at least.
  ///
  /// - Parameters:
  ///   - supply: Twelfths that may serve it.
  ///   - taken: Twelfths that records fill in A to F.
  @inline(__always)
  func electiveMissing(supply: Int, taken: Int) -> Int {
    max(0, electiveNeed - max(0, supply - max(0, taken - free)))
  }

  /// What no completion can beat.
  mutating func bound(_ node: Search.Node, position: Int) -> Score {
    guard let focus = question.focus else {
      let own = transport(node.certain, node.hopeful, position)
      var outside = 0
      if question.hasOutside {
        var certain = node.certainShort
        // An exam in place of records is a choice inside these areas: one more twelfth may free many.
        for area in 3...4 { certain[area] = node.hopefulShort[area] }
        var hopeful = node.hopefulShort
        // A waiver lifts what is open in science: then a course more may bring in an exam that costs more than it fills.
        if question.outside.waived[.d] > 0 { (certain[3], hopeful[3]) = (0, 0) }
        let short = transport(certain, hopeful, position)
        outside = max(0, short.missing - own.missing)
      }
      let taken = needBeforeElective - own.missing - outside
      return Score(
        notMet: own.notMet, missing: own.missing, outside: outside,
        elective: electiveMissing(supply: node.elective, taken: taken), byArea: own.byArea)
    }
    var certain = node.certain
    var taken = 0
    for area in SubjectArea.beforeElective where !focus.has(area) {
      certain[Int(area.rawValue)] = 0
      taken += question.hasOutside ? 0 : question.policy.required[area] - Int(node.certainShort[Int(area.rawValue)])
    }
    let own = transport(certain, node.hopeful, position)
    guard focus.has(.g) else { return Score(value: UInt64(own.missing)) }
    if !question.hasOutside {
      for area in SubjectArea.beforeElective where focus.has(area) { taken += question.policy.required[area] }
      taken -= own.missing
    }
    return Score(value: UInt64(own.missing + electiveMissing(supply: node.elective, taken: taken)))
  }

  /// The bound of areas A to F, which other nodes of the same position may have asked for.
  private mutating func transport(_ certain: PerOwnArea, _ hopeful: PerOwnArea, _ position: Int) -> Bound {
    let key = BoundMemo.Key(certain: certain, hopeful: hopeful, named: supplyNames[position])
    if let known = bounds.find(key) { return known }
    let bound = Bound(certain: certain, hopeful: hopeful, supply: supply[position])
    bounds.keep(bound, for: key)
    boundCost += 16
    return bound
  }
}
