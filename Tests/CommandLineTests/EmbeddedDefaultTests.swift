import Foundation
import TestSupport
import Testing

@Suite("The private cluster that no database named leads to")
struct EmbeddedDefaultTests {
  private let quiet: [String: String?] = quietEnvironment.merging(["AGTRACK_HOME": nil, "HOME": nil]) { _, new in new }

  @Test("The first night makes it, the second uses it again, and db manages it", .timeLimit(.minutes(5)))
  func life() throws {
    let scratch = try ScratchFolder()
    func agtrack(_ arguments: [String]) throws -> ProgramResult {
      try runAgtrack(arguments, environment: quiet, folder: scratch.path)
    }
    defer { _ = try? agtrack(["db", "stop"]) }
    #expect(try agtrack(["db", "status"]).expecting(6).stdout.isEmpty == false)
    #expect(scratch.names.isEmpty)
    let first = try agtrack(["nightly", "--extract", ExtractFolder.stories(), "--as-of", "2027-03-15"]).expecting(0)
    #expect(first.stderr.contains("creating"))
    #expect(scratch.names == [".agtrack"])
    let second = try agtrack(["nightly", "--extract", ExtractFolder.stories(), "--as-of", "2027-03-15"]).expecting(0)
    #expect(!second.stderr.contains("creating"))
    #expect(second.stdout.contains("run 2 "))
    _ = try agtrack(["db", "status"]).expecting(0)
    #expect(try agtrack(["db", "stop"]).expecting(0).stdout == "stopped\n")
    _ = try agtrack(["db", "status"]).expecting(6)
    _ = try agtrack(["db", "start"]).expecting(0)
    #expect(try agtrack(["student", "0001"]).expecting(0).stdout.contains("Ada Plainfield"))
    _ = try agtrack(["db", "stop"]).expecting(0)
    // A command that needs it starts it.
    _ = try agtrack(["verdicts", "--out", scratch.file("v.csv")]).expecting(0)
    #expect(try scratch.text("v.csv") == Place.afterStories().exports().verdicts)
  }

  @Test("libpq's environment names the database as well as --database does, and no home is made")
  func environment() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    var environment = quiet
    for pair in place.database.conninfo.split(separator: " ") {
      let words = pair.split(separator: "=", maxSplits: 1).map(String.init)
      let names = ["host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"]
      if words.count == 2, let name = names[words[0]] {
        environment[name] = words[1].trimmingCharacters(in: ["'"])
      }
    }
    let result = try runAgtrack(["student", "0001"], environment: environment, folder: scratch.path)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(scratch.names.isEmpty)
  }
}
