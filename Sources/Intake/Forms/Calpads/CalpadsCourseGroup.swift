import Rules

extension CalpadsTranscriptRows {
  /// Settles what rows of one student, school, year and course say together: deletions, marks for a whole term beside
  /// marks for its pieces, and running rows that have a mark by now.
  func reconcile(
    _ group: [Int], _ rows: inout [CalpadsCompletion], _ isDropped: inout [Bool], _ base: UnsafePointer<UInt8>
  ) {
    func isSameSection(_ left: Int, _ right: Int) -> Bool {
      text(rows[left], CalpadsCompletion.section, base).equals(text(rows[right], CalpadsCompletion.section, base))
        && text(rows[left], CalpadsCompletion.term, base).equals(text(rows[right], CalpadsCompletion.term, base))
    }
    for (position, place) in group.enumerated() where rows[place].isDeletion {
      isDropped[place] = true
      for other in group[..<position] where !isDropped[other] && isSameSection(other, place) {
        if rows[other].period == rows[place].period { isDropped[other] = true }
      }
    }
    let completed = group.filter { !isDropped[$0] && !rows[$0].isFall }
    for coarse in completed {
      guard let whole = rows[coarse].span else { continue }
      let finer = completed.filter { place in
        guard place != coarse, !isDropped[place], let span = rows[place].span, isSameSection(place, coarse) else {
          return false
        }
        return span != whole && whole.contains(span.lowerBound) && span.upperBound <= whole.upperBound
      }
      if finer.isEmpty || isDropped[coarse] { continue }
      drop(coarse, finer, rows, &isDropped)
    }
    for place in group where rows[place].isFall && !isDropped[place] {
      meetCompletions(place, completed.filter { !isDropped[$0] }, &rows, &isDropped)
    }
  }

  /// A mark for a whole term and marks for its pieces are one course: the side that carries the credits counts, and of
  /// two that do, the pieces if together they are the whole.
  private func drop(_ coarse: Int, _ finer: [Int], _ rows: [CalpadsCompletion], _ isDropped: inout [Bool]) {
    let hasCredits = finer.contains { rows[$0].attempted > 0 }
    var covered = 0
    var seen: [Range<Int>] = []
    for place in finer {
      guard let span = rows[place].span, !seen.contains(span) else { continue }
      seen.append(span)
      covered += span.count
    }
    let isWhole = covered >= rows[coarse].period.length
    let keepsPieces = rows[coarse].attempted > 0 ? hasCredits && isWhole : hasCredits || isWhole
    for place in keepsPieces ? [coarse] : finer {
      isDropped[place] = true
      tables.countDuplicate(rows[place].origin)
      tables.find(
        .termConflict, rows[place].origin, column: CalpadsField.markingPeriod.name,
        value: rows[place].period.term.rawValue)
    }
  }

  /// What the fall file calls running is over once it has a mark; of a yearlong course the second half may still run.
  private func meetCompletions(
    _ place: Int, _ completed: [Int], _ rows: inout [CalpadsCompletion], _ isDropped: inout [Bool]
  ) {
    if completed.isEmpty { return }
    guard let span = rows[place].span else {
      if completed.contains(where: { rows[$0].span == nil }) {
        isDropped[place] = true
        tables.countDuplicate(rows[place].origin)
      }
      return
    }
    let marked = completed.compactMap { rows[$0].span }.filter { $0.overlaps(span) }
    if marked.isEmpty { return }
    if span == 0..<36, marked.allSatisfy({ $0.upperBound <= 18 }) {
      rows[place].period = CalpadsPeriod(term: .s2, length: 18)
      // The credits of the row are those of the year.
      rows[place].attempted = CalpadsCredits.absent
      return
    }
    isDropped[place] = true
    tables.countDuplicate(rows[place].origin)
  }
}
