import Night
import Rules
import Store

/// Who flips in a rehearsal, counted: no student can be seen in it but by small numbers.
struct RehearsalCounts {
  struct Count {
    var students = 0
    var metBefore = 0
    var metAfter = 0
    /// The status of the pattern differs.
    var flips = 0
    /// Only amounts or statuses of areas differ.
    var otherChanges = 0

    mutating func add(_ verdict: RehearsedVerdict) {
      students += 1
      if verdict.before == .met { metBefore += 1 }
      if verdict.after == .met { metAfter += 1 }
      if verdict.isFlip { flips += 1 } else if !verdict.areas.isEmpty { otherChanges += 1 }
    }
  }

  struct Place: Hashable {
    let name: String
    let system: System
  }

  struct Group: Hashable {
    let family: String
    let group: String
    let system: System
  }

  struct Transition: Hashable {
    let system: System
    let before: Status
    let after: Status
  }

  static let families = [
    "race_ethnicity", "gender", "english_status", "low_income", "disability", "homeless", "foster", "migrant",
  ]

  private(set) var students = 0
  private(set) var all: [System: Count] = [:]
  private(set) var schools: [Place: Count] = [:]
  private(set) var groups: [Group: Count] = [:]
  private(set) var transitions: [Transition: Int] = [:]

  mutating func add(_ verdicts: [RehearsedVerdict], of profile: StudentProfile) {
    students += 1
    let groups = RehearsalCounts.groups(profile)
    for verdict in verdicts {
      all[verdict.system, default: Count()].add(verdict)
      schools[Place(name: profile.schoolID, system: verdict.system), default: Count()].add(verdict)
      for (family, group) in zip(RehearsalCounts.families, groups) {
        self.groups[Group(family: family, group: group, system: verdict.system), default: Count()].add(verdict)
      }
      if verdict.isFlip {
        transitions[
          Transition(system: verdict.system, before: verdict.before, after: verdict.after), default: 0] += 1
      }
    }
  }

  /// The student's group of each family; as the release's counts name what the extract does not say.
  private static func groups(_ profile: StudentProfile) -> [String] {
    let flags = [profile.lowIncome, profile.disability, profile.homeless, profile.foster, profile.migrant]
    return [profile.raceEthnicity, profile.gender, profile.englishStatus].map { $0 ?? "not_reported" }
      + flags.map { $0.map { $0 ? "Y" : "N" } ?? "unknown" }
  }

  // MARK: In a fixed order

  private static let statuses: [Status] = [.met, .inProgress, .notMet, .unknown]

  var orderedTransitions: [(transition: Transition, students: Int)] {
    var ordered: [(transition: Transition, students: Int)] = []
    for system in System.allCases {
      for before in RehearsalCounts.statuses {
        for after in RehearsalCounts.statuses {
          let transition = Transition(system: system, before: before, after: after)
          if let students = transitions[transition] { ordered.append((transition, students)) }
        }
      }
    }
    return ordered
  }

  /// Bytewise by school, then by system.
  var orderedSchools: [(place: Place, count: Count)] {
    Set(schools.keys.map(\.name)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { name in
      System.allCases.compactMap { system in
        let place = Place(name: name, system: system)
        return schools[place].map { (place, $0) }
      }
    }
  }

  /// By family, bytewise by group, then by system.
  var orderedGroups: [(group: Group, count: Count)] {
    RehearsalCounts.families.flatMap { family in
      Set(groups.keys.filter { $0.family == family }.map(\.group)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .flatMap { name in
          System.allCases.compactMap { system in
            let group = Group(family: family, group: name, system: system)
            return groups[group].map { (group, $0) }
          }
        }
    }
  }
}
