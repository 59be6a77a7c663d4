import Equity
import ReleaseAudit
import Reports
import Rules

/// The numbers of `--known` beside the district's own.
///
/// The district's own number counts as known, also where the file says another: whoever has nearly the same count is taken to have it.
struct KnownNumbers {
  let numbers: [KnownNumber]
  /// The same cells with the district's numbers, as the audit takes them.
  let cells: [KnownCell]
  private let all: Int
  private let different: Int

  init(files: [String], _ input: ReleaseInput) throws {
    var (numbers, cells, all, different): ([KnownNumber], [KnownCell], Int, Int) = ([], [], 0, 0)
    for file in files {
      for known in try ReleaseFolder.known(file) where known.schoolYear == input.schoolYear.code {
        all += 1
        let place: Place = known.scope == "district" ? .district(known.scopeID) : .school(known.scopeID)
        func key(_ group: String) -> CellKey {
          CellKey(measure: known.measure, place: place, family: known.family, group: group)
        }
        guard let count = KnownNumbers.count(key, known.group, input) else { continue }
        if known.students != count.n || known.outcome.map({ $0 != count.x }) ?? false { different += 1 }
        var own = known
        (own.students, own.outcome) = (count.n, known.outcome.map { _ in count.x })
        cells.append(own)
        numbers.append(KnownNumber(cell: key(known.group), isOutcomeKnown: known.outcome != nil))
      }
    }
    (self.numbers, self.cells, self.all, self.different) = (numbers, cells, all, different)
  }

  /// The district's own number; nil for a cell that no release prints or leaves out.
  private static func count(_ key: (String) -> CellKey, _ group: String, _ input: ReleaseInput) -> Count? {
    guard let family = input.families.first(where: { $0.id == key(group).family }),
      input.measures.contains(where: { $0.id == key(group).measure }),
      input.districts.contains(where: { Place.district($0.id) == key(group).place })
        || input.schools.contains(where: { Place.school($0.id) == key(group).place })
    else { return nil }
    if family.groups.contains(where: { $0.id == group }) { return input.counts[key(group)] ?? Count.none }
    guard group == "N", !family.partitionsAll, let side = family.groups.first?.id, family.groups.count == 1 else {
      return nil
    }
    let everybody = CellKey(
      measure: key(group).measure, place: key(group).place, family: ReleaseFamily.all.id, group: ReleaseFamily.all.id)
    return (input.counts[key(side)] ?? .none).others(in: input.counts[everybody] ?? .none)
  }

  func tell() {
    if all == 0 && numbers.isEmpty { return }
    var text = "\(numbers.count) of \(all) known numbers of this school year are of cells of the release"
    if different > 0 {
      text += "; \(different) differ from the district's own count, which is taken for known in their place"
    }
    Messages.say(text)
  }
}
