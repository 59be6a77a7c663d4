import Equity
import Intake
import Postgres
import Reports
import Rules
import Store

/// What a funnel is about.
struct FunnelWay {
  /// 1 to 7 for A to G, 0 for AP.
  let number: Int
  let name: String
  /// Of AP, one exam code; nil for all.
  let exam: Int?

  init?(_ text: String, exam: Int? = nil) {
    let text = text.uppercased()
    guard exam == nil || text == "AP" && (1...99).contains(exam ?? 0) else { return nil }
    self.exam = exam
    name = exam.map { "AP\(ExamCode.text($0))" } ?? text
    if text == "AP" {
      number = 0
    } else if let area = SubjectArea(letter: text) {
      number = Int(area.rawValue) + 1
    } else {
      return nil
    }
  }

  var stages: [String] {
    number == 0
      ? ["offered", "ready", "enrolled", "examined", "scored_3"]
      : ["offered", "enrolled", "passed", "continued", "completed"]
  }
}

/// Puts the funnels of schools and groups beside those of all others.
struct FunnelBuilder {
  private struct Group: Hashable {
    var family: String
    var name: String
  }

  private let way: FunnelWay
  private let schoolYear: String
  private let isOneSchool: Bool
  private var names: [String: String] = [:]
  /// By school: the district, and the funnel of each group.
  private var districts: [String: String] = [:]
  private var funnels: [String: [Group: AccessFunnel]] = [:]

  /// - Parameter school: school_id or name; nil for all.
  init(_ session: borrowing Session, run: PublishedRun, way: FunnelWay, school: String?) throws {
    self.way = way
    schoolYear = SchoolYear(fall: run.schoolYear).code
    isOneSchool = school != nil
    let schools = try SharedTables.schools(session.connection)
    for row in schools {
      names[row.schoolID] = row.name
      if let district = row.districtID { names[district] = row.districtName ?? district }
    }
    let place = try school.map { try SchoolNames.id(of: $0, among: schools) }
    var isReached = false
    try MeasureCounts.funnels(session.connection, run: run.id, way: way.number, exam: way.exam, school: place) {
      found in
      guard let funnel = AccessFunnel(found.reached) else {
        throw Failure(.environment, "the database counts more students at a stage than at the one before")
      }
      isReached = isReached || found.reached.dropFirst().contains { $0 > 0 }
      districts[found.schoolID] = found.districtID
      funnels[found.schoolID, default: [:]][Group(family: found.family, name: found.studentGroup)] = funnel
    }
    // That nobody took a subject which does not exist is no zero.
    if let exam = way.exam, !isReached, !APExams.isKnown(ExamCode.text(exam)) {
      throw Failure(
        .notFound, "the College Board has no AP exam \(ExamCode.text(exam)), and nobody here took one of that code")
    }
  }

  /// - Throws: `Failure` (exit 6) where there is no such family or group.
  func report(family: String?, group: String?) throws -> (report: FunnelReport, count: Int) {
    let everybody = Group(family: "all", name: "all")
    let groups = Set(funnels.values.flatMap(\.keys)).filter {
      $0 != everybody && family.map([$0.family].contains) ?? true && group.map([$0.name].contains) ?? true
    }.sorted { ($0.family, $0.name) < ($1.family, $1.name) }
    guard !groups.isEmpty else {
      throw Failure(.notFound, "no senior is in such a group there, or the run is older than the program: run a night")
    }
    let schools = funnels.keys.sorted()
    var places: [(scope: String, id: String, schools: [String])] = []
    if !isOneSchool {
      for district in Set(districts.values).sorted() {
        places.append(("district", district, schools.filter { districts[$0] == district }))
      }
    }
    places += schools.map { ("school", $0, [$0]) }
    var rows: [FunnelReport.Row] = []
    var pairs: [[SchoolFunnels]] = []
    for place in places {
      for group in groups {
        let own = place.schools.compactMap { school in pair(school, group, everybody) }
        if own.allSatisfy({ $0.group.students == 0 }) { continue }
        rows.append(
          FunnelReport.Row(
            scope: place.scope, scopeID: place.id, scopeName: names[place.id] ?? place.id, family: group.family,
            group: group.name))
        pairs.append(own)
      }
    }
    let report = FunnelReport(
      area: way.name, schoolYear: schoolYear, stages: way.stages, rows: rows, table: AccessTable(pairs))
    return (report, rows.count)
  }

  private func pair(_ school: String, _ group: Group, _ everybody: Group) -> SchoolFunnels? {
    guard let all = funnels[school]?[everybody] else { return nil }
    let own = funnels[school]?[group] ?? AccessFunnel([Int](repeating: 0, count: all.reached.count))
    guard let own, let others = all.others(without: own) else { return nil }
    return SchoolFunnels(group: own, others: others)
  }
}
