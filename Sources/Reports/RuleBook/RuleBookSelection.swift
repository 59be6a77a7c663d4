extension RuleBook {
  /// The part of the book that a word asks for: a rule id, a parameter id, an area's letter, or the first word of ids.
  ///
  /// - Returns: nil where nothing has that name.
  public func selecting(_ word: String) -> RuleBook? {
    let word = word.lowercased()
    var part = self
    part.entries = entries.filter { $0.id == word }
    if part.entries.isEmpty { part.entries = asking(word) }
    if part.entries.isEmpty { part.entries = entries.filter { $0.id.hasPrefix("\(word).") } }
    if word != "exam" && word != "exam.clears" { part.exams = [] }
    if word != "mark" && word != "mark.pass-window" { part.passWindows = [] }
    return part.entries.isEmpty ? nil : part
  }

  /// The rules that ask for a parameter, without their other parameters.
  private func asking(_ id: String) -> [Entry] {
    entries.compactMap { entry in
      var entry = entry
      entry.parameters.removeAll { $0.id != id }
      return entry.parameters.isEmpty ? nil : entry
    }
  }

  /// The book for some editions alone.
  public func keeping(_ editions: (Edition) -> Bool) -> RuleBook {
    var part = self
    part.editions.removeAll { !editions($0) }
    for index in part.entries.indices {
      for place in part.entries[index].parameters.indices {
        part.entries[index].parameters[place].values.removeAll { !editions($0.edition) }
      }
    }
    return part
  }

  /// Ids that hold a part of the word, to help who mistyped.
  public func similar(to word: String) -> [String] {
    let parts = word.lowercased().split { !$0.isLetter }.filter { $0.count > 2 }
    var ids: [String] = []
    for entry in entries {
      for id in [entry.id] + entry.parameters.map(\.id)
      where !ids.contains(id) && parts.contains(where: { id.contains($0) }) { ids.append(id) }
    }
    return Array(ids.prefix(8))
  }
}
