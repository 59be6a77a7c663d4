import Store

/// What the doctor thinks of a database.
struct DatabaseDoctor {
  private static let staffServer = 150_000
  /// Seconds that the clocks may differ.
  private static let clockWarning = 5.0
  private static let clockProblem = 3600.0
  private static let transactionWarning = 1_000_000_000
  private static let transactionProblem = 1_800_000_000

  let health: DatabaseHealth
  let workers: Int
  /// Seconds since 1970-01-01 by this machine's clock, when the server was asked.
  let time: Double

  var lines: [DoctorLine] {
    [server, rights] + extensions + settings + [connections, schema] + staff + rowSecurity + [clock] + transactions
  }

  private var server: DoctorLine {
    let version = "PostgreSQL \(health.serverVersion / 10_000).\(health.serverVersion % 10_000)"
    if health.isReadOnly {
      return .problem(
        "server", "\(version), read-only", "give a database that takes writes; on a standby name the primary")
    }
    if health.serverVersion < DatabaseDoctor.staffServer {
      return .warning("server", version, "permissions per staff member need PostgreSQL 15: upgrade")
    }
    return .ok("server", version)
  }

  private var rights: DoctorLine {
    let who = "login \(health.login), acting as \(health.isOwner ? "the owner \(health.owner)" : "no owner")"
    if health.schema == .absent && !health.mayCreateSchemas {
      return .problem("rights", "\(who); may not create schemas", "let the login own the database")
    }
    if health.schema != .absent && !health.isOwner {
      return .problem(
        "rights", "\(who); the owner is \(health.owner)",
        "run nights under a login that is \(health.owner) or a member of it")
    }
    if health.isSuperuser || health.bypassesRowSecurity {
      return .warning(
        "rights", "\(who); it stands above row-level security",
        "use a login without SUPERUSER and BYPASSRLS, as permissions do not hold for it")
    }
    return .ok("rights", who)
  }

  private var extensions: [DoctorLine] {
    if health.missingExtensions.isEmpty {
      let needed = health.neededExtensions.isEmpty ? "none needed" : health.neededExtensions.joined(separator: ", ")
      return [.ok("extensions", needed)]
    }
    return [
      .problem(
        "extensions", "missing: \(health.missingExtensions.joined(separator: ", "))",
        "install the package of PostgreSQL's contributed modules on the server")
    ]
  }

  /// What a setting must be, and why.
  private static let expected: [(name: String, value: [String], isProblem: Bool, advice: String)] = [
    ("fsync", ["on"], true, "set it on: a crash of the server could lose every night"),
    ("full_page_writes", ["on"], true, "set it on: a crash of the server could damage the database"),
    (
      "synchronous_commit", ["on", "local", "remote_write", "remote_apply"], false,
      "set it on: a crash could undo the publication of a night"
    ),
    ("autovacuum", ["on"], false, "set it on: what nights end would never be cleared away"),
    (
      "data_checksums", ["on"], false,
      "turn them on with pg_checksums while the server is stopped, to notice a failing disk"
    ),
    (
      "log_error_verbosity", ["terse"], false,
      "set it to terse, so that no value of a student gets into the server's log"
    ),
    (
      "log_statement", ["none", "ddl"], false,
      "set it to none, so that no value of a student gets into the server's log"
    ),
    (
      "log_min_duration_statement", ["-1"], false,
      "set it to -1, so that no value of a student gets into the server's log"
    ),
    (
      "log_parameter_max_length_on_error", ["0"], false,
      "set it to 0, so that no value of a student gets into the server's log"
    ),
  ]

  private var settings: [DoctorLine] {
    let wrong = DatabaseDoctor.expected.filter { setting in
      health.settings[setting.name].map { !setting.value.contains($0) } ?? false
    }
    if wrong.isEmpty { return [.ok("settings", "durable, vacuumed, and no data in the log")] }
    return wrong.map { setting in
      let text = "\(setting.name) = \(health.settings[setting.name] ?? "")"
      return setting.isProblem
        ? .problem("settings", text, setting.advice) : .warning("settings", text, setting.advice)
    }
  }

  private var connections: DoctorLine {
    guard let most = health.settings["max_connections"].flatMap({ Int($0) }) else {
      return .ok("connections", "\(health.connections) in use")
    }
    let text = "\(health.connections) of \(most) in use, a night takes \(workers + 1)"
    // Those of the server's own processes are counted too, which only makes the answer careful.
    if health.connections + workers + 1 > most {
      return .warning("connections", text, "raise max_connections, or lower workers")
    }
    return .ok("connections", text)
  }

  private var schema: DoctorLine {
    switch health.schema {
    case .absent: .ok("schema", "none yet; the first night makes it")
    case .current(let migrations): .ok("schema", "\(migrations) migrations, current")
    case .behind:
      .warning("schema", "older than this program", "agtrack migrate; the next night does it too")
    case .foreign(let reason): .problem("schema", reason, "run the program that this database belongs to")
    }
  }

  private var staff: [DoctorLine] {
    guard case .current = health.schema else { return [] }
    if health.lacksStaffAccess {
      return [.warning("staff", "agtrack_staff may not read yet", "agtrack migrate, as the owner")]
    }
    return [
      .ok("staff", health.hasStaffRole ? "agtrack_staff may read" : "no staff logins (agtrack roles makes them)")
    ]
  }

  private var rowSecurity: [DoctorLine] {
    guard case .current = health.schema else { return [] }
    if health.openTables.isEmpty { return [.ok("row security", "forced on every table with students")] }
    return [
      .problem(
        "row security", "not forced on \(health.openTables.joined(separator: ", "))",
        "find out who changed it: ALTER TABLE ... ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    ]
  }

  private var clock: DoctorLine {
    let difference = abs(health.serverTime - time)
    let text = "the server's differs by \(Int(difference)) s"
    if difference > DatabaseDoctor.clockProblem {
      return .problem("clock", text, "set the clocks (chrony): the day of a night would be wrong")
    }
    if difference > DatabaseDoctor.clockWarning { return .warning("clock", text, "let chrony keep both clocks") }
    return .ok("clock", "agrees with the server's")
  }

  private var transactions: [DoctorLine] {
    var lines: [DoctorLine] = []
    if let oldest = health.oldestTransaction, oldest > 3600, !health.isNightRunning {
      lines.append(
        .warning(
          "transactions", "one is open for \(oldest / 3600) h",
          "end it (pg_stat_activity, xact_start): nothing can be cleared away meanwhile"))
    }
    let age = "\(health.transactionAge / 1_000_000) million transactions old"
    if health.transactionAge > DatabaseDoctor.transactionProblem {
      lines.append(.problem("transactions", age, "VACUUM FREEZE at once, before the server stops taking writes"))
    } else if health.transactionAge > DatabaseDoctor.transactionWarning {
      lines.append(.warning("transactions", age, "look why autovacuum does not freeze"))
    }
    return lines.isEmpty ? [.ok("transactions", age)] : lines
  }
}
