import Rules
import Spreadsheets

/// The files that a release for inside and one for the public have alike.
struct ReleaseFiles {
  static let cellColumns = [
    "measure", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "n", "rate", "gap",
    "needed", "hidden",
  ]

  let printed: PrintedCells
  /// What stands on top of every page and sheet; nil for a public release.
  let marking: String?
  private var input: ReleaseInput { printed.cells.input }

  init(_ printed: PrintedCells, marking: String?) { (self.printed, self.marking) = (printed, marking) }

  /// - Parameter more: Files that only one of the two has.
  func all(
    page: [UInt8], more: [(name: String, bytes: [UInt8])] = []
  ) throws(SpreadsheetError) -> [(name: String, bytes: [UInt8])] {
    let files =
      [(name: "index.html", bytes: page)] + more + [
        (name: "cells.csv", bytes: printed.csv()),
        (name: "definitions.csv", bytes: definitionsCSV()), (name: "cases.csv", bytes: printed.casesCSV()),
        (name: "summary.xlsx", bytes: try ReleaseWorkbook(printed, marking: marking).bytes()),
        (name: "summary.json", bytes: ReleaseJSON(printed: printed, marking: marking).bytes()),
      ]
    return files + [(name: "manifest.json", bytes: manifest(files.map { ($0.name, $0.bytes.count) }))]
  }

  private func definitionsCSV() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "measure", "numerator", "denominator", "source", "comparable_with", "families_partition_all",
      "families_one_side_only", "as_of",
    ])
    let partitions = input.families.filter(\.partitionsAll).map(\.id).joined(separator: ";")
    let oneSided = input.families.filter { !$0.partitionsAll }.map(\.id).joined(separator: ";")
    for measure in input.measures {
      csv.text(measure.id)
      csv.text(measure.numerator)
      csv.text(measure.denominator)
      csv.text(measure.source)
      csv.text(measure.comparableWith.joined(separator: ";"))
      csv.text(partitions)
      csv.text(oneSided)
      csv.word(printed.days[measure.id]?.code ?? "")
      csv.endLine()
    }
    return csv.take()
  }

  private func manifest(_ files: [(name: String, size: Int)]) -> [UInt8] {
    let places = printed.cells.places
    var writer = JSONWriter()
    writer.object { json in
      json.field("kind", marking == nil ? "public" : "internal")
      if let marking { json.field("marking", marking) }
      json.key("disclosure_control")
      json.bool(marking == nil)
      json.field("run_id", Int(input.runID))
      json.field("as_of", input.asOf.code)
      json.field("school_year", input.schoolYear.code)
      json.field("program", input.program)
      json.key("editions")
      json.object { json in for edition in input.editions { json.field(edition.id, edition.sha256) } }
      json.key("districts")
      json.array(of: places.filter { $0.place.scope == .district }.map(\.place.id)) { $0.string($1) }
      json.key("schools")
      json.array(of: places.filter { $0.place.scope == .school }.map(\.place.id)) { $0.string($1) }
      json.key("measures")
      json.array(of: input.measures.map(\.id)) { $0.string($1) }
      json.key("families")
      json.array(of: input.families) { json, family in
        json.object { json in
          json.field("family", family.id)
          json.key("partitions_all")
          json.bool(family.partitionsAll)
          json.key("groups")
          json.array(of: family.groups.map(\.id)) { $0.string($1) }
        }
      }
      json.key("files")
      json.array(of: files) { json, file in
        json.object { json in
          json.field("file", file.name)
          json.field("bytes", file.size)
        }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}
