import Foundation
import Postgres
import TestSupport

/// What happens to a night at some instant.
public enum Fault: String, CaseIterable, Sendable {
  case processKilled = "agtrack killed (SIGKILL)"
  case processStopped = "agtrack stopped (SIGTERM)"
  case processInterrupted = "agtrack interrupted (SIGINT)"
  case connectionTerminated = "a connection terminated"
  case backendKilled = "a backend killed (SIGKILL), the server restarts itself"
  case serverStopped = "the server stopped immediately (SIGQUIT)"
  case serverKilled = "the server killed (SIGKILL)"

  /// What the night may end with beside its ordinary status, which it has where it was through already.
  var statuses: [Int32] {
    switch self {
    case .processKilled: [128 + SIGKILL]
    case .processStopped: [128 + SIGTERM]
    case .processInterrupted: [128 + SIGINT]
    case .connectionTerminated, .backendKilled, .serverStopped, .serverKilled: [4]
    }
  }

  /// Whether the night itself is asked to end and has to do so within seconds.
  var asksForEnd: Bool { self == .processStopped || self == .processInterrupted }

  /// Strikes.
  /// - Returns: false if there was nothing to strike, as no connection was open.
  func strike(_ night: RunningProgram, _ home: FaultHome, _ random: inout SplitMix64) throws -> Bool {
    switch self {
    case .processKilled: return kill(night.process, SIGKILL) == 0
    case .processStopped: return kill(night.process, SIGTERM) == 0
    case .processInterrupted: return kill(night.process, SIGINT) == 0
    case .connectionTerminated:
      let backend = try Fault.backend(home, &random)
      guard let backend else { return false }
      try home.administer(["SELECT pg_terminate_backend(\(backend))"])
      return true
    case .backendKilled:
      guard let backend = try Fault.backend(home, &random) else { return false }
      return kill(backend, SIGKILL) == 0
    case .serverStopped: return try home.serverProcess().map { kill($0, SIGQUIT) == 0 } ?? false
    case .serverKilled: return try home.serverProcess().map { kill($0, SIGKILL) == 0 } ?? false
    }
  }

  /// A connection of agtrack's, of the night or of a reader.
  private static func backend(_ home: FaultHome, _ random: inout SplitMix64) throws -> Int32? {
    let administrator = try home.administrator()
    var backends: [Int32] = []
    try administrator.query(
      "SELECT pid FROM pg_stat_activity WHERE datname = 'agtrack' AND backend_type = 'client backend' ORDER BY pid"
    ) { backends.append(try $0.int32(0)) }
    return backends.randomElement(using: &random)
  }
}
