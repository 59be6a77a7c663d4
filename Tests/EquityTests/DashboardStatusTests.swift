import Equity
import Testing

@Suite("The five statuses of the dashboard")
struct DashboardStatusTests {
  /// Figure 3 of the dashboard of 2010 in tenths: actual, target, the year before.
  @Test(
    "the rows of the dashboard of 2010",
    arguments: [
      (580, 700, 583, DashboardStatus.flat), (540, 600, 483, .improving), (510, 650, 590, .flat),
      (380, 500, 250, .improving),
      (101, 100, 101, .exceeds), (583, 500, nil, .exceeds), (483, 500, 403, .improving), (250, 500, 260, .flat),
    ] as [(Int, Int, Int?, DashboardStatus)])
  func vectors(actual: Int, target: Int, prior: Int?, status: DashboardStatus) {
    #expect(DashboardStatus(actual: actual, target: target, prior: prior) == status)
  }

  @Test("a band takes what is near the target for meeting it, on either side; a change within the tolerance is none")
  func bands() {
    let near = DashboardStatus.Yardstick(band: 1)
    #expect(DashboardStatus(actual: 101, target: 100, prior: 101, near) == .meets)
    #expect(DashboardStatus(actual: 99, target: 100, prior: nil, near) == .meets)
    #expect(DashboardStatus(actual: 102, target: 100, prior: nil, near) == .exceeds)
    #expect(DashboardStatus(actual: 98, target: 100, prior: 92, near) == .improving)
    #expect(DashboardStatus(actual: 100, target: 100, prior: nil) == .meets)
    #expect(DashboardStatus(actual: 45, target: 100, prior: 40) == .flat)
    #expect(DashboardStatus(actual: 46, target: 100, prior: 40) == .improving)
  }

  @Test("without an actual or a target there is nothing to say; without a year before there is no improvement")
  func missing() {
    #expect(DashboardStatus(actual: nil, target: 500, prior: 400) == .notAvailable)
    #expect(DashboardStatus(actual: 500, target: nil, prior: 400) == .notAvailable)
    #expect(DashboardStatus(actual: 400, target: 500, prior: nil) == .flat)
  }

  @Test("every value has a status, better values never a worse one, and lower-is-better is the mirror image")
  func total() throws {
    let order: [DashboardStatus] = [.flat, .improving, .meets, .exceeds]
    for band in [0, 3] {
      let (higher, lower) = (
        DashboardStatus.Yardstick(band: band), DashboardStatus.Yardstick(isHigherBetter: false, band: band)
      )
      for target in stride(from: 0, through: 1000, by: 50) {
        for prior in [nil] + stride(from: 0, through: 1000, by: 100).map({ Optional($0) }) {
          var last = 0
          for actual in 0...1000 {
            let status = DashboardStatus(actual: actual, target: target, prior: prior, higher)
            let place = try #require(order.firstIndex(of: status))
            if place < last { Issue.record("\(actual) against \(target) after \(String(describing: prior))") }
            last = place
            let mirror = DashboardStatus(
              actual: 1000 - actual, target: 1000 - target, prior: prior.map { 1000 - $0 }, lower)
            if mirror != status { Issue.record("mirror of \(actual) against \(target)") }
          }
        }
      }
    }
    #expect(
      Set(DashboardStatus.allCases.map(\.symbol)).count == 5 && Set(DashboardStatus.allCases.map(\.words)).count == 5)
  }
}
