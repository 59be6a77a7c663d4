import Rules

/// Records that do not count, together by reason: what a person can act on first, courses off the A-G list last and
/// by title only.
struct NotCountedGroup {
  var reason: String
  var phrases: [String]

  private struct Entry: Equatable {
    var reason: String
    var phrase: String
    var title: String
    var isOffList: Bool
  }

  static func groups(_ report: StudentReport) -> [NotCountedGroup] {
    let lists = report.printed.map { verdict in
      (system: verdict.system.words, entries: entries(verdict.notCounted, homeSchool: report.school))
    }
    var groups: [NotCountedGroup] = []
    var offList: [String] = []
    var offListReason = ""
    for (index, list) in lists.enumerated() {
      for entry in list.entries {
        let others = lists.indices.filter { $0 != index && lists[$0].entries.contains(entry) }
        // What holds for both systems is said once.
        if others.contains(where: { $0 < index }) { continue }
        let isShared = others.count == lists.count - 1
        if entry.isOffList {
          offListReason = entry.reason
          if !offList.contains(entry.title) { offList.append(entry.title) }
          continue
        }
        let phrase = isShared ? entry.phrase : "\(list.system) only: \(entry.phrase)"
        if let place = groups.firstIndex(where: { $0.reason == entry.reason }) {
          groups[place].phrases.append(phrase)
        } else {
          groups.append(NotCountedGroup(reason: entry.reason, phrases: [phrase]))
        }
      }
    }
    if !offList.isEmpty {
      groups.append(NotCountedGroup(reason: offListReason, phrases: [offList.joined(separator: ", ")]))
    }
    return groups
  }

  private static func entries(_ uses: [RecordUse], homeSchool: String) -> [Entry] {
    RecordPhrase.groups(of: uses).compactMap { group in
      guard let first = group.first else { return nil }
      let reason = first.explanation.isEmpty ? "Not counted." : first.explanation
      return Entry(
        reason: reason, phrase: RecordPhrase.phrase(for: group, homeSchool: homeSchool, withReason: false),
        title: first.title.isEmpty ? first.courseID : first.title, isOffList: first.because == Rule.listNotApproved.id)
    }
  }
}
