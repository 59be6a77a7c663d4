/// The language that a course in area E teaches, read from its title. UC's lists do not name it.
enum CourseLanguage {
  /// The language as `courses.csv` names it; nil where the title names none or more than one.
  static func of(_ name: CourseName) -> String? {
    let words = name.exact.unicodeScalars.split { !$0.isOfWord }.map { String($0) }
    var found: Set<String> = []
    var order: [String] = []
    for (phrase, language) in phrases where contains(words, phrase) && found.insert(language).inserted {
      order.append(language)
    }
    // A language inside the name of another one (`Chinese` in `Mandarin Chinese`) is not a second language.
    for (general, special) in refined where special.contains(where: found.contains) { found.remove(general) }
    order.removeAll { !found.contains($0) }
    return order.count == 1 ? order[0] : nil
  }

  private static func contains(_ words: [String], _ phrase: [String]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...words.count - phrase.count).contains { start in
      let next = start + phrase.count
      // Latin America is no Latin.
      if phrase == ["latin"], next < words.count, words[next].hasPrefix("america") { return false }
      return phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
    }
  }

  private static let refined: [(String, [String])] = [("Chinese", ["Cantonese"])]

  private static let phrases: [([String], String)] = names.flatMap { language, spellings in
    spellings.map { ($0.split(separator: " ").map(String.init), language) }
  }

  /// Mandarin is called Chinese, as the College Board calls its exam, so that course and exam are of one language.
  private static let names: [(String, [String])] = [
    ("Spanish", ["spanish", "span", "spn", "espanol", "castellano"]), ("French", ["french", "fren", "francais"]),
    ("German", ["german", "deutsch"]), ("Italian", ["italian", "italiano"]),
    ("Portuguese", ["portuguese", "portugues"]),
    ("Latin", ["latin"]), ("Greek", ["greek"]), ("Hebrew", ["hebrew"]), ("Arabic", ["arabic"]),
    ("Armenian", ["armenian"]), ("Assyrian", ["assyrian"]), ("Farsi", ["farsi", "persian"]), ("Turkish", ["turkish"]),
    ("Russian", ["russian"]), ("Ukrainian", ["ukrainian"]), ("Polish", ["polish"]),
    ("Chinese", ["mandarin", "chinese", "putonghua"]), ("Cantonese", ["cantonese"]),
    ("Japanese", ["japanese", "nihongo"]),
    ("Korean", ["korean"]), ("Vietnamese", ["vietnamese", "viet"]), ("Hmong", ["hmong"]),
    ("Khmer", ["khmer", "cambodian"]),
    ("Lao", ["lao", "laotian"]), ("Thai", ["thai"]), ("Filipino", ["filipino", "tagalog", "pilipino"]),
    ("Ilocano", ["ilocano"]), ("Samoan", ["samoan"]), ("Hawaiian", ["hawaiian"]), ("Hindi", ["hindi"]),
    ("Urdu", ["urdu"]), ("Punjabi", ["punjabi", "panjabi"]), ("Bengali", ["bengali"]), ("Tamil", ["tamil"]),
    ("Telugu", ["telugu"]), ("Swahili", ["swahili"]), ("Amharic", ["amharic"]), ("Somali", ["somali"]),
    (
      "American Sign Language",
      [
        "american sign language", "amer sign lang", "am sign lang", "amer sign language",
        "american sign lang", "sign language", "asl",
      ]
    ),
    ("Nahuatl", ["nahuatl"]), ("Mixtec", ["mixtec", "mixteco"]), ("Yurok", ["yurok"]), ("Hupa", ["hupa"]),
    ("Karuk", ["karuk"]), ("Cahuilla", ["cahuilla"]), ("Luiseno", ["luiseno"]), ("Kumeyaay", ["kumeyaay"]),
    ("Navajo", ["navajo", "dine"]),
  ]
}
