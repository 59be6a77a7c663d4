public import Equity

/// Seats of each school and area beside the targets, as CSV or JSON.
public struct SeatReport: Sendable {
  public struct Row: Sendable {
    public var schoolID: String
    public var schoolName: String
    public var area: String
    public var courses: Int
    public var coursesWithoutSeats: Int
    /// nil for a term: sections are of the school year.
    public var sections: Int?
    public var access: SeatAccess

    public init(
      schoolID: String, schoolName: String, area: String, courses: Int, coursesWithoutSeats: Int, sections: Int?,
      access: SeatAccess
    ) {
      (self.schoolID, self.schoolName, self.area, self.courses) = (schoolID, schoolName, area, courses)
      (self.coursesWithoutSeats, self.sections, self.access) = (coursesWithoutSeats, sections, access)
    }
  }

  private let schoolYear: String
  /// `S1`; nil for the school year.
  private let term: String?
  private let rows: [Row]

  public init(schoolYear: String, term: String?, rows: [Row]) {
    (self.schoolYear, self.term, self.rows) = (schoolYear, term, rows)
  }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "school_year", "school_id", "school_name", "area", "courses", "courses_without_seats", "sections", "seats",
      "students",
      "share", "target_percent", "seats_wanted", "seats_missing", "term",
    ])
    for row in rows {
      csv.word(schoolYear)
      csv.text(row.schoolID)
      csv.text(row.schoolName)
      csv.word(row.area)
      csv.number(row.courses)
      csv.number(row.coursesWithoutSeats)
      csv.number(row.sections)
      csv.number(row.access.seats)
      csv.number(row.access.students)
      csv.number(formatted: row.access.share?.text(decimals: 2))
      csv.number(row.access.target)
      csv.number(row.access.wanted)
      csv.number(row.access.missing)
      csv.word(term ?? "")
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("school_year", schoolYear)
      json.field("term", term)
      json.key("rows")
      json.array(of: rows) { json, row in
        json.object { json in
          json.field("school_id", row.schoolID)
          json.field("school_name", row.schoolName)
          json.field("area", row.area)
          json.field("courses", row.courses)
          json.field("courses_without_seats", row.coursesWithoutSeats)
          json.field("sections", row.sections)
          json.field("seats", row.access.seats)
          json.field("students", row.access.students)
          json.key("share")
          if let share = row.access.share { json.number(formatted: share.text(decimals: 2)) } else { json.null() }
          json.field("target_percent", row.access.target)
          json.field("seats_wanted", row.access.wanted)
          json.field("seats_missing", row.access.missing)
        }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }
}
