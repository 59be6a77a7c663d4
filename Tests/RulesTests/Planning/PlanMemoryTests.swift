import Judge
import Rules
import Testing

@Suite("What planning remembers")
struct PlanMemoryTests {
  /// Students of one school who stand alike in most areas: other passing marks, a course less, a course failed.
  private static func students(_ transcript: Transcript, _ numbers: inout SeededNumbers) -> [Transcript] {
    var all = [transcript]
    for _ in 0..<5 {
      var other = transcript
      for index in other.records.indices where numbers.chance(30) {
        switch other.records[index].mark {
        case .a, .b, .c: other.records[index].mark = numbers.pick([.aMinus, .b, .cPlus])
        case .d: other.records[index].mark = .dPlus
        default: break
        }
      }
      if numbers.chance(50), let place = other.records.indices.randomElement(using: &numbers) {
        other.records.remove(at: place)
      }
      if numbers.chance(50), let place = other.records.indices.randomElement(using: &numbers) {
        other.records[place].mark = numbers.pick([.d, .f, nil])
      }
      all.append(other)
    }
    return all
  }

  @Test("Who was planned for before changes no answer", arguments: 1...60)
  func independent(seed: UInt64) throws {
    let trial = PlanTrial(seed: seed &* 104_729)
    var request = try #require(trial.request)
    var numbers = SeededNumbers(seed: seed)
    let offers = SchoolOffers(trial.offers)
    var busy = RepairPlanner(settings: trial.settings)
    for transcript in Self.students(request.transcript, &numbers) {
      request.transcript = transcript
      var fresh = RepairPlanner(settings: trial.settings)
      #expect(busy.answer(request, offers: offers) == fresh.answer(request, offers: offers), "seed \(seed)")
    }
  }

  @Test("Two schools, or two editions, do not answer for each other")
  func apart() throws {
    var planner = RepairPlanner()
    var differing = 0
    for seed: UInt64 in 1...40 {
      let trial = PlanTrial(seed: seed &* 7919)
      let other = PlanTrial(seed: (seed + 1000) &* 7919)
      var request = try #require(trial.request)
      let first = SchoolOffers(trial.offers)
      let second = SchoolOffers(other.offers)
      for policies in [request.policies, Array(request.policies.prefix(1))] {
        request.policies = policies
        for offers in [first, second] {
          var fresh = RepairPlanner()
          let expected = fresh.answer(request, offers: offers)
          #expect(planner.answer(request, offers: offers) == expected, "seed \(seed)")
          if offers.offers != first.offers, expected != planner.answer(request, offers: first) { differing += 1 }
        }
      }
    }
    #expect(differing > 10)
  }

  /// The same transcript and offers with every course under another number.
  private static func renumbered(_ trial: PlanTrial, _ transcript: Transcript) -> (Transcript, [CourseOffer]) {
    func other(_ number: Int32) -> Int32 { 9_000 - 7 * number }
    var transcript = transcript
    for index in transcript.records.indices {
      guard case .listed(var course) = transcript.records[index].listing else { continue }
      course.sameCourse = other(course.sameCourse)
      transcript.records[index].listing = .listed(course)
    }
    let offers = trial.offers.map { offer in
      var own = offer
      own.course.sameCourse = other(offer.course.sameCourse)
      own.prerequisites = offer.prerequisites.map(other)
      return own
    }
    return (transcript, offers)
  }

  @Test("A school that offers the same under other numbers shares what is found", arguments: 1...40)
  func shared(seed: UInt64) throws {
    let trial = PlanTrial(seed: seed &* 15_485_863)
    var request = try #require(trial.request)
    var numbers = SeededNumbers(seed: seed)
    let offers = SchoolOffers(trial.offers)
    var busy = RepairPlanner(settings: trial.settings)
    for transcript in Self.students(request.transcript, &numbers) {
      request.transcript = transcript
      let expected = busy.answer(request, offers: offers)
      let (own, renumbered) = Self.renumbered(trial, transcript)
      request.transcript = own
      let second = SchoolOffers(renumbered)
      var fresh = RepairPlanner(settings: trial.settings)
      #expect(busy.answer(request, offers: second) == expected, "seed \(seed)")
      #expect(fresh.answer(request, offers: second) == expected, "seed \(seed)")
    }
  }
}
