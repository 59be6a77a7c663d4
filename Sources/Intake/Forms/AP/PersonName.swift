/// A person's names as they are compared: without case, accents, hyphens, apostrophes, blanks and suffixes.
struct PersonName: Equatable {
  /// Letters and digits of all parts; empty = no name.
  let last: String
  let first: String
  /// Sound of the first part of each.
  let lastSound: String
  let firstSound: String
  private let firstPart: String

  init(last: String, first: String) {
    let lastParts = PersonName.parts(last)
    let firstParts = PersonName.parts(first)
    self.last = lastParts.joined()
    self.first = firstParts.joined()
    firstPart = firstParts.first ?? ""
    lastSound = Soundex.code(lastParts.first ?? "")
    firstSound = Soundex.code(firstPart)
  }

  /// Whether both names are there and the same.
  func isSame(as other: PersonName) -> Bool {
    !last.isEmpty && !first.isEmpty && last == other.last && first == other.first
  }

  /// The same last name, and first names of which one may leave out its later parts (`Mary`, `Mary Ann`).
  func agrees(with other: PersonName) -> Bool {
    guard !last.isEmpty, !first.isEmpty, last == other.last else { return false }
    return first == other.first || first == other.firstPart || firstPart == other.first
  }

  func soundsLike(_ other: PersonName) -> Bool {
    !lastSound.isEmpty && !firstSound.isEmpty && lastSound == other.lastSound && firstSound == other.firstSound
  }

  /// The letter of a middle name or initial; nil if there is none.
  static func initial(_ middle: String) -> Character? { parts(middle).first?.first }

  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"]

  /// The words of a name, folded; a suffix at the end is left out unless it is all there is.
  private static func parts(_ name: String) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    for scalar in LatinFolding.folded(String(name.unicodeScalars.prefix(200))).unicodeScalars {
      if scalar == "'" { continue }
      if scalar.isOfWord {
        part.append(scalar)
      } else if !part.isEmpty {
        parts.append(String(part))
        part = String.UnicodeScalarView()
      }
    }
    if !part.isEmpty { parts.append(String(part)) }
    while parts.count > 1, let last = parts.last, suffixes.contains(last) { parts.removeLast() }
    return parts
  }
}

/// American Soundex, as the US National Archives describe it: the first letter and three digits.
enum Soundex {
  /// - Parameter word: Lower-case ASCII; other characters are left out. Empty gives empty.
  static func code(_ word: String) -> String {
    var code: [UInt8] = []
    var previous: UInt8 = 0
    for byte in word.utf8 where (97...122).contains(byte) {
      let digit = digits[Int(byte - 97)]
      if code.isEmpty {
        code.append(byte)
        previous = digit
        continue
      }
      // h and w do not part letters of the same sound; vowels do.
      if byte == UInt8(ascii: "h") || byte == UInt8(ascii: "w") { continue }
      if digit != 0, digit != previous { code.append(48 + digit) }
      previous = digit
      if code.count == 4 { break }
    }
    while !code.isEmpty, code.count < 4 { code.append(48) }
    return String(decoding: code, as: UTF8.self)
  }

  /// For a to z.
  private static let digits: [UInt8] = [
    0, 1, 2, 3, 0, 1, 2, 0, 0, 2, 2, 4, 5, 5, 0, 1, 2, 6, 2, 3, 0, 1, 0, 2, 0, 2,
  ]
}
