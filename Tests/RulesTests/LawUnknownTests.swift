import Judge
import Testing

/// A record that no list knows: whatever it turns out to be, a status that is not `unknown` stays.
@Suite struct LawUnknownTests {
  /// Courses that validate nothing: validation is no part of the best case.
  private static let candidates: [(areas: String, discipline: String)] = [
    ("A", "US"), ("A", "WORLD"), ("A", "CIV"), ("A", "SOC"), ("B", "ENG"), ("C", "CS"), ("D", "BIO"), ("D", "PHYS"),
    ("D", "ESS"), ("D", "INT"), ("D", "APPLIED"), ("F", "ART"), ("F", "MUSIC"), ("G", "SOC"), ("G", "SCI-BIO"),
    ("G", "INTERDISC"),
  ]

  @Test func whateverAnUnmatchedRecordTurnsOutToBeTheStatusLiesWithinTheBracket() {
    let broken = LawTrial.check(500) { trial in
      let kind = trial.generator.numbers.pick(Self.candidates)
      var record = OracleRecord(
        year: trial.asOf, term: trial.generator.numbers.pick(["S1", "S2", "FY", "T2", "SU"]), grade: 12,
        mark: trial.generator.numbers.pick(["B", "C", "C", "P", "D", nil]), match: .unmatched)
      if trial.generator.numbers.chance(20) { record.mark = "A" }
      let listed = OracleMatch.listed(OracleCourse(key: "found", areas: kind.areas, discipline: kind.discipline))
      return trial.shown { candidate in
        var bracket = candidate
        bracket.records.removeAll { $0.match == .unmatched }
        var concrete = bracket
        var found = record
        found.match = listed
        bracket.records.append(record)
        concrete.records.append(found)
        let (open, closed) = (trial.verdict(bracket), trial.verdict(concrete))
        if open.status != "unknown" && open.rank != closed.rank { return true }
        guard candidate.hasNoChoice else { return false }
        return zip(open.areas, closed.areas).contains { $0.status != "unknown" && $0.status != $1.status }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func withoutUnmatchedRecordsNothingIsUnknown() {
    let broken = LawTrial.check(300) { trial in
      trial.shown { candidate in
        var known = candidate
        known.records.removeAll { $0.match == .unmatched }
        let verdict = trial.verdict(known)
        return verdict.status == "unknown" || verdict.areas.contains { $0.status == "unknown" }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func anUnmatchedRecordNeverChangesTheAmounts() {
    let broken = LawTrial.check(300) { trial in
      trial.shown { candidate in
        var known = candidate
        known.records.removeAll { $0.match == .unmatched }
        let (with, without) = (trial.verdict(candidate), trial.verdict(known))
        return with.areas.map(\.missing) != without.areas.map(\.missing)
          || with.areas.map(\.inProgress) != without.areas.map(\.inProgress)
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }
}
