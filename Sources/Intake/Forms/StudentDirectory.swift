/// The students known while files are translated: whom a statewide id, a local id or a name and birth date stand for.
struct StudentDirectory: Sendable {
  /// One student. Names are as printed.
  struct Entry: Sendable {
    /// As in `students.csv`.
    var studentID: String
    /// 10 digits; empty = none.
    var ssid = ""
    var lastName = ""
    var firstName = ""
    var middleName = ""
    /// `2009-02-08`; empty = none.
    var birthDate = ""
    /// `F`, `M`, `X`; empty = none.
    var gender = ""
    /// As in `schools.csv`.
    var schoolID = ""
    /// Today's, 6 to 12; empty = not known.
    var gradeLevel = ""
  }

  private(set) var entries: [Entry] = []
  private var ids = TextIndex()
  private var ssids = TextIndex()
  private var ssidPlaces: [Int32] = []

  /// Adds a student; false if the id is known already, and nothing is changed then.
  mutating func add(_ entry: Entry) -> Bool {
    guard ids.withText(entry.studentID, { $0.find($1) }) == nil else { return false }
    _ = ids.insert(entry.studentID)
    if !entry.ssid.isEmpty {
      let number = ssids.insert(entry.ssid)
      if number == ssidPlaces.count {
        ssidPlaces.append(Int32(clamping: entries.count))
      } else {
        // Two students with one statewide id: it stands for neither.
        ssidPlaces[number] = -1
      }
    }
    entries.append(entry)
    return true
  }

  func contains(studentID: String) -> Bool { place(studentID: studentID) != nil }

  /// Place in `entries`.
  func place(studentID: String) -> Int? { ids.withText(studentID) { $0.find($1) } }
  @inline(__always) func place(studentID: Bytes) -> Int? { ids.find(studentID) }

  /// Place in `entries`; nil if nobody or more than one student has the statewide id.
  @inline(__always) func place(ssid: Bytes) -> Int? {
    guard let number = ssids.find(ssid) else { return nil }
    let place = ssidPlaces[number]
    return place < 0 ? nil : Int(place)
  }
}

extension TextIndex {
  /// Lends a text's bytes to a look-up.
  func withText<Result>(_ text: String, _ body: (TextIndex, Bytes) -> Result?) -> Result? {
    var text = text
    return text.withUTF8 { buffer in
      buffer.baseAddress.flatMap { body(self, Bytes(start: $0, count: buffer.count)) }
    }
  }

  /// The number of a text, which it gets now if it is new.
  mutating func insert(_ text: String) -> Int {
    var text = text
    if text.isEmpty { text = "\u{0}" }
    return text.withUTF8 { buffer in
      buffer.baseAddress.map { insert(Bytes(start: $0, count: buffer.count)) } ?? 0
    }
  }
}
