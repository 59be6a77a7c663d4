import PolicyFiles
import Rules
import Store

/// Searches for the costliest transcript: random ones of 4 to 60 courses, then hill climbing from the worst of them.
///
/// What is measured is one student under UC or CSU, whichever takes longer, with reasons and certificate, the best of repeated runs.
/// Usage: CostliestTranscript [RANDOM] [CLIMBS] [STEPS] [SEED].
@main
struct CostliestTranscript {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    func argument(_ index: Int, _ usual: UInt64) -> UInt64 { index < numbers.count ? numbers[index] : usual }
    let library = try PolicyLibrary(Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) })
    var search = CostSearch(editions: library.editions, seed: argument(3, 1))
    search.run(random: Int(argument(0, 20_000)), climbs: Int(argument(1, 20)), steps: Int(argument(2, 400)))
  }
}
