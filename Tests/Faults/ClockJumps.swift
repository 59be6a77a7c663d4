import Foundation
import TestSupport

/// A wall clock that jumps, preloaded into agtrack and into the server.
struct ClockJumps {
  private let home: FaultHome
  private let library: String
  /// For agtrack.
  var environment: [String: String?] { ["LD_PRELOAD": library] }

  /// - Returns: nil where there is no C compiler.
  init?(_ home: FaultHome, filePath: String = #filePath) throws {
    self.home = home
    library = home.folder + "/jumping_clock.so"
    let source = URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/jumping_clock.c")
    let compilation = try runProgram(
      "/bin/sh",
      ["-c", "command -v cc >/dev/null && exec cc -shared -fPIC -O1 -o \"$0\" \"$1\" -ldl", library, source.path])
    if compilation.status == 127 || compilation.status == 1 && compilation.stderr.isEmpty { return nil }
    try compilation.expecting([0])
    chmod(library, 0o755)
  }

  /// Starts the server with the jumping clock; agtrack finds it running.
  func restartServer() throws {
    guard let process = try home.serverProcess() else { throw TestFailure("the server does not run") }
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
    let data = try home.dataFolder()
    // Not by `agtrack db stop`, which takes the folder of the socket away too.
    kill(process, SIGINT)
    for _ in 0..<600 where try home.serverProcess() != nil { Threads.pause(milliseconds: 50) }
    let owner = try FileManager.default.attributesOfItem(atPath: data)
    var command = ["/usr/bin/env", "LD_PRELOAD=\(library)", "LC_ALL=C", "TZ=UTC", program, "-D", data]
    if geteuid() == 0, let user = owner[.ownerAccountID] as? Int, let group = owner[.groupOwnerAccountID] as? Int {
      command = ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] + command
    }
    // Nobody's child, as it is where agtrack starts it, and a session of its own.
    let start = "setsid \"$@\" >/dev/null 2>&1 </dev/null &"
    try runProgram("/bin/sh", ["-c", start, "sh"] + command, folder: "/").expecting([0])
    for _ in 0..<600 {
      if try home.agtrack(["db", "status"]).status == 0, (try? home.administrator()) != nil { return }
      Threads.pause(milliseconds: 50)
    }
    throw TestFailure("the server does not start under a jumping clock")
  }
}
