import Foundation
import TestSupport
import Testing

@Suite("Text that a spreadsheet would run")
struct FormulaTests {
  /// What is put before every value of a column, so that each begins as a formula does.
  private static let signs: [String: [String: String]] = [
    "schools.csv": ["name": "=", "district_name": "@"],
    "students.csv": [
      "student_id": "-", "last_name": "=", "first_name": "+", "middle_name": "@", "counselor_id": "@",
      "local_groups": "=",
    ],
    "courses.csv": ["course_id": "=", "title": "@", "course_key": "+", "language": "-"],
    "transcripts.csv": ["student_id": "-", "course_id": "=", "course_title": "="],
    "exams.csv": ["student_id": "-"], "waivers.csv": ["student_id": "-", "granted_by": "="],
    "equivalents.csv": ["course_id": "=", "same_as_course_id": "="],
    "staff.csv": ["staff_id": "@", "name": "="],
  ]

  private func hostile() throws -> ExtractFolder {
    let folder = try ExtractFolder()
    for (file, columns) in Self.signs {
      let table = try Table(folder.text(file))
      var text = table.columns.joined(separator: ",") + "\n"
      for row in table.rows {
        let cells = zip(table.columns, row).map { column, value in
          guard let sign = columns[column], !value.isEmpty || column == "local_groups" else { return value }
          return "\"\(sign)\(value.isEmpty ? "AVID" : value.replacing("\"", with: "\"\""))\""
        }
        text +=
          cells.enumerated().map { place, cell in
            cell.contains(",") && !cell.hasPrefix("\"") ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
          }.joined(separator: ",") + "\n"
      }
      // One row that is rejected for a value that looks like a formula.
      if file == "transcripts.csv" { text += "-0001,99900010100001,2024-25,=S1,9,=ENG9,,B,5,5,,\n" }
      try folder.write(text, to: file)
    }
    try folder.write(
      "measure_id,name,denominator,kind,unit,leader,goal\n=M1,+Survey,@all,leading,percent,=Lead,-Goal\n",
      to: "measures.csv")
    try folder.write(
      "measure_id,scope_id,student_group,school_year,actual,target\n=M1,99900010100001,=AVID,2026-27,-5,60\n",
      to: "measure_values.csv")
    return folder
  }

  /// Cells that begin as a formula does and are no number, by column.
  private func formulas(_ text: String) throws -> [String] {
    let table = try Table(text)
    return table.rows.flatMap { row in
      zip(table.columns, row).compactMap { column, cell in
        guard let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(cell) == nil
        else {
          return nil
        }
        return "\(column): \(cell)"
      }
    }
  }

  @Test("No CSV of any command has a text cell that begins as a formula does, whatever the extract is called")
  func everyCommand() throws {
    let folder = try hostile()
    let place = try Place.empty()
    let night = try place.night(folder.path)
    #expect([0, 1].contains(night.status), "\(night.stderr)")
    let scratch = try ScratchFolder()
    let files = ["verdicts", "uses", "gpa", "timing"].map { ("--\($0)", scratch.file("\($0).csv")) }
    _ = try place.agtrack(
      ["verdicts", "--out", files[0].1] + files.dropFirst().flatMap { [$0.0, $0.1] }
    ).expecting(0)
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("release")]).expecting(0)
    var texts: [(name: String, text: String)] = try files.map { ($0.0, try scratch.text("\($0.0.dropFirst(2)).csv")) }
    for name in ["cells.csv", "definitions.csv", "cases.csv"] {
      texts.append((name, try scratch.text("release/\(name)")))
    }
    _ = try place.agtrack(
      ["strategy", "add", "=Strategy", "--start", "2026-08-20", "--school", "99900010100001", "--note", "@note"]
    ).expecting(0)
    try scratch.write("cohort,group,n,x\n=c,=g,100,50\n=c,@h,100,60\n", to: "counts.csv")
    for command in [
      ["rejects"], ["measures", "--values"], ["measures", "--delivered"], ["measures", "--csv"], ["ap", "--csv"],
      ["funnel", "--area", "C", "--csv"], ["placement", "--csv"], ["placement", "--sequence", "language"],
      ["attention", "--measure", "on_pace_uc_grade_10", "--csv"], ["seats"], ["seats", "--demand"],
      ["seats", "--term", "S1"],
      ["worklist", "--csv", "--all"], ["worklist", "--exams", "--csv"], ["caseload", "--everyone", "--csv"],
      ["checks", "--csv"],
      ["strategy", "list"], ["strategy", "follow", "=Strategy", "--measure", "on_pace_uc_grade_10"],
      ["access-log", "--csv"],
    ] {
      let result = try place.agtrack(command)
      // 6: the stories hold nothing of it.
      #expect([0, 1, 6].contains(result.status), "\(command): \(result.stderr)")
      if !result.stdout.isEmpty { texts.append((command.joined(separator: " "), result.stdout)) }
    }
    let gaps = try runAgtrack(["gaps", "--counts", scratch.file("counts.csv")], environment: quietEnvironment)
    texts.append(("gaps", try gaps.expecting(0).stdout))
    for (name, text) in texts {
      let found = try formulas(text)
      #expect(found.isEmpty, "\(name): \(found.prefix(3))")
    }
    // The text is there, behind an apostrophe.
    for name in ["--verdicts", "cells.csv", "rejects", "measures --delivered", "caseload --everyone --csv", "seats"] {
      let text = try #require(texts.first { $0.name == name }?.text, "\(name)")
      #expect(text.contains("'=") || text.contains("'-") || text.contains("'@"), "\(name)")
    }
    #expect(texts.count > 20)
  }
}
