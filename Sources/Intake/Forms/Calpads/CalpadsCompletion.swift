import Rules

/// One completed or running course of a student (SCSC, SCSE), as it is kept until all files are read.
struct CalpadsCompletion {
  var origin: RowOrigin
  var school: CalpadsSchool
  var year: SchoolYear
  var period: CalpadsPeriod
  var mark: CalpadsMark
  /// Place in the code set; nil = none.
  var admission: UInt8?
  /// The row is of the fall file: the course runs.
  var isFall: Bool
  var isDeletion: Bool
  /// Hundredths, or `CalpadsCredits.absent`.
  var attempted: Int32
  var earned: Int32
  /// As `20090208`; 0 = none.
  var birth: Int32
  /// Offsets in the packed bytes.
  var texts: [Range<Int>] = []

  /// The texts in their order.
  static let ssid = 0
  static let localStudentID = 1
  static let courseID = 2
  static let section = 3
  static let term = 4
  static let textCount = 5

  private static let headBytes = 56

  /// Where in the year the row lies, in 36ths.
  var span: Range<Int>? {
    switch period.term {
    case .fullYear: 0..<36
    case .s1: 0..<18
    case .s2: 18..<36
    case .t1: 0..<12
    case .t2: 12..<24
    case .t3: 24..<36
    case .q1: 0..<9
    case .q2: 9..<18
    case .q3: 18..<27
    case .q4: 27..<36
    case .summer: nil
    }
  }

  /// Appends the row, packed; the texts are at most 255 bytes each.
  func pack(_ texts: [Bytes], into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: CalpadsCompletion.headBytes))
    for text in texts {
      let count = min(text.count, 255)
      bytes.append(UInt8(count))
      bytes.append(contentsOf: UnsafeBufferPointer(start: text.start, count: count))
    }
    let total = bytes.count
    bytes.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: UInt32(clamping: total), toByteOffset: 0, as: UInt32.self)
      raw.storeBytes(of: origin.file, toByteOffset: 4, as: Int32.self)
      raw.storeBytes(of: UInt64(clamping: origin.line), toByteOffset: 8, as: UInt64.self)
      raw.storeBytes(of: school.reportingLEA, toByteOffset: 16, as: UInt32.self)
      raw.storeBytes(of: school.school, toByteOffset: 20, as: UInt32.self)
      raw.storeBytes(of: attempted, toByteOffset: 24, as: Int32.self)
      raw.storeBytes(of: earned, toByteOffset: 28, as: Int32.self)
      raw.storeBytes(of: birth, toByteOffset: 32, as: Int32.self)
      raw.storeBytes(of: year.fall, toByteOffset: 36, as: Int16.self)
      raw.storeBytes(
        of: UInt8(clamping: Term.allCases.firstIndex(of: period.term) ?? 0), toByteOffset: 38, as: UInt8.self)
      raw.storeBytes(of: period.part, toByteOffset: 39, as: UInt8.self)
      raw.storeBytes(of: UInt8(clamping: period.length), toByteOffset: 40, as: UInt8.self)
      raw.storeBytes(of: mark.place, toByteOffset: 41, as: UInt8.self)
      raw.storeBytes(of: admission ?? .max, toByteOffset: 42, as: UInt8.self)
      raw.storeBytes(
        of: (isFall ? 1 : 0) | (isDeletion ? 2 : 0) | (period.isConflicting ? 4 : 0) | (period.isApproximate ? 8 : 0),
        toByteOffset: 43, as: UInt8.self)
    }
  }

  /// Reads a packed row and moves the offset behind it; nil if the bytes end before.
  init?(_ raw: UnsafeRawBufferPointer, _ offset: inout Int) {
    let start = offset
    guard start + CalpadsCompletion.headBytes <= raw.count else { return nil }
    func load<Value: BitwiseCopyable>(_ place: Int, _ type: Value.Type) -> Value {
      raw.loadUnaligned(fromByteOffset: start + place, as: type)
    }
    let end = start + Int(load(0, UInt32.self))
    guard end <= raw.count, end > start else { return nil }
    origin = RowOrigin(file: load(4, Int32.self), line: Int(clamping: load(8, UInt64.self)))
    school = CalpadsSchool(reportingLEA: load(16, UInt32.self), school: load(20, UInt32.self))
    attempted = load(24, Int32.self)
    earned = load(28, Int32.self)
    birth = load(32, Int32.self)
    year = SchoolYear(fall: load(36, Int16.self))
    let flags = load(43, UInt8.self)
    let terms = Term.allCases
    period = CalpadsPeriod(
      term: terms[min(Int(load(38, UInt8.self)), terms.count - 1)], part: load(39, UInt8.self),
      length: Int(load(40, UInt8.self)), isConflicting: flags & 4 != 0, isApproximate: flags & 8 != 0)
    mark = CalpadsMark(place: load(41, UInt8.self))
    let letter = load(42, UInt8.self)
    admission = letter == .max ? nil : letter
    (isFall, isDeletion) = (flags & 1 != 0, flags & 2 != 0)
    var place = start + CalpadsCompletion.headBytes
    for _ in 0..<CalpadsCompletion.textCount {
      guard place < end else { return nil }
      let count = Int(raw[place])
      guard place + 1 + count <= end else { return nil }
      texts.append(place + 1..<place + 1 + count)
      place += 1 + count
    }
    offset = end
  }

  init(
    origin: RowOrigin, school: CalpadsSchool, year: SchoolYear, period: CalpadsPeriod, mark: CalpadsMark,
    admission: UInt8?, isFall: Bool, isDeletion: Bool, attempted: Int32, earned: Int32, birth: Int32
  ) {
    (self.origin, self.school, self.year, self.period, self.mark) = (origin, school, year, period, mark)
    (self.admission, self.isFall, self.isDeletion) = (admission, isFall, isDeletion)
    (self.attempted, self.earned, self.birth) = (attempted, earned, birth)
  }
}

/// The mark of a completed row.
enum CalpadsMark: Equatable {
  case given(Mark)
  case inProgress
  /// The field is blank, or holds what stands for no mark.
  case blank

  /// - Parameter text: As the value map gives it: a mark, `in_progress`, or nothing.
  init?(text: String) {
    if text.isEmpty {
      self = .blank
    } else if text == "in_progress" {
      self = .inProgress
    } else if let mark = Mark(rawValue: text) {
      self = .given(mark)
    } else {
      return nil
    }
  }

  fileprivate init(place: UInt8) {
    let marks = Mark.allCases
    if Int(place) < marks.count {
      self = .given(marks[Int(place)])
    } else {
      self = place == 254 ? .inProgress : .blank
    }
  }

  fileprivate var place: UInt8 {
    switch self {
    case .given(let mark): UInt8(clamping: Mark.allCases.firstIndex(of: mark) ?? 255)
    case .inProgress: 254
    case .blank: 255
    }
  }
}
