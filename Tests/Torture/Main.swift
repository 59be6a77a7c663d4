import Faults
import Foundation
import TestSupport

/// Breaks nights in every way that docs/reliability.md names and prints what came of it.
///
///     torture [KILLS] [STUDENTS] [SEED] [--only kills|others|clocks|disks] [--figures FILE]
///     torture --sum FILE
///
/// With `--figures` the trials of several runs, each with a seed of its own, are added up in a file.
@main struct Main {
  private static let usage = """
    usage: torture [KILLS] [STUDENTS] [SEED] [--only \(TorturePart.names)] [--figures FILE]
           torture --sum FILE
    """

  static func main() {
    do {
      var words = Array(CommandLine.arguments.dropFirst())
      let only = try option("--only", &words)
      let file = try option("--figures", &words)
      let summed = try option("--sum", &words)
      let numbers = words.compactMap { Int($0) }
      guard words.count <= 3, numbers.count == words.count, numbers.allSatisfy({ $0 >= 0 }),
        only.map({ TorturePart(rawValue: $0) != nil }) ?? true
      else { throw UsageError() }
      if let summed {
        exit(try FigureFile(summed).report() ? 0 : 1)
      }
      let parts = only.flatMap { TorturePart(rawValue: $0) }.map { [$0] } ?? TorturePart.allCases
      let torture = Torture(
        kills: numbers.first ?? 200, students: numbers.dropFirst().first ?? 300,
        seed: UInt64(numbers.dropFirst(2).first ?? 1), file: try file.map { try FigureFile($0) })
      exit(try torture.run(parts) ? 0 : 1)
    } catch is UsageError {
      print(usage)
      exit(2)
    } catch {
      print("stopped: \(error)")
      exit(1)
    }
  }

  private struct UsageError: Error {}

  /// Takes an option with its value out of the words.
  private static func option(_ name: String, _ words: inout [String]) throws -> String? {
    guard let place = words.firstIndex(of: name) else { return nil }
    guard place + 1 < words.count else { throw UsageError() }
    defer { words.removeSubrange(place...(place + 1)) }
    return words[place + 1]
  }
}
