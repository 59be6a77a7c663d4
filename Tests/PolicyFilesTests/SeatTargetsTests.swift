import PolicyFiles
import Rules
import Testing

@Suite("Targets for seats")
struct SeatTargetsTests {
  @Test("The program's own are the State Auditor's")
  func own() throws {
    let targets = try SeatTargets(PolicyFolder().text("seats.yaml"))
    #expect(SubjectArea.allCases.map { targets.percent[$0] } == [50, 100, 75, 50, 50, 25, 25])
  }

  @Test(
    "What cannot be meant is refused, with the line",
    arguments: [
      ("A: 50", "A: 0"), ("A: 50", "H: 50"), ("A: 50, ", ""), ("percent:", "percents:"), ("source:", "sources:"),
    ])
  func refused(_ old: String, _ new: String) throws {
    var folder = try PolicyFolder()
    folder.spoil("seats.yaml", old, new)
    #expect { try SeatTargets(folder.text("seats.yaml")) } throws: { "\($0)".hasPrefix("policies/seats.yaml") }
  }
}
