import DistrictCount
import Glibc
import PolicyFiles
import SampleData
import Store

/// How often planted inequities are found, and only there: the table of docs/measures.md.
///
///     inequities SEEDS [FIRST_SEED [STUDENTS [INEQUITY]]]
@main struct Main {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().prefix(3).map { UInt64($0) }
    let names = CommandLine.arguments.dropFirst(4).map { SampleInequity(rawValue: $0) }
    guard let seeds = numbers.first ?? nil, !numbers.contains(nil), !names.contains(nil), let asOf = InequityTrial.asOf
    else {
      print("usage: inequities SEEDS [FIRST_SEED [STUDENTS [INEQUITY]]]")
      exit(2)
    }
    let first = numbers.count > 1 ? numbers[1] ?? 1 : 1
    let students = numbers.count > 2 ? Int(numbers[2] ?? 0) : 2_880
    var template = Array(
      "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/agtrack-inequities-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      print("no folder for the districts; set TMPDIR")
      exit(2)
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let policies = try PolicyLibrary(Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) })
    for inequity in names.isEmpty ? SampleInequity.allCases : names.compactMap(\.self) {
      var table = InequityTable()
      for seed in first..<first + seeds {
        let trial = try InequityTrial(
          inequity, students: students, seed: seed, folder: folder, policies: policies, asOf: asOf)
        table.add(trial)
        for finding in trial.elsewhere {
          print(
            "  seed \(seed): way \(finding.way), stage \(finding.stage), \(finding.school ?? "district"), "
              + "low income \(finding.isBehind ? "behind" : "ahead")")
        }
      }
      print("\(inequity.rawValue): \(table.text)")
      fflush(nil)
    }
    for file in ["schools", "courses", "equivalents", "staff", "students", "transcripts", "exams", "waivers"] {
      unlink("\(folder)/\(file).csv")
    }
    rmdir(folder)
  }
}
