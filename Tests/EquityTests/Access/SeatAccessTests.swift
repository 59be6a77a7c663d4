import Equity
import Testing

@Suite("Seats beside targets")
struct SeatAccessTests {
  @Test(
    "Seats are compared exactly, and what is not known is not zero",
    arguments: [
      (150, 200, 75, 150, 0, "0.75"), (149, 200, 75, 150, 1, "0.75"), (0, 201, 50, 101, 101, "0.00"),
      (60, 201, 25, 51, 0, "0.30"),
      (5, 0, 100, 0, 0, nil), (0, 0, 25, 0, 0, nil), (1, 3, 100, 3, 2, "0.33"),
    ] as [(Int, Int, Int, Int, Int, String?)])
  func seats(_ seats: Int, _ students: Int, _ target: Int, _ wanted: Int, _ missing: Int, _ share: String?) throws {
    let access = try #require(SeatAccess(seats: seats, students: students, target: target))
    #expect(access.wanted == wanted && access.missing == missing && access.share?.text(decimals: 2) == share)
  }

  @Test("Unknown seats stay unknown, impossible numbers are refused")
  func unknown() throws {
    let access = try #require(SeatAccess(seats: nil, students: 100, target: 50))
    #expect(access.missing == nil && access.share == nil && access.wanted == 50)
    #expect(
      SeatAccess(seats: -1, students: 1, target: 50) == nil && SeatAccess(seats: 1, students: -1, target: 50) == nil)
    #expect(SeatAccess(seats: 1, students: 1, target: -1) == nil)
  }
}
