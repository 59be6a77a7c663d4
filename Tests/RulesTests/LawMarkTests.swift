import Judge
import Testing

/// Laws of marks.
@Suite struct LawMarkTests {
  @Test func plusAndMinusNeverMatter() {
    let broken = LawTrial.check(300) { trial in
      var numbers = trial.generator.numbers
      let plain = trial.same { $0.mapping { $0.mark = $0.mark.map { String($0.prefix { $0 != "+" && $0 != "-" }) } } }
      return plain
        ?? trial.same {
          $0.mapping { record in
            guard let letter = record.mark?.first, "ABCD".contains(letter), record.mark?.count ?? 0 < 3,
              record.mark != "CR"
            else { return }
            record.mark = String(letter) + numbers.pick(["", "+", "-"])
          }
        }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func cMinusIsC() {
    let broken = LawTrial.check { trial in
      trial.same { $0.mapping { if $0.mark == "C" { $0.mark = "C-" } else if $0.mark == "C-" { $0.mark = "C" } } }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func everyPassingLetterIsAsGoodAsAnother() {
    let broken = LawTrial.check { trial in
      // Of two rows of one summer the better mark comes first, and with part credit that may fill less (point 31).
      if trial.transcript.records.contains(where: { $0.term == "SU" && $0.credits != nil }) { return nil }
      return
        trial.same { $0.mapping { if "ABC".contains($0.mark?.first ?? " "), $0.mark != "CR" { $0.mark = "A" } } }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func dIsF() {
    let broken = LawTrial.check { trial in
      trial.same { $0.mapping { if $0.mark?.first == "D" { $0.mark = "F" } } }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func aMarkWithoutCreditIsAsIfItWereNotThere() {
    let broken = LawTrial.check(200) { trial in
      trial.shown { candidate in
        var without = candidate
        // In a course of two years the last row says which mark is the year's, whatever that mark is.
        without.records.removeAll {
          ["NP", "NC", "I", "W"].contains($0.mark ?? "") && $0.course?.length == "year"
        }
        return trial.verdict(candidate) != trial.verdict(without)
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func raisingAMarkNeverHurtsWhereNoDOrFMatters() {
    let broken = LawTrial.check(300) { trial in
      guard let place = trial.transcript.records.indices.shuffled(using: &trial.generator.numbers).first else {
        return nil
      }
      let raised = trial.transcript.records[place]
      // A D or F says that geometry was attempted, and is what chemistry's second half validates (section 15).
      if ["GEO", "M2", "CHEM", "CHEM/ES"].contains(raised.course?.discipline ?? "") { return nil }
      return trial.noWorse { candidate in
        candidate.mapping { record in
          if record == raised, record.mark != nil { record.mark = "B" }
        }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func aRunningCourseThatIsPassedNeverHurtsAndMeetsWhatItPromised() {
    let broken = LawTrial.check(300) { trial in
      trial.shown { candidate in
        guard !candidate.records.contains(where: { $0.match == .unmatched }) else { return false }
        let before = trial.verdict(candidate)
        let after = trial.verdict(candidate.mapping { if $0.mark == nil { $0.mark = "C" } })
        // What is in progress is met once everything running is passed, and nothing else is.
        let promised = zip(before.areas, after.areas).contains { running, passed in
          (running.status == "in_progress" && passed.status != "met")
            || (running.status == "not_met" && passed.status == "met")
        }
        return promised || (before.status == "in_progress") != (before.status != "met" && after.status == "met")
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }
}
