import TestSupport
import Testing

@Suite("One district in the forms of file that districts have")
struct FormsTests {
  /// The verdicts of a night over a sample of 150 students, in which nothing was rejected.
  private func verdicts(_ form: String, _ more: [String] = []) throws -> String {
    let folder = try ScratchFolder()
    try sample(form, more, to: folder)
    _ = try runAgtrack(["inspect", folder.file(form)], environment: quietEnvironment).expecting(0)
    let place = try Place.empty()
    _ = try place.night(folder.file(form)).expecting(0)
    #expect(try Table(place.rejects()).rows.isEmpty, "\(form)")
    return try place.exports().verdicts
  }

  private func sample(_ form: String, _ more: [String], to folder: ScratchFolder) throws {
    _ = try runAgtrack(
      ["sample", "--students", "150", "--seed", "3", "--form", form, "--out", folder.file(form)] + more,
      environment: quietEnvironment
    ).expecting(0)
  }

  @Test("Written with what all forms can say, it gives the same verdicts byte for byte")
  func common() throws {
    let extract = try verdicts("canonical", ["--common"])
    #expect(try Table(extract).rows.count == 150 * 2 * 8)
    #expect(try verdicts("ccgi", ["--common"]) == extract)
    #expect(try verdicts("calpads", ["--common"]) == extract)
  }

  @Test("Written whole, verdicts differ only for students of whom the form cannot say everything")
  func whole() throws {
    let folder = try ScratchFolder()
    try sample("canonical", [], to: folder)
    let records = try Table(try folder.text("canonical/transcripts.csv")).named
    let halves = records.filter { $0["part"] != "" }.map { $0["student_id"] ?? "" }
    let extract = try verdicts("canonical")
    let upload = try differing(extract, try verdicts("ccgi"))
    #expect(!upload.isEmpty)
    #expect(upload.isSubset(of: Set(halves).union(repeated(records, with: []))))
    let state = try differing(extract, try verdicts("calpads"))
    #expect(state.isSubset(of: repeated(records, with: ["part"])))
  }

  /// Students with a different verdict anywhere.
  private func differing(_ one: String, _ other: String) throws -> Set<String> {
    let (left, right) = (try Table(one), try Table(other))
    #expect(left.rows.count == right.rows.count)
    return Set(zip(left.rows, right.rows).filter { $0 != $1 }.flatMap { [$0[0], $1[0]] })
  }

  /// Students with two records that only their keys tell apart.
  private func repeated(_ records: [[String: String]], with more: [String]) -> Set<String> {
    let columns = ["student_id", "school_id", "school_year", "term", "course_id", "mark"] + more
    var met: Set<[String]> = []
    return Set(
      records.filter { record in !met.insert(columns.map { record[$0] ?? "" }).inserted }.map { $0["student_id"] ?? "" }
    )
  }

  @Test("A form that nobody knows is a usage error")
  func unknown() throws {
    let folder = try ScratchFolder()
    let result = try runAgtrack(
      ["sample", "--students", "5", "--form", "sif", "--out", folder.file("x")], environment: quietEnvironment
    ).expecting(2)
    #expect(result.stderr.contains("canonical, ccgi and calpads"))
    #expect(folder.names.isEmpty)
  }
}
