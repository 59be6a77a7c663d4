public import Equity

/// Counts of measures by place and student group, as CSV or JSON. Nothing is hidden: for people who may see small groups.
public struct MeasureValues: Sendable {
  /// One place and group, and its count in each of the measures.
  public struct Row: Sendable {
    public var scope: String
    public var scopeID: String
    public var scopeName: String
    public var family: String
    public var group: String
    public var counts: [Count]

    public init(scope: String, scopeID: String, scopeName: String, family: String, group: String, counts: [Count]) {
      (self.scope, self.scopeID, self.scopeName) = (scope, scopeID, scopeName)
      (self.family, self.group, self.counts) = (family, group, counts)
    }
  }

  public var schoolYear: String
  /// One grade level; nil for all.
  public var gradeLevel: Int?
  public var measures: [Measure]
  /// In the order of printing.
  public var rows: [Row]

  public init(schoolYear: String, gradeLevel: Int?, measures: [Measure], rows: [Row]) {
    (self.schoolYear, self.gradeLevel, self.measures, self.rows) = (schoolYear, gradeLevel, measures, rows)
  }

  /// One line per measure, place and group.
  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "measure", "school_year", "scope", "scope_id", "scope_name", "grade_level", "family", "student_group", "n", "x",
      "rate",
    ])
    for (place, measure) in measures.enumerated() {
      for row in rows {
        let count = row.counts[place]
        csv.word(measure.id)
        csv.word(schoolYear)
        csv.word(row.scope)
        csv.text(row.scopeID)
        csv.text(row.scopeName)
        csv.number(gradeLevel)
        csv.word(row.family)
        csv.text(row.group)
        csv.number(count.n)
        csv.number(count.x)
        csv.number(formatted: count.rate?.text)
        csv.endLine()
      }
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("school_year", schoolYear)
      json.field("grade_level", gradeLevel)
      json.key("cells")
      json.array { json in
        for (place, measure) in measures.enumerated() {
          for row in rows { write(row, row.counts[place], measure, &json) }
        }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }

  private func write(_ row: Row, _ count: Count, _ measure: Measure, _ json: inout JSONWriter) {
    json.object { json in
      json.field("measure", measure.id)
      json.field("scope", row.scope)
      json.field("scope_id", row.scopeID)
      json.field("scope_name", row.scopeName)
      json.field("family", row.family)
      json.field("student_group", row.group)
      json.field("n", count.n)
      json.field("x", count.x)
      json.key("rate")
      if let rate = count.rate { json.number(formatted: rate.text) } else { json.null() }
    }
  }
}
