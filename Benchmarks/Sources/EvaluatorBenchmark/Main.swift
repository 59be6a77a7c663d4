import Glibc
import Intake
import Night
import PolicyFiles
import Rules
import SampleData
import Store

/// Evaluations with reasons per second on one core, over the transcripts of a sample district.
///
/// An evaluation is one student under one system: what counts now, what would count if running courses were passed,
/// and the certificate. Usage: EvaluatorBenchmark FOLDER [STUDENTS [ROUNDS]], FOLDER
/// for the sample district. Time is what the thread got of a core, so that other work on the machine matters little.
@main
struct EvaluatorBenchmark {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "benchmark-district"
    let students = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 4000
    let rounds = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 5
    try SampleDistrict(students: students, seed: 1, dirt: 0).write(to: folder)
    let transcripts = try transcripts(Extract.read(path: folder, configuration: InputConfiguration()))
    let library = try PolicyLibrary(Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) })
    guard let asOf = CalendarDay(year: 2027, month: 3, day: 15) else { return }
    let policies = System.allCases.map { library.editions.edition($0, entering: 2027) }

    var evaluator = Evaluator()
    var best = 0.0
    var check = 0
    for _ in 0..<rounds {
      check = 0
      let start = processorSeconds()
      for transcript in transcripts {
        for verdict in evaluator.evaluate(transcript, under: policies, asOf: asOf) {
          check &+= verdict.earned.sum &+ verdict.uses.count
        }
      }
      best = max(best, Double(transcripts.count * policies.count) / (processorSeconds() - start))
    }
    let records = transcripts.reduce(0) { $0 + $1.records.count }
    print("\(transcripts.count) students, \(records) records, checksum \(check)")
    print("\(Int(best)) evaluations per second of one core's time (best of \(rounds))")
  }

  /// What this thread has used of a core so far.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func transcripts(_ extract: Extract) throws -> [Transcript] {
    let schools = extract.schools
    let catalogue = CourseCatalogue(
      courses: extract.courses.map { row in
        CatalogueCourse(
          schoolID: schools[row.schoolIndex].schoolID, courseID: row.courseID, areas: row.subjectAreas,
          disciplineName: row.disciplineName ?? "", language: row.language ?? "", length: row.length,
          honors: row.honors, part: row.part, courseKey: row.courseKey, ninthGradeOnly: row.gradeLevels == [9],
          electiveEligible: row.servesElective, firstYear: row.firstYear, lastYear: row.lastYear)
      }, undecided: [], equivalents: [], colleges: Set(schools.filter { $0.kind.isCollege }.map(\.schoolID)))
    var transcripts: [Transcript] = []
    for index in 0..<extract.bucketCount {
      let bucket = try extract.bucket(index)
      for student in bucket.students {
        var transcript = Transcript()
        for (offset, row) in bucket.rows(of: student).enumerated() {
          let code = extract.courseCodes[Int(row.courseCode)]
          let school = schools[code.schoolIndex].schoolID
          transcript.records.append(
            TranscriptRecord(
              sequence: Int32(offset + 1), year: row.schoolYear, term: row.term, gradeLevel: row.gradeLevel,
              mark: row.mark, creditsAttempted: row.creditsAttempted ?? -1, part: row.part,
              isCollege: catalogue.isCollege(school),
              listing: catalogue.listing(
                catalogue.number(school: school, course: code.courseID), in: row.schoolYear
              ).listing))
        }
        transcripts.append(transcript)
      }
    }
    return transcripts
  }
}
