import Equity
import Glibc
import ReleaseAudit
import Reports
import Rules

/// Hides, writes and audits five releases of a large district, one school year after the other; the last holds all five.
///
/// Usage: ReleaseBenchmark [SCHOOLS [WORKERS [FOLDER]]]; FOLDER gets the page of the last release.
@main
struct ReleaseBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let schools = arguments.first.flatMap { Int($0) } ?? 150
    let workers = arguments.dropFirst().first.flatMap { Int($0) } ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let cores = Cores(count: workers)
    var district = InventedDistrict(schools: schools, seed: 1)
    var previous: [PublishedCells] = []
    var total = 0.0
    for fall: Int16 in 2022...2026 {
      guard let input = district.year(fall) else { return }
      var clock = Clock()
      let past = PastYears(previous.map(past), measures: input.measures.map(\.id), before: input.schoolYear)
      let release = try PublicRelease(
        input, DisclosurePolicy(), past: past, workers: cores, attack: attack)
      let hiding = clock.lap()
      let files = try release.files()
      let writing = clock.lap()
      func bytes(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
      let cells = try PublishedCells(cells: bytes("cells.csv"), definitions: bytes("definitions.csv"))
      let findings = ReleaseAudit.findings(cells, page: bytes("index.html"), previous: previous, workers: cores)
      let audit = clock.lap()
      // The tables of all years, and the files and the audit of the release that holds them all.
      total += hiding.wall + (fall == 2026 ? writing.wall + audit.wall : 0)
      print(
        "\(input.schoolYear.code): \(cells.cells.count) cells, \(cells.cells.count { $0.isHidden }) hidden, "
          + "\(findings.count) findings, page \(bytes("index.html").count / 1024) KiB")
      print("  hiding \(hiding), files \(writing), audit \(audit)")
      if fall == 2026, let folder = arguments.dropFirst(2).first, let file = fopen("\(folder)/index.html", "w") {
        _ = bytes("index.html").withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        fclose(file)
      }
      previous = [cells]
    }
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    print("hiding of five years, files and audit of the last: \(tenths(total)) s with \(workers) workers")
    print("most memory \(usage.ru_maxrss / 1024) MiB")
  }

  @Sendable static func attack(_ numbers: UnknownNumbers) -> [Int]? {
    var system = LinearSystem()
    for range in numbers.bounds { _ = system.add(range) }
    for equation in numbers.equations {
      let terms = equation.added.map { LinearSystem.Term($0) }
      system.require(terms + equation.subtracted.map { LinearSystem.Term($0, isAdded: false) }, sum: equation.sum)
    }
    return IntervalAttack.narrow(
      system, targets: numbers.targets, width: numbers.room, solution: numbers.truth)?.map(\.variable)
  }

  static func past(_ release: PublishedCells) -> [PastCell] {
    release.cells.map { cell in
      let printed = cell.printed
      return PastCell(
        measure: cell.measure, schoolYear: cell.schoolYear,
        place: cell.scope == "district" ? .district(cell.scopeID) : .school(cell.scopeID), placeName: cell.scopeName,
        family: cell.family, group: cell.group,
        row: PrintedRow(
          n: printed[0], rate: printed[1], gap: printed[2], needed: printed[3], isHidden: cell.isHidden))
    }
  }
}

func tenths(_ seconds: Double) -> String { "\(Int(seconds * 10) / 10).\(Int(seconds * 10) % 10)" }

/// Seconds on the clock and of the processor since the last lap.
struct Clock {
  struct Lap: CustomStringConvertible {
    let wall: Double
    let processor: Double
    var description: String { "\(tenths(wall)) s (\(tenths(processor)) s of a core)" }
  }

  private var wall = Clock.seconds(CLOCK_MONOTONIC)
  private var processor = Clock.seconds(CLOCK_PROCESS_CPUTIME_ID)

  mutating func lap() -> Lap {
    let (now, used) = (Clock.seconds(CLOCK_MONOTONIC), Clock.seconds(CLOCK_PROCESS_CPUTIME_ID))
    defer { (wall, processor) = (now, used) }
    return Lap(wall: now - wall, processor: used - processor)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
