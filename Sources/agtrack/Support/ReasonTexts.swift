import Reports
import Rules
import Store

extension ReasonText {
  /// What a stored verdict says about itself; nil for one that was stored before reasons were.
  init?(_ verdict: VerdictRow, of student: StoredStudent, names: RecordNames) {
    guard let grounds = verdict.grounds else { return nil }
    let missing = PerArea { Int(verdict.required[Int($0.rawValue)] - verdict.earned[Int($0.rawValue)]) }
    let best = grounds.bestMissing
    let shortfalls = verdict.shortfalls.compactMap { row in
      Need(rawValue: row.need).map { Shortfall(need: $0, twelfths: Int(row.twelfths)) }
    }
    self.init(
      overall: Status(verdict.status), status: PerArea { Status(verdict.areaStatus[Int($0.rawValue)]) },
      missing: missing, bestMissing: best.count == 7 ? PerArea { Int(best[Int($0.rawValue)]) } : missing,
      shortfalls: shortfalls,
      reasons: grounds.reasons.map { row in
        let areas = SubjectAreas(rawValue: UInt8(clamping: row.areas))
        return Reason(
          areas: areas, twelfths: Int(row.twelfths), needs: shortfalls.filter { areas.has($0.need.area) })
      }, openRecords: SubjectArea.allCases.compactMap { OpenRecords(grounds.open, area: $0) }, isCut: grounds.isCut
    ) { names.name(Int16(clamping: $0), of: student) }
  }

  /// What the same courses could do instead, as sentences.
  static func alternatives(
    _ verdict: VerdictRow, _ area: SubjectArea, of student: StoredStudent, names: RecordNames
  ) -> [String] {
    let own = verdict.grounds?.otherUses.filter { $0.area == Int16(area.rawValue) } ?? []
    guard !own.isEmpty else { return [] }
    let records = own.filter { $0.kind == OtherUseRow.record }.map { names.name($0.value, of: student) }
    let costs = own.compactMap { row in
      SubjectArea(number: row.kind).map { AreaCost(area: $0, twelfths: Int(row.value)) }
    }
    return [AlternativeText.sentence(area, records: records, costs: costs)]
  }
}

extension OpenRecords {
  fileprivate init?(_ rows: [OpenRow], area: SubjectArea) {
    let own = rows.filter { $0.area == Int16(area.rawValue) }
    guard let first = own.first else { return nil }
    self.init(area: area, records: own.map { Int32($0.seq) }, least: Int(first.least))
  }
}
