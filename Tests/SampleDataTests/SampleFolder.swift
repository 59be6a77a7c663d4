import Glibc
import SampleData

/// A sample written to a folder of its own under the temporary folder, removed with the value.
final class SampleFolder {
  let path: String

  init(
    students: Int, seed: UInt64 = 7, dirt: Double = 0, form: SampleForm = .canonical, isCommon: Bool = false
  ) throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/agtrack-sample-XXXXXX").utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
    guard !path.isEmpty else { throw SampleError.cannotWrite(path: parent, reason: "no temporary folder") }
    try SampleDistrict(students: students, seed: seed, dirt: dirt, form: form, isCommon: isCommon).write(to: path)
  }

  deinit {
    for name in entries { unlink(path + "/" + name) }
    unlink(path + "-planted.csv")
    rmdir(path)
  }

  static let names = [
    "schools.csv", "students.csv", "courses.csv", "transcripts.csv", "exams.csv", "waivers.csv", "equivalents.csv",
    "staff.csv",
  ]

  /// The files of the folder.
  var entries: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func bytes(_ name: String) -> [UInt8] { SampleFolder.read(path + "/" + name) }

  /// The rows of one file by column name.
  func table(_ name: String) -> Table { Table(bytes(name)) }

  func planted() -> Table { Table(SampleFolder.read(path + "-planted.csv")) }

  static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { return all }
      all += piece[0..<count]
    }
  }
}

/// A strict reader of one line per record; a record against RFC 4180 or with a wrong number of fields is nil.
struct Table {
  struct Row {
    /// The physical line; the header is 1.
    let line: Int
    /// nil when the record cannot be read.
    let values: [String: String]?
    let text: String
    subscript(_ column: String) -> String { values?[column] ?? "" }
  }

  let columns: [String]
  let rows: [Row]

  init(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let columns = lines.first.flatMap { Table.fields($0) } ?? []
    self.columns = columns
    rows = lines.enumerated().dropFirst().map { index, line in
      let text = String(decoding: line, as: UTF8.self)
      guard let fields = Table.fields(line), fields.count == columns.count else {
        return Row(line: index + 1, values: nil, text: text)
      }
      return Row(line: index + 1, values: Dictionary(zip(columns, fields)) { first, _ in first }, text: text)
    }
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [String]? {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    var fields: [String] = []
    var index = line.startIndex
    while true {
      var field: [UInt8] = []
      if index < line.endIndex, line[index] == quote {
        index += 1
        while true {
          guard index < line.endIndex else { return nil }
          if line[index] == quote {
            index += 1
            guard index < line.endIndex, line[index] == quote else { break }
          }
          field.append(line[index])
          index += 1
        }
      } else {
        while index < line.endIndex, line[index] != comma {
          guard line[index] != quote else { return nil }
          field.append(line[index])
          index += 1
        }
      }
      fields.append(String(decoding: field, as: UTF8.self))
      guard index < line.endIndex else { return fields }
      guard line[index] == comma else { return nil }
      index += 1
    }
  }
}
