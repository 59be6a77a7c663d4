import Judge
import Testing

/// Laws of what may be added, renamed and put in another order (rules 12.5 as corrected in 15).
@Suite struct EvaluatorLawTests {
  @Test func theOrderOfTheRecordsNeverMatters() {
    let broken = LawTrial.check(300) { trial in
      var numbers = trial.generator.numbers
      let broken = trial.same {
        var turned = $0
        turned.records.reverse()
        return turned
      }
      return broken
        ?? trial.same {
          var shuffled = $0
          shuffled.records.shuffle(using: &numbers)
          shuffled.exams.reverse()
          shuffled.waivers.reverse()
          return shuffled
        }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func loadingTheSameRecordTwiceChangesNothing() {
    let broken = LawTrial.check(300) { trial in
      trial.same {
        var doubled = $0
        // Two summer records without a part are two, and two unmatched records may be two courses.
        doubled.records += $0.records.filter { $0.match != .unmatched && $0.term != "SU" }
        return doubled
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func renamingTheCoursesChangesNothing() {
    let broken = LawTrial.check(300) { trial in
      let keys = Set(trial.transcript.records.compactMap { $0.course?.key }).sorted()
      let names = Dictionary(
        uniqueKeysWithValues: zip(keys, keys.indices.map { "r\($0)" }.shuffled(using: &trial.generator.numbers)))
      return trial.same {
        var renamed = $0.mapping { record in
          guard var course = record.course else { return }
          course.key = names[course.key] ?? course.key
          record.match = .listed(course)
        }
        renamed.records.sort { ($0.course?.key ?? "", $0.year) < ($1.course?.key ?? "", $1.year) }
        return renamed
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func swappingTwoEqualCoursesChangesNothing() {
    let broken = LawTrial.check(300) { trial in
      // The same course again under two keys: whose record is whose must not matter.
      guard let first = trial.transcript.records.first(where: { $0.course != nil }), let course = first.course else {
        return nil
      }
      var twin = course
      twin.key = "twin"
      var before = trial.transcript
      var second = first
      second.year += 1
      second.grade = min(12, first.grade + 1)
      second.match = .listed(twin)
      before.records.append(second)
      let swapped = before.mapping { record in
        guard var own = record.course, own.key == course.key || own.key == "twin" else { return }
        own.key = own.key == "twin" ? course.key : "twin"
        record.match = .listed(own)
      }
      return trial.verdict(before) == trial.verdict(swapped) ? nil : TranscriptShrinker.text(before)
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func addingAPassedListedCourseNeverHurts() {
    let broken = LawTrial.check(250) { trial in
      var other = TranscriptGenerator(seed: trial.generator.numbers.next())
      let donor = other.transcript(entering: trial.edition.entering)
      guard let added = donor.records.first(where: { $0.course != nil && $0.mark == "C" && $0.grade >= 9 }),
        var course = added.course
      else { return nil }
      course.key = "added"
      var record = added
      record.match = .listed(course)
      return trial.noWorse {
        var more = $0
        more.records.append(record)
        return more
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func whatIsAddedInALaterYearNeverHurts() {
    let broken = LawTrial.check(250) { trial in
      trial.shown { candidate in
        (1...3).contains { back in
          let earlier = trial.evaluate(candidate, trial.edition, trial.asOf - back)
          return trial.evaluate(candidate, trial.edition, trial.asOf - back + 1).isWorse(than: earlier)
        }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func aRecordOfALaterYearIsAsIfItWereNotThere() {
    let broken = LawTrial.check(200) { trial in
      trial.shown { candidate in
        var early = candidate
        early.records.removeAll { $0.year > trial.asOf - 1 }
        early.exams.removeAll { $0.year > trial.asOf - 1 }
        early.waivers.removeAll { $0.year > trial.asOf - 1 }
        return trial.evaluate(candidate, trial.edition, trial.asOf - 1)
          != trial.evaluate(early, trial.edition, trial.asOf - 1)
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }
}
