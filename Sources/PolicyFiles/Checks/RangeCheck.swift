import Rules

/// Looks at the editions of each system together: every entering year must have one edition, and each edition a reason.
struct RangeCheck {
  private(set) var problems: [PolicyFileError] = []

  init(_ files: [PolicyFile]) {
    for system in System.allCases {
      let own = files.filter { $0.policy.system == system }.sorted {
        $0.policy.firstEnteringYear < $1.policy.firstEnteringYear
      }
      guard let last = own.last else {
        problems.append(
          PolicyFileError(
            file: "policies", line: nil,
            message: "there is no edition for \(system.rawValue); add a file for each range of entering years"))
        continue
      }
      for (earlier, later) in zip(own, own.dropFirst()) { compare(earlier, later) }
      if let through = last.parameter("c.statistics-through"),
        Int(last.policy.mathematics.statisticsThrough) >= last.policy.lastEnteringYear
      {
        problems.append(
          PolicyFileError(
            file: last.name, line: through.line,
            message:
              "c.statistics-through ends after the last students of \(system.rawValue) have left school, so it ends nothing; name an earlier school year"
          ))
      }
    }
  }

  private mutating func compare(_ earlier: PolicyFile, _ later: PolicyFile) {
    let (end, start) = (earlier.policy.lastEnteringYear, later.policy.firstEnteringYear)
    if start <= end {
      report(
        later, later.enteringLine,
        "\(later.policy.edition) begins in \(start), but \(earlier.policy.edition) holds to \(end); end the earlier one in \(start - 1)"
      )
    } else if start > end + 1 {
      report(
        later, later.enteringLine,
        "\(later.policy.edition) begins in \(start), but \(earlier.policy.edition) ends in \(end), so \(end + 1)\(start - 1 > end + 1 ? " to \(start - 1)" : "") has no edition; close the gap"
      )
    }
    if earlier.parameters.map(\.value) == later.parameters.map(\.value) {
      report(
        later, later.enteringLine,
        "\(later.policy.edition) asks for exactly what \(earlier.policy.edition) asks for; make them one edition")
    }
    for (old, new) in zip(earlier.parameters, later.parameters) where old.meaning != new.meaning {
      report(
        later, new.line,
        "\(new.id) has another meaning than in \(earlier.policy.edition); one id means one thing, so use the same words"
      )
    }
    if earlier.policy.mathematics.statisticsThrough != later.policy.mathematics.statisticsThrough {
      report(
        later, later.parameter("c.statistics-through")?.line,
        "c.statistics-through differs from \(earlier.policy.edition), but it goes by the year of the course, not of entering; use the same school year"
      )
    }
  }

  private mutating func report(_ file: PolicyFile, _ line: Int?, _ message: String) {
    problems.append(PolicyFileError(file: file.name, line: line, message: message))
  }
}
