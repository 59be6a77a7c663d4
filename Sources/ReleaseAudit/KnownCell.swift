/// A number that readers know from elsewhere, of a measure, place and group of a release: what the state publishes, for one.
public struct KnownCell: Sendable {
  public let measure: String
  public let schoolYear: String
  public let scope: String
  public let scopeID: String
  public let family: String
  /// Of a family of which a release prints one side, `N` is the other.
  public let group: String
  public var students: Int
  /// Those of them with the outcome; nil where that is not known.
  public var outcome: Int?

  static let otherSide = "N"

  /// - Parameter bytes: The text of a file with the columns `measure,school_year,scope,scope_id,family,student_group,n,x`. Rows whose n is
  ///   `*` or empty tell nothing and are left out, as is such an x.
  public static func read(_ bytes: [UInt8], file: String) throws(UnreadableRelease) -> [KnownCell] {
    let columns = ["measure", "school_year", "scope", "scope_id", "family", "student_group", "n", "x"]
    var table = try CSVText(bytes, file: file, columns: columns)
    var (cells, seen): ([KnownCell], Set<[String]>) = ([], [])
    while let row = try table.next() {
      func fault(_ column: Int?, _ message: String) -> UnreadableRelease {
        UnreadableRelease(file: file, line: row.line, column: column.map { columns[$0] } ?? "", message: message)
      }
      let fields = row.fields
      func count(_ column: Int) throws(UnreadableRelease) -> Int? {
        if ["", "*"].contains(fields[column]) { return nil }
        guard let count = Int(fields[column]), (0...LinearSystem.most).contains(count) else {
          throw fault(column, "is neither a count nor *")
        }
        return count
      }
      guard ["district", "school"].contains(fields[2]) else { throw fault(2, "is neither district nor school") }
      guard seen.insert(Array(fields[0...5])).inserted else { throw fault(nil, "the cell stands here twice") }
      let (students, outcome) = (try count(6), try count(7))
      guard let students else {
        if outcome != nil { throw fault(6, "is missing beside an x") }
        continue
      }
      if let outcome, outcome > students { throw fault(7, "is more than n") }
      cells.append(
        KnownCell(
          measure: fields[0], schoolYear: fields[1], scope: fields[2], scopeID: fields[3], family: fields[4],
          group: fields[5], students: students, outcome: outcome))
    }
    return cells
  }

  /// As in the page: `measure|school_year|scope|scope_id|family|student_group`.
  public var name: String { [measure, schoolYear, scope, scopeID, family, group].joined(separator: "|") }
}
