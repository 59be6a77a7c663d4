/// The institutions known while files are translated: what a CDS code, a CEEB code or a name stands for. An institution
/// that no file describes is derived from what rows say of it.
struct SchoolDirectory {
  /// What a row says of an institution.
  struct Mention {
    /// 14 digits; empty = not said.
    var cds = ""
    /// 4 or 6 digits; empty = not said or "has no code".
    var ceeb = ""
    var name = ""
    /// What the row itself says of the kind, for institutions that nobody describes; empty = nothing.
    var kind = ""
  }

  /// A derived institution.
  struct Derived {
    var schoolID: String
    var name: String
    var kind: String
    /// The district's map gave the kind.
    var isMapped: Bool
    var ceeb: String
    var origin: RowOrigin
  }

  private var ids = TextIndex()
  private var byCEEB: [String: String] = [:]
  private var byName: [String: String] = [:]
  private var derivedPlaces: [String: Int] = [:]
  private var mentions: [Mention] = []
  private var origins: [(id: String, origin: RowOrigin)] = []
  private let kinds: ValueMap
  private let aliases: ValueMap

  init(mapping: FormMapping) {
    kinds = ValueMap(.schoolKinds, defaults: [], own: mapping.values[.schoolKinds] ?? [:])
    aliases = ValueMap(.schoolIDs, defaults: [], own: mapping.values[.schoolIDs] ?? [:])
  }

  /// Notes an institution that a file describes. Names and CEEB codes of two stand for the first.
  mutating func add(schoolID: String, name: String, ceeb: String) {
    _ = ids.insert(schoolID)
    if !ceeb.isEmpty, byCEEB[ceeb] == nil { byCEEB[ceeb] = schoolID }
    let folded = SchoolDirectory.folded(name)
    if !folded.isEmpty, byName[folded] == nil { byName[folded] = schoolID }
  }

  /// The institution with a College Board code; nil if none is known.
  func schoolID(ceeb: String) -> String? { byCEEB[ceeb] }

  /// Whether a file describes the institution.
  func isKnown(_ schoolID: String) -> Bool { ids.withText(schoolID) { $0.find($1) } != nil }

  /// The `school_id` that a mention stands for; one that is not known yet is derived. nil if it says nothing at all.
  mutating func schoolID(_ mention: Mention, _ origin: RowOrigin) -> String? {
    for text in [mention.cds, mention.ceeb, mention.name] where !text.isEmpty {
      if let alias = aliases.known(text) {
        derive(alias, mention, origin)
        return alias
      }
    }
    if !mention.cds.isEmpty {
      derive(mention.cds, mention, origin)
      if mention.ceeb.utf8.count == 6, byCEEB[mention.ceeb] == nil { byCEEB[mention.ceeb] = mention.cds }
      return mention.cds
    }
    if !mention.ceeb.isEmpty {
      if let known = byCEEB[mention.ceeb] { return known }
      let id = "CEEB \(mention.ceeb)"
      derive(id, mention, origin)
      byCEEB[mention.ceeb] = id
      return id
    }
    let folded = SchoolDirectory.folded(mention.name)
    guard !folded.isEmpty else { return nil }
    if let known = byName[folded] { return known }
    let id = SchoolDirectory.collapsed(mention.name)
    derive(id, mention, origin)
    byName[folded] = id
    return id
  }

  /// Makes an institution of a mention, or adds to one that is there what it did not say.
  private mutating func derive(_ id: String, _ mention: Mention, _ origin: RowOrigin) {
    if isKnown(id) { return }
    if let place = derivedPlaces[id] {
      if mentions[place].name.isEmpty { mentions[place].name = mention.name }
      if mentions[place].ceeb.isEmpty { mentions[place].ceeb = mention.ceeb }
      if mentions[place].kind.isEmpty { mentions[place].kind = mention.kind }
      return
    }
    derivedPlaces[id] = mentions.count
    mentions.append(mention)
    origins.append((id, origin))
  }

  /// The institutions that no file describes, in the order first met.
  var derived: [Derived] {
    zip(origins, mentions).filter { !isKnown($0.0.id) }.map { place, mention in
      var kind = ""
      for text in [place.id, mention.ceeb, SchoolDirectory.collapsed(mention.name)] where !text.isEmpty && kind.isEmpty
      {
        kind = kinds.known(text) ?? ""
      }
      let isMapped = !kind.isEmpty
      if kind.isEmpty { kind = mention.kind.isEmpty ? SchoolDirectory.kind(of: mention) : mention.kind }
      return Derived(
        schoolID: place.id, name: mention.name.isEmpty ? place.id : SchoolDirectory.collapsed(mention.name), kind: kind,
        isMapped: isMapped, ceeb: mention.ceeb.utf8.count == 6 ? mention.ceeb : "", origin: place.origin)
    }
  }

  /// Words in the names of institutions, tried in this order.
  private static let words: [(String, String)] = [
    ("community college", "community_college"), ("city college", "community_college"),
    ("junior college", "community_college"), ("university", "university"), ("middle", "middle"),
    ("intermediate", "middle"), ("junior high", "middle"), ("elementary", "elementary"),
    ("continuation", "continuation"), ("high", "high"), ("college", "community_college"), ("online", "online"),
    ("virtual", "online"),
  ]

  /// College Board codes of colleges have four digits, those of high schools six.
  private static func kind(of mention: Mention) -> String {
    let name = folded(mention.name)
    if mention.cds.isEmpty, mention.ceeb.utf8.count == 4 {
      return name.contains("university") ? "university" : "community_college"
    }
    // A college preparatory school is none.
    if name.contains("college prep") || name.contains("university prep") || name.contains("university high") {
      return "high"
    }
    return words.first { name.contains($0.0) }?.1 ?? "high"
  }

  static func folded(_ name: String) -> String { collapsed(name).lowercased() }

  /// Single blanks.
  static func collapsed(_ name: String) -> String { name.split { $0.isWhitespace }.joined(separator: " ") }
}
