import Foundation

/// What a program left behind.
public struct ProgramResult: Sendable {
  /// Exit status; 128 and more for a signal; -1 if it was ended for taking too long.
  public let status: Int32
  public let output: [UInt8]
  public let errors: String

  public var stdout: String { String(decoding: output, as: UTF8.self) }
  public var stderr: String { errors }
}

/// The program under test: `AGTRACK_BINARY`, or `agtrack` beside the test bundle, or in the package's debug folder.
public func agtrackBinary(filePath: String = #filePath) throws -> String {
  var folders: [String] = []
  let arguments = CommandLine.arguments
  if let flag = arguments.firstIndex(of: "--test-bundle-path"), flag + 1 < arguments.count {
    folders.append(URL(fileURLWithPath: arguments[flag + 1]).deletingLastPathComponent().path)
  }
  folders.append(URL(fileURLWithPath: arguments.first ?? "").deletingLastPathComponent().path)
  let package = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  folders.append(package.appendingPathComponent(".build/debug").path)
  if let named = ProcessInfo.processInfo.environment["AGTRACK_BINARY"] { return named }
  let found = folders.map { $0 + "/agtrack" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  guard let found else { throw TestFailure("agtrack is not built; looked in \(folders.joined(separator: ", "))") }
  return found
}

/// Runs a program to its end.
/// - Parameters:
///   - environment: added to this process's environment; nil takes a variable away.
///   - folder: current folder of the program.
///   - input: its standard input; empty if nil.
///   - timeout: seconds until it is killed.
public func runProgram(
  _ path: String, _ arguments: [String], environment: [String: String?] = [:], folder: String? = nil,
  input: [UInt8] = [], timeout: Double = 120
) throws -> ProgramResult {
  try RunningProgram.start(path, arguments, environment: environment, folder: folder, input: input)
    .wait(timeout: timeout)
}

/// A program that was started and goes on by itself.
public final class RunningProgram: Sendable {
  /// Its process number.
  public let process: Int32
  private let scratch: String

  /// Starts a program; parameters as those of `runProgram`.
  public static func start(
    _ path: String, _ arguments: [String], environment: [String: String?] = [:], folder: String? = nil,
    input: [UInt8] = []
  ) throws -> RunningProgram {
    let scratch = try makeTemporaryFolder("agtrack-run")
    do {
      try Data(input).write(to: URL(fileURLWithPath: "\(scratch)/in"))
      var variables = ProcessInfo.processInfo.environment
      for (name, value) in environment { variables[name] = value }
      // Files, not pipes: a server left running by the program must not hold up the test.
      let process = try spawn(
        path, arguments, environment: variables, folder: folder ?? ".", files: files(scratch))
      return RunningProgram(process, scratch)
    } catch {
      try? FileManager.default.removeItem(atPath: scratch)
      throw error
    }
  }

  private init(_ process: Int32, _ scratch: String) { (self.process, self.scratch) = (process, scratch) }

  deinit { try? FileManager.default.removeItem(atPath: scratch) }

  private static func files(_ scratch: String) -> [String] { ["in", "out", "err"].map { "\(scratch)/\($0)" } }

  /// Waits for its end; to be called once.
  /// - Parameter timeout: seconds until it is killed.
  public func wait(timeout: Double = 120) -> ProgramResult {
    var status: Int32 = 0
    var waited = 0.0
    while waitpid(process, &status, WNOHANG) == 0 {
      if waited > timeout {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return result(-1)
      }
      usleep(5_000)
      waited += 0.005
    }
    return result(status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f))
  }

  private func result(_ status: Int32) -> ProgramResult {
    let files = RunningProgram.files(scratch)
    return ProgramResult(status: status, output: contents(files[1]), errors: text(files[2]))
  }
}

private func contents(_ path: String) -> [UInt8] {
  (try? Data(contentsOf: URL(fileURLWithPath: path))).map { [UInt8]($0) } ?? []
}

private func text(_ path: String) -> String { String(decoding: contents(path), as: UTF8.self) }

/// Starts a program with its standard files and nothing else open. Foundation's Process is not used because it takes a program for running
/// as long as any descendant runs.
func spawn(
  _ path: String, _ arguments: [String], environment: [String: String], folder: String, files: [String]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (index, file) in files.enumerated() {
    let mode = index == 0 ? O_RDONLY : O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, Int32(index), file, mode, 0o600)
  }
  let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
  for file in open.compactMap({ Int32($0) }) where file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
  let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path] + arguments
  let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  var argv = words.map { strdup($0) } + [nil]
  var envp = variables.map { strdup($0) } + [nil]
  defer { for pointer in argv + envp { free(pointer) } }
  var process: pid_t = 0
  let code = posix_spawn(&process, "/bin/sh", &actions, nil, &argv, &envp)
  guard code == 0 else { throw TestFailure("\(path) cannot be started: \(String(cString: strerror(code)))") }
  return process
}

/// Runs agtrack.
public func runAgtrack(
  _ arguments: [String], environment: [String: String?] = [:], folder: String? = nil, input: [UInt8] = [],
  timeout: Double = 120
) throws -> ProgramResult {
  try runProgram(
    agtrackBinary(), arguments, environment: environment, folder: folder, input: input, timeout: timeout)
}
