import Foundation
import TestSupport

/// Damage that must refuse the night, and what must be told: place, and what to do.
struct Refusal {
  let told: [String]
  let damage: (DistrictFolder) throws -> Void

  init(_ told: String..., damage: @escaping (DistrictFolder) throws -> Void) {
    (self.told, self.damage) = (told, damage)
  }

  /// - Parameter table: a file with a header, or a record type's.
  static func cut(_ table: String, _ bytes: Int) throws -> Refusal {
    Refusal("\(table):", "ends in the middle of the record that begins here; the file is cut off, export it again") {
      try $0.write($0.bytes(table).dropLast(bytes), to: table)
    }
  }

  static func all(_ form: DistrictFolder.Form) throws -> [Refusal] {
    switch form {
    case .canonical:
      [
        try .cut("transcripts.csv", 20),
        Refusal("transcripts.csv:1 column student_id", "lacks the required column student_id; add it") {
          try $0.write(
            try $0.text("transcripts.csv").drop { $0 != "\n" }.dropFirst().description, to: "transcripts.csv")
        },
        Refusal("transcripts.csv:1", "is text in UTF-16; export it again as UTF-8") {
          try $0.encode("transcripts.csv", .utf16LittleEndian, byteOrderMark: [0xFF, 0xFE])
        },
        Refusal("students.csv:3", "is not valid UTF-8; export it as UTF-8 or name its encoding") {
          try $0.encode("students.csv", .windowsCP1252)
        },
        Refusal("students.csv:1", "is parted by semicolons; export it again with commas") {
          try $0.write(try $0.text("students.csv").replacing(",", with: ";"), to: "students.csv")
        },
        Refusal("courses.csv:1 column title", "names the column title twice; remove or rename one of them") {
          try $0.write(try $0.text("courses.csv").replacing(",subject_area,", with: ",Title,"), to: "courses.csv")
        },
        Refusal("exams.csv.gz", "is damaged, cut off") {
          try $0.pack("exams.csv", as: "exams.csv.gz")
          try $0.write($0.bytes("exams.csv.gz").dropLast(9), to: "exams.csv.gz")
        },
        Refusal("transcripts.csv", "export it again, or accept it with --accept-shrink") {
          try $0.edit("transcripts.csv") { line, text in line % 2 == 0 ? "" : text }
        },
      ]
    case .ccgi:
      [
        try .cut("CourseGradeTemplate.csv", 20),
        Refusal(
          "StudentTemplate.csv", "is a ccgi.student file and lacks the column GradeLevel; export it with all columns"
        ) {
          try $0.write(
            try $0.text("StudentTemplate.csv").replacing("GradeLevel", with: "Class"), to: "StudentTemplate.csv")
        },
        Refusal("students.csv", "no file of another form gave rows for it", "StudentTemplate.csv") {
          try $0.write(
            try $0.text("StudentTemplate.csv").drop { $0 != "\n" }.dropFirst().description, to: "StudentTemplate.csv")
        },
        Refusal("CourseGradeTemplate.csv", "text in UTF-16; export it as UTF-8") {
          try $0.encode("CourseGradeTemplate.csv", .utf16LittleEndian, byteOrderMark: [0xFF, 0xFE])
        },
        Refusal("StudentTemplate.csv:62", "holds a byte that windows-1252 does not have; name the right encoding") {
          try $0.write($0.bytes("StudentTemplate.csv") + [0x81, 10], to: "StudentTemplate.csv")
        },
        Refusal("CourseGradeTemplate.csv:3060", "ends inside the quotes of the record that begins here") {
          try $0.write(try $0.text("CourseGradeTemplate.csv") + "\"open", to: "CourseGradeTemplate.csv")
        },
        Refusal("01100010100011_2026-27.json:", "ends in the middle; the file is cut off, export it again") {
          let list = "01100010100011_2026-27.json"
          try $0.write($0.bytes(list).dropLast(20), to: list)
        },
        Refusal("decided.csv", "lacks the required columns decided_on, reason; add them") {
          try $0.write("school_id,course_id,subject_area,decided_by\nX,Y,A,somebody\n", to: "decided.csv")
        },
        Refusal("CourseCatalog.csv", "is damaged, cut off, or has bytes after its end") {
          try $0.pack("CourseCatalog.csv")
          try $0.write($0.bytes("CourseCatalog.csv").dropLast(9), to: "CourseCatalog.csv")
        },
      ]
    case .calpads:
      [
        try .cut("SCSC_2025-26.txt", 12),
        try .cut("AP_datafile.csv", 40),
        Refusal("SENR_2025-26.txt", "has a SENR record with 32 fields; known are 34, 35 or 39") {
          try $0.edit("SENR_2025-26.txt") { $1.components(separatedBy: "^").prefix(32).joined(separator: "^") }
        },
        Refusal("SINF.txt:60", "holds a byte that windows-1252 does not have") {
          let bytes = try $0.bytes("SINF.txt")
          try $0.write(bytes.dropLast(30) + [0x81] + bytes.suffix(30), to: "SINF.txt")
        },
        Refusal("AP_datafile.csv", "lacks the required columns Date of Birth; download it again") {
          try $0.write(try $0.text("AP_datafile.csv").replacing("Date of Birth", with: "Born"), to: "AP_datafile.csv")
        },
        Refusal("SENR_2026-27.txt has 0 rows", "export it again, or accept it with --accept-shrink") {
          // What calls itself CALPADS with commas is something else.
          try $0.write(try $0.text("SENR_2026-27.txt").replacing("^", with: ","), to: "SENR_2026-27.txt")
        },
      ]
    }
  }
}
