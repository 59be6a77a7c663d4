import Reports
import Rules
import Testing

extension ReleaseInput {
  /// The files of the internal release by name.
  func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for file in try InternalRelease(self).files() where file.name != "summary.xlsx" {
      files[file.name] = String(decoding: file.bytes, as: UTF8.self)
    }
    return files
  }

  func file(_ name: String) throws -> String { try #require(try files()[name]) }

  /// One district with one school and nobody in it.
  static func small() throws -> ReleaseInput {
    ReleaseInput(
      districts: [ReleaseDistrict(id: "D1", name: "First Unified")],
      schools: [ReleaseSchool(id: "S1", name: "First High", districtID: "D1", kind: .high)],
      schoolYear: SchoolYear(fall: 2025), asOf: try #require(CalendarDay(code: "2026-03-02")), runID: "1",
      editions: [ReleaseEdition(id: "uc-2022", sha256: "00")], program: "agtrack test", counts: [:], seniors: [:])
  }
}
