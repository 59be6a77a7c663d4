import Equity
import Rules

/// The district equity summary for use inside the district: no disclosure control has been applied to it.
public struct InternalRelease {
  /// Stands on top of the page, in its printed footer and in the manifest.
  public static let marking =
    "INTERNAL - CONFIDENTIAL: disclosure control is not yet applied; do not publish"

  private let cells: ReleaseCells

  public init(_ input: ReleaseInput) { cells = ReleaseCells(input) }

  /// The files of the release: name and bytes. The same input gives the same bytes.
  public func files() -> [(name: String, bytes: [UInt8])] {
    let page = Array(ReleasePage(cells).html().utf8)
    let cellsFile = cellsCSV()
    let definitions = definitionsCSV()
    let listed = [("index.html", page.count), ("cells.csv", cellsFile.count), ("definitions.csv", definitions.count)]
    return [
      ("index.html", page), ("cells.csv", cellsFile), ("definitions.csv", definitions),
      ("manifest.json", manifest(listed)),
    ]
  }

  private func cellsCSV() -> [UInt8] {
    let input = cells.input
    var csv = CSVWriter(columns: [
      "measure", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "n", "rate", "gap",
      "needed", "hidden",
    ])
    for measure in input.measures {
      for place in cells.places {
        for family in input.families {
          for group in family.groups {
            let cell = cells.cell(measure.id, place.place, family.id, group.id)
            csv.text(measure.id)
            csv.word(input.schoolYear.code)
            csv.word(place.place.scope.rawValue)
            csv.text(place.place.id)
            csv.text(place.name)
            csv.text(family.id)
            csv.text(group.id)
            csv.number(cell.count.n)
            csv.number(formatted: cell.rate?.text)
            csv.number(formatted: cell.gap?.text)
            csv.number(cell.needed)
            csv.word("N")
            csv.endLine()
          }
        }
      }
    }
    return csv.take()
  }

  private func definitionsCSV() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "measure", "numerator", "denominator", "source", "comparable_with", "families_partition_all",
      "families_one_side_only",
    ])
    let partitions = cells.input.families.filter(\.partitionsAll).map(\.id).joined(separator: ";")
    let oneSided = cells.input.families.filter { !$0.partitionsAll }.map(\.id).joined(separator: ";")
    for measure in cells.input.measures {
      csv.text(measure.id)
      csv.text(measure.numerator)
      csv.text(measure.denominator)
      csv.text(measure.source)
      csv.text(measure.comparableWith.joined(separator: ";"))
      csv.text(partitions)
      csv.text(oneSided)
      csv.endLine()
    }
    return csv.take()
  }

  private func manifest(_ files: [(name: String, size: Int)]) -> [UInt8] {
    let input = cells.input
    var writer = JSONWriter()
    writer.object { json in
      json.field("kind", "internal")
      json.field("marking", InternalRelease.marking)
      json.key("disclosure_control")
      json.bool(false)
      json.field("run_id", Int(input.runID))
      json.field("as_of", input.asOf.code)
      json.field("school_year", input.schoolYear.code)
      json.field("program", input.program)
      json.key("editions")
      json.object { json in for edition in input.editions { json.field(edition.id, edition.sha256) } }
      json.key("districts")
      json.array(of: cells.places.filter { $0.place.scope == .district }.map(\.place.id)) { $0.string($1) }
      json.key("schools")
      json.array(of: cells.places.filter { $0.place.scope == .school }.map(\.place.id)) { $0.string($1) }
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
