import Foundation
import TestSupport
import Testing

/// Unknowns within bounds and sums that tie them together, handed to GLPK's `glpsol`.
struct LinearPuzzle {
  static var isSolvable: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/glpsol") }

  var bounds: [Int: ClosedRange<Int>] = [:]
  private var equations: [(unknown: [(cell: Int, factor: Int)], sum: Int)] = []

  /// The parts add up to the whole; what has a range of one value is known.
  mutating func add(_ whole: Int, _ parts: [Int], _ range: (Int) -> ClosedRange<Int>) {
    var (unknown, sum): ([(cell: Int, factor: Int)], Int) = ([], 0)
    for (cell, factor) in parts.map({ ($0, 1) }) + [(whole, -1)] {
      let possible = range(cell)
      if possible.count == 1 { sum -= factor * possible.lowerBound } else { unknown.append((cell, factor)) }
    }
    if !unknown.isEmpty { equations.append((unknown, sum)) }
  }

  /// The least or the largest possible value of a cell.
  func extreme(_ cell: Int, most: Bool, _ scratch: String) throws -> Double {
    var text = "\(most ? "Maximize" : "Minimize")\n value: x\(cell)\nSubject To\n"
    for (index, equation) in equations.enumerated() {
      let terms = equation.unknown.map { "\($0.factor < 0 ? "-" : "+") x\($0.cell)" }.joined(separator: " ")
      text += " r\(index): \(terms) = \(equation.sum)\n"
    }
    text += "Bounds\n"
    for (cell, range) in bounds.sorted(by: { $0.key < $1.key }) {
      text += " \(range.lowerBound) <= x\(cell) <= \(range.upperBound)\n"
    }
    try (text + "End\n").write(toFile: scratch + ".lp", atomically: true, encoding: .utf8)
    _ = try runProgram("/usr/bin/glpsol", ["--lp", scratch + ".lp", "-o", scratch + ".txt"])
    let answer = try String(contentsOfFile: scratch + ".txt", encoding: .utf8)
    let found = try #require(answer.firstMatch(of: /Objective: +value = ([-+.e0-9]+)/))
    #expect(answer.contains("OPTIMAL"))
    return try #require(Double(found.1))
  }

  func room(_ cell: Int, _ scratch: String) throws -> Double {
    try extreme(cell, most: true, scratch) - extreme(cell, most: false, scratch)
  }
}
