import Foundation
import TestSupport
import Testing

@testable import Intake

@Suite("An extract that changes while it is read")
struct ExtractWatchTests {
  private let folder: String

  init() throws {
    folder = try makeTemporaryFolder("agtrack-watch")
    for name in ["schools.csv", "students.csv", "notes.txt"] { try write("one\n", to: name) }
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// What is seen to have changed after `change`.
  private func changes(read: Set<String> = [], _ change: () throws -> Void) throws -> [String] {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let watch = try #require(ExtractContents.of(path: folder).watch)
    #expect(watch.changes(read: read).isEmpty)
    try change()
    return watch.changes(read: read)
  }

  @Test("A file that grew is seen")
  func grown() throws { #expect(try changes { try write("one\ntwo\n", to: "students.csv") } == ["students.csv"]) }

  @Test("A file written in place with the same size and its old time set back is seen")
  func setBack() throws {
    let path = "\(folder)/students.csv"
    #expect(
      try changes {
        var before = stat()
        stat(path, &before)
        // The system's own time of change has steps of some milliseconds.
        Threads.pause(milliseconds: 20)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: Data("two\n".utf8))
        try file.close()
        var times = [before.st_atim, before.st_mtim]
        utimensat(AT_FDCWD, path, &times, 0)
      } == ["students.csv"])
  }

  @Test("A file that was exchanged, one that is gone and one that came are seen")
  func exchanged() throws {
    #expect(
      try changes {
        try write("one\n", to: "new")
        rename("\(folder)/new", "\(folder)/students.csv")
        unlink("\(folder)/schools.csv")
        try write("", to: "exams.csv.gz")
      } == ["exams.csv.gz", "schools.csv", "students.csv"])
  }

  @Test("Files that the reading does not use may change, and those of other forms that it used may not")
  func others() throws {
    #expect(try changes { try write("one\ntwo\n", to: "notes.txt") }.isEmpty)
    for name in ["schools.csv", "students.csv", "notes.txt"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write("one\n", to: name)
    }
    #expect(try changes(read: ["notes.txt"]) { try write("one\ntwo\n", to: "notes.txt") } == ["notes.txt"])
  }

  @Test("An archive is watched as a whole")
  func archive() throws {
    let path = "\(folder)/night.zip"
    try write("no zip", to: "night.zip")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let watch = ExtractWatch(archive: path)
    #expect(watch.changes(read: ["students.csv"]).isEmpty)
    try write("another", to: "night.zip")
    #expect(watch.changes(read: []) == [path])
  }
}
