import EmbeddedServer
import Foundation
import TestSupport

/// Settings for clusters that live for a test.
let unsafeButQuick = [("fsync", "off"), ("shared_buffers", "16MB")]

/// The server's process number.
func runningProcess(_ server: EmbeddedServer) throws -> Int32 {
  guard case .running(_, let process, _) = try server.status() else { throw TestFailure("the server does not run") }
  return process
}

/// Makes a file belong to the account that owns another one, as if that account had made it.
func give(_ path: String, toOwnerOf other: String) throws {
  let owner = try FileManager.default.attributesOfItem(atPath: other)
  let user = (owner[.ownerAccountID] as? Int) ?? 0
  let group = (owner[.groupOwnerAccountID] as? Int) ?? 0
  guard chown(path, UInt32(user), UInt32(group)) == 0 else { throw TestFailure("\(path) cannot be given away") }
}
