/// Where the gap between a group and all others arises: at which stage, and there whether between the schools (where the seats are) or
/// inside them (who gets them). Rates are exact and the parts add up to the gap exactly.
///
/// The rate of a funnel is the product of its passages. A stage's part is its difference of passages times the other
/// passages, averaged over all orders in which the passages of the group can be replaced by those of the others: Kitagawa (1955)
/// for two factors, Das Gupta (1993) for more. The difference of passages is then split as in `equity.md` 1.8: with school s, the share w of
/// the group's students there, and passages q of the group and r of the others,
/// `r - q = sum w (r - r_s) + sum w (r_s - q_s)`.
public struct GapDecomposition: Sendable {
  /// The part of one stage, positive where the group is behind.
  public struct Part: Hashable, Sendable {
    /// The group's students are at schools where everybody is less likely to pass this stage.
    public let between: Rational
    /// Inside schools the group is less likely to.
    public let within: Rational
    /// At schools where nobody else reached the stage before, so that it cannot be told.
    public let unsplit: Rational

    public var whole: Rational { between + within + unsplit }
  }

  public let groupRate: Rational
  public let othersRate: Rational
  /// `othersRate - groupRate`.
  public let gap: Rational
  /// By stage, from stage 1.
  public let parts: [Part]

  /// nil if the group or the others are nobody, or the schools do not have the same stages.
  public init?(_ schools: [SchoolFunnels]) {
    guard let group = AccessFunnel.sum(schools.map(\.group)), let others = AccessFunnel.sum(schools.map(\.others)),
      group.reached.count == others.reached.count, let own = group.rate, let theirs = others.rate
    else { return nil }
    (groupRate, othersRate, gap) = (own, theirs, theirs - own)
    let passages = (1..<group.reached.count).map { stage in
      GapDecomposition.passages(group.passage(stage), others.passage(stage))
    }
    parts = passages.indices.map { index in
      let weight = GapDecomposition.weight(passages, without: index)
      return GapDecomposition.part(schools, group, others, passages[index], stage: index + 1, weight: weight)
    }
  }

  /// Of a stage that one of the two never came to no difference can be told; where neither came to it there is none.
  private static func passages(_ own: Rational?, _ theirs: Rational?) -> (own: Rational, theirs: Rational) {
    (own ?? theirs ?? .zero, theirs ?? own ?? .zero)
  }

  /// The product of all other passages, averaged over the orders of replacement.
  private static func weight(_ passages: [(own: Rational, theirs: Rational)], without index: Int) -> Rational {
    // By how many of the others are replaced already: the sum of the products over all sets of that size. Whole numbers, with one
    // denominator for all of them, are brought into lowest terms once at the end.
    var (sums, under) = ([BigNumber(1)], BigNumber(1))
    for (place, passage) in passages.enumerated() where place != index {
      let (own, theirs) = (passage.own.over * passage.theirs.under, passage.theirs.over * passage.own.under)
      var next = [BigNumber](repeating: BigNumber(0), count: sums.count + 1)
      for (count, sum) in sums.enumerated() {
        next[count] = next[count] + sum * own
        next[count + 1] = next[count + 1] + sum * theirs
      }
      sums = next
      under = under * (passage.own.under * passage.theirs.under)
    }
    // A set of k of the m others comes before this one in k! (m - k)! of the (m + 1)! orders.
    let others = sums.count - 1
    func factorial(_ number: Int) -> Int { number < 2 ? 1 : (2...number).reduce(1, *) }
    var over = BigNumber(0)
    for (count, sum) in sums.enumerated() {
      over = over + sum * BigNumber(factorial(count) * factorial(others - count))
    }
    return Rational(isNegative: false, over, under * BigNumber(factorial(others + 1)))
  }

  private static func part(
    _ schools: [SchoolFunnels], _ group: AccessFunnel, _ others: AccessFunnel,
    _ passage: (own: Rational, theirs: Rational),
    stage: Int, weight: Rational
  ) -> Part {
    var (between, within, unsplit) = (Rational.zero, Rational.zero, Rational.zero)
    let arrived = group.reached[stage - 1]
    // Nobody of the group, or nobody else, came so far: no difference.
    guard arrived > 0, others.reached[stage - 1] > 0 else { return Part(between: .zero, within: .zero, unsplit: .zero) }
    for school in schools {
      guard let share = Rational(school.group.reached[stage - 1], arrived), let own = school.group.passage(stage) else {
        continue
      }
      if let theirs = school.others.passage(stage) {
        between += share * (passage.theirs - theirs)
        within += share * (theirs - own)
      } else {
        unsplit += share * (passage.theirs - own)
      }
    }
    return Part(between: weight * between, within: weight * within, unsplit: weight * unsplit)
  }
}
