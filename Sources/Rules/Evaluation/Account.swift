/// An amount in twelfths, split by whether what is left of it may serve area G.
struct Account: Sendable, BitwiseCopyable {
  // Half words: a ledger is copied for each search, and accounts are most of it.
  private var eligibleTwelfths: Int32 = 0
  private var fixedTwelfths: Int32 = 0
  private var usedTwelfths: Int32 = 0
  private var usedOutsideTwelfths: Int32 = 0

  init() {}

  init(eligible: Int, fixed: Int) { (self.eligible, self.fixed) = (eligible, fixed) }

  var eligible: Int {
    get { Int(eligibleTwelfths) }
    set { eligibleTwelfths = Int32(clamping: newValue) }
  }
  var fixed: Int {
    get { Int(fixedTwelfths) }
    set { fixedTwelfths = Int32(clamping: newValue) }
  }
  /// How much the requirements spend; content that cannot serve G is spent first.
  var used: Int { Int(usedTwelfths) }
  /// Of an account of the elective list: what areas A and D spent of it.
  var usedOutside: Int { Int(usedOutsideTwelfths) }

  var total: Int { eligible + fixed }
  var left: Int { total - used }
  var surplus: Int { eligible - max(0, used - fixed) }

  mutating func add(_ amount: Int, eligible isEligible: Bool) {
    if isEligible { eligible += amount } else { fixed += amount }
  }

  /// All that is spent so far is spent outside area G.
  mutating func closeOutside() { usedOutsideTwelfths = usedTwelfths }

  /// What is left of the content that cannot serve G.
  var fixedLeft: Int { max(0, fixed - used) }

  /// Spends up to `most` and returns what was spent.
  mutating func spend(_ most: Int) -> Int {
    let amount = max(0, min(most, left))
    usedTwelfths += Int32(truncatingIfNeeded: amount)
    return amount
  }
}

/// One year of a sequence whose halves are places: the union of what was passed counts, once.
struct Slot: Sendable, BitwiseCopyable {
  var eligible: CourseSpan = []
  var fixed: CourseSpan = []
  var account = Account()
  /// Filled by validation, without a record of its own.
  var validated: CourseSpan = []

  var real: CourseSpan { eligible.union(fixed) }
  var filled: CourseSpan { real.union(validated) }
  /// Eligible content that is not needed for the slot.
  var surplus: Int { account.eligible - eligible.subtracting(fixed).twelfths }

  mutating func add(_ span: CourseSpan, eligible isEligible: Bool) {
    if isEligible { eligible.formUnion(span) } else { fixed.formUnion(span) }
    account.add(span.twelfths, eligible: isEligible)
  }
}

/// One language: its four levels.
struct LanguageAccount: Sendable, BitwiseCopyable {
  var key: Int64
  /// Where its evidence stands in `Evidence`, or -1.
  var evidence = -1
  var levels: InlineArray<4, Slot> = InlineArray(repeating: Slot())

  var surplus: Int { levels[0].surplus + levels[1].surplus + levels[2].account.eligible + levels[3].account.eligible }
  var unused: Int { (0..<4).reduce(0) { $0 + levels[$1].account.eligible } }
}

/// One arts discipline, or one course where the edition wants a single yearlong course.
struct ArtsAccount: Sendable, BitwiseCopyable {
  var key: Int64
  var account = Account()
}
