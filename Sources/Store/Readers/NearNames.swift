import Postgres

/// Names that are spelled almost as what somebody looked for.
enum NearNames {
  /// Candidates at most.
  static let limit = 5

  /// Visible students whose name, first name or last name is a slip or two away from the text; the nearest first, then
  /// bytewise by student_id. Nobody for a text with digits: ids that differ by a digit belong to different people.
  static func find(_ connection: borrowing Connection, _ wanted: String) throws -> [StudentMatch] {
    guard !wanted.utf8.contains(where: { (48...57).contains($0) }) else { return [] }
    let folded = try connection.first("SELECT record.folded($1)", [.text(wanted)], name: "fold name") { row in
      try row.withTextBytes(0) { $0.map { [UInt8]($0) } ?? [] }
    }
    let text = (folded ?? []).split(separator: UInt8(ascii: " ")).joined(separator: [UInt8(ascii: " ")])
    let sought = [UInt8](text)
    let most = slips(sought.count)
    if most == 0 { return [] }
    var best: [(distance: Int, match: StudentMatch)] = []
    try connection.query(
      "SELECT \(StudentMatch.columns), folded_name FROM record.visible_names()", name: "near names"
    ) { row in
      let distance = try row.withTextBytes(7) { name in name.map { nearest(sought, [UInt8]($0), most: most) } ?? nil }
      guard let distance else { return }
      // The names come by student_id, so that among equals the first stays first.
      let place = best.firstIndex { $0.distance > distance } ?? best.count
      guard place < limit else { return }
      best.insert((distance, try StudentMatch(row)), at: place)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.match)
  }

  /// How many slips a text of so many bytes may have: none below four, as everything is near to "Li".
  static func slips(_ length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : 2 }

  /// The least distance to the name "first last", to it turned round, and to each of its words.
  static func nearest(_ sought: [UInt8], _ name: [UInt8], most: Int) -> Int? {
    let words = name.split(separator: UInt8(ascii: " "))
    var forms = words.map { [UInt8]($0) }
    forms.append(name)
    if words.count > 1 {
      for turn in 1..<words.count {
        forms.append([UInt8]((words[turn...] + words[..<turn]).joined(separator: [UInt8(ascii: " ")])))
      }
    }
    return forms.compactMap { distance(sought, $0, most: most) }.min()
  }

  /// Bytes to insert, delete, replace, or swap with their neighbour (optimal string alignment), or nil if more than `most`.
  static func distance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int? {
    if abs(left.count - right.count) > most { return nil }
    var before = [Int](repeating: 0, count: right.count + 1)
    var above = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in 0..<right.count {
        var least = min(above[j + 1] + 1, row[j] + 1, above[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { least = min(least, before[j - 1] + 1) }
        row.append(least)
      }
      if let smallest = row.min(), smallest > most { return nil }
      (before, above) = (above, row)
    }
    return above[right.count] <= most ? above[right.count] : nil
  }
}
