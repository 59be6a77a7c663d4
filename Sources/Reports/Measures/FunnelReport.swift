public import Equity

/// Access funnels of groups at places, as CSV or JSON. Nothing is hidden: for people who may see small groups.
public struct FunnelReport: Sendable {
  public struct Row: Sendable {
    public var scope: String
    public var scopeID: String
    public var scopeName: String
    public var family: String
    public var group: String

    public init(scope: String, scopeID: String, scopeName: String, family: String, group: String) {
      (self.scope, self.scopeID, self.scopeName) = (scope, scopeID, scopeName)
      (self.family, self.group) = (family, group)
    }
  }

  private let area: String
  private let schoolYear: String
  /// Names of the stages, without the first, which is everybody.
  private let stages: [String]
  private let rows: [Row]
  private let table: AccessTable

  /// - Parameter table: a line for each row.
  public init(area: String, schoolYear: String, stages: [String], rows: [Row], table: AccessTable) {
    (self.area, self.schoolYear, self.stages) = (area, schoolYear, stages)
    (self.rows, self.table) = (rows, table)
  }

  private static let decimals = 6

  /// One line per place, group and stage; the line of the stage `all` is about the outcome.
  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "area", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "stage", "n", "x", "rate",
      "others_rate", "gap", "p_adjusted", "judgement", "between", "within", "unsplit", "needed_parity",
    ])
    for (row, line) in zip(rows, table.lines) {
      let parts = line.decomposed()
      func begin(_ stage: String, _ n: Int, _ x: Int) {
        csv.word(area)
        csv.word(schoolYear)
        csv.word(row.scope)
        csv.text(row.scopeID)
        csv.text(row.scopeName)
        csv.word(row.family)
        csv.text(row.group)
        csv.word(stage)
        csv.number(n)
        csv.number(x)
      }
      func end(_ values: [Rational?], _ p: Double?, _ judgement: AccessJudgement, _ parts: [Rational?], _ needed: Int?)
      {
        for value in values { csv.number(formatted: value?.text(decimals: FunnelReport.decimals)) }
        csv.number(formatted: p.map { "\($0)" })
        csv.word(judgement.rawValue)
        for value in parts { csv.number(formatted: value?.text(decimals: FunnelReport.decimals)) }
        csv.number(needed)
        csv.endLine()
      }
      let (own, theirs) = (line.group, line.others)
      begin("all", own.students, own.reached.last ?? 0)
      end(
        [own.rate, theirs.rate, parts?.gap], line.adjustedP, line.judgement, [nil, nil, nil], line.neededForParity)
      for (place, stage) in line.stages.enumerated() {
        let part = parts?.parts[place]
        begin(stages[place], stage.group.n, stage.group.x)
        end(
          [Rational(stage.group.x, stage.group.n), Rational(stage.others.x, stage.others.n), part?.whole],
          stage.adjustedP, stage.judgement, [part?.between, part?.within, part?.unsplit], nil)
      }
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("area", area)
      json.field("school_year", schoolYear)
      json.key("rows")
      json.array { json in
        for (row, line) in zip(rows, table.lines) { json.object { write(row, line, &$0) } }
      }
    }
    return json.document + [UInt8(ascii: "\n")]
  }

  private func write(_ row: Row, _ line: AccessLine, _ json: inout JSONWriter) {
    let parts = line.decomposed()
    json.field("scope", row.scope)
    json.field("scope_id", row.scopeID)
    json.field("scope_name", row.scopeName)
    json.field("family", row.family)
    json.field("student_group", row.group)
    json.field("students", line.group.students)
    FunnelReport.write(["rate": line.group.rate, "others_rate": line.others.rate, "gap": parts?.gap], &json)
    FunnelReport.write(p: line.adjustedP, &json)
    json.field("judgement", line.judgement.rawValue)
    json.field("needed_parity", line.neededForParity)
    json.key("stages")
    json.array { json in
      for (place, stage) in line.stages.enumerated() {
        json.object { json in
          json.field("stage", stages[place])
          json.field("n", stage.group.n)
          json.field("x", stage.group.x)
          json.field("others_n", stage.others.n)
          json.field("others_x", stage.others.x)
          FunnelReport.write(p: stage.adjustedP, &json)
          json.field("judgement", stage.judgement.rawValue)
          let part = parts?.parts[place]
          FunnelReport.write(
            ["part": part?.whole, "between": part?.between, "within": part?.within, "unsplit": part?.unsplit], &json)
        }
      }
    }
  }

  private static func write(_ values: KeyValuePairs<String, Rational?>, _ json: inout JSONWriter) {
    for (name, value) in values {
      json.key(name)
      if let value { json.number(formatted: value.text(decimals: decimals)) } else { json.null() }
    }
  }

  private static func write(p: Double?, _ json: inout JSONWriter) {
    json.key("p_adjusted")
    if let p { json.number(formatted: "\(p)") } else { json.null() }
  }
}
