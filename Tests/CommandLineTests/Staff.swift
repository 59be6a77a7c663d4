import TestSupport

/// Staff logins of the test server.
enum Staff {
  /// Makes logins of the staff list that may read under row-level security.
  static func join(_ place: Place, _ logins: [String]) throws {
    for role in ["agtrack_staff NOLOGIN"] + logins.map({ "\($0) LOGIN" }) {
      try place.administer("DO $$ BEGIN CREATE ROLE \(role); EXCEPTION WHEN duplicate_object THEN END $$")
    }
    for login in logins { try place.administer("GRANT agtrack_staff TO \(login)") }
    try place.administer("SELECT meta.grant_staff_access()")
  }

  static func agtrack(_ place: Place, as login: String, _ arguments: [String]) throws -> ProgramResult {
    try runAgtrack(
      arguments + ["--database", "\(place.database.conninfo) user=\(login)"], environment: quietEnvironment)
  }
}
