import Glibc
import Intake
import Night
import PolicyFiles
import Rules
import SampleData
import Store

/// What the night's counsel costs: verdicts, plans and last starts of a sample district's students, and what they came to.
///
/// Usage: PlanBenchmark FOLDER [STUDENTS], FOLDER for the sample district. Time is what the thread got of a core.
@main
struct PlanBenchmark {
  /// What planning came to for the students of one grade.
  struct Tally {
    var outcomes: [String: Int] = [:]
    var proven = 0
    var semesters = 0
    var college = 0
    var summer = 0
    var seconds = 0.0
  }

  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "benchmark-district"
    let students = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1500
    try SampleDistrict(students: students, seed: 1, dirt: 0).write(to: folder)
    let extract = try Extract.read(path: folder, configuration: InputConfiguration())
    let files = try Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) }
    let library = try PolicyLibrary(files)
    guard let pace = files.first(where: { $0.0 == PaceFile.path }) else {
      return print("\(PaceFile.path) is not in the program")
    }
    let table = try PaceFile(pace.1).standard
    guard let asOf = CalendarDay(year: 2027, month: 3, day: 15) else { return }
    let catalogue = CourseCatalogue(extract)
    let offered = OfferCatalogue(extract, catalogue: catalogue, year: asOf.schoolYear)
    var offers: [Int: SchoolOffers] = [:]
    for index in extract.schools.indices { offers[index] = offered.offers(at: extract.schools[index].schoolID) }

    var evaluator = Evaluator()
    var counselor = Counselor(table: table)
    var tallies = Array(repeating: Tally(), count: 13)
    var verdictSeconds = 0.0
    for index in 0..<extract.bucketCount {
      let bucket = try extract.bucket(index)
      for place in bucket.students {
        let row = extract.students[place]
        guard row.enrollment == .enrolled, (9...12).contains(row.gradeLevel) else { continue }
        let transcript = transcript(extract, bucket, place, catalogue)
        let year = asOf.schoolYear
        let entry = StudentYears.entry(stated: row.entryYear, gradeLevel: row.gradeLevel, current: year)
        let graduation = StudentYears.graduation(
          stated: row.graduationYear, entry: entry, gradeLevel: row.gradeLevel, current: year)
        let policies = System.allCases.map { library.editions.edition($0, entering: Int(graduation)) }
        let start = processorSeconds()
        let verdicts = evaluator.evaluate(transcript, under: policies, asOf: asOf)
        let middle = processorSeconds()
        let advice = counselor.advice(
          Counselor.Question(
            transcript: transcript,
            standings: zip(policies, verdicts).map {
              Counselor.Standing(policy: $0, earned: $1.earned, inProgress: $1.inProgress, status: $1.overall)
            }, asOf: asOf, gradeLevel: row.gradeLevel, graduationYear: Int(graduation)),
          offers: offers[row.schoolIndex] ?? SchoolOffers([]))
        verdictSeconds += middle - start
        tallies[row.gradeLevel].add(advice.together, processorSeconds() - middle)
      }
    }
    for grade in 9...12 { print("grade \(grade): \(tallies[grade].text)") }
    let planSeconds = tallies.reduce(0) { $0 + $1.seconds }
    print("verdicts \(rounded(verdictSeconds)) s, plans \(rounded(planSeconds)) s of one core's time")
  }

  static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// What this thread has used of a core so far.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func transcript(
    _ extract: Extract, _ bucket: TranscriptBucket, _ student: Int, _ catalogue: CourseCatalogue
  ) -> Transcript {
    var transcript = Transcript()
    for (offset, row) in bucket.rows(of: student).enumerated() {
      let code = extract.courseCodes[Int(row.courseCode)]
      let school = extract.schools[code.schoolIndex].schoolID
      transcript.records.append(
        TranscriptRecord(
          sequence: Int32(offset + 1), year: row.schoolYear, term: row.term, gradeLevel: row.gradeLevel,
          mark: row.mark, creditsAttempted: row.creditsAttempted ?? -1, part: row.part,
          isCollege: catalogue.isCollege(school),
          listing: catalogue.listing(catalogue.number(school: school, course: code.courseID), in: row.schoolYear)
            .listing))
    }
    return transcript
  }
}

extension PlanBenchmark.Tally {
  mutating func add(_ outcome: PlanOutcome, _ seconds: Double) {
    outcomes[outcome.code, default: 0] += 1
    self.seconds += seconds
    guard case .plan(let plan) = outcome else { return }
    proven += plan.isProven ? 1 : 0
    semesters += plan.semesters
    college += plan.collegeCourses
    summer += plan.summerCourses
  }

  var text: String {
    let counts = ["none_needed", "plan", "none", "undecided"].map { "\($0) \(outcomes[$0] ?? 0)" }
    return counts.joined(separator: ", ")
      + "; \(proven) proved, \(semesters) semesters, \(summer) in summer, \(college) at a college, "
      + "\(PlanBenchmark.rounded(seconds)) s"
  }
}
