import Rules
import Store

/// What the doctor thinks of the last nights.
struct NightsDoctor {
  /// A night is expected every day, with some hours of grace.
  private static let oldest = 36 * 3600
  private static let longest = 6 * 3600

  let health: DatabaseHealth
  /// Today by this machine's clock, days since 1970-01-01.
  let today: Int32

  var lines: [DoctorLine] {
    guard case .current = health.schema else { return [] }
    return [published] + unfinished + held
  }

  private var now: Int { Int(health.serverTime) }

  private var published: DoctorLine {
    guard let run = health.published else {
      return .warning("nights", "none has been published", "agtrack nightly --extract DIR")
    }
    let day = CalendarDay(dayNumber: run.asOf)?.code ?? "?"
    let text = "run \(run.id) as of \(day) is published"
    if run.asOf > today {
      return .warning(
        "nights", "\(text), a day that is still to come",
        "look at this machine's clock; nights before that day end with 2 unless --rewind is given")
    }
    if let finished = health.nights.first(where: { $0.run == run.id })?.finishedAt,
      now - finished > NightsDoctor.oldest
    {
      return .warning(
        "nights", "\(text), \((now - finished) / 3600) h ago",
        "look why no night has published since: the journal, the mail of cron")
    }
    return .ok("nights", text)
  }

  /// Nights after the published one, the latest first.
  private var unfinished: [DoctorLine] {
    let later = health.nights.filter { $0.run > health.published?.id ?? 0 }
    let failed = later.filter { $0.state == .failed || $0.state == .abandoned || $0.state == .refused }
    var lines: [DoctorLine] = []
    if let running = later.first(where: { $0.state == .running }) {
      let hours = (now - running.startedAt) / 3600
      if !health.isNightRunning {
        lines.append(
          .warning(
            "nights", "run \(running.run) died",
            "run the night again: it clears away what was left, nothing is to be done by hand"))
      } else if now - running.startedAt > NightsDoctor.longest {
        lines.append(
          .warning(
            "nights", "run \(running.run) has been running for \(hours) h", "look what it waits for (pg_stat_activity)")
        )
      } else {
        lines.append(.ok("nights", "run \(running.run) is running"))
      }
    }
    if !failed.isEmpty {
      lines.append(
        .warning(
          "nights", "\(failed.count) failed since the published one",
          "read what the last one said (journalctl -u agtrack)"))
    }
    return lines
  }

  private var held: [DoctorLine] {
    guard let held = health.held else { return [] }
    return [
      .warning(
        "nights", "run \(held) is loaded and waits for a person",
        "agtrack checks --run \(held), then agtrack publish \(held) or correct the data")
    ]
  }
}
