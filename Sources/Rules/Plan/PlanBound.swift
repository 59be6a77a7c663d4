/// How many semesters a set of areas takes at least, whatever is chosen.
///
/// A semester fills at most its own six twelfths, except where it validates: then the least way through the levels of
/// the track counts.
struct PlanBound: Sendable {
  private let failedFirst: Set<Track>
  private let chemistryHelps: Bool
  /// By track and level: the lowest level that any course of that level asks for.
  private var asked: [Track: [UInt8]] = [:]
  private let tracks: [Track]
  private let student: PlanStudent

  init(_ candidates: PlanCandidates, student: PlanStudent, policies: [Policy]) {
    self.student = student
    failedFirst = student.failedFirst
    chemistryHelps = student.failedFirstChemistry && policies.contains { $0.science.chemistrySecondHalfValidatesFirst }
    var asked: [Track: [UInt8]] = [:]
    for candidate in candidates.all {
      guard let (track, level) = candidate.course.trackLevel else { continue }
      var ask: UInt8 = 0
      for case .level(_, let needed) in candidate.open { ask = max(ask, needed) }
      asked[track, default: [.max, .max, .max, .max, .max]][Int(level)] = min(
        asked[track]?[Int(level)] ?? .max, ask)
    }
    self.asked = asked
    tracks = asked.keys.sorted { ($0.kind.rawValue, $0.language.value) < ($1.kind.rawValue, $1.language.value) }
  }

  /// - Parameters:
  ///   - areas: Areas A to F that are met together.
  ///   - missing: What each policy's verdict misses.
  ///   - chosen: What is chosen so far.
  func semesters(_ areas: SubjectAreas, missing: [PerArea<Int>], chosen: [PlanCandidates.Candidate]) -> Int {
    var most = 0
    for one in missing {
      var sum = 0
      for area in SubjectArea.allCases where areas.has(area) && one[area] > 0 {
        sum += semesters(area, one[area], chosen)
      }
      most = max(most, sum)
    }
    // Areas that share courses may be filled otherwise than the verdict does.
    return areas.count > 1 ? (most + 1) / 2 : most
  }

  private func semesters(_ area: SubjectArea, _ missing: Int, _ chosen: [PlanCandidates.Candidate]) -> Int {
    switch area {
    case .a, .b, .f, .g: return (missing + 5) / 6
    case .d: return max(1, (missing - (chemistryHelps ? 6 : 0) + 5) / 6)
    case .c: return tracked(missing, .mathematics, levels: [2: 12, 3: 24, 4: 36], chosen)
    case .e:
      var least = direct(missing, failedFirst.contains { $0.kind == .language })
      for track in tracks where track.kind == .language {
        least = min(least, tracked(missing, track, levels: [2: 12, 3: 24, 4: 24], chosen))
      }
      return least
    }
  }

  private func direct(_ missing: Int, _ secondHalfValidates: Bool) -> Int {
    let most = secondHalfValidates ? 12 : 6
    return max(1, (missing + most - 1) / most)
  }

  /// - Parameter levels: What a semester of each level may validate, in twelfths.
  private func tracked(
    _ missing: Int, _ track: Track, levels: KeyValuePairs<Int, Int>, _ chosen: [PlanCandidates.Candidate]
  ) -> Int {
    var reached = student.reached[track] ?? 0
    var begun = student.begun[track] ?? 0
    for candidate in chosen {
      guard let own = candidate.course.trackLevel, own.track == track else { continue }
      if candidate.part == 1 { begun |= 1 << own.level } else { reached = max(reached, own.level) }
    }
    let validates = failedFirst.contains(track) || begun != 0
    var least = direct(missing, validates)
    for (level, worth) in levels {
      guard let ask = asked[track]?[level], ask != .max else { continue }
      var way = 0
      if ask > reached {
        for below in (reached + 1)...ask { way += begun & (1 << below) != 0 ? 1 : 2 }
      }
      least = min(least, way + direct(max(0, missing - worth), validates))
    }
    return least
  }
}
