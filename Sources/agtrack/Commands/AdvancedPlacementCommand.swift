import ArgumentParser
import Reports
import Rules
import Store

struct AdvancedPlacementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ap", abstract: "The five measures of AP in each subject, by place and student group.",
    discussion: """
      Examples:
        agtrack ap --family race_ethnicity
        agtrack ap --exam 66 --school 99900010100001 --json

      Seniors of the published run who took the course, completed every semester of it with C or better, took the exam, scored 3
      or more; and exams with 3 or more of all exams. A subject is an AP exam code; empty where a course list names none.
      Nothing is hidden: for people who may see small groups. agtrack funnel --area AP --exam shows where access is lost.
      """)

  @Option(help: "Only this exam, by its code (66 is Calculus AB).") var exam: Int?
  @Option(help: "Only this school: school_id or name. Default: each district, then each school.") var school: String?
  @Option(help: "Only groups of this family: all, race_ethnicity, english_status, ...") var family: String?
  @Option(name: .customLong("as-of"), help: "As it stood on this day, out of the history.") var day: DayArgument?
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let exam, !(1...99).contains(exam) { throw ValidationError("--exam is an AP exam code from 1 to 99") }
  }

  func run() throws {
    let output = try Output(options.out)
    let listing = try EquityLookUp.listing(database, command: "ap", purpose: options.purpose, day: day) {
      session, run in
      try subjects(session, run)
    }
    try EquityLookUp.write(listing, json: options.json, to: output)
  }

  private func subjects(_ session: borrowing Session, _ run: PublishedRun) throws -> RowListing {
    let places = try EquityPlaces(session, school: school)
    var districts: [String: String] = [:]
    /// By school, group and subject; the subject -1 holds the seniors.
    var counts: [String: [GroupName: [Int: [Int]]]] = [:]
    try EquityCounts.subjects(session.connection, run: run.id, school: places.wanted) { found in
      districts[found.schoolID] = found.districtID
      if let family, found.family != family { return }
      counts[found.schoolID, default: [:]][
        GroupName(family: found.family, name: found.studentGroup), default: [:]][found.subject] = found.amounts
    }
    let year = SchoolYear(fall: run.schoolYear).code
    var listing = RowListing(
      columns: [
        "exam", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "seniors", "enrolled",
        "completed", "examined", "scored_3", "exams", "exams_scored_3",
      ], head: [("school_year", .word(year))])
    for place in places.list(districts) {
      let own = place.schools.compactMap { counts[$0] }
      let groups = Set(own.flatMap(\.keys)).sorted()
      // A subject that nobody of a group took stands with 0: that is what a gap looks like.
      let subjects = Set(own.flatMap { $0.values.flatMap(\.keys) }).filter {
        $0 >= 0 && exam.map([$0].contains) ?? true
      }
      for subject in subjects.sorted() {
        for group in groups {
          func sum(_ subject: Int, _ amount: Int) -> Int {
            own.reduce(0) { $0 + ($1[group]?[subject]?[amount] ?? 0) }
          }
          listing.add(
            [
              .text(ExamCode.text(subject)), .word(year), .word(place.scope), .text(place.id), .text(place.name),
              .word(group.family), .text(group.name), .number(sum(-1, 0)),
            ] + (1...6).map { .number(sum(subject, $0)) })
        }
      }
    }
    if listing.count == 0 { throw Failure(.notFound, "no senior took such an AP course or exam there") }
    return listing
  }
}
