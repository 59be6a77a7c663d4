import EmbeddedServer
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct PlaceTests {
  @Test func `Starts at the same time make one cluster`() throws {
    let home = try makeTemporaryFolder("agtrack-twice")
    defer { try? FileManager.default.removeItem(atPath: home) }
    let answers = Collected()
    let threads = (0..<4).map { _ in
      Threads.start {
        do {
          answers.add(try EmbeddedServer(home: home, settings: unsafeButQuick).ensureRunning())
        } catch {
          answers.add("\(error)")
        }
      }
    }
    for thread in threads { thread.wait() }
    #expect(answers.all.count == 4 && Set(answers.all).count == 1)
    let server = EmbeddedServer(home: home)
    let connection = try Connection(conninfo: try server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
    try server.stop()
  }

  @Test(arguments: [
    String(repeating: "long-name/", count: 20), "with 'quotes', \"more\" and $(spaces)\\", "ünïcode-学校",
  ])
  func `A home with an awkward path works`(path: String) throws {
    let folder = try makeTemporaryFolder("agtrack-path")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = EmbeddedServer(home: folder + "/" + path, settings: unsafeButQuick)
    defer { _ = try? server.stop() }
    let connection = try Connection(conninfo: try server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
    #expect(try EmbeddedServer(home: server.home).ensureRunning() == server.ensureRunning())
  }

  @Test func `A home that cannot be made is named, with what to do`() throws {
    let folder = try makeTemporaryFolder("agtrack-file")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "no folder".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
    for home in [folder + "/file", folder + "/file/below", "/proc/none/home"] {
      let error = #expect(throws: EmbeddedServerError.self) { try EmbeddedServer(home: home).ensureRunning() }
      #expect("\(error as Any)".contains("AGTRACK_HOME"))
      #expect(try EmbeddedServer(home: home).status() == .absent)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `A home without the right to write is refused`() throws {
    let folder = try makeTemporaryFolder("agtrack-closed")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    chmod(folder, 0o555)
    #expect(throws: EmbeddedServerError.self) { try EmbeddedServer(home: folder).ensureRunning() }
  }

  @Test(.enabled(if: geteuid() == 0, "only root is refused by PostgreSQL"))
  func `Under a folder that the server's account cannot enter, the cluster lies elsewhere and is found again`() throws {
    let folder = try makeTemporaryFolder("agtrack-root")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    chmod(folder, 0o700)
    let server = EmbeddedServer(home: folder + "/home", settings: unsafeButQuick)
    let steps = Collected()
    let conninfo = try server.ensureRunning { steps.add($0) }
    #expect(steps.all.first?.contains("/var/lib/agtrack/") ?? false)
    guard case .running(let cluster, _, _) = try server.status() else { throw TestFailure("it does not run") }
    #expect(cluster.hasPrefix("/var/lib/agtrack/"))
    #expect(try EmbeddedServer(home: folder + "/home").ensureRunning() == conninfo)
    #expect(try server.stop())
    try FileManager.default.removeItem(atPath: cluster)
  }

  @Test func `A full disk is called that, and nothing is left`() throws {
    let folder = try makeTemporaryFolder("agtrack-full")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard geteuid() == 0,
      try runProgram("/bin/mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", folder]).status == 0
    else {
      print("skipped: mounting a small disk is not allowed here")
      return
    }
    defer { _ = try? runProgram("/bin/umount", [folder]) }
    chmod(folder, 0o755)
    #expect(throws: EmbeddedServerError.diskFull(path: folder + "/home/cluster")) {
      try EmbeddedServer(home: folder + "/home").ensureRunning()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/home/cluster") == ["lock"])
  }
}
