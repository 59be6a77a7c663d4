import Glibc
import HostileInput

/// Reads damaged files without end or up to a number, and stops at the first that is not handled as it must be.
///
///     fuzz INPUTS [FIRST_SEED]
///
/// Every input has a seed of its own, which follows that of the input before. The seeds of a batch are printed before it
/// is read, and an input that stops the program stays in the folder that is printed first, under its seed.
@main struct Main {
  private static let batch: UInt64 = 10_000
  /// Seconds of processor time that one input may take, and of any time: on a busy machine they differ.
  private static let patience = (processor: 10, any: UInt32(900))
  /// Kilobytes that the program may hold at its peak.
  private static let memory = 700 << 10

  static func main() {
    let numbers = CommandLine.arguments.dropFirst().map { UInt64($0) }
    guard let fixtures = Fixtures(), let inputs = numbers.first ?? nil, !numbers.contains(nil) else {
      return stop("usage: fuzz INPUTS [FIRST_SEED]; to be run where the repository lies")
    }
    let first = numbers.count > 1 ? numbers[1] ?? 1 : 1
    var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/agtrack-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return stop("no folder for the inputs; set TMPDIR") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    print("inputs lie in \(folder) while they are read")
    var reading = HostileReading(fixtures, folder: folder)
    for seed in first..<first + inputs {
      if (seed - first) % batch == 0 {
        print("seeds \(seed) to \(min(seed + batch, first + inputs) - 1)")
        fflush(nil)
      }
      // What these signals do by default is to end the program, and the input stays.
      alarm(patience.any)
      var limit = itimerval()
      limit.it_value.tv_sec = patience.processor
      setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &limit, nil)
      if let failure = reading.failure(seed: seed) { stop("seed \(seed): \(failure)") }
      if peak > memory { stop("seed \(seed): \(peak) KB of memory at the peak") }
    }
    rmdir(folder)
    for (fixture, count) in reading.counts.sorted(by: { $0.key < $1.key }) {
      print(
        "\(fixture): \(count.read) read, \(count.refused) refused; \(count.rows) rows, \(count.rejected) of them rejected"
      )
    }
    print("\(reading.repeated) read twice in different pieces; peak memory \(peak / 1024) MB")
  }

  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  private static func stop(_ message: String) {
    print(message)
    exit(1)
  }
}
