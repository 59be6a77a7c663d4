import Foundation
import TestSupport
import Testing

@Suite("Gaps of anybody's table of counts")
struct GapsTests {
  private func gaps(_ text: String, _ arguments: [String] = []) throws -> ProgramResult {
    let scratch = try ScratchFolder()
    try scratch.write(text, to: "counts.csv")
    return try runAgtrack(["gaps", "--counts", scratch.file("counts.csv")] + arguments, environment: quietEnvironment)
  }

  @Test("a line per row in its order, with exact needs and the shortest numbers; nothing of a database is asked")
  func lines() throws {
    let result = try gaps("x,group,n,more,cohort\n30,A,100,?,\n60,\"B, or C\",100,?,\n0,D,0,?,\n").expecting(0)
    let lines = result.stdout.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0]
        == "cohort,group,n,x,rate,reference,reference_rate,gap,moe,flagged,needed,needed_parity,pi,index80,risk_ratio,ci_low,ci_high,p_adjusted"
    )
    #expect(lines[1].hasPrefix(",A,100,30,0.3,others,0.6,-0.3,0.098,Y,21,30,0.6666666666666666,0.5,0.5,-0.42"))
    #expect(lines[2].hasPrefix(",\"B, or C\",100,60,0.6,others,0.3,0.3,0.098,N,0,0,1.3333333333333333,1.0,2.0,0.16"))
    #expect(lines[3] == ",D,0,0,,others,0.45,,,N,,,,,,,,")
    #expect(result.stderr.isEmpty)
  }

  @Test("JSON says the same, null for what is undefined")
  func json() throws {
    let text = "cohort,group,n,x\n2024,A,40,10\n2024,B,60,30\n2025,A,9,9\n"
    let csv = try gaps(text, ["--reference", "overall"]).expecting(0).stdout
    let json = try gaps(text, ["--reference", "overall", "--json"]).expecting(0).output
    let parsed = try JSONSerialization.jsonObject(with: Data(json))
    let rows = try #require(parsed as? [[String: Any]])
    let lines = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.count == 3)
    for (row, line) in zip(rows, lines.dropFirst()) {
      for (name, value) in zip(lines[0], line) {
        switch row[String(name)] {
        case is NSNull: #expect(value.isEmpty)
        // Foundation's reader of JSON may be a last digit off.
        case let number as NSNumber: #expect(abs((Double(value) ?? .nan) - number.doubleValue) < 1e-14)
        case let text as String: #expect(text == value)
        default: Issue.record("\(name) is missing")
        }
      }
    }
  }

  @Test(
    "what cannot be used is refused with line and column",
    arguments: [
      ("cohort,group,n,x\n,A,3,4\n", ":2 column x:"), ("cohort,group,n,x\n,A,-3,0\n", ":2 column n:"),
      ("cohort,group,n,x\n,A,3.0,1\n", ":2 column n:"), ("cohort,group,n,x\n,A,30,*\n", ":2 column x:"),
      ("cohort,group,n,x\n,A,3,1\n\n,A,3,1\n", ":4 column group:"), ("cohort,group,n\n,A,3\n", ":1 column x:"),
      ("cohort,group,n,x,N\n,A,3,1,4\n", ":1 column n:"), ("cohort,group,n,x\n,,3,1\n", ":2 column group:"),
      ("cohort,group,n,x\n,A,3\n", ":2:"), ("cohort,group,n,x\n,A,9007199254740992,1\n,B,1,1\n", ":3 column n:"),
      ("cohort,group,n,x\n,A,99999999999999999999,1\n", ":2 column n:"), ("", ":1:"), ("\u{FF}\n", ":1"),
      ("cohort,group,n,x\n,\"A,3,1\n", ":2:"),
    ])
  func refused(text: String, place: String) throws {
    let result = try gaps(text).expecting(3)
    #expect(result.stderr.contains("counts.csv\(place)"), "\(result.stderr)")
    #expect(result.output.isEmpty)
  }

  @Test("usage, a group that is nowhere, a file that is not there")
  func exits() throws {
    let text = "cohort,group,n,x\n,A,30,4\n,B,30,5\n"
    for number in ["1.5", "2", "1e3", "0.1234567890123456789"] {
      _ = try gaps(text, ["--reference", number]).expecting(2)
    }
    _ = try gaps(text, ["--reference=-0.5"]).expecting(2)
    _ = try gaps(text, ["--min-moe", "x"]).expecting(2)
    _ = try gaps(text, ["--min-moe", "1.01"]).expecting(2)
    _ = try gaps(text, ["--reference", "C"]).expecting(6)
    _ = try gaps(text, ["--reference", "B", "--min-moe", "0"]).expecting(0)
    _ = try runAgtrack(["gaps", "--counts", "/nowhere/counts.csv"], environment: quietEnvironment).expecting(3)
    _ = try runAgtrack(["gaps"], environment: quietEnvironment).expecting(2)
  }
}
