/// A course's name as it is compared: as it stands, without decoration, and taken apart into its half.
///
/// Names on transcripts and on UC's lists are typed by different people under a limit of some thirty characters. Each
/// property here is one stated step away from the name; `CourseList` tries them in order and says which one matched.
struct CourseName: Sendable, Equatable {
  /// Entities decoded, trimmed, single spaces, without case.
  let exact: String
  /// `exact` without punctuation, accents and tags such as `(P)`, with `&` as `and` and Roman numerals as digits.
  let normalised: String
  /// `normalised` without the half that it names; equal to `normalised` where it names none.
  let stem: String
  /// 1 or 2 where the name stands for one half; 0 where it stands for the whole or names both (`S1/S2`).
  let part: UInt8
  /// The name ends in something that tells halves apart, also if it names both.
  let namesHalf: Bool
  /// A tag such as `(HP)` says that the course carries honors.
  let hasHonorsTag: Bool
  /// `stem` with the abbreviations of `CourseWords` spelled out, without small words.
  let words: String

  init(_ printed: String) {
    self.init(decoded: HTMLEntities.decoded(printed))
  }

  /// - Parameter decoded: A name whose entities are decoded already.
  init(decoded: String) {
    let folded = LatinFolding.folded(CourseName.cut(decoded)).singleSpaced
    exact = folded
    var tokens = CourseName.tokens(folded)
    hasHonorsTag = CourseName.removeTags(&tokens)
    CourseName.spellNumerals(&tokens)
    normalised = tokens.joined(separator: " ")
    let half = CourseHalf.of(tokens)
    stem = half.stem.joined(separator: " ")
    (part, namesHalf) = (half.part, half.isNamed)
    words = CourseWords.spelled(half.stem).joined(separator: " ")
  }

  /// Longer names are cut; real ones have at most 50 characters on transcripts and 100 on lists.
  private static let limit = 400

  /// `exact` of a text, without the rest.
  static func exact(of printed: String) -> String {
    LatinFolding.folded(cut(HTMLEntities.decoded(printed))).singleSpaced
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count > limit ? String(text.unicodeScalars.prefix(limit)) : text
  }

  /// Cuts at everything that is neither letter nor digit. A tag in brackets stays one token with its bracket.
  private static func tokens(_ folded: String) -> [String] {
    let letters = Array(folded.unicodeScalars)
    var tokens: [String] = []
    var current = String.UnicodeScalarView()
    func finish() {
      if !current.isEmpty { tokens.append(String(current)) }
      current = String.UnicodeScalarView()
    }
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      switch letter {
      case "(", "[":
        finish()
        if let (tag, next) = tag(letters, index + 1) {
          tokens.append("(" + tag)
          index = next
          continue
        }
      case "&":
        finish()
        tokens.append("and")
      case "'": break
      case ".":
        // `U.S.` is one word, `Lit.of` is two.
        if current.count != 1 { finish() }
      default:
        if letter.isOfWord {
          current.append(letter)
        } else {
          finish()
        }
      }
      index += 1
    }
    finish()
    return tokens
  }

  /// The letters of a short tag that begins here, and where the text goes on behind its bracket.
  private static func tag(_ letters: [Unicode.Scalar], _ start: Int) -> (String, Int)? {
    var tag = String.UnicodeScalarView()
    var index = start
    while index < letters.count, index < start + 8 {
      switch letters[index] {
      case ")", "]":
        return plainTags.contains(String(tag)) || honorsTags.contains(String(tag)) ? (String(tag), index + 1) : nil
      case " ", ".", "*": break
      default: tag.append(letters[index])
      }
      index += 1
    }
    return nil
  }

  /// College preparatory: says nothing about the course that its being on the list does not say.
  private static let plainTags: Set<String> = ["p", "cp", "uc", "uccsu", "uc/csu", "a-g", "ag"]
  /// Honors, honors preparatory.
  private static let honorsTags: Set<String> = ["h", "hp", "hon", "honors", "h/p"]

  /// Takes tags out and says whether one of them stands for honors.
  private static func removeTags(_ tokens: inout [String]) -> Bool {
    var hasHonors = false
    tokens.removeAll { token in
      guard token.first == "(" else { return false }
      if honorsTags.contains(String(token.dropFirst())) { hasHonors = true }
      return true
    }
    // Without brackets they are tags at the end only, and never the whole name.
    while tokens.count > 1, let last = tokens.last, ["p", "cp", "hp", "h"].contains(last) {
      if last.first == "h" { hasHonors = true }
      tokens.removeLast()
    }
    // School-internal numbers that some abbreviations carry: `Guitar 1 / 710450`.
    while tokens.count > 1, let last = tokens.last, last.utf8.count >= 5,
      last.utf8.allSatisfy({ (48...57).contains($0) })
    {
      tokens.removeLast()
    }
    return hasHonors
  }

  private static let numerals = [
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "i": "1", "v": "5",
  ]

  private static func spellNumerals(_ tokens: inout [String]) {
    for index in tokens.indices.dropFirst() {
      if let digit = numerals[tokens[index]] { tokens[index] = digit }
    }
  }
}
