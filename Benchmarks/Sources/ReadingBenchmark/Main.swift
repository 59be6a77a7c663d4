import Glibc
import Intake

/// Reads a folder as a night does, up to where PostgreSQL would receive it, and prints what that took.
///
///     ReadingBenchmark FOLDER [ROUNDS]
///
/// One line for each round: seconds, seconds of processor time, rows read, peak memory in MB so far.
@main struct Main {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let rounds = arguments.count > 2 ? Int(arguments[2]) : 1 else {
      print("usage: ReadingBenchmark FOLDER [ROUNDS]")
      exit(2)
    }
    for _ in 0..<rounds {
      let (start, used) = (seconds(), usage().processor)
      do throws(IntakeError) {
        let extract = try Extract.read(path: arguments[1], configuration: InputConfiguration())
        let rows = extract.files.reduce(0) { $0 + $1.rowsRead }
        let (wall, processor) = (seconds() - start, usage().processor - used)
        print("\(rounded(wall)) \(rounded(processor)) \(rows) \(usage().memory / 1024)")
      } catch {
        print("the folder cannot be read; agtrack inspect says why")
        exit(1)
      }
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func usage() -> (processor: Double, memory: Int) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss)
  }
}
