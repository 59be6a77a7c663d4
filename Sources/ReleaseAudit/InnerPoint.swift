/// A solution of a system that is moved away from all bounds, as far as they let it.
///
/// A way is a line through it: one unknown that rests and all that are solved for by it move together, so that the equations
/// stay true. How far that goes in both directions is room that each of them has for certain.
struct InnerPoint {
  private struct Way {
    let own: Int
    /// Those that are solved for by it, each with its coefficient: it falls by so much as the own one rises by 1.
    let others: [SparseRows.Entry]
  }

  private static let mostTurns = 12
  /// Sweeps along the same ways without a further target being cleared.
  private static let patience = 3
  /// Farther than any room that is asked for, and no farther, so that numbers stay small.
  private static let reach = 64.0

  private let low: [Double]
  private let high: [Double]
  /// The equations, solved for the unknowns that have most room.
  private var frame: Simplex
  private var ways: [Way] = []
  private var point: [Double]

  /// - Parameter point: Any solution.
  init(_ simplex: Simplex, at point: [Double]) {
    (low, high, self.point) = (simplex.low, simplex.high, point)
    frame = simplex
    lay()
  }

  private mutating func lay() { ways = frame.ways.map { Way(own: $0.own, others: $0.others) } }

  /// Moves on until all of the unknowns have room, or no more of them get it.
  ///
  /// Where a way is held up by an unknown that is at its bound, the equations are solved for others: then only the one that
  /// rests is at its bound, wherever that can be.
  ///
  /// - Returns: Those that got none.
  mutating func withoutRoom(_ variables: [Int], _ width: Double) -> [Int] {
    var left = variables
    for _ in 0..<InnerPoint.mostTurns where !left.isEmpty {
      let before = left.count
      var idle = 0
      while !left.isEmpty, idle < InnerPoint.patience {
        let room = sweep()
        let now = left.filter { room[$0] < width }
        idle = now.count < left.count ? 0 : idle + 1
        left = now
      }
      // What many ways do not clear is cheaper to ask for one by one.
      if left.isEmpty || before - left.count < before / 8 { break }
      let slack = point.indices.map { max(0, min(point[$0] - low[$0], high[$0] - point[$0], InnerPoint.reach)) }
      guard frame.prefer(slack) else { break }
      lay()
    }
    return left
  }

  /// Moves to the middle of each way, one after the other.
  ///
  /// - Returns: The room that each unknown was seen to have.
  private mutating func sweep() -> [Double] {
    var room = [Double](repeating: 0, count: point.count)
    for way in ways {
      var rise = min(InnerPoint.reach, max(0, high[way.own] - point[way.own]))
      var fall = min(InnerPoint.reach, max(0, point[way.own] - low[way.own]))
      for other in way.others {
        let (variable, size) = (other.column, abs(other.factor))
        let (down, up) = (max(0, point[variable] - low[variable]), max(0, high[variable] - point[variable]))
        rise = min(rise, (other.factor > 0 ? down : up) / size)
        fall = min(fall, (other.factor > 0 ? up : down) / size)
      }
      let (both, step) = (rise + fall, (rise - fall) / 2)
      room[way.own] = max(room[way.own], both)
      for other in way.others { room[other.column] = max(room[other.column], both * abs(other.factor)) }
      if abs(step) < 1e-9 { continue }
      point[way.own] += step
      for other in way.others { point[other.column] -= other.factor * step }
    }
    return room
  }
}
