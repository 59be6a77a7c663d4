import Glibc
import TestSupport
import Testing

@testable import Intake

/// Files and archives as a file system can hold them.
@Suite struct FileTests {
  private func folder(_ sample: Sample = Sample()) -> TemporaryFolder {
    let folder = TemporaryFolder()
    for (name, content) in sample.bytes { folder.write(name, content) }
    return folder
  }

  @Test func `Packed files are read, also in several members, and keep their name in rejects`() {
    var sample = Sample()
    sample.edit("transcripts.csv") { $0.set("mark", "?") }
    let text = Array((sample.sheets["transcripts.csv"]?.csv ?? "").utf8)
    sample.raw["transcripts.csv.gz"] = gzip(Array(text[..<90])) + gzip([]) + gzip(Array(text[90...]))
    let outcome = sample.read()
    #expect(outcome.rejectLines == ["transcripts.csv.gz:2:mark:bad_value"])
    #expect(outcome.transcripts.count == 3)
    #expect(outcome.counts("transcripts.csv")?.file == "transcripts.csv.gz")
  }

  @Test func `What cannot be read to its end has no digest`() {
    final class BrokenOff: ByteSource {
      private var left = 3
      func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
        if left == 0 { throw SourceFault(code: .unreadable, line: nil, message: "breaks off") }
        left -= 1
        buffer[0] = 65
        return 1
      }
    }
    let digest = DigestSource(BrokenOff())
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { buffer in
      while let count = try? digest.read(into: buffer), count > 0 {}
    }
    #expect(digest.bytes == 3)
    #expect(digest.hexadecimal().isEmpty)
  }

  @Test func `Damaged, cut or overlong gzip is refused`() {
    let good = gzip(Array((Sample().sheets["exams.csv"]?.csv ?? "").utf8))
    var flipped = good
    flipped[good.count - 6] ^= 0x55
    let bad: [[UInt8]] = [
      flipped, Array(good.dropLast(3)), Array(good.prefix(4)), [], good + [0], good + Array("x,y\n".utf8),
      Array("plain text\n".utf8),
    ]
    for bytes in bad {
      var sample = Sample()
      sample.raw["exams.csv.gz"] = bytes
      let outcome = sample.read()
      #expect(outcome.refusalLines.contains("exams.csv.gz:0::bad_gzip"))
      #expect(outcome.counts("exams.csv")?.sha256.count == 64)
    }
  }

  @Test(arguments: [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("^", "carets")])
  func `A file with another delimiter is refused by its name`(delimiter: String, name: String) throws {
    var sample = Sample()
    let text = try #require(sample.sheets["exams.csv"]).csv.replacing(",", with: delimiter)
    sample.raw["exams.csv"] = Array(text.utf8)
    let outcome = sample.read()
    #expect(outcome.refusalLines == ["exams.csv:1::bad_header"])
    #expect(outcome.refusals.first?.message.contains("parted by \(name)") == true)
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func `Text in UTF-16 is refused by its name`(mark: [UInt8]) throws {
    var sample = Sample()
    let text = try #require(sample.sheets["exams.csv"]).csv
    let wide = text.utf16.flatMap {
      mark[0] == 0xFF ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)]
    }
    sample.raw["exams.csv"] = mark + wide
    let outcome = sample.read()
    #expect(outcome.refusalLines == ["exams.csv:1::bad_encoding"])
    #expect(outcome.refusals.first?.message.contains("UTF-16") == true)
  }

  @Test func `Both forms of a file are refused`() {
    let folder = folder()
    folder.write("exams.csv.gz", gzip([65]))
    #expect(Outcome(folder.path).refusalLines == ["exams.csv:0::two_forms"])
  }

  @Test func `What is not a regular file is refused, for optional files too`() {
    let folder = folder(Sample(optional: false))
    mkfifo(folder.path + "/exams.csv", 0o600)
    mkdir(folder.path + "/waivers.csv", 0o700)
    symlink("/dev/zero", folder.path + "/staff.csv")
    symlink("nowhere", folder.path + "/equivalents.csv")
    symlink("measures.csv", folder.path + "/measures.csv")
    #expect(
      Outcome(folder.path).refusalLines == [
        "exams.csv:0::not_a_regular_file", "waivers.csv:0::not_a_regular_file", "equivalents.csv:0::dangling_link",
        "staff.csv:0::not_a_regular_file", "measures.csv:0::link_loop",
      ])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func `A file that may not be read is refused`() {
    let folder = folder()
    chmod(folder.path + "/exams.csv", 0)
    #expect(Outcome(folder.path).refusalLines == ["exams.csv:0::unreadable"])
  }

  @Test func `A link to a regular file is read`() {
    let folder = folder()
    rename(folder.path + "/exams.csv", folder.path + "/real")
    symlink("real", folder.path + "/exams.csv")
    let outcome = Outcome(folder.path)
    #expect(outcome.extract?.exams.count == 1)
    #expect(outcome.findingLines == ["real:0::unknown_file:1"])
  }

  @Test func `A path that is no extract is refused`() {
    let folder = folder()
    symlink("loop", folder.path + "/loop")
    mkfifo(folder.path + "/pipe", 0o600)
    folder.write("broken.zip", Array("not a zip".utf8))
    for (name, code) in [
      ("nowhere", "not_an_extract"), ("exams.csv", "not_an_extract"), ("pipe", "not_an_extract"), ("loop", "link_loop"),
      ("broken.zip", "bad_archive"), ("exams.csv/x", "not_an_extract"),
    ] {
      #expect(Outcome(folder.path + "/" + name).refusals.map(\.code.rawValue) == [code])
    }
  }

  @Test func `Unknown files are named once and ignored`() {
    var sample = Sample()
    sample.raw["notes.txt"] = [1]
    sample.raw["Students.CSV"] = [1]
    let outcome = sample.read()
    #expect(outcome.extract != nil)
    #expect(outcome.findingLines == ["Students.CSV:0::unknown_file:1", "notes.txt:0::unknown_file:1"])
  }

  @Test(arguments: ["", "extract/", "night of 2026/"]) func `An archive gives the same as the folder`(_ prefix: String)
  {
    var sample = Sample()
    sample.edit("transcripts.csv") { $0.set("mark", "?") }
    let folder = TemporaryFolder()
    writeZip(folder.path + "/x.ZIP", sample.bytes.map { (prefix + $0.key, $0.value) }.sorted { $0.0 < $1.0 })
    let outcome = Outcome(folder.path + "/x.ZIP")
    #expect(outcome.everything == sample.read().everything)
    #expect(outcome.files.map(\.sha256) == sample.read().files.map(\.sha256))
  }

  @Test func `An archive's folder is found beside other entries, unless two folders hold files of the format`() {
    let folder = TemporaryFolder()
    let files = Sample().bytes.sorted { $0.key < $1.key }
    let night = files.map { (name: "night/" + $0.key, bytes: $0.value) }
    writeZip(folder.path + "/x.zip", night + [("readme.txt", [65]), ("__MACOSX/night/._x", [65]), ("night/", [])])
    let outcome = Outcome(folder.path + "/x.zip")
    #expect(outcome.extract?.students.count == 2)
    #expect(outcome.findingLines == ["readme.txt:0::unknown_file:1"])
    writeZip(folder.path + "/y.zip", night + [("day/exams.csv", [65])])
    #expect(Outcome(folder.path + "/y.zip").refusals.map(\.code) == Array(repeating: .missingFile, count: 4))
  }

  @Test func `A folder in place of a file in an archive is refused`() {
    let folder = TemporaryFolder()
    let files = Sample(optional: false).bytes.map { (name: $0.key, bytes: $0.value) }.sorted { $0.name < $1.name }
    writeZip(folder.path + "/x.zip", files + [("exams.csv/", [])])
    #expect(Outcome(folder.path + "/x.zip").refusalLines == ["exams.csv:0::not_a_regular_file"])
  }

  @Test func `Archive entries that lead out of it or are links are refused`() {
    let folder = TemporaryFolder()
    let entries = Sample().bytes.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    for name in ["../exams.csv", "/etc/exams.csv", "a/../../b", "..\\x", "C:\\x"] {
      writeZip(folder.path + "/x.zip", entries + [(name, [1])])
      #expect(Outcome(folder.path + "/x.zip").refusals.map(\.code) == [.unsafeEntry])
    }
    writeZip(folder.path + "/x.zip", entries, modes: ["exams.csv": 0xA1FF, "staff.csv": 0x81A4])
    #expect(Outcome(folder.path + "/x.zip").refusalLines.contains("exams.csv:0::unsafe_entry"))
    #expect(Outcome(folder.path + "/x.zip").refusals.count == 1)
  }

  @Test func `A damaged archive is refused`() {
    let folder = TemporaryFolder()
    let text = Array((Sample().sheets["exams.csv"]?.csv ?? "").utf8)
    writeZip(folder.path + "/x.zip", Sample().bytes.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
    guard let file = fopen(folder.path + "/x.zip", "r+") else { return }
    defer { fclose(file) }
    fseek(file, 60, SEEK_SET)
    fwrite(text, 1, 20, file)
    fflush(file)
    #expect(Outcome(folder.path + "/x.zip").refusals.contains { $0.code == .badArchive })
  }

  @Test func `A file that lost more than a fifth of its rows is refused, unless that is accepted`() {
    var configuration = InputConfiguration(previousRows: ["transcripts.csv": 5, "exams.csv": 1])
    #expect(Sample().read(configuration).refusals.isEmpty)
    configuration.previousRows["transcripts.csv"] = 6
    configuration.previousRows["measures.csv"] = 3
    #expect(
      Sample().read(configuration).refusalLines == ["transcripts.csv:0::shrunk", "measures.csv:0::shrunk"])
    configuration.shrinkLimit = 0.7
    #expect(Sample().read(configuration).refusals.isEmpty)
    configuration.shrinkLimit = 0.1
    configuration.acceptShrink = true
    #expect(Sample().read(configuration).refusals.isEmpty)
  }

  @Test func `The shrink guard counts rows read, and none for an optional file that vanished`() {
    var sample = Sample()
    sample.edit("exams.csv") { $0.set("score", "x") }
    sample.sheets["waivers.csv"] = nil
    let configuration = InputConfiguration(previousRows: ["exams.csv": 1, "waivers.csv": 1])
    #expect(sample.read(configuration).refusalLines == ["waivers.csv:0::shrunk"])
  }

  @Test func `The spill goes on in the next place when one fails`() {
    let spill = Spill(scratchFolder: "/nowhere")
    var stream = SpillStream(buffer: 16)
    for value in 0..<100 as Range<UInt8> {
      withUnsafeBytes(of: (value, value, value)) { stream.append($0, to: spill) }
    }
    [UInt8](repeating: 7, count: 40).withUnsafeBytes { stream.append($0, to: spill) }
    var read: [UInt8] = []
    let complete = stream.forEachPiece(of: spill) { read.append(contentsOf: $0) }
    #expect(complete)
    #expect(stream.contents(of: spill) == read)
    #expect(read == (0..<100).flatMap { [UInt8](repeating: $0, count: 3) } + [UInt8](repeating: 7, count: 40))
    #expect(stream.count == 340)
  }
}
